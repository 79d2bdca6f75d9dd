"""The code book as a table: the court's own codes first, then those that are shipped."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from courtdesk.desk.theme import colours
from courtdesk.hearing.model.codebook import Code
from courtdesk.hearing.panel.kinds import kind_name

_HEADS = ("Short", "Stands for", "Kind", "Court", "Source", "Since")
_Index = QModelIndex | QPersistentModelIndex


class CodeModel(QAbstractTableModel):
    """The codes that hold every word of the filter."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Code, ...] = ()
        self._shown: list[Code] = []
        self._words: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many codes there are, shown or not."""
        return len(self._all)

    def show_codes(self, codes: Sequence[Code]) -> None:
        """The book holds these now."""
        self._all = tuple(codes)
        self._filter()

    def filter(self, words: str) -> None:
        """Show the codes that hold all of ``words`` in short form, phrase, kind or court."""
        self._words = tuple(words.casefold().split())
        self._filter()

    def code(self, row: int) -> Code | None:
        """The code in a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, code_id: str) -> int:
        """The row of the court's own code with this id; -1 if it is not shown."""
        return next((n for n, code in enumerate(self._shown) if code.id == code_id), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _HEADS[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        code = self.code(index.row()) if index.isValid() else None
        if code is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _cells(code)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and not code.id:
            return colours()["secondary"]
        return None

    def _filter(self) -> None:
        self.beginResetModel()
        self._shown = [code for code in self._all if _holds(code, self._words)]
        self.endResetModel()


def _cells(code: Code) -> tuple[str, ...]:
    kind = "anywhere" if code.anywhere else kind_name(code.kind)
    court = code.court or ("all" if code.id else "shipped")
    return code.short, code.phrase, kind, court, code.source, code.since


def _holds(code: Code, words: Sequence[str]) -> bool:
    text = " ".join(_cells(code)).casefold()
    return all(word in text for word in words)
