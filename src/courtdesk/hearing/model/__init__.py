"""The words of a hearing: its course, its entries, and what amends them.

The record is append-only. An entry keeps its number for ever; what is wrong in it is
corrected by an amendment, which keeps the old text in sight. Every time is aware and in UTC,
to the millisecond; the court's zone is applied where a person reads it.
"""

from courtdesk.hearing.model.course import (
    RUNNING,
    STEP_WORDS,
    Clock,
    HearingState,
    Step,
    advance,
    after,
    possible,
)
from courtdesk.hearing.model.entries import (
    MAX_TEXT,
    TYPED_KINDS,
    Amendment,
    Draft,
    Entry,
    EntryCounts,
    EntryKind,
    NewEntry,
    checked_text,
)
from courtdesk.hearing.model.errors import BadEntry
from courtdesk.hearing.model.imported import ImportedEntry, ImportedSpeaker, ImportPlan, RowProblem
from courtdesk.hearing.model.plans import (
    SPEAKER_KEYS,
    Appearance,
    Hearing,
    HearingPlan,
    checked_plan,
)
from courtdesk.hearing.model.sheets import HearingLogSheet, MinutesSheet, SealedSheet

__all__ = [
    "MAX_TEXT",
    "RUNNING",
    "SPEAKER_KEYS",
    "STEP_WORDS",
    "TYPED_KINDS",
    "Amendment",
    "Appearance",
    "BadEntry",
    "Clock",
    "Draft",
    "Entry",
    "EntryCounts",
    "EntryKind",
    "Hearing",
    "HearingLogSheet",
    "HearingPlan",
    "HearingState",
    "ImportPlan",
    "ImportedEntry",
    "ImportedSpeaker",
    "MinutesSheet",
    "NewEntry",
    "RowProblem",
    "SealedSheet",
    "Step",
    "advance",
    "after",
    "checked_plan",
    "checked_text",
    "possible",
]
