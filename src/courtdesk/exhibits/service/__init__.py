"""Use cases of exhibits: register, change, follow what became of them and who holds them."""

from courtdesk.exhibits.service.exhibits import ExhibitService

__all__ = ["ExhibitService"]
