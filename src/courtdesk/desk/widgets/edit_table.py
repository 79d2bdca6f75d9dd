"""A small table that is typed into: people, charges, dates. A blank row always waits at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from courtdesk.desk.widgets.form import Choice

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class EditColumn:
    """A column: its head, its share of the width, and what can be chosen in it, if not typed.

    ``suggestions`` are offered while something is typed.
    """

    head: str
    share: int = 1
    choices: tuple[str, ...] = ()
    hint: str = ""
    suggestions: tuple[str, ...] = ()


class EditTable(QTableView):
    """Rows of text; each keeps the id that it came with. Delete removes the row in hand."""

    def __init__(
        self, name: str, columns: Sequence[EditColumn], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._columns = tuple(columns)
        self._rows = _Rows(self._columns, self)
        self.setModel(self._rows)
        self.setItemDelegate(_Cells(self._columns, self))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(30)
        self.setShowGrid(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_rows(self, rows: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        """Show ``(id, cells)`` rows."""
        self._rows.set_rows(rows)

    def rows(self) -> list[tuple[str, tuple[str, ...]]]:
        """The ``(id, cells)`` rows that hold something; new ones have an empty id."""
        current = self.currentIndex()
        if self.state() == QAbstractItemView.State.EditingState:
            self.setFocus()  # ends the edit in hand, so that its text counts
            self.setCurrentIndex(current)
        return self._rows.filled()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self._rows.remove(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        whole = sum(column.share for column in self._columns)
        for place, column in enumerate(self._columns):
            self.setColumnWidth(place, self.viewport().width() * column.share // whole)


class _Rows(QAbstractTableModel):
    def __init__(self, columns: tuple[EditColumn, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns
        self._ids: list[str] = [""]
        self._cells: list[list[str]] = [[""] * len(columns)]

    def set_rows(self, rows: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        self.beginResetModel()
        self._ids = [*(row_id for row_id, _ in rows), ""]
        self._cells = [*(list(cells) for _, cells in rows), [""] * len(self._columns)]
        self.endResetModel()

    def filled(self) -> list[tuple[str, tuple[str, ...]]]:
        return [
            (row_id, tuple(cell.strip() for cell in cells))
            for row_id, cells in zip(self._ids, self._cells, strict=True)
            if any(cell.strip() for cell in cells)
        ]

    def remove(self, row: int) -> None:
        if row < len(self._ids) - 1:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._ids[row], self._cells[row]
            self.endRemoveRows()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        text = self._cells[index.row()][index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._columns[index.column()].head}: {text or 'empty'}"
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        self._cells[index.row()][index.column()] = str(value)
        self.dataChanged.emit(index, index)
        if index.row() == len(self._ids) - 1 and str(value).strip():
            end = len(self._ids)
            self.beginInsertRows(QModelIndex(), end, end)
            self._ids.append("")
            self._cells.append([""] * len(self._columns))
            self.endInsertRows()
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._columns[section].head
        return None


class _Cells(QStyledItemDelegate):
    def __init__(self, columns: tuple[EditColumn, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        column = self._columns[index.column()]
        if column.choices:
            choice = Choice(parent)
            choice.addItems(column.choices)
            choice.setAccessibleName(column.head)
            return choice
        editor = super().createEditor(parent, option, index)
        editor.setAccessibleName(column.head)
        if column.suggestions and isinstance(editor, QLineEdit):
            completer = QCompleter(list(column.suggestions), editor)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            editor.setCompleter(completer)
        if column.hint:
            editor.setProperty("placeholderText", column.hint)
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, Choice):
            editor.setCurrentText(str(index.data(Qt.ItemDataRole.EditRole)))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, Choice):
            model.setData(index, editor.currentText(), Qt.ItemDataRole.EditRole)
        else:
            super().setModelData(editor, model, index)
