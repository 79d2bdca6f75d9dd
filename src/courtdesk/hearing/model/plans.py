"""What is known of a hearing: its title, its day, and who takes part."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from courtdesk.hearing.model.course import HearingState
from courtdesk.hearing.model.errors import BadEntry

SPEAKER_KEYS = 8


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


def with_key(people: Iterable[Appearance], person_id: str, key: int) -> tuple[Appearance, ...]:
    """``people`` once this person has ``key``; who had it gets the key that becomes free."""
    people = tuple(people)
    freed = next((person.key for person in people if person.id == person_id), 0)
    return tuple(
        replace(person, key=key)
        if person.id == person_id
        else replace(person, key=freed)
        if person.key == key
        else person
        for person in people
    )


def free_key(people: Iterable[Appearance]) -> int:
    """The first speaker key that nobody has; 0 if all are taken."""
    taken = {person.key for person in people}
    return next((key for key in range(1, SPEAKER_KEYS + 1) if key not in taken), 0)


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
