"""Use cases of a jury."""

from courtdesk.jury.service.court import JuryCourtService
from courtdesk.jury.service.research import ResearchService
from courtdesk.jury.service.selection import SelectionService
from courtdesk.jury.service.venire import VenireService
from courtdesk.jury.service.watch import WatchService

__all__ = [
    "JuryCourtService",
    "ResearchService",
    "SelectionService",
    "VenireService",
    "WatchService",
]
