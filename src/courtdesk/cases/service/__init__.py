"""Use cases of a case: open, change, find, list; consolidate, sever; take over a day list."""

from courtdesk.cases.service.cases import (
    CaseService,
    case_names,
    charges_of,
    set_hearing_down,
    take_set_down,
)
from courtdesk.cases.service.consolidations import ConsolidationService, heard_together
from courtdesk.cases.service.daylist import DayListService

__all__ = [
    "CaseService",
    "ConsolidationService",
    "DayListService",
    "case_names",
    "charges_of",
    "heard_together",
    "set_hearing_down",
    "take_set_down",
]
