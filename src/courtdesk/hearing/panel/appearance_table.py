"""The table in which appearances are typed, by keyboard."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from courtdesk.desk.widgets.form import Choice
from courtdesk.hearing.model import SPEAKER_KEYS
from courtdesk.hearing.panel.appearance_model import MANNERS, AppearanceModel, Column

_WIDTHS = {Column.KEY: 62, Column.NAME: 190, Column.FOR_WHOM: 130, Column.ROLE: 130}
_Index = QModelIndex | QPersistentModelIndex


class AppearanceTable(QTableView):
    """Arrows go from cell to cell, Enter or typing edits, Delete takes someone off the list."""

    def __init__(self, model: AppearanceModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people = model
        self.setModel(model)
        self.setAccessibleName("Appearances")
        self.setItemDelegate(_CellDelegate(self))
        self.setTabKeyNavigation(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(34)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        heads.setSectionResizeMode(Column.LABEL, QHeaderView.ResizeMode.Stretch)
        self.setCurrentIndex(model.index(0, Column.NAME))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not editing:
            self.edit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete and not editing:
            self._people.remove(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class _CellDelegate(QStyledItemDelegate):
    """Keys and manners are chosen from a list; everything else is typed."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        if index.column() == Column.KEY:
            keys = Choice(parent)
            keys.addItem("—", 0)
            for key in range(1, SPEAKER_KEYS + 1):
                keys.addItem(f"F{key}", key)
            return keys
        if index.column() == Column.MANNER:
            manners = Choice(parent)
            manners.setEditable(True)
            manners.addItems(MANNERS)
            return manners
        return super().createEditor(parent, option, index)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if index.column() == Column.KEY and isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(value))
        elif isinstance(editor, QComboBox):
            editor.setCurrentText(value)
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if index.column() == Column.KEY and isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        else:
            super().setModelData(editor, model, index)
