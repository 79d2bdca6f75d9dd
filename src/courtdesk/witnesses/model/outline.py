"""The outline of an examination: topics and questions in order, and what each is for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from courtdesk.witnesses.model.witness import BadWitness


class Phase(StrEnum):
    """A part of a witness's examination."""

    DIRECT = "direct"
    CROSS = "cross"
    REDIRECT = "redirect"


@dataclass(frozen=True)
class QuestionText:
    """What a person types of a question. ``source`` is a statement with page:line.

    ``argument`` names the point of the case that it serves, such as 2.1 Presence. ``exhibit_id`` is
    that of the register; empty where the register does not know the exhibit.
    """

    question: str
    topic: str = ""
    proves: str = ""
    argument: str = ""
    source: str = ""
    exhibit: str = ""
    expected: str = ""
    objection: str = ""
    reply: str = ""
    minutes: int = 0
    exhibit_id: str = ""


@dataclass(frozen=True)
class Question:
    """A question of an outline. ``covered_at`` (UTC) is when it was asked on the stand."""

    id: str
    file_id: str
    phase: Phase
    position: int
    words: QuestionText
    covered_at: datetime | None = None

    @property
    def covered(self) -> bool:
        """Whether it was asked."""
        return self.covered_at is not None


def minutes_of(questions: Iterable[Question], phase: Phase) -> int:
    """The estimated minutes of a phase."""
    return sum(question.words.minutes for question in questions if question.phase is phase)


def arguments(questions: Iterable[Question]) -> tuple[str, ...]:
    """The points of the case that the questions serve, each once, in their order."""
    found = (question.words.argument for question in questions)
    return tuple(dict.fromkeys(argument for argument in found if argument))


def checked_question(words: QuestionText) -> QuestionText:
    """``words``, if they can be kept.

    Raises:
        BadWitness: there is no question, or the estimate makes no sense.
    """
    if not words.question.strip():
        raise BadWitness("Type the question or the point to be made.")
    if not 0 <= words.minutes <= 24 * 60:
        raise BadWitness("The estimate is in minutes, from 0 to 1440.")
    return words
