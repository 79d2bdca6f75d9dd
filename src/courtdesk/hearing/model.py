"""The words of a hearing: its course, its entries, and what amends them.

The record is append-only. An entry keeps its number for ever; what is wrong in it is
corrected by an amendment, which keeps the old text in sight. Every time is aware and in UTC,
to the millisecond; the court's zone is applied where a person reads it.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from courtdesk.errors import KnownError

MAX_TEXT = 200_000
SPEAKER_KEYS = 8


class HearingState(StrEnum):
    """Where a hearing stands."""

    NOT_STARTED = "not started"
    ON_RECORD = "on record"
    OFF_RECORD = "off record"
    RECESS = "recess"
    ADJOURNED = "adjourned"


class Step(StrEnum):
    """What moves a hearing from one state to the next."""

    START = "start"
    GO_OFF_RECORD = "go off record"
    GO_ON_RECORD = "go on record"
    RECESS = "recess"
    RESUME = "resume"
    ADJOURN = "adjourn"


_STEPS: dict[tuple[HearingState, Step], HearingState] = {
    (HearingState.NOT_STARTED, Step.START): HearingState.ON_RECORD,
    (HearingState.ON_RECORD, Step.GO_OFF_RECORD): HearingState.OFF_RECORD,
    (HearingState.ON_RECORD, Step.RECESS): HearingState.RECESS,
    (HearingState.ON_RECORD, Step.ADJOURN): HearingState.ADJOURNED,
    (HearingState.OFF_RECORD, Step.GO_ON_RECORD): HearingState.ON_RECORD,
    (HearingState.OFF_RECORD, Step.RECESS): HearingState.RECESS,
    (HearingState.OFF_RECORD, Step.ADJOURN): HearingState.ADJOURNED,
    (HearingState.RECESS, Step.RESUME): HearingState.ON_RECORD,
    (HearingState.RECESS, Step.ADJOURN): HearingState.ADJOURNED,
}

STEP_WORDS: dict[Step, str] = {
    Step.START: "Hearing starts. On the record",
    Step.GO_OFF_RECORD: "Off the record",
    Step.GO_ON_RECORD: "Back on the record",
    Step.RECESS: "Court in recess",
    Step.RESUME: "Court resumes. On the record",
    Step.ADJOURN: "Hearing adjourned",
}


class EntryKind(StrEnum):
    """What an entry records. ``COURSE`` entries are made by a step, never typed."""

    NOTE = "note"
    APPEARANCE = "appearance"
    WITNESS = "witness"
    EXHIBIT = "exhibit"
    OBJECTION = "objection"
    MOTION = "motion"
    RULING = "ruling"
    ORDER = "order"
    PLEA = "plea"
    JURY = "jury"
    NEXT_DATE = "next date"
    COURSE = "course"


TYPED_KINDS: tuple[EntryKind, ...] = tuple(k for k in EntryKind if k is not EntryKind.COURSE)


class BadEntry(KnownError):
    """An entry, a step or an amendment cannot be kept as it was given."""


@dataclass(frozen=True)
class Appearance:
    """Someone who takes part: who, for whom, how present, and the key that picks them.

    ``for_whom`` is the party or office (“State”, “The Court”); ``label`` is what the log shows,
    such as “Mr. Pryce (State)”. ``key`` is 1 to 8 for F1 to F8, or 0 for none.
    """

    id: str
    name: str
    label: str
    for_whom: str = ""
    role: str = ""
    manner: str = "in person"
    key: int = 0


@dataclass(frozen=True)
class HearingPlan:
    """What is known of a hearing before it begins."""

    title: str
    day: date
    court: str = ""
    room: str = ""
    judge: str = ""
    judge_abbreviation: str = ""
    recorder: str = ""
    jury: bool = False
    appearances: tuple[Appearance, ...] = ()


@dataclass(frozen=True)
class Hearing:
    """A hearing as it stands in the record. ``entries`` counts them; they are read in windows."""

    id: str
    case_id: str
    plan: HearingPlan
    state: HearingState
    started_at: datetime | None
    ended_at: datetime | None
    entries: int


@dataclass(frozen=True)
class Amendment:
    """A correction: the text it replaced, why, who made it, and when."""

    version: int
    old_text: str
    old_speaker: str
    old_kind: EntryKind
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Entry:
    """One line of the log. ``number`` counts from 1 in the order of the record."""

    id: str
    hearing_id: str
    number: int
    at: datetime
    speaker: str
    kind: EntryKind
    text: str
    by: str
    step: Step | None = None
    bookmarked: bool = False
    sealed: bool = False
    amendments: tuple[Amendment, ...] = ()
    appearance_id: str = ""

    @property
    def amended(self) -> bool:
        """Whether a correction has replaced the text as first typed."""
        return bool(self.amendments)


@dataclass(frozen=True)
class NewEntry:
    """A line that was typed.

    ``id`` is made with the first keystroke and makes saving the line twice harmless. ``at`` is
    the moment of that keystroke, in UTC. ``appearance_id`` names who speaks where they are on
    the list of appearances; ``speaker`` is what the log shows.
    """

    id: str
    hearing_id: str
    at: datetime
    speaker: str
    kind: EntryKind
    text: str
    appearance_id: str = ""


@dataclass(frozen=True)
class Draft:
    """The half-typed line of a hearing, kept so that a crash does not lose it."""

    hearing_id: str
    entry_id: str
    at: datetime
    speaker: str
    kind: EntryKind
    text: str
    appearance_id: str = ""


@dataclass(frozen=True)
class Clock:
    """How long a hearing has been on and off the record.

    ``on_record`` and ``off_record`` are what had passed at ``since``, the moment of the last
    step; whichever the state says is still running is added by :meth:`read`.
    """

    state: HearingState
    started_at: datetime | None = None
    since: datetime | None = None
    on_record: timedelta = timedelta()
    off_record: timedelta = timedelta()

    def read(self, now: datetime) -> tuple[timedelta, timedelta]:
        """Time on and off the record at ``now`` (UTC); never shrinking."""
        if self.since is None:
            return self.on_record, self.off_record
        running = max(now - self.since, timedelta())
        if self.state is HearingState.ON_RECORD:
            return self.on_record + running, self.off_record
        if self.state in {HearingState.OFF_RECORD, HearingState.RECESS}:
            return self.on_record, self.off_record + running
        return self.on_record, self.off_record


def after(state: HearingState, step: Step) -> HearingState:
    """The state that ``step`` leads to.

    Raises:
        BadEntry: the step is not possible in that state.
    """
    reached = _STEPS.get((state, step))
    if reached is None:
        raise BadEntry(f"The hearing is {state}: “{step}” is not possible now.")
    return reached


def possible(state: HearingState) -> tuple[Step, ...]:
    """The steps that ``state`` allows, in the order of their keys."""
    return tuple(step for (from_state, step) in _STEPS if from_state is state)


def advance(clock: Clock, step: Step, at: datetime) -> Clock:
    """``clock`` after ``step`` at ``at`` (UTC).

    Raises:
        BadEntry: the step is not possible in that state.
    """
    reached = after(clock.state, step)
    on_record, off_record = clock.read(at)
    return Clock(reached, clock.started_at or at, at, on_record, off_record)


def checked_text(text: str) -> str:
    """``text`` as it is kept: line ends unified, blanks at the ends removed.

    Halves of characters, which no file can hold, become U+FFFD; NUL is dropped.

    Raises:
        BadEntry: nothing is left, or it is longer than ``MAX_TEXT`` characters.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")
    kept = whole.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not kept:
        raise BadEntry("There is nothing to save yet. Type what happened, then press Enter.")
    if len(kept) > MAX_TEXT:
        raise BadEntry(
            f"The entry has {len(kept):,} characters; the log takes {MAX_TEXT:,}. "
            "Nothing is lost: divide it and save the parts."
        )
    return kept


