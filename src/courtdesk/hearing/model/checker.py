"""The checker: what a hearing's log leaves open while it can still be asked for.

It follows the log entry by entry; a new entry costs the same in a long log as in a short one. An
amendment is followed from its entry on, until nothing is different any more. A finding is *due*
once the hearing has moved on; until then it is only open. What is said at the end alone (no next
date, charges) is due when the hearing is to be adjourned.
"""

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from enum import StrEnum

from courtdesk.hearing.model.acts import Act, Done, Recogniser
from courtdesk.hearing.model.entries import Entry, EntryKind
from courtdesk.hearing.model.open_matters import Line, Matters, follow
from courtdesk.hearing.model.plans import Appearance
from courtdesk.hearing.model.references import ExhibitFinder, charges_in, names

_ABSENT = frozenset({"", "not present", "excused", "absent"})

_MISSING = frozenset({Act.NOT_PRESENT, Act.PRESENCE_EXCUSED})
_COMES = frozenset({Act.ARRIVES, Act.APPEARS})


class Omission(StrEnum):
    """What may be missing from a log."""

    NOT_EXCUSED = "witness sworn but not excused"
    NO_RULING_ON_OFFER = "exhibit offered without ruling"
    NO_RULING_ON_OBJECTION = "objection without ruling"
    NO_RULING_ON_MOTION = "motion without ruling"
    NO_RESUMPTION = "recess without resumption"
    NO_APPEARANCE = "party without appearance"
    NO_PLEA = "charge without plea or disposition"
    INTERPRETER_NOT_SWORN = "interpreter not sworn"
    NO_SEAL_ORDER = "sealed without order"
    NO_NEXT_DATE = "no next date"


@dataclass(frozen=True)
class Finding:
    """Something open. ``entry_id`` and ``number`` say where; empty and 0 for the whole hearing."""

    omission: Omission
    what: str
    entry_id: str = ""
    number: int = 0
    due: bool = True


@dataclass(frozen=True)
class CheckSetting:
    """What the log is held against.

    ``parties`` are (role, name); ``charges`` are their numbers, of which ``pleaded`` were pleaded
    to or disposed of on an earlier day.
    """

    parties: tuple[tuple[str, str], ...] = ()
    appearances: tuple[Appearance, ...] = ()
    charges: tuple[str, ...] = ()
    pleaded: frozenset[str] = field(default_factory=frozenset)

    @property
    def interpreters(self) -> tuple[Appearance, ...]:
        """Those who interpret."""
        return tuple(p for p in self.appearances if "interpreter" in p.role.casefold())


def line_of(entry: Entry, recogniser: Recogniser, finder: ExhibitFinder) -> Line:
    """An entry as it is followed: what it says was done, and of which exhibits."""
    acts = recogniser.acts(entry.text, entry.kind)
    keys = {
        clause: frozenset(name.key for name in finder.find(clause))
        for clause in {done.clause for done in acts}
    }
    return Line(
        entry_id=entry.id,
        number=entry.number,
        kind=entry.kind,
        step=entry.step,
        sealed=_unordered(entry),
        text=_appears(entry, acts),
        acts=acts,
        exhibits=tuple(keys[done.clause] for done in acts),
    )


