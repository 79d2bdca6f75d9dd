"""The entries that were found, as a table: case, day and time, speaker, kind, words."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QWidget

from courtdesk.desk.fonts import font
from courtdesk.desk.widgets.row_table import RowModel, RowTable
from courtdesk.hearing.model.finding import Hit
from courtdesk.hearing.panel.kinds import kind_name

_HEADS = ("Case", "Hearing", "Time", "Speaker", "Kind", "Entry")
_WIDTHS = (150, 130, 166, 130, 84, 0)
_LONGEST = 400
_Index = QModelIndex | QPersistentModelIndex


class HitTable(RowTable):
    """Shows hits; ``taken`` brings the one that Enter or a double click chose."""

    taken = Signal(object)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        hits = _Hits(zone)
        super().__init__(hits, "Entries found", _WIDTHS, 34, parent)
        hits.setParent(self)
        self._hits = hits
        self.doubleClicked.connect(self._on_taken)

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """Show ``hits``; the first one is chosen."""
        self._hits.show_rows(hits)
        if hits:
            self.selectRow(0)

    def take_keyboard(self) -> None:
        """The keyboard goes to the list, if it shows anything."""
        if self._hits.rows:
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_taken(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_taken(self, index: QModelIndex) -> None:
        if index.isValid():
            self.taken.emit(self._hits.rows[index.row()])


class _Hits(RowModel[Hit]):
    def __init__(self, zone: str) -> None:
        super().__init__(_HEADS)
        self._zone = ZoneInfo(zone)

    def texts(self, row: Hit) -> tuple[str, ...]:
        entry = row.entry
        return (
            row.case_title or row.case_number,
            row.hearing_title,
            f"{entry.at.astimezone(self._zone):%Y-%m-%d %H:%M:%S}",
            entry.speaker,
            kind_name(entry.kind),
            " ".join(entry.text[:_LONGEST].split()),
        )

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.FontRole and index.isValid() and index.column() == 0:
            return font(13, QFont.Weight.DemiBold)
        if role == Qt.ItemDataRole.ToolTipRole:
            role = Qt.ItemDataRole.DisplayRole
        return super().data(index, role)
