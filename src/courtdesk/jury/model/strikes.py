"""Strikes and the trial's own rules for them: who may strike whom, how many are left, how far
down the list a strike can still reach.

Nothing here knows a jurisdiction: counts and methods come with :class:`TrialRules`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from courtdesk.jury.model.venire import (
    GONE,
    STATUS_WORDS,
    BadJury,
    Juror,
    JurorStatus,
    Side,
    StrikeKind,
)

REGULAR = "regular"
ALTERNATES = "alternates"

GRANTED = "granted"
DENIED = "denied"


@dataclass(frozen=True)
class Strike:
    """A strike as it stands in the record. Times are UTC; ``ruling`` is empty while there is none.

    ``reason`` is in the speaker's words; ``source`` says at which question or time the answer
    behind it was given; ``pool`` is ``regular`` or ``alternates``.
    """

    id: str
    order: int
    juror_id: str
    kind: StrikeKind
    side: Side | None
    at: datetime
    by: str = ""
    defendant: str = ""
    round: int = 1
    pool: str = REGULAR
    ground: str = ""
    reason: str = ""
    argument: str = ""
    rehabilitation: str = ""
    source: str = ""
    objection: str = ""
    ruling: str = ""
    ruled_at: datetime | None = None
    withdrawn: bool = False


class StrikeMethod(StrEnum):
    """How the trial goes about its strikes."""

    STRUCK_PANEL = "struck panel"
    SEQUENTIAL_BOX = "sequential box"
    STRIKE_AND_REPLACE = "strike and replace"


@dataclass(frozen=True)
class TrialRules:
    """The rules of one trial.

    ``strikes`` are the regular peremptories of each side, ``alternate_strikes`` those that only
    the drawing of alternates allows. ``each_defendant`` are strikes of each joint defendant's
    own, on top of the side's. ``rounds`` are pairs (State's, defence's) in their order; none
    means that strikes come in no rounds. ``in_turn``: the State strikes before the defence does.
    """

    preset: str = ""
    labels: Mapping[Side, str] = field(default_factory=dict)
    jurors: int = 12
    alternates: int = 2
    strikes: Mapping[Side, int] = field(default_factory=dict)
    alternate_strikes: Mapping[Side, int] = field(default_factory=dict)
    method: StrikeMethod = StrikeMethod.STRUCK_PANEL
    in_turn: bool = True
    back_strikes: bool = False
    random_replacement: bool = False
    rounds: tuple[tuple[int, int], ...] = ()
    defendants: tuple[str, ...] = ()
    each_defendant: int = 0
    source: str = ""

    def allowed(self, side: Side, pool: str = REGULAR) -> int:
        """The strikes that a side has at the start; joint defendants' own ones included."""
        if pool == ALTERNATES:
            return self.alternate_strikes.get(side, 0)
        own = self.each_defendant * len(self.defendants) if side is Side.DEFENCE else 0
        return self.strikes.get(side, 0) + own

    @property
    def total(self) -> int:
        """All peremptories of both sides, those for alternates included."""
        return sum(self.allowed(side, pool) for side in Side for pool in (REGULAR, ALTERNATES))


def standing(strikes: Iterable[Strike]) -> tuple[Strike, ...]:
    """The strikes that were not withdrawn."""
    return tuple(strike for strike in strikes if not strike.withdrawn)


def used(strikes: Iterable[Strike], side: Side, pool: str = REGULAR, defendant: str = "") -> int:
    """How many peremptories of a pool a side has spent; of one defendant where one is named."""
    return sum(
        strike.kind is StrikeKind.PEREMPTORY
        and strike.side is side
        and strike.pool == pool
        and (not defendant or strike.defendant == defendant)
        for strike in standing(strikes)
    )


def left(rules: TrialRules, strikes: Iterable[Strike], side: Side, pool: str = REGULAR) -> int:
    """How many peremptories of a pool a side has left; never less than none."""
    return max(rules.allowed(side, pool) - used(tuple(strikes), side, pool), 0)


def next_round(rules: TrialRules, strikes: Iterable[Strike]) -> int:
    """The round that the next regular strike belongs to; 1 where there are no rounds."""
    strikes = tuple(strikes)
    reached = {Side.STATE: 0, Side.DEFENCE: 0}
    for number, pair in enumerate(rules.rounds, start=1):
        for side, count in zip(Side, pair, strict=True):
            reached[side] += count
        if any(used(strikes, side) < reached[side] for side in Side):
            return number
    return max(len(rules.rounds), 1)


def last_reachable(rules: TrialRules, jurors: Iterable[Juror]) -> int:
    """The last place in the order of call that may still be needed; 0 for an empty venire.

    In the worst case the jury needs jurors + alternates + all peremptories of both sides, spent
    or not: a spent strike has used up a juror as well. Whoever was removed for cause or excused
    so far, up to that place, moves it one further down. Where replacements are drawn by lot and
    the panel that sits does not suffice, anyone who waits can be reached.
    """
    jurors = tuple(jurors)
    needed = rules.jurors + rules.alternates + rules.total
    place = 0
    for juror in sorted(jurors, key=lambda juror: juror.call):
        if needed == 0:
            break
        place = juror.call
        needed -= juror.status not in _REMOVED
    waiting = [juror.call for juror in jurors if juror.status is JurorStatus.VENIRE]
    if rules.random_replacement and any(call <= place for call in waiting):
        return max(waiting)
    return place


