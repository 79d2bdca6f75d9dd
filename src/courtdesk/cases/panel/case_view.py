"""What is known of the open case: its people, its charges or claims, and its dates."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from courtdesk.cases.model import Case, CaseKind
from courtdesk.cases.panel.words import KINDS, consolidation_words, moment
from courtdesk.desk.widgets.button import Button, Kind
from courtdesk.desk.widgets.card import GAP, Card
from courtdesk.desk.widgets.chip import Chip, Tone
from courtdesk.desk.widgets.text import Text


class CaseView(QWidget):
    """The cards about one case. ``heading`` has room for the panel's buttons."""

    case_wanted = Signal(str)
    """A case that this one is consolidated with is to be opened: its id."""

    def __init__(self, parent: QWidget | None = None, *, may_change: bool = True) -> None:
        super().__init__(parent)
        self._if_nobody = "Nobody yet."
        if may_change:
            self._if_nobody += " Change the case to add its parties."
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self.heading = Card(" ", self)
        self._title = Text("", "display", wrap=True)
        self._facts = Text("", "secondary", wrap=True)
        self._kind = Chip()
        self._status = Chip()
        self.heading.add_chip(self._kind)
        self.heading.add_chip(self._status)
        self.heading.body.addWidget(self._title)
        self._beside_facts = QHBoxLayout()
        self._beside_facts.addWidget(self._facts, 1)
        self.heading.body.addLayout(self._beside_facts)
        self._joined = QVBoxLayout()
        self._joined.setSpacing(4)
        self.heading.body.addLayout(self._joined)
        column.addWidget(self.heading)
        self._people = Card("People", self, padded=False)
        self._charges = Card("Charges", self, padded=False)
        self._dates = Card("Dates", self, padded=False)
        columns = QHBoxLayout()
        columns.setSpacing(GAP)
        columns.addWidget(self._people, 1)
        columns.addWidget(self._charges, 1)
        column.addLayout(columns, 1)
        self._beside_dates = QHBoxLayout()
        self._beside_dates.setSpacing(GAP)
        self._beside_dates.addWidget(self._dates, 3)
        column.addLayout(self._beside_dates, 1)

    def add_beside_dates(self, card: QWidget) -> None:
        """Put a card beside the dates."""
        self._beside_dates.addWidget(card, 2)

    def add_beside_facts(self, widget: QWidget) -> None:
        """Put a button at the end of the line that says where and when."""
        self._beside_facts.addWidget(widget)

    def show_case(self, case: Case, zone: str) -> None:
        """Show ``case``; moments are shown in ``zone``."""
        about = case.details
        self.heading.set_title(about.number)
        self._title.setText(about.title)
        place = " · ".join(part for part in (about.court, about.room, about.judge) if part)
        opened = f"opened {case.opened_on.day} {case.opened_on:%b %Y}"
        self._facts.setText(f"{place} · {opened}" if place else opened)
        self._kind.show_state(KINDS[about.kind], Tone.BLUE)
        self._status.show_state(case.status.value, Tone.NEUTRAL)
        self._show_consolidations(case)
        self._show_people(case)
        self._charges.set_title("Charges" if about.kind is CaseKind.CRIMINAL else "Claims")
        _fill(
            self._charges,
            (_row(f"{charge.number}.", charge.text, 24) for charge in about.charges),
            "None on record.",
        )
        _fill(
            self._dates,
            (
                _row(moment(date.starts_at, zone), f"{date.title} · {date.room}".rstrip(" ·"))
                for date in about.scheduled
            ),
            "Nothing is set down.",
        )

    def _show_consolidations(self, case: Case) -> None:
        _clear(self._joined)
        for each in case.consolidations:
            other = each.lead if each.case.id == case.id else each.case
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(10)
            row.addWidget(Text(consolidation_words(each, case.id), "secondary", wrap=True), 1)
            leads = Button(f"Open {other.number}", kind=Kind.LINK)
            leads.clicked.connect(partial(self.case_wanted.emit, other.id))
            row.addWidget(leads)
            self._joined.addWidget(line)

    def _show_people(self, case: Case) -> None:
        rows = []
        for party in case.details.parties:
            row = _Row(party.role, Text(party.name, "strong"))
            if party.in_custody:
                row.line.addWidget(Chip("in custody", Tone.AMBER))
            if party.counsel:
                row.line.addWidget(Text(f"counsel: {party.counsel}", "secondary"))
            row.line.addStretch(1)
            rows.append(row)
        _fill(self._people, rows, self._if_nobody)


class _Row(QFrame):
    """A label and a text on one ruled line, with room for more behind them."""

    def __init__(self, label: str, text: Text, label_width: int = 90) -> None:
        super().__init__()
        self.setObjectName("cardRow")
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(13, 8, 13, 8)
        self.line.setSpacing(10)
        name = Text(label, "secondary")
        name.setMinimumWidth(label_width)
        self.line.addWidget(name)
        self.line.addWidget(text, int(text.wordWrap()))


def _row(label: str, text: str, label_width: int = 90) -> _Row:
    return _Row(label, Text(text, wrap=True), label_width)


def _fill(card: Card, rows: Iterable[_Row], if_none: str) -> None:
    _clear(card.body)
    for row in tuple(rows) or (_row("", if_none, 0),):
        card.body.addWidget(row)
    card.body.addStretch(1)


def _clear(layout: QBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
