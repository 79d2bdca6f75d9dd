"""Use cases of a jury."""

from courtdesk.jury.service.venire import VenireService

__all__ = ["VenireService"]
