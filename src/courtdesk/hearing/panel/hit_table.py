"""The entries that were found, as a table: case, day and time, speaker, kind, words."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from courtdesk.desk.fonts import font
from courtdesk.hearing.model.finding import Hit
from courtdesk.hearing.panel.kinds import kind_name

_HEADS = ("Case", "Hearing", "Time", "Speaker", "Kind", "Entry")
_WIDTHS = (150, 130, 166, 130, 84)
_LONGEST = 400
_Index = QModelIndex | QPersistentModelIndex


class HitTable(QTableView):
    """Shows hits; ``taken`` brings the one that Enter or a double click chose."""

    taken = Signal(object)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(zone, self)
        self.setModel(self._rows)
        self.setAccessibleName("Entries found")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(34)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setSectionResizeMode(len(_HEADS) - 1, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        self.doubleClicked.connect(self._on_taken)

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """Show ``hits``; the first one is chosen."""
        self._rows.show_hits(hits)
        if hits:
            self.selectRow(0)

    def take_keyboard(self) -> None:
        """The keyboard goes to the list, if it shows anything."""
        if self._rows.rowCount():
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_taken(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_taken(self, index: QModelIndex) -> None:
        if index.isValid():
            self.taken.emit(self._rows.hit(index.row()))


class _Rows(QAbstractTableModel):
    def __init__(self, zone: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._zone = ZoneInfo(zone)
        self._hits: tuple[Hit, ...] = ()

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    def hit(self, row: int) -> Hit:
        return self._hits[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _HEADS[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self._hits):
            return None
        hit = self._hits[index.row()]
        if role == Qt.ItemDataRole.FontRole and index.column() == 0:
            return font(13, QFont.Weight.DemiBold)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            entry = hit.entry
            return (
                hit.case_title or hit.case_number,
                hit.hearing_title,
                f"{entry.at.astimezone(self._zone):%Y-%m-%d %H:%M:%S}",
                entry.speaker,
                kind_name(entry.kind),
                " ".join(entry.text[:_LONGEST].split()),
            )[index.column()]
        return None