class Checker:
    """Follows one hearing's log."""

    def __init__(
        self, setting: CheckSetting, recogniser: Recogniser, finder: ExhibitFinder
    ) -> None:
        self.setting = setting
        self._recogniser = recogniser
        self._finder = finder
        self._numbers: list[int] = []
        self._lines: list[Line] = []
        self._after: list[Matters] = []

    def put(self, entry: Entry) -> None:
        """Take notice of an entry that is new, was amended or was sealed."""
        line = self._line(entry)
        place = bisect_left(self._numbers, entry.number)
        known = place < len(self._numbers) and self._numbers[place] == entry.number
        if known:
            self._lines[place] = line
        elif not line.says_something:
            return
        else:
            self._numbers.insert(place, entry.number)
            self._lines.insert(place, line)
            self._after.insert(place, Matters())
        self._follow_from(place, known=known)

    def findings(self, *, closing: bool = False) -> tuple[Finding, ...]:
        """What is open, in the order of the log; with ``closing``, as if it ended now."""
        matters = self._after[-1] if self._after else Matters()
        closing = closing or matters.adjourned
        found = [
            *self._of_log(matters, closing=closing),
            *(self._of_hearing(matters, closing=closing) if matters.started or closing else ()),
        ]
        return tuple(sorted(found, key=lambda finding: finding.number))

    def _line(self, entry: Entry) -> Line:
        line = line_of(entry, self._recogniser, self._finder)
        return replace(line, charges=self._charges(line.acts))

    def _charges(self, acts: tuple[Done, ...]) -> frozenset[str]:
        said: set[str] = set()
        for done in acts:
            if done.act in {Act.PLEA, Act.DISPOSITION}:
                said.update(charges_in(done.clause, self.setting.charges) or self.setting.charges)
        return frozenset(said)

    def _follow_from(self, place: int, *, known: bool) -> None:
        matters = self._after[place - 1] if place else Matters()
        for at in range(place, len(self._lines)):
            matters = follow(matters, self._lines[at])
            if matters == self._after[at] and (known or at > place):
                return
            self._after[at] = matters

    def _of_log(self, matters: Matters, *, closing: bool) -> list[Finding]:
        found = [
            Finding(Omission.NOT_EXCUSED, stand.what, stand.entry_id, stand.number, due=True)
            for stand in matters.left_on_stand
        ]
        if matters.on_stand is not None:
            stand = matters.on_stand
            found.append(
                Finding(Omission.NOT_EXCUSED, stand.what, stand.entry_id, stand.number, due=closing)
            )
        for omission, some in (
            (Omission.NO_RULING_ON_OFFER, matters.offers),
            (Omission.NO_RULING_ON_OBJECTION, matters.objections),
            (Omission.NO_RULING_ON_MOTION, matters.motions),
        ):
            found += [
                Finding(omission, m.what, m.entry_id, m.number, due=m.passed or closing)
                for m in some
            ]
        if matters.recess is not None:
            m = matters.recess
            due = m.passed or closing
            found.append(Finding(Omission.NO_RESUMPTION, m.what, m.entry_id, m.number, due=due))
        if not matters.seal_ordered:
            found += [
                Finding(Omission.NO_SEAL_ORDER, m.what, m.entry_id, m.number)
                for m in matters.sealed.values()
            ]
        return found

    def _of_hearing(self, matters: Matters, *, closing: bool) -> list[Finding]:
        setting = self.setting
        found = [
            Finding(Omission.NO_APPEARANCE, name or role)
            for role, name in setting.parties
            if not self._has_appeared(role, name, matters.appeared)
        ]
        if not matters.interpreter_sworn:
            found += [
                Finding(Omission.INTERPRETER_NOT_SWORN, p.name, due=matters.interpreted or closing)
                for p in setting.interpreters
                if p.manner not in _ABSENT
            ]
        if closing:
            settled = matters.settled | setting.pleaded
            found += [
                Finding(Omission.NO_PLEA, f"count {number}")
                for number in setting.charges
                if number not in settled
            ]
            if not matters.next_date:
                found.append(Finding(Omission.NO_NEXT_DATE, "no next date is on record"))
        return found

    def _has_appeared(self, role: str, name: str, appeared: tuple[str, ...]) -> bool:
        for person in self.setting.appearances:
            came = any(names(text, person.name) for text in appeared)
            if person.manner in _ABSENT and not came:
                continue
            if {person.for_whom.casefold(), person.name.casefold()} & {
                role.casefold(),
                name.casefold(),
            }:
                return True
        return any(names(text, name) or names(text, role) for text in appeared)


def _unordered(entry: Entry) -> str:
    """The portion that an entry was sealed with, while nobody is named who ordered it."""
    if not entry.sealed or (entry.seal and entry.seal.ordered_by):
        return ""
    return entry.seal.id if entry.seal else entry.id


def _appears(entry: Entry, acts: tuple[Done, ...]) -> str:
    """What an entry says of who appears; one without a name is about its speaker."""
    if entry.kind is not EntryKind.APPEARANCE or any(done.act in _MISSING for done in acts):
        return ""
    return (
        f"{entry.speaker}: {entry.text}" if any(done.act in _COMES for done in acts) else entry.text
    )
