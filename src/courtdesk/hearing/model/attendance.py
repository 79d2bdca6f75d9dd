"""Who is present, how, and when they came and left, as the log says it.

Whoever the list of appearances has as present is so from the start of the hearing until the log
says otherwise; they are present through a recess and until the hearing is adjourned.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from courtdesk.hearing.model.acts import Act, Done
from courtdesk.hearing.model.course import Step
from courtdesk.hearing.model.plans import Appearance
from courtdesk.hearing.model.told import People, Told

ABSENT = frozenset({"not present", "excused", "absent"})
_MANNERS = {Act.BY_VIDEO: "video", Act.BY_TELEPHONE: "telephone", Act.IN_PERSON: "in person"}
_COMES = frozenset({Act.ARRIVES, Act.APPEARS, *_MANNERS})
_GOES = {Act.LEAVES: "left", Act.NOT_PRESENT: "not present", Act.PRESENCE_EXCUSED: "excused"}
_OATHS = frozenset({Act.INTERPRETER_SWORN, Act.WITNESS_SWORN})
_LANGUAGE = re.compile(r"interpreter[\s,:(–-]+([^\W\d_][\w ]*)", re.IGNORECASE)


@dataclass(frozen=True)
class Stay:
    """From when until when somebody was there, UTC; ``until`` is None while they are."""

    came: datetime
    until: datetime | None = None


@dataclass(frozen=True)
class Attended:
    """Somebody's attendance at a hearing.

    ``manner`` is how they are or were present (in person, video, telephone), or why they are not
    (not present, excused, left). ``stays`` are their times in the hearing; ``sworn`` says that
    the log has an oath of theirs.
    """

    person: Appearance
    manner: str
    stays: tuple[Stay, ...] = ()
    sworn: bool = False

    @property
    def is_here(self) -> bool:
        """Whether they are present now."""
        return bool(self.stays) and self.stays[-1].until is None

    @property
    def interprets(self) -> bool:
        """Whether they are an interpreter."""
        return "interpreter" in self.person.role.casefold()

    @property
    def language(self) -> str:
        """The language that an interpreter's role names, such as “Interpreter, Twi”."""
        found = _LANGUAGE.search(self.person.role)
        return found[1].strip() if found else ""

    @property
    def in_custody(self) -> bool:
        """Whether their role says that they are in custody."""
        return "in custody" in self.person.role.casefold()


class Attendance:
    """Follows who comes and goes."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._attended = {person.id: Attended(person, person.manner) for person in people.all}
        self._by_log: set[str] = set()
        self._started = False

    def everyone(self) -> tuple[Attended, ...]:
        """Each appearance, in the order of the list."""
        return tuple(self._attended.values())

    def put(self, told: Told) -> None:
        """Follow the log by one entry."""
        if told.step is Step.START:
            self._start(told.at)
        elif told.step is Step.ADJOURN:
            self._end(told.at)
        for done in told.acts:
            for person in self._meant(told, done):
                self._move(person, done.act, told.at)

    def _meant(self, told: Told, done: Done) -> tuple[Appearance, ...]:
        """Whom an act is about: those whom its clause names, else who speaks."""
        if done.act not in _COMES and done.act not in _GOES and done.act not in _OATHS:
            return ()
        named = self._people.named(done.clause)
        if done.act is Act.INTERPRETER_SWORN and not named:
            return tuple(a.person for a in self._attended.values() if a.interprets)
        speaker = self._people.with_id(told.speaker_id)
        return named or ((speaker,) if speaker is not None and done.act not in _OATHS else ())

    def _start(self, at: datetime) -> None:
        self._started = True
        for key, attended in self._attended.items():
            if attended.manner not in ABSENT and not attended.stays:
                self._attended[key] = replace(attended, stays=(Stay(at),))

    def _end(self, at: datetime) -> None:
        for key, attended in self._attended.items():
            if attended.is_here:
                self._attended[key] = replace(attended, stays=_closed(attended.stays, at))

    def _move(self, person: Appearance, act: Act, at: datetime) -> None:
        known = self._attended[person.id]
        if act in _OATHS:
            self._attended[person.id] = replace(known, sworn=True)
            return
        first = person.id not in self._by_log
        self._by_log.add(person.id)
        if act in _GOES:
            stays = _closed(known.stays, at)
            if first and act is not Act.LEAVES:
                stays = ()
            self._attended[person.id] = replace(known, manner=_GOES[act], stays=stays)
            return
        manner = _MANNERS.get(act) or (
            "in person" if known.manner in {*ABSENT, "left", ""} else known.manner
        )
        stays = known.stays
        if act is Act.ARRIVES and (first or not known.is_here):
            stays = (*(() if first else stays), Stay(at))
        elif not known.is_here and self._started:
            stays = (*stays, Stay(at))
        self._attended[person.id] = replace(known, manner=manner, stays=stays)


def _closed(stays: tuple[Stay, ...], at: datetime) -> tuple[Stay, ...]:
    if not stays or stays[-1].until is not None:
        return stays
    last = stays[-1]
    return (*stays[:-1], Stay(last.came, max(at, last.came)))
