"""The venire: who was summoned, as the court's list has them.

A juror's number, seat and place in the order of call are three different things, and none of
them identifies the juror: the id does. Race and sex stand as the list has them; “Unknown” and an
empty cell are kept apart from every group.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from courtdesk.errors import KnownError


class BadJury(KnownError):
    """Something about the jury cannot be kept as it was given."""


class Side(StrEnum):
    """A side of the trial. ``STATE`` brings the case: State, Crown, Government, plaintiff."""

    STATE = "state"
    DEFENCE = "defence"


class JurorStatus(StrEnum):
    """How far a juror has come, from the venire to the verdict."""

    VENIRE = "venire"
    NO_SHOW = "no-show"
    EXCUSED = "excused"
    DEFERRED = "deferred"
    DISQUALIFIED = "disqualified"
    SEATED = "seated"
    CAUSE_SOUGHT = "cause-sought"
    QUALIFIED = "qualified"
    STRUCK_FOR_CAUSE = "struck-for-cause"
    STRUCK = "struck"
    STRUCK_UNNOTED = "struck-side-not-noted"
    NOT_REACHED = "not-reached"
    SWORN = "juror"
    ALTERNATE = "alternate"
    DISCHARGED = "discharged"


class StrikeKind(StrEnum):
    """Why a juror left the panel."""

    CAUSE = "cause"
    PEREMPTORY = "peremptory"
    EXCUSED = "excused"
    UNNOTED = "not noted"


STATUS_WORDS: dict[JurorStatus, str] = {
    JurorStatus.VENIRE: "in the venire",
    JurorStatus.NO_SHOW: "did not appear",
    JurorStatus.EXCUSED: "excused",
    JurorStatus.DEFERRED: "deferred",
    JurorStatus.DISQUALIFIED: "disqualified",
    JurorStatus.SEATED: "seated",
    JurorStatus.CAUSE_SOUGHT: "challenged for cause",
    JurorStatus.QUALIFIED: "qualified",
    JurorStatus.STRUCK_FOR_CAUSE: "struck for cause",
    JurorStatus.STRUCK: "struck",
    JurorStatus.STRUCK_UNNOTED: "struck, side not noted",
    JurorStatus.NOT_REACHED: "not reached",
    JurorStatus.SWORN: "sworn",
    JurorStatus.ALTERNATE: "alternate",
    JurorStatus.DISCHARGED: "discharged",
}

GONE: frozenset[JurorStatus] = frozenset(
    {
        JurorStatus.NO_SHOW,
        JurorStatus.EXCUSED,
        JurorStatus.DEFERRED,
        JurorStatus.DISQUALIFIED,
        JurorStatus.STRUCK_FOR_CAUSE,
        JurorStatus.STRUCK,
        JurorStatus.STRUCK_UNNOTED,
        JurorStatus.DISCHARGED,
    }
)
"""Statuses of those who can no longer serve."""


@dataclass(frozen=True, slots=True)
class JurorEntry:
    """A juror as a list has them, before the record knows them.

    ``details`` holds the fields that the list names (age, occupation …, by their key in
    :data:`courtdesk.jury.model.fields.FIELDS`); ``answers`` every other column, by its head.
    ``eligible`` is None where the list does not say who could have struck the juror.
    """

    number: str
    name: str
    race: str = ""
    sex: str = ""
    seat: str = ""
    status: JurorStatus = JurorStatus.VENIRE
    strike: StrikeKind | None = None
    struck_by: Side | None = None
    eligible: frozenset[Side] | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Juror:
    """A juror of the record. ``call`` counts from 1 in the order of the list or the draw."""

    id: str
    call: int
    entry: JurorEntry

    @property
    def number(self) -> str:
        """The number that the court gave; empty where the court calls by name."""
        return self.entry.number

    @property
    def seat(self) -> str:
        """The label of the seat where the juror sits; empty for none."""
        return self.entry.seat

    @property
    def status(self) -> JurorStatus:
        """How far the juror has come."""
        return self.entry.status

    @property
    def shown(self) -> str:
        """The surname if the list tells it apart, else the whole name, else the number."""
        entry = self.entry
        surname = entry.details.get("last_name", "") or (
            entry.name.partition(",")[0] if "," in entry.name else entry.name
        )
        return surname.strip() or (f"Juror {entry.number}" if entry.number else "Juror")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that cannot be imported as it stands. Rows count from 1, the head apart."""

    row: int
    sentence: str


@dataclass(frozen=True)
class VenirePlan:
    """What importing a list would record. Nothing is imported while there is a problem.

    ``rows`` gives for each entry the row it came from. ``labels`` are the words that the list
    uses for the two sides, where it names them.
    """

    entries: tuple[JurorEntry, ...]
    rows: tuple[int, ...]
    problems: tuple[RowProblem, ...] = ()
    remarks: tuple[str, ...] = ()
    labels: Mapping[Side, str] = field(default_factory=dict)

    @property
    def carries_outcomes(self) -> bool:
        """Whether the list is of a selection that is over."""
        return any(entry.status is not JurorStatus.VENIRE for entry in self.entries)
