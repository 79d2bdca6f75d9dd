"""Find in all hearings: words, what narrows them, and the newest entries that hold them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout

from courtdesk.desk.actions import Action
from courtdesk.desk.panel import Panel
from courtdesk.desk.widgets.card import Card
from courtdesk.desk.widgets.chip import Chip, Tone
from courtdesk.desk.widgets.empty import EmptyState
from courtdesk.desk.widgets.filters import FilterChips
from courtdesk.desk.widgets.form import Choice, Field, FieldRow
from courtdesk.hearing.model import EntryKind
from courtdesk.hearing.model.finding import EntryPlace, Findings, FindRequest, Hit
from courtdesk.hearing.panel.hit_table import HitTable
from courtdesk.hearing.panel.kinds import kind_name
from courtdesk.hearing.service.finding import FindService

if TYPE_CHECKING:
    from courtdesk.desk.context import CaseRef, Desk

DELAY_MS = 150
_ALL, _THIS = "all", "this"
_WRONG_DAY = "Write the day as 2026-11-23, or leave it empty."


class FindPanel(Panel):
    """Searches while words are typed; Enter in the list leads to the entry in its hearing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._finder = FindService(desk.vault)
        self._asked = 0
        self._words = QLineEdit()
        self._words.setPlaceholderText("Words of an entry; the last may be a beginning")
        self._words.setClearButtonEnabled(True)
        self._scope = FilterChips("Where to find")
        self._scope.show_options(((_ALL, "All cases"), (_THIS, "The open case")))
        self._kind = Choice()
        self._kind.addItem("Any kind", None)
        for kind in EntryKind:
            self._kind.addItem(kind_name(kind), kind)
        self._speaker = QLineEdit()
        self._since, self._until = QLineEdit(), QLineEdit()
        self._days: list[Field] = []
        self._count = Chip()
        self._hits = HitTable(desk.vault.settings.zone)
        self._pages = QStackedWidget()
        self._none = EmptyState(
            "search",
            "Find in all hearings",
            "Type words of an entry. The newest fifty that hold all of them stand here, whatever "
            "the case; Enter leads to one.",
        )
        self._soon = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._lay_out()
        self._connect()

    def title(self) -> str:
        return "Find in all hearings"

    def shortcuts(self) -> Sequence[Action]:
        return (Action("find.words", "Find words", self.focus_first, "Ctrl+F", "Find"),)

    def case_opened(self, case: CaseRef | None) -> None:
        del case
        if self._scope.current() == _THIS:
            self._soon.start()

    def focus_first(self) -> None:
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._hits.take_keyboard()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        days = (("Since", self._since), ("Until", self._until))
        for name, edit in days:
            edit.setPlaceholderText("2026-11-23")
            self._days.append(Field(name, edit))
        card = Card("Entries", self, padded=False)
        card.add_chip(self._count)
        card.add_action(self._scope)
        head = QVBoxLayout()
        head.setContentsMargins(13, 10, 13, 12)
        head.setSpacing(10)
        head.addWidget(Field("Words", self._words))
        head.addWidget(
            FieldRow(Field("Kind", self._kind), Field("Speaker", self._speaker), *self._days)
        )
        card.body.addLayout(head)
        self._pages.addWidget(self._none)
        self._pages.addWidget(self._hits)
        card.body.addWidget(self._pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def _connect(self) -> None:
        self._soon.timeout.connect(self._ask)
        for edit in (self._words, self._speaker, self._since, self._until):
            edit.textChanged.connect(lambda _: self._soon.start())
        self._kind.currentIndexChanged.connect(lambda _: self._soon.start())
        self._scope.chosen.connect(lambda _: self._soon.start())
        self._hits.taken.connect(self._on_taken)

    def _ask(self) -> None:
        self._asked += 1
        asked = self._asked
        request = self._request()
        if request is None:
            self._show(Findings(), "")
            return
        finder = self._finder
        self.desk.lane.ask(
            lambda: finder.find(request),
            lambda found: self._show(found, request.words) if asked == self._asked else None,
            owner=self,
        )

    def _request(self) -> FindRequest | None:
        """What is asked for; None while there are no words, or a day is none."""
        since, until = (_day(field) for field in self._days)
        words = self._words.text().strip()
        if not words or any(field.widget.property("wrong") == "true" for field in self._days):
            return None
        case = self.desk.case if self._scope.current() == _THIS else None
        kind = self._kind.currentData()
        kinds = frozenset({kind}) if kind is not None else frozenset()
        case_id = case.id if case is not None else ""
        return FindRequest(words, case_id, kinds, self._speaker.text(), since, until)

    def _show(self, found: Findings, words: str) -> None:
        self._hits.show_hits(found.hits)
        self._pages.setCurrentIndex(1 if found.hits else 0)
        if found.vague:
            self._count.show_state("type more of the last word", Tone.AMBER)
        elif found.hits:
            newest = "newest " if len(found.hits) >= 50 else ""
            self._count.show_state(f"{newest}{len(found.hits)}", Tone.NEUTRAL)
        else:
            self._count.show_state("no entry has these words" if words else "", Tone.NEUTRAL)
        self._count.setVisible(bool(words))

    def _on_taken(self, hit: Hit) -> None:
        place = EntryPlace(hit.case_id, hit.entry.hearing_id, hit.entry.number)
        self.desk.open_panel("hearing", place)


def _day(field: Field) -> date | None:
    """The day that was typed; None for nothing, and for what is no day, which the field says."""
    edit = field.widget
    text = edit.text().strip() if isinstance(edit, QLineEdit) else ""
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        field.show_wrong(_WRONG_DAY)
        return None
    field.show_wrong("")
    return day
