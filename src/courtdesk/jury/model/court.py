"""What only the court does with jurors, what it rules on their strikes, and what they decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from courtdesk.jury.model.venire import Side

STEPS = ("objection", "prima facie", "reason stated", "response", "ruling")


@dataclass(frozen=True)
class StrikeObjection:
    """An objection to a peremptory strike, step by step, in the speakers’ own words.

    ``regime`` is Batson, GR 37 or CCP 231.7; ``objector`` the side; ``step`` how far it has come.
    Times are UTC.
    """

    id: str
    juror_id: str
    at: datetime
    by: str
    regime: str
    objector: Side
    trait: str
    group: str
    step: str = STEPS[0]
    reason: str = ""
    response: str = ""
    ruling: str = ""


class Incident(StrEnum):
    """Something that happened with a juror in the trial."""

    ABSENT = "absent"
    LATE = "late"
    MISCONDUCT = "misconduct"
    PRESENT = "present"
    OTHER = "other"


@dataclass(frozen=True)
class IncidentNote:
    """An incident, as the court's record has it. Times are UTC."""

    id: str
    juror_id: str
    kind: Incident
    text: str
    at: datetime
    by: str


@dataclass(frozen=True)
class JuryQuestion:
    """A question that the jury sent out in deliberation, and the answer. Times are UTC."""

    id: str
    number: int
    text: str
    at: datetime
    answer: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True)
class Verdict:
    """A verdict on one charge or claim, with the poll: what each juror said by id."""

    id: str
    charge: str
    verdict: str
    at: datetime
    poll: Mapping[str, str] = field(default_factory=dict)


class ContactKind(StrEnum):
    """What a contact of the court with a juror is."""

    MESSAGE = "message"
    ORIENTATION = "orientation"
    FITNESS = "fitness"
    ATTENDANCE = "attendance"


@dataclass(frozen=True)
class Contact:
    """A contact of the court with a juror. Times are UTC."""

    id: str
    juror_id: str
    kind: ContactKind
    code: str
    text: str
    outcome: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Template:
    """A message that the court sends to jurors: its code, its title, its words."""

    code: str
    title: str
    text: str


@dataclass(frozen=True)
class Finding:
    """Something found of a juror where anyone may look. Times are UTC.

    ``identity`` is confirmed, probable or unsure; ``account_silent`` that the account used cannot
    notify anyone.
    """

    id: str
    juror_id: str
    text: str
    source: str
    query: str
    address: str
    at: datetime
    researcher: str
    identity: str
    account_silent: bool


IDENTITIES = ("confirmed", "probable", "unsure")


@dataclass(frozen=True)
class Destruction:
    """When what the team holds on jurors must be destroyed or returned."""

    rule: str
    due: date | None
    hold: str = ""
    purged_at: datetime | None = None
    purged: Mapping[str, int] = field(default_factory=dict)
