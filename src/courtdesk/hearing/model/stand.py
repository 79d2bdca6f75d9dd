"""The state of each witness in a hearing, as the log says it: sworn, examined, excused, recalled.

Whoever is excused is whoever is on the stand, unless the line names another: that follows from
the order of the log. A name is only words; what identifies a time on the stand is the entry that
brought the witness there.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from courtdesk.hearing.model.acts import EXAMINATIONS, Act, Done
from courtdesk.hearing.model.open_matters import witness_name
from courtdesk.hearing.model.references import names
from courtdesk.hearing.model.told import Told


class Standing(StrEnum):
    """Where a witness stands in a hearing."""

    ON_STAND = "on the stand"
    LEFT = "left the stand without being excused"
    EXCUSED = "excused"
    RECALLABLE = "excused, subject to recall"


@dataclass(frozen=True)
class WitnessState:
    """A witness in one hearing.

    ``entry_id`` is the line that brought them to the stand, the last time if they were recalled;
    ``examination`` is what runs or ran last (direct, cross …), None before the first. ``party`` is
    the party whose counsel called them, as far as the log says. Moments are UTC; ``ended`` is None
    while they are on the stand.
    """

    name: str
    entry_id: str
    number: int
    began: datetime
    standing: Standing = Standing.ON_STAND
    examination: Act | None = None
    sworn: bool = True
    recalled: bool = False
    party: str = ""
    ended: datetime | None = None


class Stand:
    """Follows who is on the stand."""

    def __init__(self) -> None:
        self._witnesses: list[WitnessState] = []
        self._current: int | None = None

    def witnesses(self) -> tuple[WitnessState, ...]:
        """Each witness, in the order in which they were first called."""
        return tuple(self._witnesses)

    @property
    def current(self) -> WitnessState | None:
        """Who is on the stand."""
        return None if self._current is None else self._witnesses[self._current]

    def put(self, told: Told) -> None:
        """Follow the log by one entry."""
        for done in told.acts:
            if done.act in {Act.WITNESS_SWORN, Act.RECALLED}:
                self._take(told, done)
            elif done.act in {Act.EXCUSED, Act.RECALLABLE}:
                self._leave(told, done)
            elif done.act in EXAMINATIONS and self._current is not None:
                self._examine(self._current, told, done.act)

    def _take(self, told: Told, done: Done) -> None:
        name = witness_name(done.clause)
        place = self._place(name)
        known = None if place is None else self._witnesses[place]
        if self._current is not None and self._current != place:
            self._change(self._current, Standing.LEFT, told.at)
        now = WitnessState(
            name=known.name if known else name,
            entry_id=told.entry_id,
            number=told.number,
            began=told.at,
            sworn=done.act is Act.WITNESS_SWORN or bool(known and known.sworn),
            recalled=done.act is Act.RECALLED or known is not None,
            party=known.party if known else "",
        )
        if place is None:
            self._witnesses.append(now)
            self._current = len(self._witnesses) - 1
        else:
            self._witnesses[place] = now
            self._current = place

    def _place(self, name: str) -> int | None:
        """Where a witness of this name is, if exactly one is."""
        same = [n for n, w in enumerate(self._witnesses) if names(name, w.name)]
        return same[0] if len(same) == 1 else None

    def _leave(self, told: Told, done: Done) -> None:
        if "juror" in done.clause.casefold():
            return
        to = Standing.RECALLABLE if done.act is Act.RECALLABLE else Standing.EXCUSED
        for place, witness in enumerate(self._witnesses):
            if witness.standing is Standing.LEFT and names(done.clause, witness.name):
                self._change(place, to, witness.ended)
                return
        if self._current is not None:
            self._change(self._current, to, told.at)
            self._current = None

    def _examine(self, place: int, told: Told, act: Act) -> None:
        witness = self._witnesses[place]
        party = witness.party or (told.party if act is Act.DIRECT else "")
        self._witnesses[place] = replace(witness, examination=act, party=party)

    def _change(self, place: int, to: Standing, ended: datetime | None) -> None:
        self._witnesses[place] = replace(self._witnesses[place], standing=to, ended=ended)
