"""Use cases of the seats: the rules of the trial, the seat map, who sits where, replay."""

import json
from collections.abc import Iterable
from datetime import datetime
from random import SystemRandom
from typing import TypeVar

from sqlalchemy.orm import Session

from courtdesk.jury.model import moves
from courtdesk.jury.model.layout import SeatLayout, checked, order_of_seats, seats
from courtdesk.jury.model.moves import Moment, Move, replayed
from courtdesk.jury.model.presets import (
    layout_data,
    layout_of,
    rules_data,
    rules_of,
)
from courtdesk.jury.model.strikes import (
    Outlook,
    TrialRules,
    what_if,
)
from courtdesk.jury.model.venire import (
    GONE,
    BadJury,
    Juror,
    JurorStatus,
    Side,
)
from courtdesk.jury.service.acts import Act, move_rows, to_move
from courtdesk.jury.service.presets import layouts
from courtdesk.jury.service.reading import (
    as_json,
    juror_row,
    juror_rows,
    selection_row,
    strike_rows,
    to_juror,
    to_strike,
)
from courtdesk.jury.service.venire import VenireService, ensure_selection, side_labels
from courtdesk.jury.tables import JurorRow
from courtdesk.vault.changes import Changed, Saved

T = TypeVar("T")
DRAWN = "drawn by lot"


class SeatingService(VenireService):
    """The seats of one vault: the venire as :class:`VenireService`, and who sits where."""

    def rules(self, case_id: str) -> TrialRules:
        """The rules of the trial; the court's own, still empty ones where none were chosen."""
        with self._vault.read() as session:
            return current_rules(session, case_id)

    def set_rules(self, case_id: str, rules: TrialRules) -> Saved[TrialRules]:
        """Keep the rules of the trial.

        Raises:
            BadJury: a number is negative, or the jury would have nobody.
        """
        counts = [*rules.strikes.values(), *rules.alternate_strikes.values(), rules.alternates]
        if rules.jurors < 1 or min(counts, default=0) < 0 or rules.each_defendant < 0:
            raise BadJury("The rules need at least one juror, and no number below 0.")
        with self._writing("jury.rules") as unit:
            row = ensure_selection(unit, case_id)
            row.rules = as_json(rules_data(rules))
            row.labels = as_json({side.value: label for side, label in rules.labels.items()})
            unit.commit()
        return Saved(rules, Changed(frozenset({"jury-rules"}), frozenset({case_id})))

    def layout(self, case_id: str) -> SeatLayout:
        """The seat map of the case; the first preset where none was chosen."""
        with self._vault.read() as session:
            return current_layout(session, case_id)

    def set_layout(self, case_id: str, layout: SeatLayout) -> Saved[SeatLayout]:
        """Keep another seat map, also in the middle of a selection.

        Raises:
            BadJury: the map is empty or too large, or a juror sits where it has no seat.
        """
        labels = set(order_of_seats(seats(checked(layout))))
        with self._writing("jury.layout") as unit:
            lost = [
                row
                for row in juror_rows(unit.session, case_id)
                if row.seat and row.seat not in labels
            ]
            if lost:
                named = ", ".join(
                    f"{row.number or row.name} in seat {row.seat}" for row in lost[:5]
                )
                more = f" and {len(lost) - 5} more" if len(lost) > 5 else ""
                raise BadJury(
                    f"The new seat map has no place for {named}{more}. Nothing was changed; "
                    "move them first, or choose a larger map."
                )
            ensure_selection(unit, case_id).layout = as_json(layout_data(layout))
            unit.commit()
        return Saved(layout, Changed(frozenset({"jury-layout"}), frozenset({case_id})))

    def seat_juror(self, juror_id: str, seat: str) -> Saved[Juror]:
        """Give a juror a seat; whoever sits there takes the juror's own, or none.

        Raises:
            BadJury: there is no such seat, or the juror has gone.
        """
        with self._writing("juror.seat") as unit:
            row = juror_row(unit.session, juror_id)
            juror = to_juror(row)
            if juror.status in GONE:
                raise BadJury(f"Juror {juror.number or juror.shown} has left and takes no seat.")
            if seat and seat not in order_of_seats(
                seats(current_layout(unit.session, row.case_id))
            ):
                raise BadJury(f"The seat map has no seat {seat}.")
            act = Act(unit, row.case_id, moves.SEATED)
            there = [r for r in juror_rows(unit.session, row.case_id) if seat and r.seat == seat]
            for other in there:
                if other.id != row.id:
                    act.move(other, seat=row.seat, status=_seated(other, row.seat))
            act.move(row, seat=seat, status=_seated(row, seat))
            unit.commit()
        return saved(to_juror(row), act.juror_ids)

    def fill_seats(self, case_id: str) -> Saved[int]:
        """Seat those who wait in the empty seats, in the order of numbers.

        They come in the order of call; where the rules say so, whoever fills up a panel that
        sits already is drawn by lot.

        Raises:
            BadJury: no seat is empty, or nobody waits.
        """
        with self._writing("jury.fill") as unit:
            rows = juror_rows(unit.session, case_id)
            taken = {row.seat for row in rows}
            free = [
                label
                for label in order_of_seats(seats(current_layout(unit.session, case_id)))
                if label not in taken
            ]
            by_lot = bool(taken - {""}) and current_rules(unit.session, case_id).random_replacement
            waiting = _waiting(rows, by_lot=by_lot)
            pairs = list(zip(waiting, free, strict=False))
            if not pairs:
                raise BadJury("No seat is empty." if waiting else "Nobody is left to be seated.")
            act = Act(unit, case_id, moves.SEATED)
            for row, label in pairs:
                reason = DRAWN if by_lot else ""
                act.move(row, seat=label, status=JurorStatus.SEATED, reason=reason)
            unit.commit()
        return saved(len(pairs), act.juror_ids)

    def fill_vacancy(self, case_id: str, seat: str, *, slide: bool, reason: str = "") -> Saved[int]:
        """Fill an empty seat: with who is next, or by letting everyone after it slide down.

        Next is the first in the order of call, or where the rules say so whom the lot takes.

        Raises:
            BadJury: the seat is not empty, or nobody can fill it.
        """
        with self._writing("jury.vacancy") as unit:
            rows = juror_rows(unit.session, case_id)
            seated = {row.seat: row for row in rows if row.seat}
            if seat in seated:
                raise BadJury(f"Seat {seat} is not empty.")
            order = order_of_seats(seats(current_layout(unit.session, case_id)))
            act = Act(unit, case_id, moves.SEATED)
            empty = seat
            if slide:
                for label in order[order.index(seat) + 1 :]:
                    if label in seated:
                        act.move(seated[label], seat=empty, reason=reason)
                        empty = label
            by_lot = current_rules(unit.session, case_id).random_replacement
            if waiting := _waiting(rows, by_lot=by_lot):
                said = "; ".join(filter(None, (reason, DRAWN if by_lot else "")))
                act.move(waiting[0], seat=empty, status=JurorStatus.SEATED, reason=said)
            if not act.juror_ids:
                raise BadJury("Nobody is left to take the seat.")
            unit.commit()
        return saved(len(act.juror_ids), act.juror_ids)

    def moves(self, case_id: str) -> tuple[Move, ...]:
        """Every move of a case in order, those that were undone among them."""
        with self._vault.read() as session:
            return tuple(map(to_move, move_rows(session, case_id)))

    def at_moment(self, case_id: str, moment: datetime) -> Moment:
        """Who sat where and how many strikes were left at ``moment`` (UTC)."""
        with self._vault.read() as session:
            return replayed(
                map(to_juror, juror_rows(session, case_id)),
                map(to_move, move_rows(session, case_id)),
                tuple(map(to_strike, strike_rows(session, case_id))),
                current_rules(session, case_id),
                moment,
            )

    def what_if(self, case_id: str, imagined: Iterable[tuple[str, Side]]) -> Outlook:
        """The jury that would sit after imagined strikes; changes nothing.

        Raises:
            BadJury: a side has not so many strikes, or a juror is named twice.
        """
        with self._vault.read() as session:
            return what_if(
                current_rules(session, case_id),
                map(to_juror, juror_rows(session, case_id)),
                map(to_strike, strike_rows(session, case_id)),
                imagined,
            )


