"""Rows of a jury as the frozen values that leave the service, and back."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courtdesk.jury.model.strikes import Strike
from courtdesk.jury.model.venire import (
    BadJury,
    Juror,
    JurorEntry,
    JurorStatus,
    Side,
    StrikeKind,
)
from courtdesk.jury.tables import JurorRow, SelectionRow, StrikeRow
from courtdesk.vault.times import from_ms


def as_json(value: Mapping[str, Any]) -> str:
    """A mapping as one line of JSON."""
    return json.dumps(dict(value), ensure_ascii=False, separators=(",", ":"))


def sides_text(sides: Iterable[Side] | None) -> str | None:
    """Sides as the column holds them."""
    return None if sides is None else " ".join(sorted(side.value for side in sides))


def juror_columns(juror_id: str, case_id: str, call: int, entry: JurorEntry) -> dict[str, Any]:
    """All columns of a juror's row."""
    return {
        "id": juror_id,
        "case_id": case_id,
        "call": call,
        "number": entry.number,
        "name": entry.name,
        "race": entry.race,
        "sex": entry.sex,
        "seat": entry.seat,
        "status": entry.status.value,
        "strike": None if entry.strike is None else entry.strike.value,
        "struck_by": None if entry.struck_by is None else entry.struck_by.value,
        "eligible": sides_text(entry.eligible),
        "details": as_json(entry.details),
        "answers": as_json(entry.answers),
    }


def to_juror(row: JurorRow) -> Juror:
    """A juror."""
    eligible = None if row.eligible is None else frozenset(map(Side, row.eligible.split()))
    entry = JurorEntry(
        number=row.number,
        name=row.name,
        race=row.race,
        sex=row.sex,
        seat=row.seat,
        status=JurorStatus(row.status),
        strike=None if row.strike is None else StrikeKind(row.strike),
        struck_by=None if row.struck_by is None else Side(row.struck_by),
        eligible=eligible,
        details=json.loads(row.details),
        answers=json.loads(row.answers),
    )
    return Juror(row.id, row.call, entry)


def to_strike(row: StrikeRow) -> Strike:
    """A strike."""
    return Strike(
        id=row.id,
        order=row.position,
        juror_id=row.juror_id,
        kind=StrikeKind(row.kind),
        side=None if row.side is None else Side(row.side),
        defendant=row.defendant,
        round=row.round,
        pool=row.pool,
        ground=row.ground,
        reason=row.reason,
        argument=row.argument,
        rehabilitation=row.rehabilitation,
        source=row.source,
        objection=row.objection,
        ruling=row.ruling,
        ruled_at=None if row.ruled_at_ms is None else from_ms(row.ruled_at_ms),
        at=from_ms(row.at_ms),
        by=row.by_user,
        withdrawn=bool(row.withdrawn),
    )


def selection_row(session: Session, case_id: str) -> SelectionRow | None:
    """The row of a case's selection, or None before anything of it is known."""
    return session.scalars(select(SelectionRow).where(SelectionRow.case_id == case_id)).first()


def juror_row(session: Session, juror_id: str) -> JurorRow:
    """The row of a juror.

    Raises:
        BadJury: there is no such juror.
    """
    row = session.get(JurorRow, juror_id)
    if row is None:
        raise BadJury("This juror is no longer in the vault.")
    return row


def juror_rows(session: Session, case_id: str) -> list[JurorRow]:
    """The jurors of a case in the order of call."""
    query = select(JurorRow).where(JurorRow.case_id == case_id).order_by(JurorRow.call)
    return list(session.scalars(query))


def strike_rows(session: Session, case_id: str) -> list[StrikeRow]:
    """The strikes of a case in their order."""
    query = select(StrikeRow).where(StrikeRow.case_id == case_id).order_by(StrikeRow.position)
    return list(session.scalars(query))


def next_position(session: Session, column: Any, case_column: Any, case_id: str) -> int:
    """One more than the highest position of a case's rows."""
    highest = session.execute(select(func.max(column)).where(case_column == case_id)).scalar()
    return (highest or 0) + 1
