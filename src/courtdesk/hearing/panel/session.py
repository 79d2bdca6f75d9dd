"""The open hearing as the panel's widgets see it: what was read of it, and what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from courtdesk.desk.widgets.notice import Message
from courtdesk.errors import KnownError
from courtdesk.hearing.model import BadEntry, Draft, Entry, EntryCounts, EntryKind, Hearing
from courtdesk.hearing.panel.log.entry_rows import Answer
from courtdesk.vault.changes import Changed

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.hearing.service import HearingService

_ONE_BY_ONE = 50
"""More changed entries than this are not read one by one; the log in sight is read again."""


class HearingSession(QObject):
    """One hearing, read through the vault lane.

    Results that come back after another hearing was opened are dropped.
    """

    hearing_read = Signal(object)
    """The ``Hearing``, whenever it was read anew."""
    clock_read = Signal(object)
    counts_read = Signal(object)
    draft_read = Signal(object)
    entry_added = Signal(object)
    entry_changed = Signal(object)
    log_read = Signal()
    """The first entries in sight of the hearing that was opened are here."""
    log_changed = Signal()
    """Another log is open, or much of it changed: read what is shown again."""

    def __init__(self, desk: Desk, hearings: HearingService, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._hearings = hearings
        self._own: set[str] = set()
        self._is_counted = True
        self._log_is_old = False
        self._has_left = False
        self.hearing: Hearing | None = None
        self.last_entry: Entry | None = None
        self.counts = EntryCounts({}, 0)

    @property
    def hearing_id(self) -> str:
        """The id of the open hearing, or empty."""
        return self.hearing.id if self.hearing else ""

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
        self.read(lambda: self._hearings.draft(hearing_id), self._on_draft)
        self.counts_read.emit(self.counts)
        self.log_changed.emit()
        if self._is_counted:
            self.log_read.emit()

    def leave(self) -> None:
        """The vault is about to be closed: what is asked for from now on is not read."""
        self._has_left = True

    def expect(self, entry_id: str) -> None:
        """The entry with this id is about to be saved from here, and will be taken in."""
        self._own.add(entry_id)

    def take_in(self, entry: Entry) -> None:
        """An entry as it is on disk now: a new one, or a newer version."""
        if self.hearing is None or entry.hearing_id != self.hearing_id:
            return
        if entry.number > self.hearing.entries:
            self._add(entry)
            return
        if self.last_entry is not None and self.last_entry.id == entry.id:
            self.last_entry = entry
        self.entry_changed.emit(entry)

    def changed(self, changed: Changed) -> None:
        """Something was saved somewhere; read what concerns this hearing and is not known."""
        if self.hearing is None or self.hearing_id not in changed.ids:
            return
        others = changed.ids - {self.hearing_id}
        if others and others <= self._own:
            self._own -= others
            return
        if len(others) > _ONE_BY_ONE:
            self._log_is_old = True
        elif changed.concerns("entry"):
            self.read(lambda: self._entries(others), self._on_entries)
        self.read_again()

    def read_again(self) -> None:
        """Read the open hearing, its clock and its counts anew."""
        hearing_id = self.hearing_id
        self.read(lambda: self._hearings.hearing(hearing_id), self._on_hearing)
        self.read_clock()
        self.read_counts()

    def read_clock(self) -> None:
        """Read how long the hearing has been on and off the record."""
        hearing_id = self.hearing_id
        self.read(lambda: self._hearings.clock(hearing_id), self.clock_read.emit)

    def read_counts(self) -> None:
        """Read how many entries there are of each kind."""
        hearing_id = self.hearing_id
        self.read(lambda: self._hearings.counts(hearing_id), self._on_counts)

    def fetch(self, numbers: Sequence[int], answer: Answer) -> None:
        """Read the entries with these numbers; see :data:`~.log.entry_rows.Fetch`."""
        if self._has_left:
            return
        hearing_id, hearings = self.hearing_id, self._hearings
        first, count = numbers[0], len(numbers)

        def work() -> tuple[Entry, ...]:
            if numbers[-1] - first + 1 == count:
                return hearings.window(hearing_id, first, count)
            return hearings.entries(numbers, hearing_id)

        def arrived(entries: tuple[Entry, ...]) -> None:
            answer(entries)
            self._count_once()

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
        self.read(lambda: self._hearings.numbers(hearing_id, kinds, bookmarked), then)

    def find(
        self, words: str, before: int | None, then: Callable[[tuple[Entry, ...]], None]
    ) -> None:
        """Find the newest entries with these words, below the entry numbered ``before``."""
        hearing_id = self.hearing_id
        self.read(lambda: self._hearings.find(hearing_id, words, before), then)

    def tell(self, error: Exception) -> None:
        """Show a mistake of user or world; bugs are told by the desk."""
        if isinstance(error, KnownError):
            self._desk.show_notice(Message(str(error)))

    def read(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Ask the lane; what comes back for a hearing that is no longer open is dropped."""
        if self._has_left:
            return
        hearing_id = self.hearing_id

        def if_still_open(value: Any) -> None:
            if self.hearing_id == hearing_id:
                then(value)

        self._desk.lane.ask(work, if_still_open, self.tell, owner=self)

    def _entries(self, ids: Iterable[str]) -> list[Entry]:
        """Those of ``ids`` that are entries, in the order of the record. On the lane."""
        found = []
        for entry_id in ids:
            try:
                found.append(self._hearings.entry(entry_id))
            except BadEntry:  # it is the id of something else that changed
                continue
        return sorted(found, key=lambda entry: entry.number)

    def _count_once(self) -> None:
        """The first window is shown: there is time now for what takes longer."""
        if self._is_counted or self.hearing is None:
            return
        self._is_counted = True
        hearing_id, last = self.hearing_id, self.hearing.entries
        self.read(lambda: self._hearings.window(hearing_id, last, 1), self._on_last)
        self.read_counts()
        self.log_read.emit()

    def _add(self, entry: Entry) -> None:
        self.last_entry = entry
        if self.hearing is not None:
            self.hearing = replace(self.hearing, entries=entry.number)
        by_kind = {**self.counts.by_kind}
        by_kind[entry.kind] = by_kind.get(entry.kind, 0) + 1
        self._on_counts(EntryCounts(by_kind, self.counts.bookmarks + entry.bookmarked))
        self.entry_added.emit(entry)

    def _on_last(self, entries: tuple[Entry, ...]) -> None:
        if entries and self.last_entry is None:
            self.last_entry = entries[0]

    def _on_entries(self, entries: list[Entry]) -> None:
        for entry in entries:
            self.take_in(entry)

    def _on_hearing(self, hearing: Hearing) -> None:
        """The log grows entry by entry, so that no count runs ahead of what is shown."""
        if self.hearing is not None and not self._log_is_old:
            hearing = replace(hearing, entries=self.hearing.entries)
        self.hearing = hearing
        self.hearing_read.emit(hearing)
        if self._log_is_old:
            self._log_is_old = False
            self.log_changed.emit()

    def _on_counts(self, counts: EntryCounts) -> None:
        self.counts = counts
        self.counts_read.emit(counts)

    def _on_draft(self, draft: Draft | None) -> None:
        if draft is not None:
            self.draft_read.emit(draft)