def _waiting(rows: Iterable[JurorRow], *, by_lot: bool) -> list[JurorRow]:
    """Who waits for a seat, in the order of call or in that of a lot."""
    waiting = [row for row in rows if not row.seat and row.status == JurorStatus.VENIRE]
    if by_lot:
        SystemRandom().shuffle(waiting)
    return waiting


def _seated(row: JurorRow, seat: str) -> JurorStatus | None:
    if seat and row.status == JurorStatus.VENIRE:
        return JurorStatus.SEATED
    if not seat and row.status == JurorStatus.SEATED:
        return JurorStatus.VENIRE
    return None


def current_rules(session: Session, case_id: str) -> TrialRules:
    row = selection_row(session, case_id)
    data = {} if row is None else json.loads(row.rules)
    return rules_of(
        {**data, "labels": {s.value: t for s, t in side_labels(session, case_id).items()}}
    )


def current_layout(session: Session, case_id: str) -> SeatLayout:
    row = selection_row(session, case_id)
    data = {} if row is None else json.loads(row.layout)
    return layout_of(data) if data else layouts()[0]


def saved(value: T, ids: Iterable[str], *kinds: str) -> Saved[T]:
    """The result of an act of the selection; “selection” says that an undo can take it back."""
    return Saved(value, Changed(frozenset({"juror", "selection", *kinds}), frozenset(ids)))
