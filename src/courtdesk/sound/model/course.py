"""The hearing as its sound sees it; the subject above says where it stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Stand(StrEnum):
    """Where a hearing stands."""

    BEFORE = "not started"
    ON = "on record"
    OFF = "off record"
    OVER = "adjourned"


@dataclass(frozen=True)
class Course:
    """A hearing, where it stands, and the moment (UTC) of the step that led there."""

    hearing_id: str
    stand: Stand
    since: datetime | None = None
    title: str = ""
    court: str = ""
    case: str = ""


class MarkKind(StrEnum):
    """What a mark in the overview stands for."""

    ENTRY = "entry"
    OFF_RECORD = "off record"
    SEALED = "sealed"


@dataclass(frozen=True)
class Mark:
    """Something in the log at ``at`` (UTC), until ``until`` where it lasted."""

    kind: MarkKind
    at: datetime
    label: str = ""
    speaker: str = ""
    until: datetime | None = None
