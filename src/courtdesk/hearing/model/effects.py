"""What one entry does beside standing in the log: its references, and what becomes of exhibits."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from courtdesk.exhibits.model import ExhibitState
from courtdesk.hearing.model.acts import EXHIBIT_ACTS, Act, Done, Recogniser
from courtdesk.hearing.model.entries import EntryKind
from courtdesk.hearing.model.references import (
    ExhibitFinder,
    ExhibitName,
    Link,
    LinkKind,
    charges_in,
    names,
)

_IN_BRACKETS = re.compile(r"\(([^)]*\d[^)]*)\)")
_STATES: dict[Act, ExhibitState] = {act: ExhibitState(act.value) for act in EXHIBIT_ACTS}
_SETTLES = frozenset({Act.ADMITTED, Act.ADMITTED_IN_PART, Act.REFUSED, Act.WITHDRAWN})
_DESCRIBES = frozenset({Act.MARKED, Act.OFFERED, Act.FOR_IDENTIFICATION, Act.DEMONSTRATIVE})


@dataclass(frozen=True)
class Context:
    """What an entry may speak of: charges and witnesses as (id, number or name), open offers.

    ``offered`` holds the exhibits that the last lines offered and nobody ruled on yet.
    """

    charges: tuple[tuple[str, str], ...] = ()
    witnesses: tuple[tuple[str, str], ...] = ()
    offered: tuple[ExhibitName, ...] = ()


@dataclass(frozen=True)
class ExhibitMove:
    """An exhibit that comes to a state, with a remark, and a description if one was given."""

    name: ExhibitName
    state: ExhibitState
    note: str = ""
    description: str = ""


@dataclass(frozen=True)
class Effects:
    """What an entry does. The targets of ``exhibits`` are found in the register by name."""

    exhibits: tuple[ExhibitName, ...] = ()
    links: tuple[Link, ...] = ()
    moves: tuple[ExhibitMove, ...] = ()


class EffectRule:
    """The rule that an entry's effects follow from its words, its kind and its context."""

    def __init__(self, recogniser: Recogniser, finder: ExhibitFinder) -> None:
        self._recogniser = recogniser
        self._finder = finder

    def of(self, text: str, kind: EntryKind, context: Context) -> Effects:
        """The effects of an entry."""
        known = {number: charge_id for charge_id, number in context.charges}
        links = [Link(LinkKind.CHARGE, known[number], number) for number in charges_in(text, known)]
        links += [
            Link(LinkKind.WITNESS, person_id, name)
            for person_id, name in context.witnesses
            if names(text, name)
        ]
        moves = tuple(self._moves(self._recogniser.acts(text, kind), context))
        return Effects(self._finder.find(text), tuple(links), moves)

    def _moves(self, done: Iterable[Done], context: Context) -> Iterable[ExhibitMove]:
        for act in done:
            named = self._finder.find(act.clause)
            if act.act in EXHIBIT_ACTS:
                settles = act.act in _SETTLES and len(context.offered) == 1
                for name in named or (context.offered if settles else ()):
                    yield _move(act.act, act.clause, name)
            elif act.act is Act.OBJECTION:
                for name in named or context.offered[-1:]:
                    yield ExhibitMove(name, ExhibitState.OBJECTED, _reason(act.clause))


def _move(act: Act, clause: str, name: ExhibitName) -> ExhibitMove:
    note = ""
    if act is Act.ADMITTED_IN_PART:
        bracket = _IN_BRACKETS.search(clause)
        note = bracket[1] if bracket else ""
    elif act is Act.REFUSED:
        note = _reason(clause)
    description = ""
    if act in _DESCRIBES and name.after.startswith(","):
        description = re.split(r"\s*;", name.after[1:])[0].strip().removesuffix(",")
    return ExhibitMove(name, _STATES[act], note, description)


def _reason(clause: str) -> str:
    return clause.split(":", 1)[1].strip() if ":" in clause else ""
