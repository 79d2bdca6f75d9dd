"""One exhibit: what it is, what became of it, and who held it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from courtdesk.desk.widgets.card import GAP, Card
from courtdesk.desk.widgets.chip import Chip, Tone
from courtdesk.desk.widgets.text import Text
from courtdesk.exhibits.model import ExhibitRecord
from courtdesk.exhibits.panel.register import TONES


class RecordView(QWidget):
    """The cards about one exhibit. ``buttons`` has room for the panel's buttons."""

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = ZoneInfo(zone)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self._about = Card("Exhibit", self)
        self._state = Chip()
        self._hazard = Chip("hazardous", Tone.RED)
        self._about.add_chip(self._state)
        self._about.add_chip(self._hazard)
        self._description = Text("", wrap=True)
        self._facts = Text("", "secondary", wrap=True)
        self._about.body.addWidget(self._description)
        self._about.body.addWidget(self._facts)
        self.buttons = QHBoxLayout()
        self._about.body.addLayout(self.buttons)
        self._history = Card("What became of it", self, padded=False)
        self._custody = Card("Custody", self, padded=False)
        column.addWidget(self._about)
        column.addWidget(self._history, 1)
        column.addWidget(self._custody, 1)

    def show_record(self, record: ExhibitRecord) -> None:
        """Show everything about an exhibit."""
        exhibit = record.exhibit
        details = exhibit.details
        self._about.set_title(exhibit.name)
        self._state.show_state(exhibit.state.value, TONES[exhibit.state])
        self._hazard.setVisible(details.hazardous)
        self._description.setText(details.description or "No description yet.")
        facts = (
            ("From", details.source),
            ("return to", details.return_to),
            ("return on", details.return_on.isoformat() if details.return_on else ""),
            ("destroy on", details.destroy_on.isoformat() if details.destroy_on else ""),
            ("", details.comment),
        )
        self._facts.setText(" · ".join(f"{word} {text}".strip() for word, text in facts if text))
        self._facts.setVisible(bool(self._facts.text()))
        _fill(
            self._history,
            [
                (self._when(change.at), f"{change.state.value.capitalize()}{_note(change.note)}")
                for change in reversed(record.history)
            ],
            "",
        )
        _fill(
            self._custody,
            [
                (
                    self._when(step.at),
                    " → ".join(part for part in (step.from_whom, step.to_whom) if part)
                    + _note(
                        ", ".join(p for p in (step.place, step.condition, step.signed_by) if p)
                    ),
                )
                for step in reversed(record.custody)
            ],
            "Nobody has received it yet.",
        )

    def _when(self, at: datetime) -> str:
        local = at.astimezone(self._zone)
        return f"{local.day} {local:%b %H:%M}"


def _note(text: str) -> str:
    return f" · {text}" if text else ""


def _fill(card: Card, rows: list[tuple[str, str]], if_none: str) -> None:
    while (item := card.body.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.deleteLater()
    for when, text in rows or [("", if_none)]:
        row = QFrame()
        row.setObjectName("cardRow")
        line = QHBoxLayout(row)
        line.setContentsMargins(13, 7, 13, 7)
        label = Text(when, "secondary")
        label.setMinimumWidth(86 if when else 0)
        line.addWidget(label)
        line.addWidget(Text(text, wrap=True), 1)
        card.body.addWidget(row)
    card.body.addStretch(1)
