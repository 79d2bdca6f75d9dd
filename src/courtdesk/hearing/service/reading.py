"""Rows of a hearing as the frozen values that leave the service."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.orm import Session

from courtdesk.hearing.model import (
    Amendment,
    Appearance,
    BadEntry,
    Clock,
    Entry,
    EntryKind,
    Hearing,
    HearingPlan,
    HearingState,
    Step,
)
from courtdesk.hearing.service.sealed_words import Opener, to_amendment, unveil
from courtdesk.hearing.tables import AmendmentRow, AppearanceRow, EntryRow, HearingRow
from courtdesk.vault.times import from_ms

_MANY = 500
_PLACE = select(
    select(func.count()).where(EntryRow.id == bindparam("entry")).scalar_subquery(),
    select(HearingRow.case_id).where(HearingRow.id == bindparam("hearing")).scalar_subquery(),
    select(func.max(EntryRow.number))
    .where(EntryRow.hearing_id == bindparam("hearing"))
    .scalar_subquery(),
    select(func.max(EntryRow.row)).scalar_subquery(),
)


def hearing_row(session: Session, hearing_id: str) -> HearingRow:
    """The row of a hearing.

    Raises:
        BadEntry: there is no such hearing.
    """
    row = session.get(HearingRow, hearing_id)
    if row is None:
        raise BadEntry("This hearing is no longer in the vault.")
    return row


def entry_row(session: Session, entry_id: str) -> EntryRow | None:
    """The row of an entry, or None."""
    return session.scalars(select(EntryRow).where(EntryRow.id == entry_id)).first()


def known_entry(session: Session, entry_id: str) -> EntryRow:
    """The row of an entry.

    Raises:
        BadEntry: there is no such entry.
    """
    row = entry_row(session, entry_id)
    if row is None:
        raise BadEntry("This entry is no longer in the vault.")
    return row


@dataclass(frozen=True)
class Place:
    """Where the next entry of a log goes, and whether the one in question is there already."""

    known: bool
    case_id: str
    newest_number: int
    newest_row: int


def place_of(connection: Connection, entry_id: str, hearing_id: str) -> Place:
    """Where an entry goes; one prepared statement, since someone waits for it at each line.

    Raises:
        BadEntry: there is no such hearing.
    """
    known, case_id, number, row = connection.execute(
        _PLACE, {"entry": entry_id, "hearing": hearing_id}
    ).one()
    if case_id is None:
        raise BadEntry("This hearing is no longer in the vault.")
    return Place(bool(known), case_id, number or 0, row or 0)


def last_number(session: Session, hearing_id: str) -> int:
    """The number of the newest entry; 0 for an empty log."""
    query = select(func.max(EntryRow.number)).where(EntryRow.hearing_id == hearing_id)
    return session.execute(query).scalar() or 0


def to_hearing(session: Session, row: HearingRow) -> Hearing:
    """A hearing with its appearances."""
    people = session.scalars(
        select(AppearanceRow)
        .where(AppearanceRow.hearing_id == row.id)
        .order_by(AppearanceRow.position)
    )
    plan = HearingPlan(
        title=row.title,
        day=date.fromisoformat(row.day),
        court=row.court,
        room=row.room,
        judge=row.judge,
        judge_abbreviation=row.judge_abbreviation,
        recorder=row.recorder,
        jury=bool(row.jury),
        appearances=tuple(
            Appearance(p.id, p.name, p.label, p.for_whom, p.role, p.manner, p.key) for p in people
        ),
    )
    return Hearing(
        id=row.id,
        case_id=row.case_id,
        plan=plan,
        state=HearingState(row.state),
        started_at=_moment(row.started_at_ms),
        ended_at=_moment(row.ended_at_ms),
        entries=last_number(session, row.id),
    )


def to_clock(row: HearingRow) -> Clock:
    """The clock of a hearing."""
    return Clock(
        state=HearingState(row.state),
        started_at=_moment(row.started_at_ms),
        since=_moment(row.since_ms),
        on_record=timedelta(milliseconds=row.on_record_ms),
        off_record=timedelta(milliseconds=row.off_record_ms),
    )


def to_entries(
    session: Session, rows: Sequence[EntryRow], opener: Opener | None = None
) -> tuple[Entry, ...]:
    """Entries with their amendments, in the order of ``rows``.

    Of the sealed ones only ``opener`` gives the words; without it they are marked and empty.
    """
    amended = [row.id for row in rows if row.version > 1]
    amendments: dict[str, list[Amendment]] = {}
    for some in _portions(amended):
        query = (
            select(AmendmentRow)
            .where(AmendmentRow.entry_id.in_(some))
            .order_by(AmendmentRow.entry_id, AmendmentRow.version)
        )
        for row in session.scalars(query):
            amendments.setdefault(row.entry_id, []).append(to_amendment(row))
    entries = [to_entry(row, tuple(amendments.get(row.id, ()))) for row in rows]
    return unveil(session, entries, opener)


def to_entry(row: EntryRow, amendments: tuple[Amendment, ...] = ()) -> Entry:
    """An entry that is not sealed; one that was amended needs its amendments."""
    return Entry(
        id=row.id,
        hearing_id=row.hearing_id,
        number=row.number,
        at=from_ms(row.at_ms),
        speaker=row.speaker,
        kind=EntryKind(row.kind),
        text=row.text,
        by=row.by_user,
        step=None if row.step is None else Step(row.step),
        bookmarked=bool(row.bookmarked),
        amendments=amendments,
        appearance_id=row.appearance_id,
    )


def _moment(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else from_ms(milliseconds)


def _portions(ids: list[str]) -> Iterable[list[str]]:
    return (ids[start : start + _MANY] for start in range(0, len(ids), _MANY))