def checked_plan(plan: HearingPlan) -> HearingPlan:
    """``plan`` with blanks at the ends removed and its speaker keys made sure of.

    Raises:
        BadEntry: the hearing has no title, someone has no name, or two have one key.
    """
    title = " ".join(plan.title.split())
    if not title:
        raise BadEntry("A hearing needs a title, such as “Jury trial, day 3”.")
    people = tuple(
        replace(person, name=person.name.strip(), label=person.label.strip() or person.name.strip())
        for person in plan.appearances
    )
    if not all(person.name for person in people):
        raise BadEntry("Each person on the list of appearances needs a name.")
    keys = [person.key for person in people if person.key]
    if any(not 1 <= key <= SPEAKER_KEYS for key in keys) or len(set(keys)) < len(keys):
        raise BadEntry("Each speaker key from F1 to F8 can pick one person only.")
    return replace(plan, title=title, appearances=people)


@dataclass(frozen=True)
class EntryCounts:
    """How many entries a log has of each kind, and how many are bookmarked."""

    by_kind: dict[EntryKind, int]
    bookmarks: int

    @property
    def total(self) -> int:
        """All entries."""
        return sum(self.by_kind.values())


@dataclass(frozen=True)
class ImportedEntry:
    """A line of a log made elsewhere, ready to be recorded. Times are UTC."""

    at: datetime
    speaker: str
    kind: EntryKind
    text: str
    until: datetime | None = None


@dataclass(frozen=True)
class ImportedSpeaker:
    """Someone who speaks in a log made elsewhere, with the role that it gives them."""

    name: str
    role: str
    turns: int


@dataclass(frozen=True)
class RowProblem:
    """A row of a file that cannot be imported as it stands. Rows count from 1, the head apart."""

    row: int
    sentence: str


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do. Nothing is imported while there is a problem.

    ``remarks`` are sentences for the person who imports: what was taken for granted.
    """

    entries: tuple[ImportedEntry, ...]
    problems: tuple[RowProblem, ...]
    speakers: tuple[ImportedSpeaker, ...]
    remarks: tuple[str, ...] = ()

    @property
    def first(self) -> datetime | None:
        """The moment of the first entry, UTC."""
        return self.entries[0].at if self.entries else None

    @property
    def last(self) -> datetime | None:
        """The moment at which the last entry ends, UTC."""
        return max((entry.until or entry.at for entry in self.entries), default=None)


@dataclass(frozen=True)
class HearingLogSheet:
    """Everything that the printed log shows, read in one snapshot. ``zone`` is an IANA name."""

    case_number: str
    case_title: str
    hearing: Hearing
    clock: Clock
    entries: tuple[Entry, ...]
    zone: str


@dataclass(frozen=True)
class MinutesSheet:
    """Everything that the minutes of proceedings show, read in one snapshot.

    ``entries`` holds the whole log; the sheet leaves out narrative notes (the minutes record
    what was done, not what was testified or argued).
    """

    case_number: str
    case_title: str
    hearing: Hearing
    clock: Clock
    entries: tuple[Entry, ...]
    charges: tuple[tuple[str, str], ...]
    parties: tuple[tuple[str, str, str, bool], ...]
    zone: str
