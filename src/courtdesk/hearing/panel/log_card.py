"""The card of the log: how many entries, filters, find, and the entries."""

from collections.abc import Callable, Sequence
from datetime import tzinfo

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from courtdesk.desk.widgets.card import Card
from courtdesk.desk.widgets.chip import Chip
from courtdesk.desk.widgets.filters import FilterChips
from courtdesk.hearing.model import Entry, EntryCounts
from courtdesk.hearing.panel.deeds import Deeds
from courtdesk.hearing.panel.filters import FILTERS
from courtdesk.hearing.panel.find_bar import FindBar
from courtdesk.hearing.panel.log.view import LogView
from courtdesk.hearing.panel.session import HearingSession


class LogCard(Card):
    """The log of the open hearing."""

    amend_wanted = Signal(object)
    left = Signal()
    """Esc: the keyboard goes back to the composer."""

    def __init__(self, session: HearingSession, deeds: Deeds, zone: tzinfo) -> None:
        super().__init__("Log", padded=False)
        self._session = session
        self._deeds = deeds
        self._shown = ("", "")
        self._listen: Callable[[], object] | None = None
        self._seal: Callable[[], object] | None = None
        self._count = Chip("0 entries")
        self.add_chip(self._count)
        self._chips = FilterChips("Show in the log")
        self.add_action(self._chips)
        self.find_bar = FindBar(session.find)
        self.view = LogView(session.fetch, zone)
        self.body.addWidget(self.find_bar)
        self.body.addWidget(self.view, 1)
        self._filter = FILTERS[0]
        self._show_counts(EntryCounts({}, 0))
        self._chips.chosen.connect(self._on_filter_chosen)
        self.find_bar.hit.connect(self._on_hit)
        self.find_bar.words_changed.connect(self.view.set_words)
        self.find_bar.closed.connect(self.left)
        self.view.left.connect(self.left)
        self.view.amend_wanted.connect(self.amend_wanted)
        self.view.bookmark_wanted.connect(self.toggle_bookmark)
        self.view.menu_wanted.connect(self._on_menu_wanted)
        session.counts_read.connect(self._show_counts)
        session.entry_added.connect(self._on_entry_added)
        session.entry_changed.connect(self._on_entry_changed)
        session.log_changed.connect(self.read_again)

    def offer_listening(self, listen: Callable[[], object]) -> None:
        """Offer to hear an entry; ``listen`` plays the current one."""
        self._listen = listen
        self.view.listen_wanted.connect(listen)

    def offer_sealing(self, seal: Callable[[], object]) -> None:
        """Offer to seal what is selected, or to see to its seal."""
        self._seal = seal

    def choose_filter(self, key: str) -> None:
        """Show another part of the log."""
        self._chips.choose(key)

    def toggle_bookmark(self, entry: Entry) -> None:
        """Mark ``entry``, or take the mark away."""
        self._deeds.bookmark(entry, not entry.bookmarked)

    def read_again(self) -> None:
        """Read what is shown anew; another hearing begins with all of its log."""
        hearing = self._session.hearing
        if self._session.hearing_id != self._shown[0] and self._filter is not FILTERS[0]:
            self._filter = FILTERS[0]
            self._chips.choose(FILTERS[0].key)
            return
        if hearing is None:
            self.view.show_entries(range(0))
        elif self._filter is FILTERS[0]:
            self._show_numbers(range(1, hearing.entries + 1))
        else:
            chosen = self._filter
            self._session.numbers(
                chosen.kinds,
                chosen.bookmarked,
                lambda numbers: self._show_numbers(numbers) if self._filter is chosen else None,
            )

    def _show_numbers(self, numbers: Sequence[int]) -> None:
        shown = (self._session.hearing_id, self._filter.key)
        if shown[0] != self._shown[0]:
            self.view.forget()
            self.find_bar.hide()
        self.view.show_entries(numbers, self._filter.empty_words, stay=shown == self._shown)
        self._shown = shown

    def _show_counts(self, counts: EntryCounts) -> None:
        total = counts.total
        self._count.setText("1 entry" if total == 1 else f"{total:,} entries")
        self._chips.show_options(
            (part.key, part.name if part is FILTERS[0] else f"{part.name} {part.count(counts):,}")
            for part in FILTERS
        )

    def _on_filter_chosen(self, key: str) -> None:
        self._filter = next(part for part in FILTERS if part.key == key)
        self.read_again()

    def _on_entry_added(self, entry: Entry) -> None:
        if self._belongs(entry):
            self.view.append(entry)

    def _on_entry_changed(self, entry: Entry) -> None:
        shown = self.view.rows.row_of(entry.number) is not None
        if shown == self._belongs(entry):
            self.view.replace(entry)
        else:
            self.read_again()

    def _belongs(self, entry: Entry) -> bool:
        if self._filter.bookmarked:
            return entry.bookmarked
        return self._filter.kinds is None or entry.kind in self._filter.kinds

    def show_entry(self, number: int) -> None:
        """Bring an entry into sight; a filter that hides it is lifted."""
        self._on_hit(number)

    def _on_hit(self, number: int) -> None:
        if not self.view.go_to(number):
            self._chips.choose(FILTERS[0].key)
            self.view.go_to(number)

    def _on_menu_wanted(self, entry: Entry, place: QPoint) -> None:
        menu = QMenu(self)
        mark = "Remove bookmark" if entry.bookmarked else "Bookmark"
        menu.addAction("Amend …\tF2", lambda: self.amend_wanted.emit(entry))
        menu.addAction(f"{mark}\tCtrl+B", lambda: self.toggle_bookmark(entry))
        menu.addAction("Copy\tCtrl+C", self.view.copy)
        if self._seal is not None:
            menu.addAction("Seal …\tCtrl+Shift+X", self._seal)
        if self._listen is not None:
            menu.addAction("Listen from here\tCtrl+J", self._listen)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
