"""The appearances of a hearing as a table to type in."""

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from courtdesk.desk.theme import colours
from courtdesk.hearing.model import Appearance
from courtdesk.hearing.model.plans import free_key
from courtdesk.vault.ids import new_id

MANNERS = ("in person", "video", "telephone", "not present", "excused")

_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, from left to right."""

    KEY = 0
    NAME = 1
    LABEL = 2
    FOR_WHOM = 3
    ROLE = 4
    MANNER = 5


_HEADS = ("Key", "Name", "In the log as", "For", "Role", "Present")


class AppearanceModel(QAbstractTableModel):
    """Appearances, and below them an empty row: what is typed there becomes a new one.

    A new appearance gets the first speaker key that is free. A key given to one person is taken
    from the other who had it.
    """

    def __init__(self, people: Sequence[Appearance], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._people = list(people)

    @property
    def people(self) -> tuple[Appearance, ...]:
        """The appearances as they stand; an empty label is made from name and party."""
        return tuple(
            replace(person, label=person.label.strip() or _label(person)) for person in self._people
        )

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._people) + 1

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _HEADS[section]
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if index.row() == len(self._people) and index.column() != Column.NAME:
            return Qt.ItemFlag.ItemIsEnabled
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsEditable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = Column(index.column())
        if index.row() == len(self._people):
            return self._empty_row(column, role)
        person = self._people[index.row()]
        if role == Qt.ItemDataRole.EditRole:
            return person.key if column is Column.KEY else _text(person, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(person, column)
        if role == Qt.ItemDataRole.ForegroundRole and column is Column.LABEL and not person.label:
            return colours()["secondary"]
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        column = Column(index.column())
        if index.row() == len(self._people):
            return column is Column.NAME and self._add(str(value))
        if column is Column.KEY:
            self._give_key(index.row(), int(value))
        else:
            text = " ".join(str(value).split())
            self._people[index.row()] = _with(self._people[index.row()], column, text)
            self._changed(index.row())
        return True

    def remove(self, row: int) -> None:
        """Take someone off the list."""
        if 0 <= row < len(self._people):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._people[row]
            self.endRemoveRows()

    def _add(self, name: str) -> bool:
        name = " ".join(name.split())
        if not name:
            return False
        row = len(self._people)
        self.beginInsertRows(QModelIndex(), row, row)
        self._people.append(Appearance(new_id(), name, "", key=free_key(self._people)))
        self.endInsertRows()
        return True

    def _give_key(self, row: int, key: int) -> None:
        for other, person in enumerate(self._people):
            if other == row:
                self._people[other] = replace(person, key=key)
            elif key and person.key == key:
                self._people[other] = replace(person, key=0)
            else:
                continue
            self._changed(other)

    def _changed(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def _shown(self, person: Appearance, column: Column) -> str:
        if column is Column.KEY:
            return f"F{person.key}" if person.key else "—"
        if column is Column.LABEL:
            return person.label or _label(person)
        return _text(person, column)

    def _empty_row(self, column: Column, role: int) -> Any:
        if column is not Column.NAME:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "Type a name to add someone"
        if role == Qt.ItemDataRole.EditRole:
            return ""
        if role == Qt.ItemDataRole.ForegroundRole:
            return colours()["secondary"]
        return None


def _label(person: Appearance) -> str:
    """What the log shows of someone unless it was typed: the name, and for whom."""
    if person.for_whom and person.for_whom != person.name:
        return f"{person.name} ({person.for_whom})"
    return person.name


def _text(person: Appearance, column: Column) -> str:
    return {
        Column.NAME: person.name,
        Column.LABEL: person.label,
        Column.FOR_WHOM: person.for_whom,
        Column.ROLE: person.role,
        Column.MANNER: person.manner,
    }[column]


def _with(person: Appearance, column: Column, text: str) -> Appearance:
    match column:
        case Column.NAME:
            return replace(person, name=text)
        case Column.LABEL:
            return replace(person, label=text)
        case Column.FOR_WHOM:
            return replace(person, for_whom=text)
        case Column.ROLE:
            return replace(person, role=text)
        case _:
            return replace(person, manner=text)
