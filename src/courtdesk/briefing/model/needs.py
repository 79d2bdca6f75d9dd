"""What a matter that is set down still lacks, and what the last hearings left open."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from courtdesk.briefing.model.rules import BadDeadline

MAX_TEXT = 300


class NeedKind(StrEnum):
    """What may be missing."""

    INTERPRETER = "interpreter"
    REPORT = "report"
    SERVICE = "service"
    EXHIBITS = "exhibits"
    ATTENDANCE = "attendance"
    TRANSPORT = "transport"
    OTHER = "other"


@dataclass(frozen=True)
class NewNeed:
    """Something missing: who owes it, and until when. ``set_down_id`` is the matter's hearing."""

    case_id: str
    set_down_id: str
    kind: NeedKind
    what: str = ""
    owner: str = ""
    due_on: date | None = None

    @property
    def shown(self) -> str:
        """What is missing, in a few words."""
        if self.kind is NeedKind.OTHER:
            return self.what
        return f"{self.kind.value}: {self.what}" if self.what else f"{self.kind.value} missing"


@dataclass(frozen=True)
class Need:
    """Something missing in the record. ``done_at`` (UTC) is when it was there."""

    id: str
    new: NewNeed
    done_at: datetime | None = None

    def days_late(self, today: date) -> int:
        """How many days it is overdue; 0 or less where it is not, or has no day."""
        return (today - self.new.due_on).days if self.new.due_on else 0


@dataclass(frozen=True)
class OpenPoint:
    """Something that the log of an earlier hearing leaves open; ``number`` is its entry or 0."""

    case_id: str
    case_title: str
    day: date
    hearing_id: str
    number: int
    words: str

    @property
    def where(self) -> str:
        """Where in the log it is."""
        return f"entry {self.number}" if self.number else "the log"


def checked_need(new: NewNeed) -> NewNeed:
    """``new`` with blanks tidied.

    Raises:
        BadDeadline: it says nothing, or too much.
    """
    what, owner = " ".join(new.what.split()), " ".join(new.owner.split())
    if new.kind is NeedKind.OTHER and not what:
        raise BadDeadline("Say what is missing.")
    if len(what) > MAX_TEXT:
        raise BadDeadline(f"That is longer than {MAX_TEXT} characters. Shorten it.")
    return NewNeed(new.case_id, new.set_down_id, new.kind, what, owner, new.due_on)
