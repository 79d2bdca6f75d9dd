"""The code book: find, add, change and delete codes, import and export them; all by keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from courtdesk.desk.dialog import Dialog, confirm
from courtdesk.desk.widgets.row_table import RowTable
from courtdesk.desk.widgets.text import Text
from courtdesk.errors import KnownError
from courtdesk.hearing.model.codebook import Code
from courtdesk.hearing.panel.code_form import CodeForm
from courtdesk.hearing.panel.code_model import CodeModel
from courtdesk.hearing.service.codes import CodeService, read_codes
from courtdesk.paper.save import save
from courtdesk.vault.changes import Saved

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk

_WIDTHS = (90, 0, 90, 110, 130, 90)


class CodesDialog(Dialog):
    """Typing filters; Down goes to the codes, Enter there changes one, Ctrl+N adds one."""

    def __init__(self, parent: QWidget, desk: Desk, court: str) -> None:
        super().__init__(parent, "Code book", "Save code")
        self._desk = desk
        self._codes = CodeService(desk.vault)
        self._wanted = ""
        self.cancel.set_text("Close")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Find a code")
        self.filter.setAccessibleName("Find a code")
        self.filter.installEventFilter(self)
        self.model = CodeModel(self)
        self.table = RowTable(self.model, "Codes", _WIDTHS, 28)
        self.table.installEventFilter(self)
        self.form = CodeForm(court)
        self._said = Text("", "small")
        self._lay_out()
        self.filter.textChanged.connect(self._on_filter)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.table.activated.connect(lambda _index: self.form.phrase.setFocus())
        self.primary.clicked.connect(self._on_save)
        self.resize(900, 640)
        self.filter.setFocus()
        self._read()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down leads from the filter to the codes; Enter there to the fields of the code."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.filter and event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return}:
                self._to_table()
                return True
            if watched is self.table and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.form.phrase.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.filter, 1)
        for words, keys, run in (
            ("New", "Ctrl+N", self._on_new),
            ("Delete", "Ctrl+Del", self._on_delete),
            ("Import", "Ctrl+I", self._on_import),
            ("Export", "Ctrl+Shift+S", self._on_export),
        ):
            row.addWidget(self.deed(words, keys, run))
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.form)
        self.body.addWidget(self._said)

    def _read(self, wanted: str = "") -> None:
        """Read the book; ``wanted`` is the id of the code to stand on afterwards."""
        self._wanted = wanted
        self._desk.lane.ask(self._codes.whole, self._on_read, owner=self)

    def _on_read(self, codes: tuple[Code, ...]) -> None:
        self.model.show_codes(codes)
        self._say_count()
        row = self.model.row_of(self._wanted) if self._wanted else -1
        if row >= 0:
            self.table.selectRow(row)

    def _on_filter(self, words: str) -> None:
        self.model.filter(words)
        self._say_count()

    def _say_count(self) -> None:
        self._said.setText(f"{self.model.rowCount():,} of {self.model.total:,} codes")

    def _to_table(self) -> None:
        if self.model.rowCount():
            self.table.selectRow(max(self.table.currentIndex().row(), 0))
            self.table.setFocus()

    def _on_row(self) -> None:
        code = self.model.code(self.table.currentIndex().row())
        if code is not None:
            self.form.show_code(code)
            self.show_wrong("")

    def _on_new(self) -> None:
        self.table.clearSelection()
        self.form.show_code(Code("", ""))
        self.form.short.setFocus()

    def _on_save(self) -> None:
        code = self.form.code()
        self.show_wrong("")
        self._desk.lane.ask(
            lambda: self._codes.save(code), self._on_saved, self._on_failed, owner=self
        )

    def _on_saved(self, saved: Saved[Code]) -> None:
        self.form.show_code(saved.value)
        self._read(saved.value.id)

    def _on_failed(self, error: Exception) -> None:
        known = isinstance(error, KnownError)
        self.show_wrong(str(error) if known else "Nothing was saved. Try once more.")

    def _on_delete(self) -> None:
        code = self.form.code()
        if not code.id:
            self.show_wrong("A code that is shipped stays; one of the court’s own goes before it.")
            return
        asked = confirm(
            self,
            f"Delete “{code.short}”?",
            "Lines that were typed with it stay as they are.",
            "Delete",
        )
        asked.accepted.connect(lambda: self._delete(code.id))

    def _delete(self, code_id: str) -> None:
        def done(_saved: Saved[None]) -> None:
            self.form.show_code(Code("", ""))
            self._read()

        self._desk.lane.ask(lambda: self._codes.remove(code_id), done, self._on_failed, owner=self)

    def _on_import(self) -> None:
        chosen = QFileDialog.getOpenFileName(self, "Import codes", "", "Codes (*.csv)")[0]
        if chosen:
            self.take_in(Path(chosen))

    def take_in(self, path: Path) -> None:
        """Add the codes of a file, all or none."""

        def done(saved: Saved[int]) -> None:
            self._read()
            self._said.setText(f"Codes added: {saved.value:,}.")

        self.show_wrong("")
        self._desk.lane.ask(
            lambda: self._codes.import_codes(read_codes(path)), done, self._on_failed, owner=self
        )

    def _on_export(self) -> None:
        chosen = QFileDialog.getSaveFileName(self, "Export codes", "codes.csv", "Codes (*.csv)")[0]
        if chosen:
            self.give_out(Path(chosen))

    def give_out(self, path: Path) -> None:
        """Write the whole book to a file."""

        def done(text: str) -> None:
            try:
                save(text.encode(), path)
            except KnownError as error:
                self.show_wrong(str(error))
            else:
                self._said.setText(f"The book was written to {path.name}.")

        self._desk.lane.ask(self._codes.export_codes, done, self._on_failed, owner=self)
