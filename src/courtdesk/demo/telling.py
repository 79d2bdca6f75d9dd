"""How a day of the demo's trial is told: who says what, when, and what a clerk types for it."""

from dataclasses import dataclass

from courtdesk.hearing.model import EntryKind, Step

COURT, WITNESS, STATE, DEFENCE, CLERK, INTERPRETER = range(1, 7)
N, W, X, OBJ, MOT, RUL, ORD, JUR, NXT, APP, ARG = (
    EntryKind.NOTE,
    EntryKind.WITNESS,
    EntryKind.EXHIBIT,
    EntryKind.OBJECTION,
    EntryKind.MOTION,
    EntryKind.RULING,
    EntryKind.ORDER,
    EntryKind.JURY,
    EntryKind.NEXT_DATE,
    EntryKind.APPEARANCE,
    EntryKind.ARGUMENT,
)


@dataclass(frozen=True)
class Line:
    """A line of a day's log.

    ``after`` counts seconds from the start; ``key`` says who speaks. ``typed`` is what a clerk
    types for it in short, empty where it is typed as it stands. ``arrives`` is the name of who
    comes late, and for whom.
    """

    after: int
    key: int = 0
    kind: EntryKind = EntryKind.NOTE
    text: str = ""
    step: Step | None = None
    bookmarked: bool = False
    corrected: tuple[str, str] | None = None
    typed: str = ""
    arrives: tuple[str, str] | None = None


@dataclass(frozen=True)
class Day:
    """A day of the trial."""

    title: str
    witness: str
    lines: tuple[Line, ...]
