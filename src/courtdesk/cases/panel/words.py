"""How a case is said on screen."""

from datetime import datetime
from zoneinfo import ZoneInfo

from courtdesk.cases.model import Case, CaseKind, CaseLine
from courtdesk.desk.context import CaseRef

KINDS: dict[CaseKind, str] = {
    CaseKind.CRIMINAL: "Criminal",
    CaseKind.CIVIL: "Civil",
    CaseKind.FAMILY: "Family",
    CaseKind.OTHER: "Other",
}


def ref(case: Case | CaseLine) -> CaseRef:
    """The case as the header shows it."""
    about = case.details if isinstance(case, Case) else case
    parts = [part for part in (about.number, about.room, about.judge) if part]
    return CaseRef(case.id, about.title, " · ".join(parts))


def moment(at: datetime, zone: str) -> str:
    """A date and a time of day in the court's zone, such as “Mon 23 Nov 2026, 09:00”."""
    return at.astimezone(ZoneInfo(zone)).strftime("%a %-d %b %Y, %H:%M").replace("\u00a0", " ")


def short_moment(at: datetime, zone: str) -> str:
    """The same, short enough for a chip."""
    return at.astimezone(ZoneInfo(zone)).strftime("%-d %b %H:%M")
