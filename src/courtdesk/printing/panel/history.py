"""What was printed, by whom and when, and who holds which copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from courtdesk.desk.actions import Action
from courtdesk.desk.widgets.button import Button
from courtdesk.desk.widgets.card import GAP, Card
from courtdesk.desk.widgets.empty import EmptyState
from courtdesk.paper.words import long_date
from courtdesk.printing.model import HeldCopy, Printed
from courtdesk.printing.panel.dialogs import LineDialog
from courtdesk.printing.service import CopyService

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.vault.changes import Saved

_PRINTED = ("Printed", "Document", "Edition", "Copy", "Pages", "By", "Fingerprint")
_COPIES = ("Document", "Copy", "Holder", "Handed out", "State")
_DATA = Qt.ItemDataRole.UserRole
_GROUP = "Printed"


class HistoryPage(QWidget):
    """Two tables: the documents that left the vault, and the copies that somebody holds."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._copies = CopyService(desk.vault)
        self._zone = ZoneInfo(desk.vault.settings.zone)
        self._printed = _Table("What was printed", _PRINTED, stretched=1)
        self._held = _Table("Copies that are out", _COPIES, stretched=2)
        self._hand_out = Action("copies.give", "Hand out…", self._on_hand_out, "Alt+O", _GROUP)
        self._recall = Action("copies.recall", "Recall", self._on_recall, "Alt+R", _GROUP)
        self._back = Action("copies.back", "Returned", self._on_back, "Alt+B", _GROUP)
        self._lay_out()

    def actions_here(self) -> Sequence[Action]:
        """What can be done here by key."""
        return (self._hand_out, self._recall, self._back)

    def read(self) -> None:
        """Read the history anew."""
        self._desk.lane.ask(self._copies.history, self._show, owner=self)

    def focus_first(self) -> None:
        """Put the keyboard on the newest document."""
        self._printed.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        above = Card("What was printed", padded=False)
        above.add_action(Button.of(self._hand_out))
        self._empty = EmptyState(
            "printer",
            "Nothing was printed yet",
            "What is printed or kept as PDF is listed here with who made it, when, and the "
            "fingerprint by which the paper can be checked.",
        )
        above.body.addWidget(self._empty)
        above.body.addWidget(self._printed)
        below = Card("Copies and who holds them", padded=False)
        below.add_action(Button.of(self._recall))
        below.add_action(Button.of(self._back))
        self._none = EmptyState(
            "users",
            "No copy is out",
            "Choose a document above and hand out its copy: the holder stands here until it is "
            "returned, and can be asked to bring it back.",
        )
        below.body.addWidget(self._none)
        below.body.addWidget(self._held)
        column.addWidget(above, 3)
        column.addWidget(below, 2)

    def _show(self, history: tuple[Printed, ...]) -> None:
        self._printed.show_rows(
            [
                (
                    each,
                    (
                        self._when(each.at),
                        each.title,
                        each.edition or "—",
                        each.copies or "—",
                        str(each.pages or "—"),
                        each.by,
                        each.sha256[:16],
                    ),
                )
                for each in history
            ]
        )
        held = [(each, copy) for each in history for copy in each.held]
        held.sort(key=lambda pair: (pair[1].returned_at is not None, pair[1].handed_at))
        self._held.show_rows(
            [
                (
                    copy,
                    (
                        each.title,
                        copy.number or "—",
                        copy.holder,
                        self._when(copy.handed_at),
                        self._state(copy),
                    ),
                )
                for each, copy in held
            ]
        )
        for table, empty in ((self._printed, self._empty), (self._held, self._none)):
            table.setVisible(table.rowCount() > 0)
            empty.setVisible(table.rowCount() == 0)

    def _state(self, copy: HeldCopy) -> str:
        at = copy.returned_at or copy.recalled_at
        return f"{copy.state}, {self._when(at)}" if at else copy.state

    def _when(self, moment: object) -> str:
        local = moment.astimezone(self._zone)  # type: ignore[attr-defined]
        return f"{long_date(local)}, {local:%H:%M}"

    def _on_hand_out(self) -> None:
        printed = self._printed.current()
        if not isinstance(printed, Printed):
            return
        title = f"Hand out “{printed.title}”"
        asked = LineDialog(self, title, "To", "Hand out", hint="Such as “Ms. Duarte, defence”")
        copies = self._copies

        def hand_out(holder: str) -> None:
            self._desk.lane.ask(
                lambda: copies.hand_out(printed, holder),
                lambda _saved: asked.accept(),
                lambda error: asked.show_wrong(str(error)),
                owner=asked,
            )

        asked.wanted.connect(hand_out)
        asked.open()

    def _on_recall(self) -> None:
        self._mark(self._copies.recall)

    def _on_back(self) -> None:
        self._mark(self._copies.take_back)

    def _mark(self, deed: Callable[[str], Saved[HeldCopy]]) -> None:
        copy = self._held.current()
        if isinstance(copy, HeldCopy):
            self._desk.lane.ask(lambda: deed(copy.id), owner=self)


class _Table(QTableWidget):
    def __init__(self, name: str, heads: tuple[str, ...], stretched: int) -> None:
        super().__init__(0, len(heads))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(heads)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)

    def show_rows(self, rows: Sequence[tuple[object, tuple[str, ...]]]) -> None:
        """Show ``(what, cells)`` rows; the row that is chosen stays chosen."""
        row = max(self.currentRow(), 0)
        self.setRowCount(len(rows))
        for place, (what, cells) in enumerate(rows):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setData(_DATA, what)
                item.setToolTip(text)
                self.setItem(place, column, item)
        if rows:
            self.selectRow(min(row, len(rows) - 1))

    def current(self) -> object:
        """What the chosen row is of."""
        item = self.item(self.currentRow(), 0)
        return None if item is None else item.data(_DATA)
