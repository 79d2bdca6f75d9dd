"""What is printed of witnesses: chosen, seen before it is printed, noted in the team's history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from courtdesk.desk.actions import Action
from courtdesk.desk.dialog import Dialog
from courtdesk.desk.preview import Preview
from courtdesk.desk.widgets.filters import FilterChips
from courtdesk.vault.keys import Compartment
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.paper.blocks import Document
    from courtdesk.paper.imprint import Imprint
    from courtdesk.witnesses.service import WitnessService

_SHEETS = (
    ("checklist", "Checklist"),
    ("blank", "Blank checklist"),
    ("binder", "Binder"),
    ("order", "Order of call"),
    ("court", "For the court"),
    ("grid", "Exhibits"),
    ("logistics", "Logistics"),
    ("card", "Day card"),
)
_OF_ONE = frozenset({"checklist", "blank", "binder"})


class PrintDialog(Dialog):
    """Chooses one of the sheets and shows it."""

    def __init__(
        self, parent: QWidget, desk: Desk, service: WitnessService, case_id: str, file_id: str
    ) -> None:
        super().__init__(parent, "Print", "Close")
        self.resize(920, 760)
        self._desk, self._service = desk, service
        self._case_id, self._file_id = case_id, file_id
        self._preview = Preview(desk, self)
        self._preview.saved.connect(self._on_left_the_vault)
        self._preview.printed.connect(self._on_left_the_vault)
        self._title = self._fingerprint = ""
        self._sheets = FilterChips("Sheet")
        shown = [pair for pair in _SHEETS if file_id or pair[0] not in _OF_ONE]
        self._sheets.show_options(shown)
        self._sheets.chosen.connect(self._on_chosen)
        line = QHBoxLayout()
        line.addWidget(self._sheets)
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addWidget(self._preview, 1)
        self.cancel.hide()
        self.primary.clicked.connect(self.accept)
        self.primary.setAutoDefault(False)
        self._bind(self._preview.page_actions())
        self._on_chosen(self._sheets.current())

    def _bind(self, actions: list[Action]) -> None:
        from PySide6.QtGui import QKeySequence, QShortcut

        for action in actions:
            for keys in QKeySequence.listFromString(action.keys):
                QShortcut(keys, self, action.run)

    def _on_chosen(self, sheet: str) -> None:
        case_id, file_id, service, desk = self._case_id, self._file_id, self._service, self._desk
        zone = desk.vault.settings.zone

        def read() -> Document:
            return made(sheet, service, case_id, file_id, _imprint(desk), zone)

        desk.lane.ask(read, lambda document: self._press(sheet, document), owner=self)

    def _press(self, sheet: str, document: Document) -> None:
        from courtdesk.paper.press import press

        if sheet == self._sheets.current():
            self._title = document.masthead.title
            self._fingerprint = document.imprint.fingerprint
            self._preview.make(f"witnesses {sheet}", press, document)

    def _on_left_the_vault(self) -> None:
        """Keep in the team's print history what was printed or written to a file."""
        from courtdesk.vault.prints import NewPrint, Prints

        document, vault = self._preview.document, self._desk.vault
        if document is None:
            return
        what = NewPrint(
            kind=self._sheets.current(),
            title=self._title,
            fingerprint=self._fingerprint,
            pages=len(document.sizes),
            case_id=self._case_id,
        )
        data = document.data
        self._desk.lane.ask(lambda: Prints(vault).record(what, data, Compartment.TEAM), owner=self)


def made(
    sheet: str, service: WitnessService, case_id: str, file_id: str, imprint: Imprint, zone: str
) -> Document:
    """The document of a sheet's key."""
    from zoneinfo import ZoneInfo

    from courtdesk.witnesses import sheet as sheets

    moment = now()
    if sheet in _OF_ONE:
        one = service.file_sheet(file_id, moment)
        if sheet == "binder":
            return sheets.witness_binder(one, imprint)
        return sheets.checklist_sheet(one, imprint, blank=sheet == "blank")
    today = moment.astimezone(ZoneInfo(zone)).date()
    order = service.order_sheet(case_id, moment, today if sheet == "card" else None)
    lists: dict[str, Callable[[], Document]] = {
        "order": lambda: sheets.order_of_call(order, imprint),
        "court": lambda: sheets.order_of_call(order, imprint, for_court=True),
        "grid": lambda: sheets.witness_grid(order, imprint),
        "logistics": lambda: sheets.logistics(order, imprint),
        "card": lambda: sheets.day_card(order, imprint),
    }
    return lists[sheet]()


def _imprint(desk: Desk) -> Imprint:
    from courtdesk.paper.imprint import Imprint

    fingerprint = desk.vault.head(Compartment.TEAM).hash.hex()
    return replace(Imprint.by(desk.vault, now()), fingerprint=fingerprint)
