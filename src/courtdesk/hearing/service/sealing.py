"""Sealing portions of logs, while they happen or afterwards, and unsealing them by order."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from courtdesk.hearing.model import BadEntry, Entry, HearingState
from courtdesk.hearing.model.frozen import closed_content, from_content
from courtdesk.hearing.model.quotes import Quotes
from courtdesk.hearing.model.seals import Order, Seal, checked_lifting
from courtdesk.hearing.service.reading import hearing_row, to_entries
from courtdesk.hearing.service.sealed_words import (
    Opener,
    close_entry,
    is_sealed,
    open_entry,
    sealed_reason,
    to_seal,
)
from courtdesk.hearing.tables import (
    DraftRow,
    EntryRow,
    HearingRow,
    MinutesRow,
    SealedDraftRow,
    SealedEntryRow,
    SealRow,
)
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.roles import Ability
from courtdesk.vault.store import Vault
from courtdesk.vault.times import to_ms
from courtdesk.vault.unit import Unit

_MANY = 500
_IDLE = frozenset({HearingState.NOT_STARTED.value, HearingState.ADJOURNED.value})
_LIVE = (
    select(SealRow.id)
    .where(
        SealRow.hearing_id == bindparam("hearing"),
        SealRow.live == 1,
        SealRow.lifted_at_ms.is_(None),
        or_(
            SealRow.ended_at_ms.is_(None),
            (SealRow.begun_at_ms <= bindparam("at")) & (SealRow.ended_at_ms >= bindparam("at")),
        ),
    )
    .order_by(SealRow.ended_at_ms.is_(None).desc())
    .limit(1)
)


def seal_now(unit: Unit, hearing_id: str, at_ms: int) -> str:
    """The live seal that takes in an entry begun at ``at_ms``, or empty; a prepared statement."""
    found = unit.connection.execute(_LIVE, {"hearing": hearing_id, "at": at_ms}).scalar()
    return str(found) if found else ""


def end_live(unit: Unit, hearing_id: str, at: datetime) -> bool:
    """End what is being sealed of a hearing, if anything."""
    row = _live_row(unit.session, hearing_id)
    if row is None:
        return False
    row.ended_at_ms = max(to_ms(at), row.begun_at_ms)
    return True


class SealingService:
    """Seals and unseals. Call it on the thread that opened the vault.

    Its deeds take a user who may see sealed matter and keeps the record: ``NotAllowed`` else.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def seals(self, hearing_id: str) -> tuple[Seal, ...]:
        """The seals of a hearing, the first portion first; lifted ones among them."""
        opener = Opener.of(self._vault)
        query = select(SealRow).where(SealRow.hearing_id == hearing_id)
        with self._vault.read() as session:
            rows = session.scalars(query.order_by(SealRow.begun_at_ms, SealRow.id))
            return tuple(to_seal(row, opener) for row in rows)

    def live(self, hearing_id: str) -> Seal | None:
        """The seal under which entries are recorded now, if there is one."""
        with self._vault.read() as session:
            row = _live_row(session, hearing_id)
            return None if row is None else to_seal(row, Opener.of(self._vault))

    def begin(self, hearing_id: str, at: datetime, order: Order | None = None) -> Saved[Seal]:
        """Seal what is recorded from ``at`` (UTC) on; the half-typed line with it.

        The order may be named later: in court the portion is sealed first.

        Raises:
            BadEntry: the hearing is not under way, or a portion is being sealed already.
        """
        self._vault.require(Ability.SEE_SEALED)
        order = (order or Order()).cleaned()
        with self._vault.write("seal.begin") as unit:
            if hearing_row(unit.session, hearing_id).state in _IDLE:
                raise BadEntry(
                    "The hearing is not under way. Select the entries that are to be sealed, and "
                    "seal them."
                )
            if _live_row(unit.session, hearing_id) is not None:
                raise BadEntry("This portion is being sealed already.")
            row = self._new(hearing_id, at, None, order, live=True)
            unit.add(row)
            self._take_draft(unit, hearing_id)
            unit.commit()
        return self._saved(row)

    def end(self, hearing_id: str, at: datetime) -> Saved[Seal]:
        """What is recorded after ``at`` (UTC) is open again.

        Raises:
            BadEntry: no portion is being sealed.
        """
        self._vault.require(Ability.SEE_SEALED)
        with self._vault.write("seal.end") as unit:
            row = _live_row(unit.session, hearing_id)
            if row is None:
                raise BadEntry("No portion is being sealed.")
            end_live(unit, hearing_id, at)
            unit.commit()
        self._vault.fold_in()
        return self._saved(row)

    def seal(self, entry_ids: Iterable[str], order: Order) -> Saved[Seal]:
        """Seal entries that are on record, with their amendments and references.

        Frozen minutes that hold their words keep them for those who may see them. Backups that
        were made before still hold them; :func:`fold_in` removes them from the vault's own pages.

        Raises:
            BadEntry: there is nothing among them that is not sealed yet.
        """
        self._vault.require(Ability.SEE_SEALED)
        order = order.cleaned()
        with self._vault.write("seal.entries") as unit:
            rows = [row for row in _entries(unit.session, entry_ids) if not is_sealed(row)]
            if not rows:
                raise BadEntry("These entries are sealed already.")
            hearing_id = rows[0].hearing_id
            first, last = min(r.at_ms for r in rows), max(r.at_ms for r in rows)
            seal = self._new(hearing_id, first, last, order, live=False)
            unit.add(seal)
            with unit.session.no_autoflush:  # a flush for each of many rows takes most of the time
                for row in rows:
                    close_entry(unit, self._vault, row, seal.id)
            self._close_minutes(unit, hearing_id)
            unit.commit()
        self._vault.fold_in()
        return self._saved(seal, *(row.id for row in rows))

    def name_order(self, seal_id: str, order: Order) -> Saved[Seal]:
        """Say by whose order a portion is sealed, and why.

        Raises:
            BadEntry: there is no such seal.
        """
        self._vault.require(Ability.SEE_SEALED)
        order = order.cleaned()
        with self._vault.write("seal.order") as unit:
            row = _seal_row(unit.session, seal_id)
            row.ordered_by = order.by
            row.reason = sealed_reason(self._vault, row.id, order.reason)
            ids = _ids_under(unit.session, seal_id)
            unit.commit()
        return self._saved(row, *ids)

    def unseal(self, seal_id: str, order: Order, at: datetime) -> Saved[Seal]:
        """Give a sealed portion back to all who may read the record.

        Raises:
            BadEntry: nobody's order is named, or there is no such seal, or it was lifted already.
        """
        self._vault.require(Ability.SEE_SEALED)
        order = checked_lifting(order)
        opener = Opener(self._vault)
        with self._vault.write("seal.lift") as unit:
            row = _seal_row(unit.session, seal_id)
            if row.lifted_at_ms is not None:
                raise BadEntry("This portion was unsealed already.")
            ids = _ids_under(unit.session, seal_id)
            entries = _entries(unit.session, ids)
            with unit.session.no_autoflush:
                for entry in entries:
                    open_entry(unit, opener, entry)
            row.lifted_at_ms, row.lifted_by = to_ms(at), order.by
            row.lifted_reason = order.reason
            row.ended_at_ms = row.ended_at_ms or to_ms(at)
            self._close_minutes(unit, row.hearing_id)
            unit.commit()
        return self._saved(row, *ids)

    def quotes(self, case_id: str) -> Quotes:
        """What must not be quoted in the open, of all hearings of a case."""
        query = (
            select(EntryRow)
            .join(SealedEntryRow, SealedEntryRow.entry_id == EntryRow.id)
            .join(HearingRow, HearingRow.id == EntryRow.hearing_id)
            .where(HearingRow.case_id == case_id)
        )
        with self._vault.read() as session:
            rows = session.scalars(query).all()
            return Quotes(to_entries(session, rows, Opener.of(self._vault)))

    def entries(self, hearing_id: str) -> tuple[Entry, ...]:
        """The sealed entries of a hearing, in the order of the record.

        Raises:
            NotAllowed: the user may not see sealed matter.
        """
        self._vault.require(Ability.SEE_SEALED)
        query = (
            select(EntryRow)
            .join(SealedEntryRow, SealedEntryRow.entry_id == EntryRow.id)
            .where(EntryRow.hearing_id == hearing_id)
            .order_by(EntryRow.number)
        )
        with self._vault.read() as session:
            return to_entries(session, session.scalars(query).all(), Opener.of(self._vault))

    def _new(
        self,
        hearing_id: str,
        begun: datetime | int,
        ended_ms: int | None,
        order: Order,
        *,
        live: bool,
    ) -> SealRow:
        seal_id = new_id()
        return SealRow(
            id=seal_id,
            hearing_id=hearing_id,
            live=int(live),
            begun_at_ms=begun if isinstance(begun, int) else to_ms(begun),
            ended_at_ms=ended_ms,
            ordered_by=order.by,
            reason=sealed_reason(self._vault, seal_id, order.reason),
            by_user=self._vault.user.name,
            lifted_at_ms=None,
            lifted_by="",
            lifted_reason="",
        )

    def _take_draft(self, unit: Unit, hearing_id: str) -> None:
        """The half-typed line goes where its entry will go."""
        draft = unit.session.get(DraftRow, hearing_id)
        if draft is not None:
            keep_sealed_draft(unit, self._vault, draft)
            unit.session.delete(draft)

    def _close_minutes(self, unit: Unit, hearing_id: str) -> None:
        """Frozen minutes show in the clear what is open now; their fingerprints stay."""
        query = select(MinutesRow).where(MinutesRow.hearing_id == hearing_id)
        for row in unit.session.scalars(query).all():
            whole = whole_content(self._vault, row)
            sealed = sealed_among(unit.session, [e.id for e in from_content(whole).entries])
            content = closed_content(whole, sealed) if sealed else whole
            if content == row.content:
                continue
            row.content = content
            row.sealed_content = seal_content(self._vault, row.id, whole) if sealed else None
            unit.forget(MinutesRow, row.id)

    def _saved(self, row: SealRow, *entry_ids: str) -> Saved[Seal]:
        changed = Changed(
            frozenset({"seal", "entry", "minutes", "exhibit"}),
            frozenset({row.id, row.hearing_id, *entry_ids}),
        )
        return Saved(to_seal(row, Opener.of(self._vault)), changed)


