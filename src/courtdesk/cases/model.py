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
class Case:
    """A case as it stands in the record."""

    id: str
    details: CaseDetails
    status: CaseStatus
    opened_on: date


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


class BadCase(KnownError):
    """The details of a case cannot be kept as they were typed."""


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
