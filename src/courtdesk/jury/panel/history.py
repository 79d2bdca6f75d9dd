"""A juror's history: what was seen, said, rated and found, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from courtdesk.desk.widgets.chip import Chip, Tone
from courtdesk.desk.widgets.text import Text
from courtdesk.jury.model.watch import RATING_WORDS
from courtdesk.jury.panel.state import JuryState
from courtdesk.jury.panel.words import TONES, day_and_clock, note_line, signed

_SHOWN = 40


@dataclass(frozen=True)
class Told:
    """One line of a history."""

    at: datetime
    head: str
    chip: str
    tone: Tone
    text: str


def told_of(state: JuryState, juror_id: str, zone: str) -> tuple[Told, ...]:
    """The history of a juror, the newest first."""
    found: list[Told] = []
    if watch := state.watch:
        questions = {question.id: question.text for question in watch.questions}
        found += [
            Told(
                note.at,
                note_line(note, zone),
                note.words,
                TONES.get(note.tone, Tone.NEUTRAL),
                note.text + (f" ({note.interpretation})" if note.interpretation else ""),
            )
            for note in watch.notes
            if note.juror_id == juror_id
        ]
        found += [
            Told(
                answer.at,
                f"Voir dire, {day_and_clock(answer.at, zone)}",
                "" if answer.text else "Hand raised",
                Tone.BLUE,
                f"{questions.get(answer.question_id, '')} {answer.text}".strip(),
            )
            for answer in watch.answers
            if answer.juror_id == juror_id
        ]
        found += [
            Told(
                rating.at,
                f"Rating, {day_and_clock(rating.at, zone)} · {rating.by}",
                signed(rating.value),
                Tone.NEUTRAL,
                ", ".join((RATING_WORDS[rating.value], *(f"{n} {p}" for n, p in rating.factors))),
            )
            for rating in watch.ratings
            if rating.juror_id == juror_id
        ]
    found += [
        Told(
            finding.at,
            f"Research · {finding.source} · match {finding.identity}",
            "",
            Tone.NEUTRAL,
            finding.text,
        )
        for finding in state.findings
        if finding.juror_id == juror_id
    ]
    found += [
        Told(
            incident.at,
            f"Trial, {day_and_clock(incident.at, zone)}",
            incident.kind.value.capitalize(),
            Tone.AMBER,
            incident.text,
        )
        for incident in state.incidents
        if incident.juror_id == juror_id
    ]
    return tuple(sorted(found, key=lambda told: told.at, reverse=True)[:_SHOWN])


class HistoryView(QScrollArea):
    """The lines of a history."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("History of the juror")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._shown: tuple[tuple[Told, ...], str] | None = None

    def show_told(self, told: tuple[Told, ...], if_empty: str) -> None:
        """Show lines, or a sentence where there is none."""
        if (told, if_empty) == self._shown:
            return
        self._shown = (told, if_empty)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for line in told:
            column.addWidget(_Line(line))
        if not told:
            column.addWidget(Text(if_empty, "secondary", wrap=True))
        column.addStretch(1)
        self.setWidget(body)
        body.setAutoFillBackground(False)  # which setWidget turns on


class _Line(QFrame):
    def __init__(self, told: Told) -> None:
        super().__init__()
        self.setAccessibleName(f"{told.head}: {told.chip} {told.text}".strip())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 7, 0, 7)
        column.setSpacing(3)
        if told.head:
            column.addWidget(Text(told.head, "small", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(6)
        if told.chip:
            row.addWidget(Chip(told.chip, told.tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(told.text, wrap=True), 1)
        column.addLayout(row)