_REMOVED = GONE - {JurorStatus.STRUCK}


def check_strike(
    rules: TrialRules,
    strikes: Iterable[Strike],
    juror: Juror,
    side: Side,
    *,
    pool: str = REGULAR,
    defendant: str = "",
    passed: Iterable[Side] = (),
) -> None:
    """Whether ``side`` may strike ``juror`` now.

    Raises:
        BadJury: the juror has gone or is sworn, was passed by the side where the rules know no
            back-strikes, the strikes are spent, or the round gives the side no more.
    """
    strikes = tuple(strikes)
    label = rules.labels.get(side, side.value.capitalize())
    name = f"Juror {juror.number}" if juror.number else juror.shown
    if juror.status in GONE:
        raise BadJury(f"{name} is {STATUS_WORDS[juror.status]} and cannot be struck any more.")
    if juror.status in {JurorStatus.SWORN, JurorStatus.ALTERNATE}:
        raise BadJury(f"{name} is sworn. Only the court can discharge a sworn juror.")
    if juror.status is JurorStatus.CAUSE_SOUGHT:
        raise BadJury(f"A challenge of {name} for cause awaits its ruling. Enter the ruling first.")
    if side in passed and not rules.back_strikes:
        raise BadJury(f"{label} has passed {name}, and this trial has no back-strikes.")
    if left(rules, strikes, side, pool) < 1:
        allowed = rules.allowed(side, pool)
        what = "strikes for alternates" if pool == ALTERNATES else "strikes"
        raise BadJury(f"{label} has used all its {allowed} {what}. Nothing was struck.")
    if defendant and defendant not in rules.defendants:
        raise BadJury(f"{defendant} is not among the defendants in the rules of this trial.")
    if pool == REGULAR and rules.rounds:
        _check_round(rules, strikes, side, label)


def _check_round(rules: TrialRules, strikes: tuple[Strike, ...], side: Side, label: str) -> None:
    number = next_round(rules, strikes)
    index = list(Side).index(side)
    so_far = sum(pair[index] for pair in rules.rounds[:number])
    if used(strikes, side) >= so_far and number < len(rules.rounds):
        raise BadJury(f"{label} has made its strikes of round {number}; the other side is next.")


def eligible_sides(
    rules: TrialRules,
    strikes: Iterable[Strike],
    struck_by: Side | None,
    pool: str = REGULAR,
) -> frozenset[Side]:
    """Which sides could have struck a juror at the moment when the juror is struck or passed.

    Reckoned before the strike counts. Where sides strike in turn, the defence has not come to a
    juror whom the State struck.
    """
    strikes = tuple(strikes)
    sides = frozenset(side for side in Side if left(rules, strikes, side, pool) > 0)
    if rules.in_turn and struck_by is Side.STATE:
        sides -= {Side.DEFENCE}
    return sides


@dataclass(frozen=True)
class Outlook:
    """What would hold after some strikes that nobody has made."""

    left: Mapping[Side, int]
    jury: tuple[Juror, ...]
    alternates: tuple[Juror, ...]
    last_reachable: int
    drawn: int = 0
    """How many of the jury are still to be drawn by lot, and so are nobody known."""


def what_if(
    rules: TrialRules,
    jurors: Iterable[Juror],
    strikes: Iterable[Strike],
    imagined: Iterable[tuple[str, Side]],
) -> Outlook:
    """The jury that would sit if the imagined strikes were made and no others; changes nothing.

    Raises:
        BadJury: a juror is imagined struck twice, or by a side that has no strike left.
    """
    jurors, strikes = tuple(jurors), tuple(strikes)
    imagined = tuple(imagined)
    gone = {juror_id for juror_id, _ in imagined}
    if len(gone) < len(imagined):
        raise BadJury("A juror can be struck only once.")
    remaining = {
        side: left(rules, strikes, side) - sum(by is side for _, by in imagined) for side in Side
    }
    for side, count in remaining.items():
        if count < 0:
            raise BadJury(f"{rules.labels.get(side, side.value)} does not have so many strikes.")
    stay = [j for j in jurors if j.status not in GONE and j.id not in gone]
    stay.sort(key=lambda juror: juror.call)
    seats = rules.jurors + rules.alternates
    drawn = 0
    if rules.random_replacement and any(juror.seat for juror in stay):
        sitting = [juror for juror in stay if juror.status is not JurorStatus.VENIRE]
        drawn = max(min(seats, len(stay)) - len(sitting), 0)
        stay = sitting
    return Outlook(
        left=remaining,
        jury=tuple(stay[: rules.jurors]),
        alternates=tuple(stay[rules.jurors : seats]),
        last_reachable=last_reachable(rules, jurors),
        drawn=drawn,
    )
