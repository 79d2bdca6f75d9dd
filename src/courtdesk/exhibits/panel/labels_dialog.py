"""The dialog that prints labels: which sheets, from which label on, and the pages themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.preview import Preview
from courtdesk.desk.widgets.filters import FilterChips
from courtdesk.desk.widgets.form import Choice, Field, FieldRow
from courtdesk.errors import KnownError
from courtdesk.exhibits.model import Exhibit, LabelSheet
from courtdesk.exhibits.service import ExhibitService
from courtdesk.exhibits.service.labels import label_stocks
from courtdesk.exhibits.sheet import label_sheets
from courtdesk.paper.imprint import Imprint
from courtdesk.paper.press import press
from courtdesk.vault.prints import NewPrint, Prints
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.desk.context import CaseRef, Desk

_PAUSE_MS = 200
_ALL, _ONE = "all", "one"


class LabelsDialog(Dialog):
    """Shows the sheets of labels; they are kept or printed from the tool line of the preview."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        service: ExhibitService,
        case: CaseRef,
        chosen: Exhibit | None,
    ) -> None:
        super().__init__(parent, "Exhibit labels", "Print…")
        self._desk = desk
        self._service = service
        self._case = case
        self._chosen = chosen
        self._imprint: Imprint | None = None
        self._stock = Choice()
        self._first = QLineEdit("1")
        self._which = FilterChips("Labels for")
        self.preview = Preview(desk)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._fill()
        self._lay_out()
        self._soon.timeout.connect(self._read)
        self._stock.currentIndexChanged.connect(self._on_stock_chosen)
        self._first.textChanged.connect(lambda _: self._soon.start())
        self._which.chosen.connect(lambda _: self._soon.start())
        self.preview.saved.connect(self._on_left_the_vault)
        self.preview.printed.connect(self._on_left_the_vault)
        self.primary.hide()  # the tool line above the pages keeps and prints them
        self._on_stock_chosen()

    def _fill(self) -> None:
        paper = self._desk.vault.settings.paper
        for stock in sorted(label_stocks(), key=lambda known: known.paper != paper):
            self._stock.addItem(stock.title, stock)
        options = [(_ALL, "All exhibits")]
        if self._chosen is not None:
            options.append((_ONE, f"{self._chosen.name} alone"))
        self._which.show_options(options)

    def _lay_out(self) -> None:
        self.resize(760, 640)
        self.cancel.set_text("Close")
        first = Field("Begin with label", self._first, "Where a sheet is already begun")
        self.body.addWidget(FieldRow(Field("Sheet of labels", self._stock), first))
        self.body.addWidget(self._which, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.preview, 1)

    def _on_stock_chosen(self) -> None:
        self._first.setValidator(QIntValidator(1, self._stock.currentData().count, self))
        self._soon.start()

    def _read(self) -> None:
        service, case_id, vault = self._service, self._case.id, self._desk.vault
        stock, first = self._stock.currentData().name, int(self._first.text() or "0")
        alone = self._which.current() == _ONE and self._chosen is not None
        names = (self._chosen.name,) if alone and self._chosen is not None else ()

        def work() -> tuple[LabelSheet, Imprint]:
            return service.labels(case_id, stock, first, names), Imprint.by(vault, now())

        self._desk.lane.ask(work, lambda read: self._make(*read), self._on_refused, owner=self)

    def _make(self, sheet: LabelSheet, imprint: Imprint) -> None:
        self.show_wrong("")
        self._imprint = imprint
        self.preview.make("Exhibit labels", press, label_sheets(sheet, imprint))

    def _on_refused(self, error: Exception) -> None:
        self.preview.clear()
        if isinstance(error, KnownError):
            self.show_wrong(str(error))

    def _on_left_the_vault(self) -> None:
        """Keep in the print history what was printed or written to a file."""
        document, imprint = self.preview.document, self._imprint
        if document is None or imprint is None:
            return
        what = NewPrint(
            "labels",
            "Exhibit labels",
            imprint.fingerprint,
            pages=len(document.sizes),
            case_id=self._case.id,
        )
        vault, content = self._desk.vault, document.data
        self._desk.lane.ask(lambda: Prints(vault).record(what, content), owner=self)
