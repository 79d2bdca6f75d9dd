"""Use cases of a hearing: plan it, take its steps, record and correct its log, read it.

``ProceedingsService`` says what a log tells of attendance, witnesses, times, rulings and charges.
"""

from courtdesk.hearing.service.hearings import HearingService
from courtdesk.hearing.service.proceedings import ProceedingsService

__all__ = ["HearingService", "ProceedingsService"]
