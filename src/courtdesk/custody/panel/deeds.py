"""The table of what was done, and by whom."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from courtdesk.custody.model import Deed

_Index = QModelIndex | QPersistentModelIndex
HEAD = ("When", "Who", "What", "Link")
_ROW_HEIGHT = 32
_NEARLY_AT_THE_END = 40


def cells(deed: Deed, zone: ZoneInfo) -> tuple[str, str, str, str]:
    """A deed as the table shows it."""
    at = deed.at.astimezone(zone)
    return (f"{at:%Y-%m-%d %H:%M:%S}", deed.user, deed.words, str(deed.link))


class DeedsTable(QTableView):
    """Reads on as it is scrolled: ``more_wanted`` brings the number of the last link shown."""

    more_wanted = Signal(int)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What was done")
        self._deeds = _Deeds(ZoneInfo(zone), self)
        self.setModel(self._deeds)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate((176, 122, 0, 62)):
            if width:
                self.setColumnWidth(column, width)
            else:
                heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_deeds(self, deeds: tuple[Deed, ...], *, whole: bool) -> None:
        """Show ``deeds`` in place of others; ``whole`` says that there are no more."""
        self._deeds.show_deeds(deeds, whole=whole)

    def add_deeds(self, deeds: tuple[Deed, ...], *, whole: bool) -> None:
        """Show ``deeds`` below those that are shown."""
        self._deeds.add_deeds(deeds, whole=whole)

    @property
    def count(self) -> int:
        """How many deeds are shown."""
        return self._deeds.rowCount()

    def _on_scrolled(self, place: int) -> None:
        bar = self.verticalScrollBar()
        if self._deeds.last_link and place >= bar.maximum() - _NEARLY_AT_THE_END:
            link, self._deeds.last_link = self._deeds.last_link, 0
            self.more_wanted.emit(link)


class _Deeds(QAbstractTableModel):
    def __init__(self, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(parent)
        self._zone = zone
        self._deeds: tuple[Deed, ...] = ()
        self.last_link = 0
        """Where to read on; 0 while that is being done, or if there is nothing more."""

    def show_deeds(self, deeds: tuple[Deed, ...], *, whole: bool) -> None:
        self.beginResetModel()
        self._deeds = deeds
        self.last_link = 0 if whole or not deeds else deeds[-1].link
        self.endResetModel()

    def add_deeds(self, deeds: tuple[Deed, ...], *, whole: bool) -> None:
        if deeds:
            first = len(self._deeds)
            self.beginInsertRows(QModelIndex(), first, first + len(deeds) - 1)
            self._deeds += deeds
            self.endInsertRows()
        self.last_link = 0 if whole or not deeds else deeds[-1].link

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._deeds)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(HEAD)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        }:
            return None
        return cells(self._deeds[index.row()], self._zone)[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEAD[section]
        return None
