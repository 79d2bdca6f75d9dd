"""Rulings with what they are on, and pleas and dispositions by charge, as the log says them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from courtdesk.hearing.model.acts import Act
from courtdesk.hearing.model.entries import EntryKind
from courtdesk.hearing.model.open_matters import Line, Matter, Matters, follow
from courtdesk.hearing.model.references import ExhibitFinder, charges_in
from courtdesk.hearing.model.told import Told

_RULES = frozenset(
    {
        Act.SUSTAINED,
        Act.OVERRULED,
        Act.GRANTED,
        Act.DENIED,
        Act.RESERVED,
        Act.ADMITTED,
        Act.ADMITTED_IN_PART,
        Act.REFUSED,
    }
)
_OUTCOMES = frozenset({Act.PLEA, Act.DISPOSITION})


@dataclass(frozen=True)
class Ruling:
    """A ruling: what it says, by whom, on what, asked by whom, and on which ground.

    ``on`` is empty where the log has nothing that the ruling answers. ``at`` is UTC.
    """

    entry_id: str
    number: int
    at: datetime
    by: str
    act: Act
    words: str
    on: str = ""
    on_entry_id: str = ""
    asked_by: str = ""
    ground: str = ""


@dataclass(frozen=True)
class Outcome:
    """A plea to a charge or what became of it; ``words`` are those of the log. ``at`` is UTC."""

    charge: str
    act: Act
    words: str
    entry_id: str
    number: int
    at: datetime


class Rulings:
    """Follows what the court decides."""

    def __init__(self, finder: ExhibitFinder, charges: Iterable[str] = ()) -> None:
        self._finder = finder
        self._charges = tuple(charges)
        self._matters = Matters()
        self._askers: dict[str, str] = {}
        self.rulings: list[Ruling] = []
        self.outcomes: list[Outcome] = []

    def put(self, told: Told) -> None:
        """Follow the log by one entry."""
        before = self._matters
        line = self._line(told)
        self._matters = follow(before, line)
        asked = _open(self._matters) - _open(before)
        self._askers.update({matter.entry_id: told.speaker for matter in asked})
        ruled = [done for done in told.acts if done.act in _RULES]
        if ruled:
            self._rule(told, ruled[0].act, _gone(before, self._matters))
        for done in told.acts:
            if done.act in _OUTCOMES:
                for charge in charges_in(done.clause, self._charges) or self._charges:
                    self.outcomes.append(
                        Outcome(charge, done.act, told.text, told.entry_id, told.number, told.at)
                    )

    def _line(self, told: Told) -> Line:
        keys = tuple(
            frozenset(name.key for name in self._finder.find(done.clause)) for done in told.acts
        )
        return Line(
            told.entry_id, told.number, EntryKind.NOTE, told.step, acts=told.acts, exhibits=keys
        )

    def _rule(self, told: Told, act: Act, gone: tuple[Matter, ...]) -> None:
        on = gone[0] if gone else None
        self.rulings.append(
            Ruling(
                entry_id=told.entry_id,
                number=told.number,
                at=told.at,
                by=told.speaker,
                act=act,
                words=told.text,
                on=on.what if on else "",
                on_entry_id=on.entry_id if on else "",
                asked_by=self._askers.get(on.entry_id, "") if on else "",
                ground=on.what.partition(":")[2].strip() if on else "",
            )
        )


def _all(matters: Matters) -> tuple[Matter, ...]:
    return (*matters.objections, *matters.motions, *matters.offers)


def _open(matters: Matters) -> set[Matter]:
    return {_bare(matter) for matter in _all(matters)}


def _gone(before: Matters, after: Matters) -> tuple[Matter, ...]:
    """What was open before and is no more, what was asked last first."""
    left = {matter.entry_id for matter in _all(after)}
    gone = [matter for matter in _all(before) if matter.entry_id not in left]
    return tuple(sorted(gone, key=lambda matter: -matter.number))


def _bare(matter: Matter) -> Matter:
    return Matter(matter.what, matter.entry_id, matter.number)
