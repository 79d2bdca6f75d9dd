"""What is open in a hearing after a line of its log, and how one line changes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from courtdesk.hearing.model.acts import EXAMINATIONS, Act, Done
from courtdesk.hearing.model.course import Step
from courtdesk.hearing.model.entries import EntryKind
from courtdesk.hearing.model.references import names

ExhibitKeys = frozenset[tuple[str, str]]
_RULINGS = frozenset({Act.SUSTAINED, Act.OVERRULED, Act.OBJECTION_WITHDRAWN})
_DECISIONS = frozenset({Act.GRANTED, Act.DENIED, Act.RESERVED, Act.MOTION_WITHDRAWN})
_SETTLING = frozenset({Act.ADMITTED, Act.ADMITTED_IN_PART, Act.REFUSED, Act.WITHDRAWN})
_WITNESS_ACTS = EXAMINATIONS | {
    Act.WITNESS_SWORN,
    Act.RECALLED,
    Act.EXCUSED,
    Act.RECALLABLE,
}
_BEFORE_NAME = ("witness sworn:", "witness affirmed:", "calls ", "recalls ", "witness recalled:")
_PAUSES = frozenset({Step.RECESS, Step.ADJOURN})


@dataclass(frozen=True)
class Line:
    """An entry as the checker sees it. ``exhibits`` stands beside ``acts``, one for one.

    ``sealed`` names the portion that was sealed without an order, if it belongs to one.
    """

    entry_id: str
    number: int
    kind: EntryKind
    step: Step | None = None
    sealed: str = ""
    text: str = ""
    acts: tuple[Done, ...] = ()
    exhibits: tuple[ExhibitKeys, ...] = ()
    charges: frozenset[str] = frozenset()

    @property
    def says_something(self) -> bool:
        """Whether it can change what is open."""
        return bool(self.acts or self.sealed or self.text) or self.step is not None


@dataclass(frozen=True)
class Matter:
    """Something open since a line. ``passed``: the hearing has moved on meanwhile."""

    what: str
    entry_id: str
    number: int
    exhibits: ExhibitKeys = frozenset()
    passed: bool = False


@dataclass(frozen=True)
class Matters:
    """What is open, and what has been seen to."""

    started: bool = False
    adjourned: bool = False
    on_stand: Matter | None = None
    left_on_stand: tuple[Matter, ...] = ()
    offers: tuple[Matter, ...] = ()
    objections: tuple[Matter, ...] = ()
    motions: tuple[Matter, ...] = ()
    recess: Matter | None = None
    sealed: Mapping[str, Matter] = field(default_factory=dict)
    seal_ordered: bool = False
    interpreter_sworn: bool = False
    interpreted: bool = False
    next_date: bool = False
    appeared: tuple[str, ...] = ()
    settled: frozenset[str] = field(default_factory=frozenset)


def follow(matters: Matters, line: Line) -> Matters:
    """What is open after ``line``."""
    if line.step is not None:
        matters = _step(matters, line, line.step)
    elif matters.recess is not None and not matters.recess.passed:
        matters = replace(matters, recess=replace(matters.recess, passed=True))
    if line.sealed and line.sealed not in matters.sealed:
        portion = Matter("a sealed portion", line.entry_id, line.number)
        matters = replace(matters, sealed={**matters.sealed, line.sealed: portion})
    if line.text:
        matters = replace(matters, appeared=(*matters.appeared, line.text))
    if line.charges:
        matters = replace(matters, settled=matters.settled | line.charges)
    ruled = False
    for done, keys in zip(line.acts, line.exhibits, strict=True):
        if done.act in _RULINGS | _DECISIONS:
            matters = matters if ruled else _rule(matters, done.act, keys)
            ruled = True
        else:
            matters = _act(matters, line, done, keys)
    return matters


def _step(matters: Matters, line: Line, step: Step) -> Matters:
    if step in _PAUSES:
        matters = replace(
            matters,
            offers=_passed(matters.offers),
            objections=_passed(matters.objections),
            motions=_passed(matters.motions),
        )
    if step is Step.ADJOURN:
        return replace(matters, adjourned=True)
    if step is Step.RECESS:
        return replace(matters, recess=Matter("the court is in recess", line.entry_id, line.number))
    return replace(matters, started=True, recess=None)


def _act(matters: Matters, line: Line, done: Done, keys: ExhibitKeys) -> Matters:
    act = done.act
    if act in _WITNESS_ACTS:
        return _witness(_move_on(matters), line, done)
    if act is Act.OFFERED:
        return _offer(matters, line, done, keys)
    if act in _SETTLING:
        return _settle(matters, keys)
    if act in {Act.OBJECTION, Act.MOTION}:
        return _ask(matters, line, done, keys)
    return _noted(matters, act)


def _witness(matters: Matters, line: Line, done: Done) -> Matters:
    if done.act in {Act.WITNESS_SWORN, Act.RECALLED}:
        return _take_stand(matters, line, done)
    if done.act in {Act.EXCUSED, Act.RECALLABLE}:
        return _leave_stand(matters, done.clause)
    return matters


def _ask(matters: Matters, line: Line, done: Done, keys: ExhibitKeys) -> Matters:
    if done.act is Act.MOTION:
        new = Matter(done.clause, line.entry_id, line.number, keys)
        return replace(matters, motions=(*matters.motions, new))
    about = keys or (matters.offers[-1].exhibits if _is_fresh(matters.offers) else keys)
    new = Matter(done.clause, line.entry_id, line.number, about)
    return replace(matters, objections=(*_passed(matters.objections), new))


def _noted(matters: Matters, act: Act) -> Matters:
    if act is Act.INTERPRETER_SWORN:
        return replace(matters, interpreter_sworn=True)
    if act is Act.SEAL_ORDER:
        return replace(matters, seal_ordered=True)
    if act is Act.NEXT_DATE:
        return replace(matters, next_date=True)
    if act is Act.PLEA:
        return replace(matters, interpreted=True)
    return matters


def _take_stand(matters: Matters, line: Line, done: Done) -> Matters:
    name = witness_name(done.clause)
    now = Matter(name, line.entry_id, line.number)
    before = matters.on_stand
    left = matters.left_on_stand
    if before is not None and not names(name, before.what):
        left = (*left, replace(before, passed=True))
    return replace(matters, on_stand=now, left_on_stand=left, interpreted=True)


def _leave_stand(matters: Matters, clause: str) -> Matters:
    if "juror" in clause.casefold():
        return matters
    remaining = tuple(m for m in matters.left_on_stand if not names(clause, m.what))
    if len(remaining) < len(matters.left_on_stand):
        return replace(matters, left_on_stand=remaining)
    return replace(matters, on_stand=None)


def _offer(matters: Matters, line: Line, done: Done, keys: ExhibitKeys) -> Matters:
    again = tuple(m for m in matters.offers if not m.exhibits & keys)
    new = Matter(done.clause, line.entry_id, line.number, keys)
    return replace(matters, offers=(*_passed(again), new))


def _settle(matters: Matters, keys: ExhibitKeys) -> Matters:
    """A ruling on exhibits; without a name it is on the only offer that is open."""
    if not keys and len(matters.offers) == 1:
        keys = matters.offers[0].exhibits
    if not keys:
        return replace(matters, offers=matters.offers[:-1])
    return replace(
        matters,
        offers=_without(matters.offers, keys),
        objections=_without(matters.objections, keys),
        motions=_without(matters.motions, keys),
    )


def _rule(matters: Matters, act: Act, keys: ExhibitKeys) -> Matters:
    """A ruling is on the newest objection or motion, unless it names what it is on."""
    some = matters.objections if act in _RULINGS else matters.motions
    about = [m for m in some if m.exhibits & keys] if keys else []
    gone = about[-1] if about else (some[-1] if some else None)
    left = tuple(m for m in some if m is not gone)
    if act in _RULINGS:
        return replace(matters, objections=left)
    return replace(matters, motions=left)


def _move_on(matters: Matters) -> Matters:
    if _all_passed(matters.offers) and _all_passed(matters.objections):
        return matters
    return replace(matters, offers=_passed(matters.offers), objections=_passed(matters.objections))


def _without(some: tuple[Matter, ...], keys: ExhibitKeys) -> tuple[Matter, ...]:
    """Those that do not speak of ``keys``; of an offer of several, the rest stays open."""
    left = []
    for matter in some:
        rest = matter.exhibits - keys
        if rest == matter.exhibits:
            left.append(matter)
        elif rest:
            left.append(replace(matter, exhibits=rest))
    return tuple(left)


def _passed(some: tuple[Matter, ...]) -> tuple[Matter, ...]:
    return tuple(m if m.passed else replace(m, passed=True) for m in some)


def _all_passed(some: tuple[Matter, ...]) -> bool:
    return all(matter.passed for matter in some)


def _is_fresh(some: tuple[Matter, ...]) -> bool:
    return bool(some) and not some[-1].passed


def witness_name(clause: str) -> str:
    """The name in a line that brings somebody to the stand."""
    folded = clause.casefold()
    for words in _BEFORE_NAME:
        if folded.startswith(words):
            clause = clause[len(words) :]
            break
    for words in (" sworn", " affirmed", " recalled"):
        clause = clause.split(words, 1)[0]
    return clause.split(",", 1)[0].strip() or "the witness"
