"""Moves: every change of a juror's seat or status, what a replay shows, what an undo turns back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from courtdesk.jury.model.strikes import Strike, TrialRules, left
from courtdesk.jury.model.venire import BadJury, Juror, JurorStatus, Side


@dataclass(frozen=True)
class Move:
    """A change of one juror. Moves of one ``act`` belong together. Times are UTC."""

    id: str
    position: int
    act: str
    what: str
    juror_id: str
    seat_before: str
    seat_after: str
    status_before: JurorStatus
    status_after: JurorStatus
    at: datetime
    by: str
    reason: str = ""
    undone_at: datetime | None = None

    def held_at(self, moment: datetime) -> bool:
        """Whether the move had been made and not undone by ``moment``."""
        return self.at <= moment and (self.undone_at is None or self.undone_at > moment)


PASSED = "passed"
SEATED = "seated"
RULED = "ruled"

_NEXT: Mapping[JurorStatus, frozenset[JurorStatus]] = {
    JurorStatus.VENIRE: frozenset(
        {
            JurorStatus.NO_SHOW,
            JurorStatus.EXCUSED,
            JurorStatus.DEFERRED,
            JurorStatus.DISQUALIFIED,
            JurorStatus.SEATED,
            JurorStatus.CAUSE_SOUGHT,
            JurorStatus.QUALIFIED,
            JurorStatus.STRUCK,
            JurorStatus.NOT_REACHED,
        }
    ),
    JurorStatus.SEATED: frozenset(
        {
            JurorStatus.VENIRE,
            JurorStatus.EXCUSED,
            JurorStatus.DEFERRED,
            JurorStatus.DISQUALIFIED,
            JurorStatus.CAUSE_SOUGHT,
            JurorStatus.QUALIFIED,
            JurorStatus.STRUCK,
            JurorStatus.SWORN,
            JurorStatus.ALTERNATE,
            JurorStatus.NOT_REACHED,
        }
    ),
    JurorStatus.CAUSE_SOUGHT: frozenset(
        {JurorStatus.STRUCK_FOR_CAUSE, JurorStatus.QUALIFIED, JurorStatus.EXCUSED}
    ),
    JurorStatus.QUALIFIED: frozenset(
        {
            JurorStatus.EXCUSED,
            JurorStatus.DISQUALIFIED,
            JurorStatus.CAUSE_SOUGHT,
            JurorStatus.STRUCK,
            JurorStatus.SWORN,
            JurorStatus.ALTERNATE,
            JurorStatus.NOT_REACHED,
        }
    ),
    JurorStatus.SWORN: frozenset({JurorStatus.DISCHARGED}),
    JurorStatus.ALTERNATE: frozenset({JurorStatus.SWORN, JurorStatus.DISCHARGED}),
    JurorStatus.NOT_REACHED: frozenset({JurorStatus.VENIRE, JurorStatus.SEATED}),
    JurorStatus.NO_SHOW: frozenset({JurorStatus.VENIRE}),
}


def check_step(juror: Juror, status: JurorStatus) -> None:
    """Whether a juror can come from the present status to ``status``.

    Raises:
        BadJury: it is not possible.
    """
    if status not in _NEXT.get(juror.status, frozenset()):
        raise BadJury(
            f"{_name(juror)} is “{juror.status.value}” and cannot become “{status.value}” now."
        )


@dataclass(frozen=True)
class Moment:
    """Who sat where, and the strikes left, at one moment (UTC)."""

    at: datetime
    jurors: tuple[Juror, ...]
    left: Mapping[Side, int]


def replayed(
    jurors: Iterable[Juror],
    moves: Iterable[Move],
    strikes: Iterable[Strike],
    rules: TrialRules,
    moment: datetime,
) -> Moment:
    """The jury as it was at ``moment``."""
    first: dict[str, Move] = {}
    last: dict[str, Move] = {}
    for move in sorted(moves, key=lambda move: move.position):
        first.setdefault(move.juror_id, move)
        if move.held_at(moment):
            last[move.juror_id] = move
    made = [strike for strike in strikes if strike.at <= moment]
    return Moment(
        moment,
        tuple(_as_of(juror, first.get(juror.id), last.get(juror.id)) for juror in jurors),
        {side: left(rules, made, side) for side in Side},
    )


def _as_of(juror: Juror, first: Move | None, last: Move | None) -> Juror:
    if last is not None:
        seat, status = last.seat_after, last.status_after
    elif first is not None:
        seat, status = first.seat_before, first.status_before
    else:
        return juror
    return replace(juror, entry=replace(juror.entry, seat=seat, status=status))


def _name(juror: Juror) -> str:
    return f"Juror {juror.number}" if juror.number else juror.shown
