"""How a case is said on screen."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from courtdesk.cases.model import Case, CaseKind, CaseLine, Consolidation
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
    lead = case.lead_number if isinstance(case, CaseLine) else ""
    if isinstance(case, Case) and case.joined is not None:
        lead = case.joined.lead.number
    joined = f"consolidated with {lead}" if lead else ""
    parts = [part for part in (about.number, joined, about.room, about.judge) if part]
    return CaseRef(case.id, about.title, " · ".join(parts))


def moment(at: datetime, zone: str) -> str:
    """A date and a time of day in the court's zone, such as “Mon 23 Nov 2026, 09:00”."""
    return at.astimezone(ZoneInfo(zone)).strftime("%a %-d %b %Y, %H:%M").replace("\u00a0", " ")


def short_moment(at: datetime, zone: str) -> str:
    """The same, short enough for a chip."""
    return at.astimezone(ZoneInfo(zone)).strftime("%-d %b %H:%M")


def consolidation_words(made: Consolidation, case_id: str) -> str:
    """An order to consolidate as the case with ``case_id`` tells it."""
    if made.case.id == case_id:
        said = f"Consolidated with {made.lead.number} · {made.lead.title}"
    else:
        said = f"{made.case.number} · {made.case.title} is consolidated with it"
    said += f", by order of {made.ordered_by}, {_day(made.ordered_on)}"
    if made.severed_on is not None:
        said += f"; severed by order of {made.severed_by}, {_day(made.severed_on)}"
    return f"{said}."


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
