"""What each charge of a case was pleaded to and came to, beside what else is known of the case."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from courtdesk.cases.model import Case, CaseKind
from courtdesk.cases.service import CaseService
from courtdesk.desk.widgets.button import Button, Kind
from courtdesk.desk.widgets.card import Card
from courtdesk.desk.widgets.text import Text
from courtdesk.hearing.model import Hearing
from courtdesk.hearing.model.finding import EntryPlace
from courtdesk.hearing.model.proceedings import Proceedings
from courtdesk.hearing.model.rulings import Outcome
from courtdesk.hearing.service.proceedings import ProceedingsService
from courtdesk.vault.changes import Changed

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk

_NOTHING = "No plea or outcome in the log yet."
_Placed = tuple[Outcome, str]


class OutcomesCard(QObject):
    """Reads the logs of the open case, a few hundred lines at a time; sealed words are not shown.

    Each outcome leads to its entry.
    """

    def __init__(self, desk: Desk) -> None:
        self.card = Card("Outcome of each charge", padded=False)
        super().__init__(self.card)
        self._desk = desk
        self._service = ProceedingsService(desk.vault, CaseService(desk.vault))
        self._zone = ZoneInfo(desk.vault.settings.zone)
        self._case: Case | None = None
        self._asked = 0
        self._found: list[_Placed] = []
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setAccessibleName("Outcome of each charge")
        self.card.body.addWidget(self._scroll, 1)

    def open(self, case: Case) -> None:
        """Show what became of the charges of ``case``."""
        if self._case is None or self._case.id != case.id:
            self._put(QWidget())  # nothing of another case is left to be read
        self._case = case
        self.card.set_title(f"Outcome of each {_count(case)}")
        self._asked += 1
        self._found = []
        service, asked = self._service, self._asked
        self._desk.lane.ask(
            lambda: service.hearings(case.id), partial(self._read_next, asked), owner=self
        )

    def take_notice(self, changed: Changed) -> None:
        """Something was saved somewhere."""
        if self._case is not None and changed.concerns("entry", "hearing", "seal"):
            self.open(self._case)

    def _read_next(self, asked: int, hearings: tuple[Hearing, ...]) -> None:
        if asked != self._asked:
            return
        if not hearings:
            self._show()
            return
        service, first = self._service, hearings[0]

        def begun(made: Proceedings) -> None:
            if asked == self._asked:
                self._follow(asked, made, hearings, 0)

        self._desk.lane.ask(lambda: service.begin(first.id), begun, owner=self)

    def _follow(
        self, asked: int, made: Proceedings, hearings: tuple[Hearing, ...], after: int
    ) -> None:
        service, first = self._service, hearings[0]

        def followed(further: int | None) -> None:
            if asked != self._asked:
                return
            if further is not None:
                self._follow(asked, made, hearings, further)
                return
            self._found += [(each, first.id) for each in made.rulings.outcomes]
            self._read_next(asked, hearings[1:])

        self._desk.lane.ask(lambda: service.follow(made, first.id, after), followed, owner=self)

    def _show(self) -> None:
        case = self._case
        if case is None:
            return
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for charge in case.details.charges:
            told = [placed for placed in self._found if placed[0].charge == charge.number]
            if not told:
                rows.addWidget(_row(f"{charge.number}.", _NOTHING))
            for outcome, hearing_id in told:
                place = EntryPlace(case.id, hearing_id, outcome.number)
                rows.addWidget(self._outcome(outcome, place))
        if not case.details.charges:
            rows.addWidget(_row("", f"The case has no {_count(case)}s yet."))
        rows.addStretch(1)
        self._put(page)

    def _put(self, page: QWidget) -> None:
        self._scroll.setWidget(page)
        page.setAutoFillBackground(False)  # which setWidget turns on; the card paints itself

    def _outcome(self, outcome: Outcome, place: EntryPlace) -> QWidget:
        local = outcome.at.astimezone(self._zone)
        leads = Button(f"{local.day} {local:%b %Y}", kind=Kind.LINK)
        leads.setAccessibleName(f"Entry {outcome.number:,} of {local.day} {local:%b %Y}")
        leads.setAutoDefault(True)  # so that Enter follows it as well
        leads.clicked.connect(lambda: self._desk.open_panel("hearing", place))
        return _row(f"{outcome.charge}.", outcome.words, leads)


def _count(case: Case) -> str:
    """What the case is about, in its own term."""
    return "charge" if case.details.kind is CaseKind.CRIMINAL else "claim"


def _row(label: str, words: str, leads: Button | None = None) -> QFrame:
    row = QFrame()
    row.setObjectName("cardRow")
    line = QHBoxLayout(row)
    line.setContentsMargins(13, 8, 13, 8)
    line.setSpacing(10)
    number = Text(label, "secondary")
    number.setMinimumWidth(24 if label else 0)
    line.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
    told = QVBoxLayout()
    told.setSpacing(2)
    told.addWidget(Text(words, wrap=True))
    if leads is not None:
        told.addWidget(leads, 0, Qt.AlignmentFlag.AlignLeft)
    line.addLayout(told, 1)
    return row
