"""The list of a case's pseudonyms: who stands under which name on every copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.edit_table import EditColumn, EditTable
from courtdesk.desk.widgets.text import Text
from courtdesk.errors import KnownError
from courtdesk.vault.pseudonyms import Pairs, PseudonymBook

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk

_MEANING = (
    "On everything that is printed or exported, the pseudonym stands for the name, as whole words "
    "in any case. The record keeps the name. Other forms of a name (a nickname, an inflected "
    "form) are lines of their own."
)


class PseudonymDialog(Dialog):
    """Names and pseudonyms of a case, typed into a table."""

    kept = Signal()

    def __init__(self, parent: QWidget, desk: Desk, case_id: str, pairs: Pairs) -> None:
        super().__init__(parent, "Pseudonyms of this case", "Save")
        self._desk = desk
        self._case_id = case_id
        self._book = PseudonymBook(desk.vault)
        self.body.addWidget(Text(_MEANING, wrap=True))
        columns = (
            EditColumn("Real name", 2, hint="Jane Doe"),
            EditColumn("On copies", 1, hint="J.D."),
        )
        self.table = EditTable("Pseudonyms", columns)
        self.table.set_rows([("", pair) for pair in pairs])
        self.body.addWidget(self.table, 1)
        self.resize(560, 420)
        self.primary.clicked.connect(self._on_save)
        self.table.setFocus()

    def _on_save(self) -> None:
        self.primary.setEnabled(False)
        pairs = [(cells[0], cells[1]) for _, cells in self.table.rows()]
        self._desk.lane.ask(
            lambda: self._book.keep(self._case_id, pairs),
            self._on_kept,
            self._on_failed,
            owner=self,
        )

    def _on_kept(self, _: object) -> None:
        self.accept()
        self.kept.emit()

    def _on_failed(self, error: Exception) -> None:
        self.primary.setEnabled(True)
        known = isinstance(error, KnownError)
        self.show_wrong(str(error) if known else "The list was not saved. Try once more.")
