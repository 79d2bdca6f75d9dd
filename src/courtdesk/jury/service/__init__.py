"""Use cases of a jury."""

from courtdesk.jury.service.selection import SelectionService
from courtdesk.jury.service.venire import VenireService

__all__ = ["SelectionService", "VenireService"]
