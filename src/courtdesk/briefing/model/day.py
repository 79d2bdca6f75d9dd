"""A day of the court: its matters, what is due, and what each edition of the sheet may show."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from courtdesk.briefing.model.deadlines import Period
from courtdesk.briefing.model.needs import Need, OpenPoint
from courtdesk.hearing.model import HearingState


class Edition(StrEnum):
    """Whom a sheet is for."""

    BENCH = "bench"
    COUNSEL = "counsel"
    CLERK = "clerk"
    PUBLIC = "public"


class Section(StrEnum):
    """A part of the sheet."""

    CALENDAR = "Calendar"
    YESTERDAY = "Yesterday and today"
    RULINGS = "To rule on"
    ATTENDANCE = "Attendance"
    EXHIBITS = "Exhibits"
    DEADLINES = "Deadlines"
    TASKS = "Tasks"
    NOTES = "Notes"


_PUBLIC = (Section.CALENDAR,)


def sections_of(edition: Edition) -> tuple[Section, ...]:
    """What an edition may hold.

    The public list names the matters and nothing else; the trial team's tasks are its work
    product and stand in counsel's edition alone.
    """
    if edition is Edition.PUBLIC:
        return _PUBLIC
    own = edition is Edition.COUNSEL
    return tuple(section for section in Section if own or section is not Section.TASKS)


@dataclass(frozen=True)
class NewDeadline:
    """A deadline. ``explanation`` names the rule and every skipped day of ``period``.

    A date that a court has set is in no rule: ``period`` is then None.
    """

    case_id: str
    text: str
    due_on: date
    owner: str = ""
    rule_id: str = ""
    explanation: str = ""
    period: Period | None = None


@dataclass(frozen=True)
class Deadline:
    """A deadline in the record. ``done_at`` is UTC."""

    id: str
    what: NewDeadline
    done_at: datetime | None = None


@dataclass(frozen=True)
class DueItem:
    """A deadline with the case that it belongs to."""

    deadline: Deadline
    case_number: str
    case_title: str

    def days_late(self, today: date) -> int:
        """How many days it is overdue; 0 or less where it is not."""
        return (today - self.deadline.what.due_on).days


@dataclass(frozen=True)
class Task:
    """An item of a witness's checklist that is due: the trial team's work.

    ``who`` is the witness under the name for paper, ``file_id`` the witness's file.
    """

    case_id: str
    case_title: str
    who: str
    text: str
    due_on: date
    owner: str
    file_id: str

    def days_late(self, today: date) -> int:
        """How many days it is overdue; 0 or less where it is not."""
        return (today - self.due_on).days


@dataclass(frozen=True)
class Matter:
    """A hearing that is set down for the day, with what is known of its case.

    ``missing`` says what stands in the way of it, ``owed`` what waits for a ruling, ``lately``
    what was done when the case was last heard.
    """

    case_id: str
    case_number: str
    case_title: str
    starts_at: datetime
    title: str
    room: str
    judge: str
    counsel: str
    state: HearingState
    attendance: tuple[tuple[str, str, str], ...] = ()
    missing: tuple[str, ...] = ()
    owed: tuple[str, ...] = ()
    lately: tuple[str, ...] = ()
    exhibits: tuple[tuple[str, str, str], ...] = ()
    set_down_id: str = ""
    needs: tuple[Need, ...] = ()
    since: datetime | None = None
    """When the hearing that runs was opened (UTC)."""


@dataclass(frozen=True)
class Briefing:
    """Everything that the sheet of a day may show, read in one snapshot."""

    day: date
    court: str
    room: str
    matters: tuple[Matter, ...]
    due: tuple[DueItem, ...]
    following: tuple[Matter, ...]
    prepared_by: str
    prepared_at: datetime
    zone: str
    tasks: tuple[Task, ...] = ()
    points: tuple[OpenPoint, ...] = ()

    def for_the_door(self) -> "Briefing":
        """What the public list may show: what a matter lacks is nobody's business."""
        return replace(self, matters=tuple(replace(m, missing=()) for m in self.matters))
