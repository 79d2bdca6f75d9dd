"""An act of a selection: the moves that one step of a person makes, undone together."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courtdesk.jury.model.moves import RULED, Move
from courtdesk.jury.model.venire import BadJury, JurorStatus
from courtdesk.jury.service.reading import juror_row, next_position
from courtdesk.jury.tables import JurorRow, MoveRow, StrikeRow
from courtdesk.vault.ids import new_id
from courtdesk.vault.times import from_ms, now, to_ms
from courtdesk.vault.unit import Unit


class Act:
    """Collects the moves of one act and writes each with its juror."""

    def __init__(self, unit: Unit, case_id: str, what: str) -> None:
        self.id = new_id()
        self.at = now()
        self.juror_ids: list[str] = []
        self._unit = unit
        self._case_id = case_id
        self._what = what
        self._position = next_position(unit.session, MoveRow.position, MoveRow.case_id, case_id)

    def move(
        self,
        row: JurorRow,
        *,
        seat: str | None = None,
        status: JurorStatus | None = None,
        reason: str = "",
    ) -> None:
        """Give a juror another seat or status, or neither where only the act itself is kept."""
        seat_before, status_before = row.seat, row.status
        row.seat = row.seat if seat is None else seat
        row.status = row.status if status is None else status.value
        self._unit.add(
            MoveRow(
                id=new_id(),
                case_id=self._case_id,
                position=self._position,
                act=self.id,
                what=self._what,
                juror_id=row.id,
                seat_before=seat_before,
                seat_after=row.seat,
                status_before=status_before,
                status_after=row.status,
                reason=reason,
                at_ms=to_ms(self.at),
                by_user=self._unit.user.name,
                undone=0,
            )
        )
        self._position += 1
        self.juror_ids.append(row.id)


def move_rows(session: Session, case_id: str) -> list[MoveRow]:
    """The moves of a case in their order."""
    query = select(MoveRow).where(MoveRow.case_id == case_id).order_by(MoveRow.position)
    return list(session.scalars(query))


def to_move(row: MoveRow) -> Move:
    """A move."""
    return Move(
        id=row.id,
        position=row.position,
        act=row.act,
        what=row.what,
        juror_id=row.juror_id,
        seat_before=row.seat_before,
        seat_after=row.seat_after,
        status_before=JurorStatus(row.status_before),
        status_after=JurorStatus(row.status_after),
        at=from_ms(row.at_ms),
        by=row.by_user,
        reason=row.reason,
        undone_at=from_ms(row.undone) if row.undone else None,
    )


def turn_back(unit: Unit, case_id: str, at: datetime) -> list[str]:
    """Undo the newest act that stands, and return the ids of its jurors.

    Raises:
        BadJury: there is none, or the judge has ruled on it.
    """
    moves = [row for row in move_rows(unit.session, case_id) if not row.undone]
    if not moves:
        raise BadJury("There is nothing to undo.")
    act = moves[-1].act
    strike = _strike_of(unit.session, act)
    if moves[-1].what == RULED or (strike is not None and strike.ruling):
        raise BadJury(
            "The court has ruled on this; a ruling cannot be undone. "
            "If it was entered wrongly, enter the court’s new ruling."
        )
    return _apply(unit, [row for row in moves if row.act == act], strike, at)


def repeat(unit: Unit, case_id: str) -> list[str]:
    """Redo the act that was undone last, and return the ids of its jurors.

    Raises:
        BadJury: nothing was undone, or something else has happened since.
    """
    rows = move_rows(unit.session, case_id)
    undone = [row for row in rows if row.undone]
    standing = [row.position for row in rows if not row.undone]
    if not undone or (standing and max(standing) > undone[-1].position):
        raise BadJury("There is nothing to redo.")
    last = max(standing, default=0)
    act = next(row.act for row in undone if row.position > last)
    strike = _strike_of(unit.session, act)
    return _apply(unit, [row for row in rows if row.act == act], strike, None)


def _apply(
    unit: Unit, moves: list[MoveRow], strike: StrikeRow | None, undone_at: datetime | None
) -> list[str]:
    """Turn ``moves`` back, or where ``undone_at`` is None make them again."""
    for move in reversed(moves) if undone_at else moves:
        juror = juror_row(unit.session, move.juror_id)
        back = undone_at is not None
        juror.seat = move.seat_before if back else move.seat_after
        juror.status = move.status_before if back else move.status_after
        move.undone = to_ms(undone_at) if undone_at else 0
    if strike is not None:
        strike.withdrawn = int(undone_at is not None)
        juror = juror_row(unit.session, strike.juror_id)
        juror.strike = None if undone_at else strike.kind
        juror.struck_by = None if undone_at else strike.side
        if undone_at:
            juror.eligible = None
    return [move.juror_id for move in moves]


def _strike_of(session: Session, act: str) -> StrikeRow | None:
    """The strike that an act made: both carry one id."""
    return session.get(StrikeRow, act)


def passes(rows: Iterable[MoveRow], juror_id: str, what: str) -> frozenset[str]:
    """The reasons of a juror's standing moves of one kind; a pass's reason is its side."""
    return frozenset(
        row.reason
        for row in rows
        if row.juror_id == juror_id and row.what == what and not row.undone
    )
