"""The papers of the jury in the house's preview. What leaves is kept in the print history."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.preview import Preview
from courtdesk.desk.widgets.form import Choice
from courtdesk.desk.widgets.text import Text
from courtdesk.vault.keys import Compartment
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.jury.model.snapshot import JurySheet
    from courtdesk.jury.panel.panel import JuryPanel
    from courtdesk.jury.panel.state import Services
    from courtdesk.paper.imprint import Imprint
    from courtdesk.vault.store import Vault

Read = tuple[str, "JurySheet", "Imprint", str]

_FOR_ALL = (
    ("seating", "Seating chart"),
    ("clean", "Seating chart, clean"),
    ("strikes", "Strike sheet"),
    ("strikes-court", "Strike sheet, court copy"),
    ("batson", "Batson report"),
    ("jury-list", "Jury list"),
    ("jurors", "Juror pages"),
    ("matrix", "Questionnaire matrix"),
)
_FOR_TEAM = (
    ("behaviour", "Behaviour report"),
    ("heat", "Attention map"),
    ("timelines", "Jurors over time"),
    ("destruction", "Certificate of destruction"),
)
_WITHOUT_TEAM = frozenset({"clean", "strikes-court", "jury-list"})
_ORDERS = (
    ("time", "by time"),
    ("juror", "by juror"),
    ("party", "by party presenting"),
    ("behaviour", "by behaviour"),
)


class PrintDialog(Dialog):
    """Chooses a paper and shows it; Ctrl+S saves it, Ctrl+P prints it."""

    def __init__(self, panel: JuryPanel, kind: str) -> None:
        super().__init__(panel, "Print", "Close")
        self.resize(940, 760)
        self._panel = panel
        self._read: Read | None = None
        self.preview = Preview(panel.desk, self)
        self.papers = _choice("Paper", self.offered(panel.services))
        self.orders = _choice("Order", _ORDERS)
        line = QHBoxLayout()
        line.addWidget(Text("Paper", "label"))
        line.addWidget(self.papers)
        line.addWidget(self.orders)
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addWidget(self.preview, 1)
        self.cancel.hide()
        self.primary.setAutoDefault(False)
        self.primary.setDefault(False)
        self.primary.clicked.connect(self.accept)
        self.papers.setCurrentIndex(max(self.papers.findData(kind), 0))
        self.papers.currentIndexChanged.connect(self._make)
        self.orders.currentIndexChanged.connect(self._make)
        self.preview.saved.connect(self._on_left_the_vault)
        self.preview.printed.connect(self._on_left_the_vault)
        for action in self.preview.page_actions():
            for keys in QKeySequence.listFromString(action.keys):
                QShortcut(keys, self, action.run)
        self.papers.setFocus()
        self._make()

    @staticmethod
    def offered(services: Services) -> tuple[tuple[str, str], ...]:
        """The papers that the user's role may print: their kind and their words."""
        return (*_FOR_ALL, *(_FOR_TEAM if services.is_team else ()))

    def _make(self) -> None:
        from courtdesk.jury.sheet import press_sheet

        kind, order = str(self.papers.currentData()), str(self.orders.currentData())
        self.orders.setVisible(kind == "behaviour")
        panel, vault = self._panel, self._panel.desk.vault
        case_id, services = panel.state.case_id, panel.services

        def read() -> Read:
            team = services.is_team and kind not in _WITHOUT_TEAM
            return (kind, services.sheet(case_id, team=team), _imprint(vault, team=team), order)

        def show(made: Read) -> None:
            if (kind, order) == (self.papers.currentData(), self.orders.currentData()):
                self._read = made
                self.preview.make(self.papers.currentText(), press_sheet, made)

        self.preview.clear()
        panel.desk.lane.ask(read, show, owner=self)

    def _on_left_the_vault(self) -> None:
        """Keep in the print history what was printed or written to a file."""
        from courtdesk.vault.prints import NewPrint, Prints

        document, read, vault = self.preview.document, self._read, self._panel.desk.vault
        if document is None or read is None:
            return
        kind, sheet, imprint, order = read
        what = NewPrint(
            kind,
            self.papers.currentText(),
            imprint.fingerprint,
            edition=dict(_ORDERS)[order] if kind == "behaviour" else "",
            pages=len(document.sizes),
            case_id=self._panel.state.case_id,
        )
        of_team = sheet.watch is not None
        compartment = Compartment.TEAM if of_team else Compartment.RECORD
        content = document.data
        self._panel.desk.lane.ask(lambda: Prints(vault).record(what, content, compartment))


def _imprint(vault: Vault, *, team: bool) -> Imprint:
    """Who prints; the fingerprint is that of the chain whose matter is printed."""
    from courtdesk.paper.imprint import Imprint

    imprint = Imprint.by(vault, now())
    return (
        replace(imprint, fingerprint=vault.head(Compartment.TEAM).hash.hex()) if team else imprint
    )


def _choice(name: str, options: tuple[tuple[str, str], ...]) -> Choice:
    choice = Choice()
    choice.setAccessibleName(name)
    choice.setMinimumWidth(230)
    for value, words in options:
        choice.addItem(words, value)
    return choice
