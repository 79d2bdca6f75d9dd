"""Use cases of witness preparation. All of it is the trial team's work."""

from courtdesk.witnesses.service.calls import CallService
from courtdesk.witnesses.service.checklists import ChecklistService, HoldsNote
from courtdesk.witnesses.service.finding import WitnessFinder
from courtdesk.witnesses.service.history import HistoryService, Step
from courtdesk.witnesses.service.outlines import OutlineService
from courtdesk.witnesses.service.shipped import regimes
from courtdesk.witnesses.service.witnesses import WitnessService

__all__ = [
    "CallService",
    "ChecklistService",
    "HistoryService",
    "HoldsNote",
    "OutlineService",
    "Step",
    "WitnessFinder",
    "WitnessService",
    "regimes",
]
