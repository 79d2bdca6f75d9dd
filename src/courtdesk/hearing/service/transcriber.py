"""What goes to who transcribes a hearing: its sound, its log, and what of both is sealed."""

from datetime import datetime, timedelta

from courtdesk.cases.service import CaseService
from courtdesk.hearing.model import HearingLogSheet
from courtdesk.hearing.service.hearings import HearingService
from courtdesk.hearing.service.sealing import SealingService
from courtdesk.sound.model import (
    SEAL_LEAD,
    Form,
    LogLine,
    Order,
    SealedSound,
    SealedSpan,
    sealed_spans,
)
from courtdesk.vault.store import Vault


class TranscriberOrders:
    """Orders of sound for the hearings of one vault. Call it on the vault's thread."""

    def __init__(self, vault: Vault) -> None:
        self._hearings = HearingService(vault, CaseService(vault))
        self._seals = SealingService(vault)

    def order(
        self,
        hearing_id: str,
        first: datetime | None = None,
        last: datetime | None = None,
        sealed_sound: SealedSound = SealedSound.SILENCED,
        form: Form = Form.FLAC,
        lead: timedelta = SEAL_LEAD,
    ) -> tuple[Order, tuple[LogLine, ...]]:
        """The order for a span (UTC; the whole hearing without), and the log that goes with it.

        A sealed passage goes from ``lead`` before its seal, or before its first entry, to the
        next entry that is open: an entry that is sealed does not say how long what it is about
        went on.

        Raises:
            BadEntry: there is no such hearing.
        """
        sheet = self._hearings.log_sheet(hearing_id)
        lines = tuple(LogLine(e.at, e.speaker, e.text, e.sealed) for e in sheet.entries)
        seals = [seal for seal in self._seals.seals(hearing_id) if seal.lifted_at is None]
        spans = tuple(SealedSpan(seal.begun_at - lead, seal.ended_at) for seal in seals)
        spans += sealed_spans(lines, lead)
        order = Order(hearing_id, first, last, spans, sealed_sound, form, *_head(sheet))
        return order, lines


def _head(sheet: HearingLogSheet) -> tuple[str, str, str]:
    plan = sheet.hearing.plan
    court = " · ".join(filter(None, (plan.court, plan.room)))
    return court, f"{sheet.case_number} · {sheet.case_title}", plan.title
