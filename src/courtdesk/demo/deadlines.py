"""The demo's deadlines: one late, one today, some ahead."""

from datetime import date, timedelta

from courtdesk.briefing.model import NeedKind, NewDeadline, NewNeed, Period, Sense
from courtdesk.briefing.service import DeadlineService, ReadinessService
from courtdesk.cases.service import CaseService
from courtdesk.vault.store import Vault

_DUE = (
    ("2026-CR-0102", "Pre-sentence report", -2, "Probation"),
    ("2025-CV-2210", "Reply brief", 0, "A. Nwosu"),
    ("2026-CR-0417", "Proposed jury instructions", 1, "both sides"),
    ("2026-FA-0088", "Interpreter confirmed", 2, "Clerk"),
    ("2026-CR-0417", "Speedy-trial limit", 5, ""),
)


_NEEDS = (
    ("2026-FA-0088", NeedKind.INTERPRETER, "Icelandic, not confirmed", "Clerk", 0),
    ("2026-CR-0102", NeedKind.REPORT, "pre-sentence report", "Probation", -2),
    ("2026-CR-0417", NeedKind.TRANSPORT, "van for 8:20 not confirmed", "Custody", 1),
)
_RULE = "us-frcp-6a"


def tell(vault: Vault, ids: dict[str, str], today: date) -> None:
    """Write what is due, and what the matters of the day lack."""
    cases = CaseService(vault)
    deadlines = DeadlineService(vault, cases)
    for number, text, days, owner in _DUE:
        due_on = today + timedelta(days=days)
        deadlines.add(NewDeadline(ids[number], text, due_on, owner))
    counted = Period(today - timedelta(days=10), 14, Sense.WITHIN, "mail")
    deadlines.add(
        NewDeadline(
            ids["2025-CV-2210"], "Answer to the motion", today, "P. Hart", _RULE, period=counted
        )
    )
    readiness = ReadinessService(vault, cases)
    for number, kind, what, owner, days in _NEEDS:
        case = cases.case(ids[number])
        set_down = case.details.scheduled[0]
        due_on = today + timedelta(days=days)
        readiness.add(NewNeed(case.id, set_down.id, kind, what, owner, due_on))
