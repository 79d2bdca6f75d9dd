"""Use cases of a selection: challenges for cause, strikes, excusals, oaths, undo."""

from collections.abc import Callable, Iterable, Mapping

from courtdesk.jury.model import moves
from courtdesk.jury.model.moves import check_step
from courtdesk.jury.model.presets import (
    Prompt,
)
from courtdesk.jury.model.strikes import (
    DENIED,
    GRANTED,
    REGULAR,
    Strike,
    TrialRules,
    check_strike,
    eligible_sides,
    next_round,
)
from courtdesk.jury.model.venire import (
    GONE,
    BadJury,
    Juror,
    JurorStatus,
    Side,
    StrikeKind,
)
from courtdesk.jury.service.acts import Act, move_rows, passes, repeat, turn_back
from courtdesk.jury.service.presets import jurisdiction
from courtdesk.jury.service.reading import (
    juror_row,
    juror_rows,
    next_position,
    sides_text,
    strike_rows,
    to_juror,
    to_strike,
)
from courtdesk.jury.service.seating import SeatingService, current_rules, saved
from courtdesk.jury.tables import JurorRow, StrikeRow
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.times import now, to_ms
from courtdesk.vault.unit import Unit


class SelectionService(SeatingService):
    """The selections of one vault: seats as :class:`SeatingService`, and who leaves them."""

    def challenge(
        self, juror_id: str, side: Side | None, ground: str, argument: str = "", source: str = ""
    ) -> Saved[Strike]:
        """Challenge a juror for cause; the ruling comes later.

        Raises:
            BadJury: there is no ground, or the juror cannot be challenged any more.
        """
        if not ground.strip():
            raise BadJury("A challenge for cause needs its ground.")
        words = {"ground": ground.strip(), "argument": argument.strip(), "source": source.strip()}
        return self._strike(
            juror_id, StrikeKind.CAUSE, side, JurorStatus.CAUSE_SOUGHT, "juror.challenge", words
        )

    def rule_on_cause(
        self, strike_id: str, *, granted: bool, rehabilitation: str = ""
    ) -> Saved[tuple[Strike, tuple[Prompt, ...]]]:
        """Enter the ruling on a challenge for cause; a new ruling replaces an old one.

        Returned with what the law of the place has reason to say now.

        Raises:
            BadJury: there is no such challenge.
        """
        with self._writing("juror.cause-ruling") as unit:
            row = unit.session.get(StrikeRow, strike_id)
            if row is None or row.kind != StrikeKind.CAUSE or row.withdrawn:
                raise BadJury("There is no such challenge for cause.")
            juror = juror_row(unit.session, row.juror_id)
            status = JurorStatus.STRUCK_FOR_CAUSE if granted else JurorStatus.QUALIFIED
            if not row.ruling:
                check_step(to_juror(juror), status)
            row.ruling = GRANTED if granted else DENIED
            row.rehabilitation = rehabilitation.strip()
            row.ruled_at_ms = to_ms(now())
            juror.strike = StrikeKind.CAUSE.value if granted else None
            seat = "" if granted else juror.seat
            act = Act(unit, row.case_id, moves.RULED)
            act.move(juror, seat=seat, status=status, reason=row.ruling)
            rules = current_rules(unit.session, row.case_id)
            unit.commit()
        prompts = () if granted else _prompts(rules, "cause denied")
        return saved((to_strike(row), prompts), act.juror_ids, "strike")

    def strike(
        self,
        juror_id: str,
        side: Side,
        reason: str = "",
        *,
        source: str = "",
        pool: str = REGULAR,
        defendant: str = "",
    ) -> Saved[Strike]:
        """Spend a peremptory strike of a side.

        Raises:
            BadJury: the rules of the trial do not allow it.
        """
        words = {"reason": reason.strip(), "source": source.strip(), "defendant": defendant}
        return self._strike(
            juror_id, StrikeKind.PEREMPTORY, side, JurorStatus.STRUCK, "juror.strike", words, pool
        )

    def excuse(
        self,
        juror_id: str,
        reason: str,
        status: JurorStatus = JurorStatus.EXCUSED,
        code: str = "",
    ) -> Saved[Strike]:
        """Excuse, defer or disqualify a juror, with the reason and its code, if it has one.

        Raises:
            BadJury: there is no reason, or the juror has left already.
        """
        if not reason.strip():
            raise BadJury("An excusal needs its reason.")
        words = {"reason": reason.strip(), "ground": code}
        return self._strike(juror_id, StrikeKind.EXCUSED, None, status, "juror.excuse", words)

    def pass_juror(self, juror_id: str, side: Side) -> Saved[Juror]:
        """Note that a side accepts a juror.

        Raises:
            BadJury: the juror has gone, or the side has passed the juror already.
        """
        with self._writing("juror.pass") as unit:
            row = juror_row(unit.session, juror_id)
            juror = to_juror(row)
            known = move_rows(unit.session, row.case_id)
            if juror.status in GONE:
                raise BadJury(f"Juror {juror.number or juror.shown} has left already.")
            if side.value in passes(known, juror_id, moves.PASSED):
                raise BadJury("This side has passed the juror already.")
            rules = current_rules(unit.session, row.case_id)
            made = [to_strike(each) for each in strike_rows(unit.session, row.case_id)]
            could = eligible_sides(rules, made, None) | (juror.entry.eligible or frozenset())
            row.eligible = sides_text(could)
            act = Act(unit, row.case_id, moves.PASSED)
            act.move(row, reason=side.value)
            unit.commit()
        return saved(to_juror(row), act.juror_ids)

    def swear(
        self, case_id: str, juror_ids: Iterable[str], *, alternates: bool = False
    ) -> Saved[int]:
        """Swear jurors, or alternates.

        Raises:
            BadJury: the rules have no place for so many, or one of them cannot be sworn.
        """
        status = JurorStatus.ALTERNATE if alternates else JurorStatus.SWORN
        with self._writing("jury.swear") as unit:
            rules = current_rules(unit.session, case_id)
            chosen = [juror_row(unit.session, juror_id) for juror_id in juror_ids]
            already = sum(row.status == status for row in juror_rows(unit.session, case_id))
            room = (rules.alternates if alternates else rules.jurors) - already
            if len(chosen) > room:
                raise BadJury(f"The rules have room for {room} more; {len(chosen)} were chosen.")
            made = [to_strike(each) for each in strike_rows(unit.session, case_id)]
            act = Act(unit, case_id, "sworn")
            for row in chosen:
                check_step(to_juror(row), status)
                if row.eligible is None:
                    row.eligible = sides_text(eligible_sides(rules, made, None))
                act.move(row, status=status)
            unit.commit()
        return saved(len(chosen), act.juror_ids)

    def discharge(self, juror_id: str, reason: str, replace_by: str = "") -> Saved[Juror]:
        """Discharge a sworn juror; an alternate may take the seat.

        Raises:
            BadJury: there is no reason, or one of the two is not what that needs.
        """
        if not reason.strip():
            raise BadJury("A discharge needs its reason.")
        with self._writing("juror.discharge") as unit:
            row = juror_row(unit.session, juror_id)
            check_step(to_juror(row), JurorStatus.DISCHARGED)
            seat = row.seat
            act = Act(unit, row.case_id, "discharged")
            act.move(row, seat="", status=JurorStatus.DISCHARGED, reason=reason.strip())
            if replace_by:
                alternate = juror_row(unit.session, replace_by)
                check_step(to_juror(alternate), JurorStatus.SWORN)
                act.move(alternate, seat=seat, status=JurorStatus.SWORN, reason=reason.strip())
            unit.commit()
        return saved(to_juror(row), act.juror_ids)

    def undo(self, case_id: str) -> Saved[int]:
        """Turn the newest act back.

        Raises:
            BadJury: there is none, or the court has ruled on it.
        """
        return self._turn("jury.undo", lambda unit: turn_back(unit, case_id, now()))

    def redo(self, case_id: str) -> Saved[int]:
        """Do again what was undone last.

        Raises:
            BadJury: nothing was undone, or something else has happened since.
        """
        return self._turn("jury.redo", lambda unit: repeat(unit, case_id))

    def _strike(
        self,
        juror_id: str,
        kind: StrikeKind,
        side: Side | None,
        status: JurorStatus,
        action: str,
        words: Mapping[str, str],
        pool: str = REGULAR,
    ) -> Saved[Strike]:
        with self._writing(action) as unit:
            row = juror_row(unit.session, juror_id)
            rules = current_rules(unit.session, row.case_id)
            made = [to_strike(each) for each in strike_rows(unit.session, row.case_id)]
            if kind is StrikeKind.PEREMPTORY and side is not None:
                passed = passes(move_rows(unit.session, row.case_id), juror_id, moves.PASSED)
                defendant = words.get("defendant", "")
                check_strike(
                    rules,
                    made,
                    to_juror(row),
                    side,
                    pool=pool,
                    defendant=defendant,
                    passed=[Side(each) for each in passed],
                )
                row.eligible = sides_text(eligible_sides(rules, made, side, pool))
                row.struck_by = side.value
            check_step(to_juror(row), status)
            if status in GONE:
                row.strike = kind.value
            act = Act(unit, row.case_id, kind.value)
            strike = _new_strike(unit, act, row, kind, side, words)
            strike.pool, strike.round = pool, next_round(rules, made)
            unit.add(strike)
            act.move(row, seat="" if status in GONE else None, status=status, reason=strike.reason)
            unit.commit()
        return saved(to_strike(strike), [juror_id], "strike")

    def _turn(self, action: str, turn: Callable[[Unit], list[str]]) -> Saved[int]:
        with self._writing(action) as unit:
            ids = turn(unit)
            unit.commit()
        return Saved(len(ids), Changed(frozenset({"juror", "strike"}), frozenset(ids)))


def _new_strike(
    unit: Unit,
    act: Act,
    row: JurorRow,
    kind: StrikeKind,
    side: Side | None,
    words: Mapping[str, str],
) -> StrikeRow:
    names = ("defendant", "ground", "reason", "argument", "rehabilitation", "source", "objection")
    return StrikeRow(
        id=act.id,
        case_id=row.case_id,
        position=next_position(unit.session, StrikeRow.position, StrikeRow.case_id, row.case_id),
        juror_id=row.id,
        kind=kind.value,
        side=None if side is None else side.value,
        ruling="",
        ruled_at_ms=None,
        at_ms=to_ms(act.at),
        by_user=unit.user.name,
        withdrawn=0,
        **{name: words.get(name, "") for name in names},
    )


def _prompts(rules: TrialRules, when: str) -> tuple[Prompt, ...]:
    return tuple(prompt for prompt in jurisdiction(rules.preset).prompts if prompt.when == when)
