"""The table of what was done, and by whom."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from courtdesk.custody.model import Deed
from courtdesk.desk.widgets.row_table import RowModel, RowTable

_Index = QModelIndex | QPersistentModelIndex
HEAD = ("When", "Who", "What", "Link")
_ROW_HEIGHT = 32
_NEARLY_AT_THE_END = 40


def cells(deed: Deed, zone: ZoneInfo) -> tuple[str, str, str, str]:
    """A deed as the table shows it."""
    at = deed.at.astimezone(zone)
    return (f"{at:%Y-%m-%d %H:%M:%S}", deed.user, deed.words, str(deed.link))


class DeedsTable(RowTable):
    """Reads on as it is scrolled: ``more_wanted`` brings the number of the last link shown."""

    more_wanted = Signal(int)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        deeds = _Deeds(ZoneInfo(zone))
        super().__init__(deeds, "What was done", (176, 122, 0, 62), _ROW_HEIGHT, parent)
        deeds.setParent(self)
        self._deeds = deeds
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


class _Deeds(RowModel[Deed]):
    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__(HEAD)
        self._zone = zone
        self.last_link = 0
        """Where to read on; 0 while that is being done, or if there is nothing more."""

    def show_deeds(self, deeds: tuple[Deed, ...], *, whole: bool) -> None:
        self.last_link = 0 if whole or not deeds else deeds[-1].link
        self.show_rows(deeds)

    def add_deeds(self, deeds: tuple[Deed, ...], *, whole: bool) -> None:
        if deeds:
            first = len(self.rows)
            self.beginInsertRows(QModelIndex(), first, first + len(deeds) - 1)
            self.rows = (*self.rows, *deeds)
            self.endInsertRows()
        self.last_link = 0 if whole or not deeds else deeds[-1].link

    def texts(self, row: Deed) -> tuple[str, ...]:
        return cells(row, self._zone)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole:
            role = Qt.ItemDataRole.DisplayRole
        return super().data(index, role)
