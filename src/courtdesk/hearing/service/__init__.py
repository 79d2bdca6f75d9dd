"""Use cases of a hearing: plan it, take its steps, record and correct its log, read it."""

from courtdesk.hearing.service.hearings import HearingService

__all__ = ["HearingService"]
