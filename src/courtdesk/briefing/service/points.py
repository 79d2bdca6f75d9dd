"""What the checker finds open in the logs of the last day on which the court sat."""

from datetime import date, timedelta

from courtdesk.briefing.model import OpenPoint
from courtdesk.cases.service import CaseService
from courtdesk.hearing.model import Hearing, HearingState
from courtdesk.hearing.service import HearingService
from courtdesk.hearing.service.checking import CheckService
from courtdesk.vault.store import Vault

_BACK = timedelta(days=7)


class PointService:
    """Checks the hearings of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault, cases: CaseService, hearings: HearingService) -> None:
        self._cases = cases
        self._hearings = hearings
        self._checks = CheckService(vault, cases)

    def last_heard(self, day: date) -> tuple[Hearing, ...]:
        """The hearings of the court's last day before ``day``, of the week before it."""
        held = [
            hearing
            for hearing in self._hearings.between(day - _BACK, day - timedelta(days=1))
            if hearing.state is not HearingState.NOT_STARTED
        ]
        last = max((hearing.plan.day for hearing in held), default=None)
        return tuple(hearing for hearing in held if hearing.plan.day == last)

    def of(self, hearing: Hearing) -> tuple[OpenPoint, ...]:
        """What the log of one hearing leaves open. Sealed matter is not in it."""
        title = self._cases.case(hearing.case_id).details.title
        closing = hearing.state is HearingState.ADJOURNED
        return tuple(
            OpenPoint(
                hearing.case_id,
                title,
                hearing.plan.day,
                hearing.id,
                finding.number,
                f"{finding.omission.value}: {finding.what}" if finding.what else finding.omission,
            )
            for finding in self._checks.checker(hearing.id).findings(closing=closing)
            if finding.due
        )
