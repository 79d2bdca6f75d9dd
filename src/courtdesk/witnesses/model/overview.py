"""A case's witnesses at a glance: each call with what stands in its way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from courtdesk.witnesses.model.calls import (
    Call,
    Heard,
    Reached,
    Standing,
    remaining,
)
from courtdesk.witnesses.model.checklist import Item, Progress, Regime, Session, Stage
from courtdesk.witnesses.model.court import Appearance
from courtdesk.witnesses.model.outline import Question
from courtdesk.witnesses.model.sittings import Sitting
from courtdesk.witnesses.model.witness import Side, Subpoena, WitnessFile


class Weight(StrEnum):
    """How much a word about a witness asks for attention."""

    LIVE = "live"
    BLOCKED = "blocked"
    DUE = "due"
    READY = "ready"
    ON_COURSE = "on course"
    OVER = "over"


@dataclass(frozen=True)
class Tally:
    """What a file's items come to, counted by the database.

    ``prepared`` is the progress of the stages before testimony; ``due`` the first open due date;
    ``blocked`` what an item says is missing.
    """

    all: Progress = field(default_factory=Progress)
    prepared: Progress = field(default_factory=Progress)
    due: date | None = None
    blocked: str = ""


@dataclass(frozen=True)
class CallLine:
    """A line of the order of call. A file without a call has ``call`` None."""

    file: WitnessFile
    call: Call | None
    tally: Tally
    standing: Standing
    heard: Heard | None = None
    reached: Reached | None = None

    @property
    def actual(self) -> timedelta:
        """The time on the stand so far."""
        return self.heard.on_stand if self.heard else timedelta()

    @property
    def conflict(self) -> str:
        """What stands against the day on which the witness is planned or expected."""
        return self.reached.conflict if self.reached else ""


@dataclass(frozen=True)
class Overview:
    """The witnesses of a case, read in one snapshot."""

    case_id: str
    regime: Regime
    sittings: tuple[Sitting, ...]
    lines: tuple[CallLine, ...]
    unlinked: tuple[tuple[Appearance, str], ...] = ()
    """Appearances of the log that are nobody's yet, with the file that is proposed, if any."""

    def remaining(self, side: Side) -> timedelta:
        """The estimated time on the stand that a side still needs."""
        calls = [line.call for line in self.lines if line.call]
        heard = {line.call.id: line.heard for line in self.lines if line.call and line.heard}
        return remaining(calls, heard, side)

    @property
    def files(self) -> tuple[WitnessFile, ...]:
        """Each file once, in the order of call."""
        return tuple({line.file.id: line.file for line in self.lines}.values())

    @property
    def now_on_the_stand(self) -> CallLine | None:
        """Whoever is on the stand."""
        live = (line for line in self.lines if line.standing.is_live)
        return next(live, None)


@dataclass(frozen=True)
class FileView:
    """All that is known of one witness in one case, read in one snapshot."""

    file: WitnessFile
    regime: Regime
    items: tuple[Item, ...]
    sessions: tuple[Session, ...]
    questions: tuple[Question, ...]
    calls: tuple[Call, ...]
    loose: tuple[str, ...] = ()
    """Exhibits that the file names and the register does not know."""


def tally(items: Iterable[Item]) -> Tally:
    """What items come to."""
    listed = list(items)
    early = [item for item in listed if item.stage in {Stage.BEFORE, Stage.SESSION}]
    open_ = [item for item in listed if not item.done]
    due = min((i.words.due for i in open_ if i.words.due), default=None)
    return Tally(
        _counted(listed),
        _counted(early),
        due,
        next((item.words.blocked for item in open_ if item.words.blocked), ""),
    )


def _counted(items: list[Item]) -> Progress:
    return Progress(sum(item.done for item in items), len(items))


def state_of(line: CallLine, today: date) -> tuple[str, Weight]:
    """The one thing to know of a line, in two or three words."""
    subpoena, tallied = line.file.record.subpoena, line.tally
    prepared, due = tallied.prepared, tallied.due
    over = line.standing.value.capitalize()
    ready = prepared.items > 0 and prepared.done == prepared.items
    states = (
        (line.standing.is_live, over, Weight.LIVE),
        (line.standing.over, over, Weight.OVER),
        (bool(line.conflict), "Date to avoid", Weight.BLOCKED),
        (bool(tallied.blocked), tallied.blocked, Weight.BLOCKED),
        (due is not None and due < today, "Overdue", Weight.DUE),
        (line.standing is Standing.ARRIVED, "Arrived", Weight.READY),
        (due == today, "Prep due today", Weight.DUE),
        (ready, "Ready", Weight.READY),
        (subpoena is Subpoena.NONE, "No subpoena", Weight.OVER),
        (True, f"Subpoena {_SHORT.get(subpoena, '')}", Weight.ON_COURSE),
    )
    return next((words, weight) for holds, words, weight in states if holds)


_SHORT: Mapping[Subpoena, str] = {
    Subpoena.ISSUED: "issued",
    Subpoena.SERVED: "served",
    Subpoena.PROVED: "served",
}


@dataclass(frozen=True)
class DueItem:
    """An open item with its witness, for whoever lists what is due or overdue."""

    witness: str
    file_id: str
    item: Item
    case_id: str = ""


@dataclass(frozen=True)
class WitnessHit:
    """A witness that was found by words. ``detail`` says what they are, and in which case."""

    file_id: str
    name: str
    detail: str


@dataclass(frozen=True)
class WitnessSheet:
    """What every sheet about witnesses shows of its case. ``at`` is when it was read, UTC."""

    court: str
    case_number: str
    case_title: str
    zone: str
    at: datetime
    sides: tuple[tuple[Side, str], ...]

    def side(self, side: Side) -> str:
        """The word of the case for a side."""
        return dict(self.sides)[side]


@dataclass(frozen=True)
class FileSheet:
    """One witness on paper: the checklist and the binder."""

    head: WitnessSheet
    view: FileView


@dataclass(frozen=True)
class OrderSheet:
    """The order of call on paper, and what is drawn from it. ``day`` limits it to one day."""

    head: WitnessSheet
    overview: Overview
    exhibits: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """For each file id the exhibits that its outline shows."""
    proves: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """For each file id what its outline is to prove."""
    states: tuple[tuple[str, str], ...] = ()
    """What the court did with each exhibit, by the exhibit's name."""
    day: date | None = None
