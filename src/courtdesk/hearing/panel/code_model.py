"""The code book as a table: the court's own codes first, then those that are shipped."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from courtdesk.desk.theme import colours
from courtdesk.desk.widgets.row_table import RowModel
from courtdesk.hearing.model.codebook import Code
from courtdesk.hearing.panel.kinds import kind_name

_HEADS = ("Short", "Stands for", "Kind", "Court", "Source", "Since")
_Index = QModelIndex | QPersistentModelIndex


class CodeModel(RowModel[Code]):
    """The codes that hold every word of the filter."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_HEADS, parent)
        self._all: tuple[Code, ...] = ()
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
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def row_of(self, code_id: str) -> int:
        """The row of the court's own code with this id; -1 if it is not shown."""
        return next((n for n, code in enumerate(self.rows) if code.id == code_id), -1)

    def texts(self, row: Code) -> tuple[str, ...]:
        return _cells(row)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ForegroundRole and index.isValid():
            return None if self.rows[index.row()].id else colours()["secondary"]
        return super().data(index, role)

    def _filter(self) -> None:
        self.show_rows([code for code in self._all if _holds(code, self._words)])


def _cells(code: Code) -> tuple[str, ...]:
    kind = "anywhere" if code.anywhere else kind_name(code.kind)
    court = code.court or ("all" if code.id else "shipped")
    return code.short, code.phrase, kind, court, code.source, code.since


def _holds(code: Code, words: Sequence[str]) -> bool:
    text = " ".join(_cells(code)).casefold()
    return all(word in text for word in words)
