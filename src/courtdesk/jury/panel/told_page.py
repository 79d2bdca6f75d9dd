"""Pages of cards that tell things one below the other: deliberation, communications, research."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QWidget

from courtdesk.desk.widgets.button import Button
from courtdesk.desk.widgets.card import GAP, Card
from courtdesk.desk.widgets.chip import Tone
from courtdesk.jury.model.court import ContactKind
from courtdesk.jury.model.venire import STATUS_WORDS, JurorStatus
from courtdesk.jury.panel.history import HistoryView, Told
from courtdesk.jury.panel.state import JuryState
from courtdesk.jury.panel.words import day_and_clock
from courtdesk.jury.service.presets import templates
from courtdesk.vault.times import from_ms

_UNDATED = from_ms(0)


class ToldPage(QWidget):
    """Cards in two columns; each tells its lines and has its steps."""

    def __init__(
        self,
        cards: Sequence[tuple[str, str, Sequence[Button]]],
        parent: QWidget | None = None,
    ) -> None:
        """``cards``: title, what an empty card says, its buttons."""
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        self._views: dict[str, tuple[HistoryView, str]] = {}
        for place, (title, if_empty, steps) in enumerate(cards):
            card = Card(title)
            for step in steps:
                card.add_action(step)
            view = HistoryView()
            view.setAccessibleName(title)
            card.body.addWidget(view)
            self._views[title] = (view, if_empty)
            alone = place == len(cards) - 1 and not place % 2
            grid.addWidget(card, place // 2, place % 2, 1, 2 if alone else 1)

    def show_told(self, title: str, told: Sequence[Told]) -> None:
        """Show the lines of a card."""
        view, if_empty = self._views[title]
        view.show_told(tuple(told), if_empty)


def deliberation(page: ToldPage, state: JuryState, zone: str) -> None:
    """Show the jury, its questions, the verdicts and what happened with jurors."""
    page.show_told(
        "The jury",
        [
            Told(
                _UNDATED,
                f"Seat {juror.seat}" if juror.seat else "No seat",
                STATUS_WORDS[juror.status],
                Tone.GREEN if juror.status is JurorStatus.SWORN else Tone.BLUE,
                f"{juror.number}  {juror.shown}".strip(),
            )
            for juror in state.sworn
        ],
    )
    page.show_told(
        "Questions of the jury",
        [
            Told(
                question.at,
                f"Question {question.number}, {day_and_clock(question.at, zone)}",
                "answered" if question.answer else "open",
                Tone.GREEN if question.answer else Tone.AMBER,
                f"{question.text}\n{question.answer}".strip(),
            )
            for question in state.questions
        ],
    )
    page.show_told(
        "Verdict",
        [
            Told(
                verdict.at,
                day_and_clock(verdict.at, zone),
                verdict.verdict,
                Tone.BLUE,
                f"{verdict.charge}. {_poll(verdict.poll)}",
            )
            for verdict in state.verdicts
        ],
    )
    numbers = {juror.id: juror.number or juror.shown for juror in state.jurors}
    page.show_told(
        "Absences, lateness, misconduct",
        [
            Told(
                each.at,
                day_and_clock(each.at, zone),
                each.kind.value,
                Tone.AMBER,
                f"Juror {numbers.get(each.juror_id, '')}: {each.text}",
            )
            for each in reversed(state.incidents)
        ],
    )


def _poll(poll: object) -> str:
    answers = list(poll.values()) if isinstance(poll, dict) else []
    return f"Polled: {answers.count('yes')} of {len(answers)} affirm." if answers else "Not polled."


def communications(page: ToldPage, state: JuryState, zone: str) -> None:
    """Show what the court told jurors, asked them, and how they were prepared."""
    numbers = {juror.id: juror.number or juror.shown for juror in state.jurors}
    kinds = {
        "Messages": ContactKind.MESSAGE,
        "Orientation": ContactKind.ORIENTATION,
        "Fitness and impartiality": ContactKind.FITNESS,
        "Attendance": ContactKind.ATTENDANCE,
    }
    titles = {each["code"]: each["title"] for each in templates()}
    for title, kind in kinds.items():
        told: dict[tuple[datetime, str, str, str], list[str]] = {}
        for each in state.contacts:
            if each.kind is kind:
                one = (each.at, each.code, each.text, each.outcome)
                told.setdefault(one, []).append(numbers.get(each.juror_id, ""))
        page.show_told(
            title,
            [
                Told(
                    at,
                    f"{_whom(jurors)}, {day_and_clock(at, zone)}",
                    titles.get(code, code),
                    Tone.BLUE,
                    " · ".join(
                        part for part in (text, outcome) if part and part != titles.get(code)
                    ),
                )
                for (at, code, text, outcome), jurors in reversed(told.items())
            ],
        )


def _whom(numbers: Sequence[str]) -> str:
    """Whom a contact was with; many are counted first."""
    if len(numbers) == 1:
        return f"Juror {numbers[0]}"
    return f"{len(numbers)} jurors ({', '.join(numbers)})"


def research(page: ToldPage, state: JuryState, rules: Sequence[str], zone: str) -> None:
    """Show the findings, the guard rails, and when all of it must go."""
    numbers = {juror.id: juror.number or juror.shown for juror in state.jurors}
    page.show_told(
        "Findings",
        [
            Told(
                each.at,
                f"Juror {numbers.get(each.juror_id, '')} · {each.source} · "
                f"{day_and_clock(each.at, zone)} · {each.researcher}",
                f"match {each.identity}",
                Tone.GREEN if each.identity == "confirmed" else Tone.AMBER,
                each.text,
            )
            for each in reversed(state.findings)
        ],
    )
    page.show_told("Guard rails", [Told(_UNDATED, "", "", Tone.NEUTRAL, rule) for rule in rules])
    kept = state.destruction
    lines = []
    if kept is not None and kept.rule:
        due = f"Due {kept.due:%d %B %Y}" if kept.due else "No day set"
        lines.append(
            Told(_UNDATED, kept.rule, "hold" if kept.hold else "", Tone.AMBER, kept.hold or due)
        )
        if kept.purged_at is not None:
            lines.append(
                Told(
                    kept.purged_at,
                    day_and_clock(kept.purged_at, zone),
                    "destroyed",
                    Tone.RED,
                    ", ".join(f"{n} {what}" for what, n in kept.purged.items() if n),
                ),
            )
    page.show_told("Destroy or return", lines)
