"""The open hearing as the panel's widgets see it: what was read, and what is asked of the lane."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from courtdesk.desk.widgets.notice import Message
from courtdesk.errors import KnownError
from courtdesk.hearing.model import (
    Draft,
    Entry,
    EntryCounts,
    EntryKind,
    Hearing,
    HearingPlan,
    Step,
)
from courtdesk.hearing.panel.draft_keeper import DraftKeeper
from courtdesk.hearing.panel.log.entry_rows import Answer
from courtdesk.hearing.panel.save_queue import SaveQueue
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.hearing.service import HearingService


class HearingSession(QObject):
    """One hearing, read and written through the vault lane.

    Results that come back after another hearing was opened are dropped.
    """

    hearing_read = Signal(object)
    """The ``Hearing``, whenever it was read anew."""
    clock_read = Signal(object)
    counts_read = Signal(object)
    draft_read = Signal(object)
    entry_added = Signal(object)
    entry_changed = Signal(object)
    log_changed = Signal()
    """Entries came or changed that are not known one by one: read what is shown again."""

    def __init__(self, desk: Desk, hearings: HearingService, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._hearings = hearings
        self._own: set[str] = set()
        self._log_is_old = False
        self._is_counted = True
        self.hearing: Hearing | None = None
        self.last_entry: Entry | None = None
        self.counts = EntryCounts({}, 0)
        self.queue = SaveQueue(desk.lane, hearings, self)
        self.drafts = DraftKeeper(desk.lane, hearings, self)
        self.queue.saved.connect(self._on_recorded)

    @property
    def hearing_id(self) -> str:
        """The id of the open hearing, or empty."""
        return self.hearing.id if self.hearing else ""

    # Reading

    def open(self, hearing: Hearing | None) -> None:
        """Open ``hearing``, and read its clock and its draft; its counts once its log is shown."""
        self.hearing = hearing
        self.last_entry = None
        self.counts = EntryCounts({}, 0)
        if hearing is None:
            return
        self._is_counted = not hearing.entries
        self.hearing_read.emit(hearing)
        self.read_clock()
        hearing_id = hearing.id
        self._read(lambda: self._hearings.draft(hearing_id), self._on_draft)
        self._on_counts(self.counts)
        self.log_changed.emit()

    def changed(self, changed: Changed) -> None:
        """Something was saved somewhere; read what concerns this hearing and is not known."""
        if self.hearing is None or self.hearing_id not in changed.ids:
            return
        entries = changed.ids - {self.hearing_id}
        if entries and entries <= self._own:
            self._own -= entries
            return
        self._log_is_old = True
        self.read_again()

    def read_again(self) -> None:
        """Read the open hearing and its log anew."""
        hearing_id = self.hearing_id
        self._read(lambda: self._hearings.hearing(hearing_id), self._on_hearing)
        self.read_clock()
        self._read_counts()

    def fetch(self, numbers: Sequence[int], answer: Answer) -> None:
        """Read the entries with these numbers; see :data:`~.log.entry_rows.Fetch`."""
        hearing_id, hearings = self.hearing_id, self._hearings
        first, count = numbers[0], len(numbers)

        def work() -> tuple[Entry, ...]:
            if numbers[-1] - first + 1 == count:
                return hearings.window(hearing_id, first, count)
            return hearings.entries(numbers, hearing_id)

        def arrived(entries: tuple[Entry, ...]) -> None:
            answer(entries)
            if not self._is_counted and self.hearing is not None:
                self._is_counted = True
                self._read_last(self.hearing)
                self._read_counts()

        def failed(error: Exception) -> None:
            self.tell(error)
            answer(None)

        self._desk.lane.ask(work, arrived, failed, owner=self)

    def numbers(
        self,
        kinds: frozenset[EntryKind] | None,
        bookmarked: bool,
        then: Callable[[Sequence[int]], None],
    ) -> None:
        """Read which entries are of these kinds, or bookmarked."""
        hearing_id = self.hearing_id
        self._read(lambda: self._hearings.numbers(hearing_id, kinds, bookmarked), then)

    def find(
        self, words: str, before: int | None, then: Callable[[tuple[Entry, ...]], None]
    ) -> None:
        """Find the newest entries with these words, below the entry numbered ``before``."""
        hearing_id = self.hearing_id
        self._read(lambda: self._hearings.find(hearing_id, words, before), then)

    # Writing

    def take_step(self, step: Step, at: datetime, remark: str = "") -> None:
        """Start, pause, resume or adjourn the hearing; ``remark`` is added to its line."""
        hearing_id, entry_id = self.hearing_id, new_id()
        self._own.add(entry_id)

        def then(saved: Saved[Entry]) -> None:
            self._added(saved.value)
            self.read_again()

        def failed(error: Exception) -> None:
            self.tell(error)
            self.read_clock()

        self._desk.lane.ask(
            lambda: self._hearings.take_step(hearing_id, step, at, entry_id, remark),
            then,
            failed,
            owner=self,
        )

    def amend(
        self,
        entry: Entry,
        text: str,
        speaker: str,
        kind: EntryKind,
        reason: str,
        at: datetime,
        then: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Correct an entry; ``then`` once the correction is on disk."""
        self._own.add(entry.id)

        def done(saved: Saved[Entry]) -> None:
            self._replaced(saved.value)
            self._read_counts()
            then()

        self._desk.lane.ask(
            lambda: self._hearings.amend(entry.id, text, speaker, kind, reason, at),
            done,
            failed,
            owner=self,
        )

    def bookmark(self, entry: Entry, on: bool) -> None:
        """Mark an entry to be found again, or take the mark away."""
        self._own.add(entry.id)

        def then(saved: Saved[Entry]) -> None:
            self._replaced(saved.value)
            self._read_counts()

        self._desk.lane.ask(
            lambda: self._hearings.bookmark(entry.id, on), then, self.tell, owner=self
        )

    def save_plan(
        self,
        case_id: str,
        plan: HearingPlan,
        hearing: Hearing | None,
        then: Callable[[Hearing], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Set a hearing up, or change what is known of ``hearing``."""
        hearings = self._hearings

        def work() -> Saved[Hearing]:
            if hearing is None:
                return hearings.plan(case_id, plan)
            return hearings.change_plan(hearing.id, plan)

        self._desk.lane.ask(work, lambda saved: then(saved.value), failed, owner=self)

    def tell(self, error: Exception) -> None:
        """Show a mistake of user or world; bugs are told by the desk."""
        if isinstance(error, KnownError):
            self._desk.show_notice(Message(str(error)))

    def leave(self) -> None:
        """The vault is about to be locked: everything typed goes to the lane."""
        self.drafts.flush()
        self.queue.finish()

    def expect(self, entry_id: str) -> None:
        """A line with this id is about to be recorded from here."""
        self._own.add(entry_id)

    def _read(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Ask the lane; what comes back for a hearing that is no longer open is dropped."""
        hearing_id = self.hearing_id

        def if_still_open(value: Any) -> None:
            if self.hearing_id == hearing_id:
                then(value)

        self._desk.lane.ask(work, if_still_open, self.tell, owner=self)

    def read_clock(self) -> None:
        """Read how long the hearing has been on and off the record."""
        hearing_id = self.hearing_id
        self._read(lambda: self._hearings.clock(hearing_id), self.clock_read.emit)

    def _read_counts(self) -> None:
        hearing_id = self.hearing_id
        self._read(lambda: self._hearings.counts(hearing_id), self._on_counts)

    def _read_last(self, hearing: Hearing) -> None:
        if hearing.entries:
            self._read(lambda: self._hearings.window(hearing.id, hearing.entries, 1), self._on_last)

    def _on_last(self, entries: tuple[Entry, ...]) -> None:
        if entries and self.last_entry is None:
            self.last_entry = entries[0]

    def _on_hearing(self, hearing: Hearing) -> None:
        known = self.hearing.entries if self.hearing else 0
        self.hearing = hearing
        self.hearing_read.emit(hearing)
        if self._log_is_old or hearing.entries != known:
            self._log_is_old = False
            self.log_changed.emit()

    def _on_counts(self, counts: EntryCounts) -> None:
        self.counts = counts
        self.counts_read.emit(counts)

    def _on_draft(self, draft: Draft | None) -> None:
        if draft is not None:
            self.draft_read.emit(draft)

    def _on_recorded(self, entry: Entry) -> None:
        if entry.hearing_id == self.hearing_id:
            self._added(entry)

    def _added(self, entry: Entry) -> None:
        self.last_entry = entry
        if self.hearing is not None:
            self.hearing = _with_entries(self.hearing, entry.number)
        by_kind = {**self.counts.by_kind}
        by_kind[entry.kind] = by_kind.get(entry.kind, 0) + 1
        self._on_counts(EntryCounts(by_kind, self.counts.bookmarks + entry.bookmarked))
        self.entry_added.emit(entry)

    def _replaced(self, entry: Entry) -> None:
        if self.last_entry is not None and self.last_entry.id == entry.id:
            self.last_entry = entry
        self.entry_changed.emit(entry)


def _with_entries(hearing: Hearing, entries: int) -> Hearing:
    return replace(hearing, entries=max(hearing.entries, entries))
