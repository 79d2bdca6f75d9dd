"""The chess clock: how long each party has had, by witness and examination.

An examination or an argument runs from the line that begins it until the next one begins, the
witness is excused, the party rests or the jury retires. It stands still while the hearing is off
the record or in recess. Times are differences of UTC moments, so neither midnight nor a change
to summer time touches them; where the PC's clock was set back, no time is taken away.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from courtdesk.hearing.model.acts import ARGUMENTS, EXAMINATIONS, Act, Done
from courtdesk.hearing.model.course import Step
from courtdesk.hearing.model.stand import Stand
from courtdesk.hearing.model.told import People, Told

COURT = "The Court"
_RUNS = frozenset({Step.START, Step.GO_ON_RECORD, Step.RESUME})
_ENDS = frozenset(
    {
        Act.EXCUSED,
        Act.RECALLABLE,
        Act.WITNESS_SWORN,
        Act.RECALLED,
        Act.ARGUMENT_ENDS,
        Act.RESTS,
        Act.JURY_RETIRED,
        Act.VERDICT,
    }
)


@dataclass(frozen=True)
class Turn:
    """Whose time runs: a party, what it does, and with which witness.

    ``party`` is empty where the log does not say whose time it is; ``witness`` for arguments.
    """

    party: str
    act: Act
    witness: str = ""


@dataclass(frozen=True)
class Spent:
    """How much time a turn has had, and whether it is running."""

    turn: Turn
    time: timedelta
    running: bool = False


class Stopwatch:
    """Follows whose time runs. Put each entry to the stand first."""

    def __init__(self, people: People, stand: Stand) -> None:
        self._people = people
        self._stand = stand
        self._spent: dict[Turn, timedelta] = {}
        self._turn: Turn | None = None
        self._since: datetime | None = None
        self._on_record = False

    @property
    def running(self) -> Turn | None:
        """Whose time runs now."""
        return self._turn if self._on_record else None

    def read(self, now: datetime) -> tuple[Spent, ...]:
        """What each turn has had at ``now`` (UTC), in the order in which they began."""
        return tuple(
            Spent(turn, spent + self._run(turn, now), turn == self.running)
            for turn, spent in self._spent.items()
        )

    def put(self, told: Told) -> None:
        """Follow the log by one entry."""
        if told.step is not None:
            self._bank(told.at)
            self._on_record = told.step in _RUNS
        for done in told.acts:
            if done.act in EXAMINATIONS | ARGUMENTS:
                self._begin(self._turn_of(told, done), told.at)
            elif done.act in _ENDS and "juror" not in done.clause.casefold():
                self._begin(None, told.at)

    def _begin(self, turn: Turn | None, at: datetime) -> None:
        self._bank(at)
        self._turn = turn
        if turn is not None:
            self._spent.setdefault(turn, timedelta())

    def _bank(self, at: datetime) -> None:
        if self._turn is not None:
            self._spent[self._turn] += self._run(self._turn, at)
        self._since = at

    def _run(self, turn: Turn, at: datetime) -> timedelta:
        if turn != self.running or self._since is None:
            return timedelta()
        return max(at - self._since, timedelta())

    def _turn_of(self, told: Told, done: Done) -> Turn:
        if done.act in ARGUMENTS:
            words = done.clause.casefold().partition(" for ")[2]
            named = words.removesuffix(" begins").removesuffix(" continues")
            return Turn(told.party or self._people.party(named), done.act)
        current = self._stand.current
        witness = current.name if current else ""
        if done.act is Act.COURT_QUESTIONS:
            return Turn(COURT, done.act, witness)
        party = told.party
        if done.act in {Act.DIRECT, Act.REDIRECT} and current is not None:
            party = party or current.party
        return Turn(party, done.act, witness)


def by_party(spent: tuple[Spent, ...]) -> tuple[Spent, ...]:
    """The time of each party, in the order in which they began; the act is that of the first."""
    sums: dict[str, Spent] = {}
    for one in spent:
        before = sums.get(one.turn.party)
        sums[one.turn.party] = Spent(
            before.turn if before else Turn(one.turn.party, one.turn.act),
            one.time + (before.time if before else timedelta()),
            one.running or bool(before and before.running),
        )
    return tuple(sums.values())
