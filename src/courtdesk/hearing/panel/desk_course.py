"""The course of the open hearing on the desk, kept up with what is recorded."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from courtdesk.cases.service import CaseService
from courtdesk.hearing.model import Hearing
from courtdesk.hearing.model.limits import TimeLimit
from courtdesk.hearing.model.proceedings import Proceedings
from courtdesk.hearing.model.stopwatch import Spent, by_party
from courtdesk.hearing.panel.log_following import LogFollowing
from courtdesk.hearing.service import ProceedingsService
from courtdesk.hearing.service.limits import LimitService
from courtdesk.vault.changes import Changed

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.hearing.panel.session import HearingSession


class DeskCourse(QObject):
    """Reads what the log says of attendance and times, and follows each entry."""

    changed = Signal(object)
    """The ``Proceedings``, whenever an entry has been followed."""
    limits_read = Signal(object, object)
    """The limits of the case, and what each party has had in its other hearings."""

    def __init__(self, desk: Desk, session: HearingSession) -> None:
        super().__init__(session)
        self._session = session
        self._service = ProceedingsService(desk.vault, CaseService(desk.vault), opens=True)
        self._limits = LimitService(desk.vault)
        self._about: Hearing | None = None
        self._log: LogFollowing[Proceedings] = LogFollowing(session, self._service, self)
        self._log.followed.connect(self.changed)
        session.hearing_read.connect(self._on_hearing_read)
        session.log_read.connect(self._on_log_read)
        session.entry_added.connect(self._log.take_in)
        session.entry_changed.connect(self._log.take_in)

    @property
    def proceedings(self) -> Proceedings | None:
        """What has followed the log so far; None while the log is still being read."""
        return self._log.follower

    def take_notice(self, changed: Changed) -> None:
        """Something was saved somewhere."""
        if changed.concerns("limit"):
            self._read_limits()

    def _on_hearing_read(self, hearing: Hearing) -> None:
        before, self._about = self._about, hearing
        if before is None or before.id != hearing.id:
            self._log.forget()
        elif before.plan.appearances != hearing.plan.appearances:
            self._log.read()

    def _on_log_read(self) -> None:
        self._log.read()
        self._read_limits()

    def _read_limits(self) -> None:
        if self._about is None:
            return
        hearing_id, case_id = self._about.id, self._about.case_id

        def work() -> tuple[tuple[TimeLimit, ...], list[str]]:
            limits = self._limits.limits(case_id)
            others = [h.id for h in self._service.hearings(case_id) if h.id != hearing_id]
            return limits, others if limits else []

        self._session.read(work, lambda read: self._add_up(read[0], {}, read[1]))

    def _add_up(
        self, limits: tuple[TimeLimit, ...], spent: dict[str, timedelta], others: list[str]
    ) -> None:
        """Add up what the parties had in other hearings, one hearing after the other."""
        if not others:
            self.limits_read.emit(limits, spent)
            return
        self._session.read(
            lambda: self._service.closed_times(others[0]),
            lambda read: self._add_up(limits, _sum(spent, read), others[1:]),
        )


def _sum(spent: dict[str, timedelta], more: tuple[Spent, ...]) -> dict[str, timedelta]:
    added = dict(spent)
    for one in by_party(more):
        added[one.turn.party] = added.get(one.turn.party, timedelta()) + one.time
    return added
