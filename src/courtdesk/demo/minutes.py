"""The minutes of the days that are over: certified, and the first day's approved."""

from datetime import timedelta

from courtdesk.hearing.model import HearingState
from courtdesk.hearing.service import HearingService
from courtdesk.hearing.service.minutes import MinutesService
from courtdesk.vault.store import Vault

_WRITTEN_AFTER = timedelta(minutes=40)
_READ_AFTER = timedelta(minutes=65)


def tell(vault: Vault, hearings: HearingService, case_id: str) -> None:
    """Certify the minutes of a case's hearings that are over; approve those of the first."""
    service = MinutesService(vault, hearings)
    over = [each for each in hearings.hearings(case_id) if each.state is HearingState.ADJOURNED]
    for hearing in over:
        if hearing.ended_at is not None:
            service.certify(hearing.id, hearing.ended_at + _WRITTEN_AFTER)
    first = over[-1] if over else None
    if first is not None and first.ended_at is not None:
        service.approve(first.id, first.ended_at + _READ_AFTER)
