"""The register as a table: name, description, state."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from courtdesk.desk.fonts import font
from courtdesk.desk.widgets.chip import Tone, paint_chip
from courtdesk.exhibits.model import Exhibit, ExhibitState

_Index = QModelIndex | QPersistentModelIndex
_EXHIBIT = Qt.ItemDataRole.UserRole
_HEADS = ("Exhibit", "Description", "State")
_STATE = 2

TONES: dict[ExhibitState, Tone] = {
    ExhibitState.MARKED: Tone.BLUE,
    ExhibitState.FOR_IDENTIFICATION: Tone.BLUE,
    ExhibitState.OFFERED: Tone.VIOLET,
    ExhibitState.OBJECTED: Tone.AMBER,
    ExhibitState.ADMITTED: Tone.GREEN,
    ExhibitState.ADMITTED_IN_PART: Tone.AMBER,
    ExhibitState.REFUSED: Tone.RED,
    ExhibitState.WITHDRAWN: Tone.NEUTRAL,
    ExhibitState.DEMONSTRATIVE: Tone.NEUTRAL,
}


class Register(QTableView):
    """Shows exhibits; ``chosen`` brings the one that the keys or the mouse stand on."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Register of exhibits")
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegateForColumn(_STATE, _State(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(36)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(_STATE, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(_STATE, 150)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)

    def show_exhibits(self, exhibits: tuple[Exhibit, ...], chosen_id: str) -> None:
        """Show the register; the exhibit with ``chosen_id`` or the first one is chosen."""
        self._rows.show_exhibits(exhibits)
        ids = [exhibit.id for exhibit in exhibits]
        if ids:
            self.selectRow(ids.index(chosen_id) if chosen_id in ids else 0)

    def exhibit(self, row: int) -> Exhibit | None:
        """The exhibit in ``row``, if there is one."""
        found = self._rows.index(row, 0).data(_EXHIBIT)
        return found if isinstance(found, Exhibit) else None

    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.data(_EXHIBIT))


class _Rows(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._exhibits: tuple[Exhibit, ...] = ()

    def show_exhibits(self, exhibits: tuple[Exhibit, ...]) -> None:
        self.beginResetModel()
        self._exhibits = exhibits
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._exhibits)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self._exhibits):
            return None
        exhibit = self._exhibits[index.row()]
        if role == _EXHIBIT:
            return exhibit
        if role == Qt.ItemDataRole.FontRole and index.column() == 0:
            return font(13, QFont.Weight.DemiBold)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return (exhibit.name, exhibit.details.description, exhibit.state.value)[index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _HEADS[section]
        return None


class _State(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        exhibit = index.data(_EXHIBIT)
        blank = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        blank.text = ""
        option.widget.style().drawControl(
            option.widget.style().ControlElement.CE_ItemViewItem, blank, painter, option.widget
        )
        text = exhibit.state.value
        width = QFontMetrics(font(12, QFont.Weight.DemiBold)).horizontalAdvance(text) + 20
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chip = QRectF(box.left() + 8, box.center().y() - 10, width, 20)
        paint_chip(painter, chip, text, TONES[exhibit.state])
        painter.restore()
