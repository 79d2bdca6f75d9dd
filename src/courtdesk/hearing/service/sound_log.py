"""A hearing as its sound sees it: where it stands, its marks, and a line in its log."""

import hashlib
from datetime import datetime

from sqlalchemy import select

from courtdesk.cases.service import CaseService
from courtdesk.hearing.model import Entry, EntryKind, HearingState, NewEntry, Step
from courtdesk.hearing.service.hearings import HearingService
from courtdesk.hearing.service.sealing import SealingService
from courtdesk.hearing.service.transcriber import TranscriberOrders
from courtdesk.hearing.tables import EntryRow, HearingRow
from courtdesk.sound.model import Form, LogLine, Order, SealedSound, SealedSpan
from courtdesk.sound.model.course import Course, Mark, MarkKind, Stand
from courtdesk.vault.changes import Saved
from courtdesk.vault.roles import Ability
from courtdesk.vault.store import Vault
from courtdesk.vault.times import from_ms

_STANDS = {
    HearingState.NOT_STARTED: Stand.BEFORE,
    HearingState.ON_RECORD: Stand.ON,
    HearingState.OFF_RECORD: Stand.OFF,
    HearingState.RECESS: Stand.OFF,
    HearingState.ADJOURNED: Stand.OVER,
}
_AWAY = {Step.GO_OFF_RECORD.value, Step.RECESS.value}
_UNDER_WAY = (HearingState.ON_RECORD, HearingState.OFF_RECORD, HearingState.RECESS)


class SoundLog:
    """What sound asks of the hearings of one vault. Call it on the vault's thread."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._cases = CaseService(vault)
        self._hearings = HearingService(vault, self._cases)

    def course(self, hearing_id: str) -> Course | None:
        """Where a hearing stands; None if the id is not a hearing's."""
        with self._vault.read() as session:
            row = session.get(HearingRow, hearing_id)
        return None if row is None else self._course(row)

    def under_way(self) -> tuple[Course, ...]:
        """The hearings that have begun and are not adjourned, the newest first."""
        query = (
            select(HearingRow)
            .where(HearingRow.state.in_(state.value for state in _UNDER_WAY))
            .order_by(HearingRow.id.desc())
        )
        with self._vault.read() as session:
            rows = session.scalars(query).all()
        return tuple(self._course(row) for row in rows)

    def note(self, hearing_id: str, at: datetime, words: str, about: str) -> Saved[Entry]:
        """Put ``words`` into the log; the same ``about`` a second time does nothing more."""
        entry_id = hashlib.sha256(f"sound\0{hearing_id}\0{about}".encode()).hexdigest()[:32]
        new = NewEntry(entry_id, hearing_id, at, "", EntryKind.NOTE, words)
        return self._hearings.record(new)

    def marks(self, hearing_id: str) -> tuple[Mark, ...]:
        """When each entry was made and who spoke, and the spans off the record or sealed."""
        columns = select(EntryRow.at_ms, EntryRow.speaker, EntryRow.step)
        query = columns.where(EntryRow.hearing_id == hearing_id).order_by(EntryRow.number)
        with self._vault.read() as session:
            rows = session.execute(query).all()
        marks: list[Mark] = []
        left: tuple[int, str] | None = None
        for at_ms, speaker, step in rows:
            if step is None:
                marks.append(Mark(MarkKind.ENTRY, from_ms(at_ms), speaker=speaker))
                continue
            if left is not None:
                marks.append(_away(left, at_ms))
            left = (at_ms, step) if step in _AWAY else None
        if left is not None:
            marks.append(_away(left, None))
        for seal in SealingService(self._vault).seals(hearing_id):
            if seal.lifted_at is None:
                marks.append(Mark(MarkKind.SEALED, seal.begun_at, "Sealed", until=seal.ended_at))
        return tuple(marks)

    def sealed(self, hearing_id: str) -> tuple[SealedSpan, ...]:
        """The passages that this user may not hear."""
        if self._vault.may(Ability.SEE_SEALED):
            return ()
        order, _ = TranscriberOrders(self._vault).order(hearing_id)
        return order.sealed

    def order(
        self,
        hearing_id: str,
        first: datetime | None,
        last: datetime | None,
        sealed_sound: SealedSound,
        form: Form,
    ) -> tuple[Order, tuple[LogLine, ...]]:
        """What is to be given out of a hearing, as :meth:`TranscriberOrders.order`."""
        orders = TranscriberOrders(self._vault)
        return orders.order(hearing_id, first, last, sealed_sound, form)

    def _course(self, row: HearingRow) -> Course:
        case = self._cases.case(row.case_id)
        return Course(
            row.id,
            _STANDS[HearingState(row.state)],
            None if row.since_ms is None else from_ms(row.since_ms),
            row.title,
            row.court,
            f"{case.details.number} · {case.details.title}",
        )


def _away(left: tuple[int, str], until_ms: int | None) -> Mark:
    label = "Recess" if left[1] == Step.RECESS.value else "Off record"
    until = None if until_ms is None else from_ms(until_ms)
    return Mark(MarkKind.OFF_RECORD, from_ms(left[0]), label, until=until)