def whole_content(vault: Vault, row: MinutesRow) -> str:
    """All that was frozen, for a user who may see sealed matter."""
    if row.sealed_content is None:
        return row.content
    return vault.unseal(row.sealed_content, f"minutes {row.id}")


def seal_content(vault: Vault, minutes_id: str, content: str) -> bytes:
    """What was frozen, as it is kept where a part of it is sealed."""
    return vault.seal(content, f"minutes {minutes_id}")


def keep_sealed_draft(unit: Unit, vault: Vault, draft: DraftRow) -> None:
    """Keep a half-typed line of a sealed portion."""
    columns = {c.key: getattr(draft, c.key) for c in draft.__table__.columns}
    payload = vault.seal(json.dumps(columns, ensure_ascii=False), f"draft {draft.hearing_id}")
    unit.session.merge(SealedDraftRow(hearing_id=draft.hearing_id, payload=payload))


def sealed_draft(session: Session, vault: Vault, hearing_id: str) -> DraftRow | None:
    """The half-typed line of a sealed portion, for a user who may see it."""
    row = session.get(SealedDraftRow, hearing_id)
    if row is None or not vault.may(Ability.SEE_SEALED):
        return None
    return DraftRow(**json.loads(vault.unseal(row.payload, f"draft {hearing_id}")))


