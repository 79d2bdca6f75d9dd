"""The words of sealed entries: taken out of the clear in a transaction, and given back.

A sealed entry keeps its row, its number and its time. Speaker, kind, text, amendments, references
and what it said of exhibits are encrypted under the key of sealed matter; an empty text marks the
row, since no open entry has one.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from courtdesk.exhibits.service.log_lines import hush, speak
from courtdesk.hearing.model import Amendment, Entry, EntryKind
from courtdesk.hearing.model.seals import Seal
from courtdesk.hearing.tables import (
    AmendmentRow,
    EntryLinkRow,
    EntryRow,
    SealedEntryRow,
    SealRow,
)
from courtdesk.vault.roles import Ability
from courtdesk.vault.store import Vault
from courtdesk.vault.times import from_ms
from courtdesk.vault.unit import Unit

_MANY = 500


class Opener:
    """Reads what is sealed, for a user who may. Others get none: :meth:`of`."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    @classmethod
    def of(cls, vault: Vault) -> "Opener | None":
        """The opener of the vault's user; None for who may not see sealed matter."""
        return cls(vault) if vault.may(Ability.SEE_SEALED) else None

    def words(self, row: SealedEntryRow) -> dict[str, Any]:
        """The payload of a sealed entry."""
        return dict(json.loads(self._vault.unseal(row.payload, _entry(row.entry_id))))

    def reason(self, row: SealRow) -> str:
        """Why something was sealed."""
        return self._vault.unseal(row.reason, _seal(row.id)) if row.reason else ""


def sealed_reason(vault: Vault, seal_id: str, reason: str) -> bytes | None:
    """Why something is sealed, as it is kept."""
    return vault.seal(reason, _seal(seal_id)) if reason else None


def is_sealed(row: EntryRow) -> bool:
    """Whether the words of a row lie elsewhere."""
    return not row.text


def close_entry(unit: Unit, vault: Vault, row: EntryRow, seal_id: str) -> None:
    """Take the words of an entry out of the clear; ``row`` belongs to the unit's session."""
    session = unit.session
    amendments = _of_entry(session, AmendmentRow, row.id) if row.version > 1 else ()
    links = _of_entry(session, EntryLinkRow, row.id)
    payload = {
        "speaker": row.speaker,
        "appearance": row.appearance_id,
        "kind": row.kind,
        "text": row.text,
        "amendments": [_columns(each) for each in amendments],
        "links": [_columns(each) for each in links],
        "exhibits": hush(unit, row.id, row.text),
    }
    for each in (*amendments, *links):
        session.delete(each)
        unit.forget(type(each), each.id)
    row.speaker, row.appearance_id, row.text = "", "", ""
    if row.step is None:
        row.kind = EntryKind.NOTE.value
    unit.forget(EntryRow, row.id)
    words = json.dumps(payload, ensure_ascii=False)
    unit.add(
        SealedEntryRow(
            entry_id=row.id,
            hearing_id=row.hearing_id,
            seal_id=seal_id,
            payload=vault.seal(words, _entry(row.id)),
        )
    )


def open_entry(unit: Unit, opener: Opener, row: EntryRow) -> str:
    """Put the words of an entry back into the clear; the id of the seal that it lay under."""
    sealed = unit.session.get(SealedEntryRow, row.id)
    assert sealed is not None  # noqa: S101 - a row without words has its payload
    words, seal_id = opener.words(sealed), sealed.seal_id
    row.speaker, row.appearance_id = words["speaker"], words["appearance"]
    row.kind, row.text = words["kind"], words["text"]
    unit.add(*(AmendmentRow(**each) for each in words["amendments"]))
    unit.add(*(EntryLinkRow(**each) for each in words["links"]))
    speak(unit, words["exhibits"])
    unit.session.delete(sealed)
    return seal_id


def unveil(session: Session, entries: Sequence[Entry], opener: Opener | None) -> tuple[Entry, ...]:
    """``entries`` with their seals, and with the words of the sealed ones for who may see them."""
    sealed = [entry.id for entry in entries if not entry.text]
    if not sealed:
        return tuple(entries)
    rows = _sealed_rows(session, sealed)
    seals = seals_of(session, {row.seal_id for row in rows.values()}, opener)
    return tuple(
        entry if entry.text else _unveiled(entry, rows[entry.id], seals, opener)
        for entry in entries
    )


def seals_of(session: Session, ids: Iterable[str], opener: Opener | None) -> dict[str, Seal]:
    """The seals with these ids."""
    query = select(SealRow).where(SealRow.id.in_(list(ids)))
    return {row.id: to_seal(row, opener) for row in session.scalars(query)}


def to_seal(row: SealRow, opener: Opener | None) -> Seal:
    """A seal; its reason is for those who may read it."""
    return Seal(
        id=row.id,
        hearing_id=row.hearing_id,
        begun_at=from_ms(row.begun_at_ms),
        ended_at=None if row.ended_at_ms is None else from_ms(row.ended_at_ms),
        ordered_by=row.ordered_by,
        reason=opener.reason(row) if opener else "",
        by=row.by_user,
        lifted_at=None if row.lifted_at_ms is None else from_ms(row.lifted_at_ms),
        lifted_by=row.lifted_by,
        lifted_reason=row.lifted_reason,
    )


def _unveiled(
    entry: Entry, row: SealedEntryRow, seals: dict[str, Seal], opener: Opener | None
) -> Entry:
    marked = replace(entry, sealed=True, seal=seals[row.seal_id])
    if opener is None:
        return marked
    words = opener.words(row)
    return replace(
        marked,
        speaker=words["speaker"],
        appearance_id=words["appearance"],
        kind=EntryKind(words["kind"]),
        text=words["text"],
        amendments=tuple(
            to_amendment(AmendmentRow(**each))
            for each in sorted(words["amendments"], key=lambda each: each["version"])
        ),
    )


def to_amendment(row: AmendmentRow) -> Amendment:
    """An amendment as it leaves the service."""
    return Amendment(
        version=row.version,
        old_text=row.old_text,
        old_speaker=row.old_speaker,
        old_kind=EntryKind(row.old_kind),
        reason=row.reason,
        by=row.by_user,
        at=from_ms(row.at_ms),
    )


def _sealed_rows(session: Session, ids: list[str]) -> dict[str, SealedEntryRow]:
    found: dict[str, SealedEntryRow] = {}
    for start in range(0, len(ids), _MANY):
        some = ids[start : start + _MANY]
        query = select(SealedEntryRow).where(SealedEntryRow.entry_id.in_(some))
        found |= {row.entry_id: row for row in session.scalars(query)}
    return found


def _of_entry(session: Session, table: Any, entry_id: str) -> Sequence[Any]:
    return session.scalars(select(table).where(table.entry_id == entry_id)).all()


def _columns(row: Any) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


def _entry(entry_id: str) -> str:
    return f"entry {entry_id}"


def _seal(seal_id: str) -> str:
    return f"seal {seal_id}"
