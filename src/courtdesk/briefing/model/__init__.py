"""The words of a briefing: deadlines that show how they were counted, and a day's matters."""

from courtdesk.briefing.model.day import (
    Briefing,
    Deadline,
    DueItem,
    Edition,
    Matter,
    NewDeadline,
    Section,
    Task,
    sections_of,
)
from courtdesk.briefing.model.deadlines import Counted, Period, Sense, Skipped, count
from courtdesk.briefing.model.needs import Need, NeedKind, NewNeed, OpenPoint, checked_need
from courtdesk.briefing.model.rules import (
    BadDeadline,
    CountingRule,
    Roll,
    ServiceMethod,
    rules_from_json,
    rules_to_json,
)

__all__ = [
    "BadDeadline",
    "Briefing",
    "Counted",
    "CountingRule",
    "Deadline",
    "DueItem",
    "Edition",
    "Matter",
    "Need",
    "NeedKind",
    "NewDeadline",
    "NewNeed",
    "OpenPoint",
    "Period",
    "Roll",
    "Section",
    "Sense",
    "ServiceMethod",
    "Skipped",
    "Task",
    "checked_need",
    "count",
    "rules_from_json",
    "rules_to_json",
    "sections_of",
]
