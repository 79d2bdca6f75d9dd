"""The exhibits beside the log: each with what became of it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from courtdesk.desk.widgets.card import Card
from courtdesk.desk.widgets.chip import Chip, Tone
from courtdesk.desk.widgets.text import Text
from courtdesk.exhibits.model import Exhibit, ExhibitState

_SHOWN: dict[ExhibitState, tuple[str, Tone]] = {
    ExhibitState.MARKED: ("Marked", Tone.BLUE),
    ExhibitState.FOR_IDENTIFICATION: ("For ID", Tone.BLUE),
    ExhibitState.OFFERED: ("Offered", Tone.VIOLET),
    ExhibitState.OBJECTED: ("Objected", Tone.AMBER),
    ExhibitState.ADMITTED: ("Admitted", Tone.GREEN),
    ExhibitState.ADMITTED_IN_PART: ("In part", Tone.AMBER),
    ExhibitState.REFUSED: ("Refused", Tone.RED),
    ExhibitState.WITHDRAWN: ("Withdrawn", Tone.NEUTRAL),
    ExhibitState.DEMONSTRATIVE: ("Demonstr.", Tone.NEUTRAL),
}


class ExhibitsCard(Card):
    """Shows the register of the case; it is kept by the log and by the exhibits panel."""

    def __init__(self) -> None:
        super().__init__("Exhibits", padded=False)
        self._count = Chip()
        self.add_chip(self._count)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setAccessibleName("Exhibits of the case")
        self.body.addWidget(self._area)
        self._shown: tuple[Exhibit, ...] | None = None
        self.show_exhibits(())

    def show_exhibits(self, exhibits: Sequence[Exhibit]) -> None:
        """Show these exhibits, in their order."""
        if self._shown == tuple(exhibits):
            return
        self._shown = tuple(exhibits)
        self._count.show_state(str(len(exhibits)), Tone.NEUTRAL)
        page = _rows(exhibits)
        self._area.setWidget(page)
        page.setAutoFillBackground(False)  # a scroll area turns it on


def _rows(exhibits: Sequence[Exhibit]) -> QWidget:
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(13, 10, 10, 10)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(9)
    grid.setColumnStretch(1, 1)
    if not exhibits:
        grid.addWidget(
            Text("None yet. “mk st1” marks the first.", "secondary", wrap=True), 0, 0, 1, 3
        )
    for row, exhibit in enumerate(exhibits):
        word, tone = _SHOWN[exhibit.state]
        grid.addWidget(Text(exhibit.name, "strong"), row, 0)
        grid.addWidget(Text(exhibit.details.description, "small", wrap=True), row, 1)
        grid.addWidget(Chip(word, tone), row, 2)
    grid.setRowStretch(len(exhibits), 1)
    return page
