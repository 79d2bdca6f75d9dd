"""The demo's deadlines: one late, one today, some ahead."""

from datetime import date, timedelta

from courtdesk.briefing.model import NewDeadline
from courtdesk.briefing.service import BriefingService

_DUE = (
    ("2026-CR-0102", "Pre-sentence report", -2, "Probation"),
    ("2025-CV-2210", "Reply brief", 0, "A. Nwosu"),
    ("2026-CR-0417", "Proposed jury instructions", 1, "both sides"),
    ("2026-FA-0088", "Interpreter confirmed", 2, "Clerk"),
    ("2026-CR-0417", "Speedy-trial limit", 5, ""),
)


def tell(briefings: BriefingService, ids: dict[str, str], today: date) -> None:
    """Write what is due."""
    for number, text, days, owner in _DUE:
        due_on = today + timedelta(days=days)
        briefings.add_deadline(NewDeadline(ids[number], text, due_on, owner))
