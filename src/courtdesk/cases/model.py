"""The words of a case: number, title, people, charges or claims, and what is scheduled."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from courtdesk.errors import KnownError

MAX_NUMBER = 80
MAX_TITLE = 500


class CaseKind(StrEnum):
    """What sort of matter it is; decides the words used, never the rules."""

    CRIMINAL = "criminal"
    CIVIL = "civil"
    FAMILY = "family"
    OTHER = "other"


class CaseStatus(StrEnum):
    """Whether the case is still before the court."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Party:
    """Someone who is a party, with the role that the court gives them and their counsel."""

    id: str
    role: str
    name: str
    counsel: str = ""
    in_custody: bool = False


@dataclass(frozen=True)
class Charge:
    """A charge or a claim, numbered as in the indictment or the pleading."""

    id: str
    number: str
    text: str


@dataclass(frozen=True)
class ScheduledHearing:
    """A hearing that is set down: when it begins (UTC), where, and what for."""

    id: str
    starts_at: datetime
    title: str
    room: str = ""


@dataclass(frozen=True)
class CaseDetails:
    """What a clerk types about a case. Nothing here identifies it: its id does."""

    number: str
    title: str
    kind: CaseKind = CaseKind.OTHER
    court: str = ""
    room: str = ""
    judge: str = ""
    judge_abbreviation: str = ""
    parties: tuple[Party, ...] = ()
    charges: tuple[Charge, ...] = ()
    scheduled: tuple[ScheduledHearing, ...] = ()


@dataclass(frozen=True)
class CaseName:
    """Which case is meant, with what people call it."""

    id: str
    number: str
    title: str


@dataclass(frozen=True)
class Consolidation:
    """An order by which ``case`` is heard with ``lead``, from its day until the day it is severed.

    The days are the court's. What was recorded in either case stays there.
    """

    id: str
    case: CaseName
    lead: CaseName
    ordered_on: date
    ordered_by: str
    severed_on: date | None = None
    severed_by: str = ""

    @property
    def holds(self) -> bool:
        """Whether nobody has severed the cases."""
        return self.severed_on is None

    def held_on(self, day: date) -> bool:
        """Whether the cases were one on that day; the day they are severed is none any more."""
        return self.ordered_on <= day and (self.severed_on is None or day < self.severed_on)


@dataclass(frozen=True)
class Case:
    """A case as it stands in the record.

    ``consolidations`` are all that it ever had part in, as the lead or not, the oldest first.
    """

    id: str
    details: CaseDetails
    status: CaseStatus
    opened_on: date
    consolidations: tuple[Consolidation, ...] = ()

    @property
    def joined(self) -> Consolidation | None:
        """The consolidation with a lead case that holds now, if there is one."""
        return next((c for c in self.consolidations if c.holds and c.case.id == self.id), None)

    @property
    def followers(self) -> tuple[Consolidation, ...]:
        """The consolidations that hold now with this case as the lead."""
        return tuple(c for c in self.consolidations if c.holds and c.lead.id == self.id)

    @property
    def numbers(self) -> str:
        """Its number with those of the cases that are consolidated with it now; else nothing."""
        return self._numbers([each for each in self.consolidations if each.holds])

    def numbers_on(self, day: date) -> str:
        """Its number with those of the cases that were heard with it on that day; else nothing."""
        return self._numbers([each for each in self.consolidations if each.held_on(day)])

    def numbers_at(self, day: date) -> str:
        """The same; once the case has a lead case, that is said whatever the day."""
        return self.numbers if self.joined else self.numbers_on(day)

    def _numbers(self, held: list[Consolidation]) -> str:
        if not held:
            return ""
        for each in held:
            if each.case.id == self.id:
                return f"{self.details.number} (consolidated with {each.lead.number})"
        return ", ".join((self.details.number, *(each.case.number for each in held)))


@dataclass(frozen=True)
class CaseLine:
    """A case in a list."""

    id: str
    number: str
    title: str
    kind: CaseKind
    court: str
    room: str
    judge: str
    status: CaseStatus
    next_hearing: datetime | None
    lead_number: str = ""
    """The number of the case that it is consolidated with."""


@dataclass(frozen=True)
class ListedMatter:
    """A hearing that a day list sets down. ``row`` is the file's, the head apart; ``at`` is UTC."""

    row: int
    at: datetime
    number: str
    name: str = ""
    title: str = ""
    room: str = ""
    judge: str = ""
    court: str = ""


@dataclass(frozen=True)
class ListProblem:
    """A row of a day list that cannot be taken over as it stands."""

    row: int
    sentence: str


@dataclass(frozen=True)
class DayList:
    """A day list as read. Nothing of it is taken over while there is a problem.

    ``remarks`` are sentences for whoever imports it: what was taken for granted or left out.
    """

    matters: tuple[ListedMatter, ...]
    problems: tuple[ListProblem, ...] = ()
    remarks: tuple[str, ...] = ()


class ListedState(StrEnum):
    """What taking a listed matter over does."""

    NEW_CASE = "new case"
    SET_DOWN = "set down"
    MOVED = "moved"
    UNCHANGED = "already set down"


@dataclass(frozen=True)
class ListedStep:
    """A matter, and what taking it over does; ``case_title`` is the case's where it is known."""

    matter: ListedMatter
    state: ListedState
    case_title: str = ""


@dataclass(frozen=True)
class ListPlan:
    """What taking a day list over does, matter by matter, and where two sit in one room at once.

    ``remarks`` say which of them go to a lead case.
    """

    steps: tuple[ListedStep, ...]
    clashes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def count(self, state: ListedState) -> int:
        """How many matters come to that."""
        return sum(step.state is state for step in self.steps)

    @property
    def in_words(self) -> str:
        """How many matters come to what, for instance “2 new cases · 1 set down”."""
        counts = ((self.count(state), state) for state in ListedState)
        return " · ".join(
            f"{count:,} {state.value}{'s' * (state is ListedState.NEW_CASE and count > 1)}"
            for count, state in counts
            if count
        )

    @property
    def changes_anything(self) -> bool:
        """Whether anything would be written."""
        return any(step.state is not ListedState.UNCHANGED for step in self.steps)


class BadCase(KnownError):
    """The details of a case, or an order about it, cannot be kept as they were typed."""


def checked(details: CaseDetails) -> CaseDetails:
    """``details`` with surrounding blanks removed.

    Raises:
        BadCase: a number or title is missing or too long.
    """
    number = " ".join(details.number.split())
    title = " ".join(details.title.split())
    if not number:
        raise BadCase("A case needs a number. Type the number that the court gave it.")
    if len(number) > MAX_NUMBER:
        raise BadCase(f"The case number is longer than {MAX_NUMBER} characters. Shorten it.")
    if not title:
        raise BadCase("A case needs a title, such as “State v. Landry”.")
    if len(title) > MAX_TITLE:
        raise BadCase(f"The title is longer than {MAX_TITLE} characters. Shorten it.")
    return CaseDetails(
        number=number,
        title=title,
        kind=details.kind,
        court=details.court.strip(),
        room=details.room.strip(),
        judge=details.judge.strip(),
        judge_abbreviation=details.judge_abbreviation.strip(),
        parties=details.parties,
        charges=details.charges,
        scheduled=tuple(sorted(details.scheduled, key=lambda hearing: hearing.starts_at)),
    )