def _live_row(session: Session, hearing_id: str) -> SealRow | None:
    query = select(SealRow).where(
        SealRow.hearing_id == hearing_id,
        SealRow.live == 1,
        SealRow.ended_at_ms.is_(None),
        SealRow.lifted_at_ms.is_(None),
    )
    return session.scalars(query).first()


def _seal_row(session: Session, seal_id: str) -> SealRow:
    row = session.get(SealRow, seal_id)
    if row is None:
        raise BadEntry("This seal is no longer in the vault.")
    return row


def _ids_under(session: Session, seal_id: str) -> Sequence[str]:
    return session.scalars(
        select(SealedEntryRow.entry_id).where(SealedEntryRow.seal_id == seal_id)
    ).all()


def _entries(session: Session, ids: Iterable[str]) -> list[EntryRow]:
    """The rows with these ids, in the order of the record."""
    wanted, found = list(ids), list[EntryRow]()
    for start in range(0, len(wanted), _MANY):
        some = wanted[start : start + _MANY]
        found += session.scalars(select(EntryRow).where(EntryRow.id.in_(some)))
    return sorted(found, key=lambda row: row.number)


def sealed_among(session: Session, ids: list[str]) -> set[str]:
    """Those of these entries that are sealed now."""
    known = select(SealedEntryRow.entry_id)
    return {each for each in ids if session.scalar(known.where(SealedEntryRow.entry_id == each))}
