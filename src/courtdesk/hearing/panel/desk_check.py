"""The hearing's checker, code book and exhibits on the desk, kept up with what is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from courtdesk.cases.service import CaseService
from courtdesk.exhibits.service import ExhibitService
from courtdesk.hearing.model import Entry, EntryKind, Hearing
from courtdesk.hearing.model.acts import Recogniser
from courtdesk.hearing.model.checker import Checker, Finding
from courtdesk.hearing.model.codebook import CodeBook
from courtdesk.hearing.panel.log_following import LogFollowing
from courtdesk.hearing.service.checking import CheckService
from courtdesk.hearing.service.codes import CodeService
from courtdesk.hearing.service.lexicon import lexicon
from courtdesk.vault.changes import Changed

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.hearing.panel.session import HearingSession


class DeskCheck(QObject):
    """Reads what stands beside the log, and follows each entry as it is recorded."""

    codes_read = Signal(object, object)
    """The ``CodeBook`` and the ``Recogniser``."""
    findings_changed = Signal(object)
    exhibits_read = Signal(object)

    def __init__(self, desk: Desk, session: HearingSession) -> None:
        super().__init__(session)
        self._session = session
        cases = CaseService(desk.vault)
        self._codes = CodeService(desk.vault)
        self._exhibits = ExhibitService(desk.vault, cases)
        checks = CheckService(desk.vault, cases, opens=True)
        self._log: LogFollowing[Checker] = LogFollowing(session, checks, self)
        self._log.followed.connect(self._on_followed)
        self._about: Hearing | None = None
        session.hearing_read.connect(self._on_hearing_read)
        session.log_read.connect(self._on_log_read)
        session.entry_added.connect(self._on_entry)
        session.entry_changed.connect(self._on_entry)

    def changed(self, changed: Changed) -> None:
        """Something was saved somewhere."""
        if changed.concerns("exhibit"):
            self._read_exhibits()
        if changed.concerns("code"):
            self._read_codes()
        if changed.concerns("case"):
            self._log.read()

    def findings(self, *, closing: bool = False) -> tuple[Finding, ...]:
        """What is open now, or would be if the hearing were adjourned."""
        checker = self._log.follower
        return () if checker is None else checker.findings(closing=closing)

    def _on_hearing_read(self, hearing: Hearing) -> None:
        before, self._about = self._about, hearing
        if before is None or before.id != hearing.id:
            self._log.forget()
        elif before.plan != hearing.plan:
            self._log.read()

    def _on_log_read(self) -> None:
        """What the clerk looks at is on the screen: now what stands beside it."""
        self._read_codes()
        self._read_exhibits()
        self._log.read()

    def _on_entry(self, entry: Entry) -> None:
        has_read = self._log.follower is not None
        self._log.take_in(entry)
        if has_read and (entry.kind is not EntryKind.NOTE or entry.amended):
            self._read_exhibits()

    def _on_followed(self, checker: Checker) -> None:
        self.findings_changed.emit(checker.findings())

    def _read_codes(self) -> None:
        court = self._about.plan.court if self._about else ""

        def work() -> tuple[CodeBook, Recogniser]:
            return self._codes.book(court), lexicon().recogniser

        self._session.read(work, lambda read: self.codes_read.emit(*read))

    def _read_exhibits(self) -> None:
        if self._about is None:
            return
        case_id = self._about.case_id
        self._session.read(lambda: self._exhibits.exhibits(case_id), self.exhibits_read.emit)
