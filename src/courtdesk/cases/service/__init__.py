"""Use cases of a case: open, change, find, list; take over the court's day list."""

from courtdesk.cases.service.cases import (
    CaseService,
    case_names,
    charges_of,
    set_hearing_down,
    take_set_down,
)
from courtdesk.cases.service.daylist import DayListService

__all__ = [
    "CaseService",
    "DayListService",
    "case_names",
    "charges_of",
    "set_hearing_down",
    "take_set_down",
]
