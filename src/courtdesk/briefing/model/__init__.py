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
from courtdesk.briefing.model.deadlines import (
    BadDeadline,
    Counted,
    CountingRule,
    Roll,
    Skipped,
    count_back,
    count_on,
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
    "NewDeadline",
    "Roll",
    "Section",
    "Skipped",
    "Task",
    "count_back",
    "count_on",
    "sections_of",
]
