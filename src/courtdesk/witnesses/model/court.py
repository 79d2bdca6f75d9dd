"""What the hearing's log says of witnesses, read only.

An entry that brings a witness to the stand is linked to a file once, by a person; a name in the
log only makes a proposal. Whoever is excused is whoever was on the stand: that follows from the
order of the log, not from a name.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from courtdesk.hearing.model import Entry, EntryKind, Step
from courtdesk.hearing.model.acts import EXAMINATIONS, Act, Done, Recogniser
from courtdesk.witnesses.model.witness import Person

_TITLES = frozenset({"dr", "mr", "mrs", "ms", "miss", "ofc", "officer", "det", "sgt", "pc", "prof"})


LOG_KINDS = frozenset({EntryKind.WITNESS, EntryKind.ORDER, EntryKind.RULING})
"""The kinds of entries that may move a witness: a ruling may excuse one."""


@dataclass(frozen=True)
class LogWords:
    """How a court's log says what happens to a witness.

    ``acts`` are the hearing's own rules; the regular expressions stand in where a line holds none
    of its acts.
    """

    acts: Recogniser

    sworn: str
    recalled: str
    excused: str


class Event(StrEnum):
    """What a line of the log does with a witness."""

    SWORN = "sworn"
    RECALLED = "recalled"
    EXCUSED = "excused"


_EVENTS = {
    Act.WITNESS_SWORN: Event.SWORN,
    Act.RECALLED: Event.RECALLED,
    Act.EXCUSED: Event.EXCUSED,
    Act.RECALLABLE: Event.EXCUSED,
}


@dataclass(frozen=True)
class Appearance:
    """A time on the stand, from the entry that began it. Moments are UTC.

    ``ended`` is None while it lasts; ``on_stand`` leaves out recesses and time off the record.
    ``phase`` is the examination that was told last; empty while the witness is only sworn.
    """

    entry_id: str
    hearing_id: str
    text: str
    began: datetime
    ended: datetime | None
    on_stand: timedelta
    recalled: bool = False
    file_id: str = ""
    phase: str = ""


def events_of(entry: Entry, words: LogWords) -> tuple[Event | str, ...]:
    """What an entry does with witnesses, clause by clause: events, and examinations begun."""
    if entry.kind not in LOG_KINDS or entry.sealed:
        return ()
    done = words.acts.acts(entry.text, entry.kind)
    if not done and entry.kind is EntryKind.WITNESS:
        event = _spoken(entry, words)
        return () if event is None else (event,)
    return tuple(
        _EVENTS.get(each.act, each.act.value)
        for each in done
        if each.act in EXAMINATIONS or (each.act in _EVENTS and not _of_juror(each))
    )


def _of_juror(done: Done) -> bool:
    leaves = done.act in {Act.EXCUSED, Act.RECALLABLE}
    return leaves and "juror" in done.clause.casefold()


def _spoken(entry: Entry, words: LogWords) -> Event | None:
    for event, pattern in (
        (Event.RECALLED, words.recalled),
        (Event.SWORN, words.sworn),
        (Event.EXCUSED, words.excused),
    ):
        if re.search(rf"(?<!\w)(?:{pattern})(?!\w)", entry.text, re.IGNORECASE):
            return event
    return None


def appearances(
    entries: Sequence[Entry], words: LogWords, links: Mapping[str, str], now: datetime
) -> tuple[Appearance, ...]:
    """The times on the stand in a trial, in the order of its log.

    ``entries`` are those of kind witness and course, of all its hearings one after the other: who
    is on the stand at an adjournment still is when the court resumes. ``links`` gives the file
    of an entry's id.
    """
    found: list[Appearance] = []
    running: _Running | None = None
    on_record = True
    for entry in entries:
        if entry.step is not None:
            on_record = entry.step in _RECORDING
            if running is not None:
                running.turn(entry.at, on_record)
        for event in events_of(entry, words):
            if not isinstance(event, Event):
                if running is not None:
                    running.phase = event
                continue
            if running is not None:
                found.append(running.closed(entry.at))
            running = None if event is Event.EXCUSED else _Running(entry, event, links, on_record)
    if running is not None:
        found.append(running.open(now))
    return tuple(found)


_RECORDING = frozenset({Step.START, Step.GO_ON_RECORD, Step.RESUME})


class _Running:
    """A time on the stand that is being followed."""

    def __init__(
        self, entry: Entry, event: Event, links: Mapping[str, str], on_record: bool
    ) -> None:
        self._begun = Appearance(
            entry_id=entry.id,
            hearing_id=entry.hearing_id,
            text=entry.text,
            began=entry.at,
            ended=None,
            on_stand=timedelta(),
            recalled=event is Event.RECALLED,
            file_id=links.get(entry.id, ""),
        )
        self.phase = "recalled" if event is Event.RECALLED else ""
        self._spent = timedelta()
        self._since = entry.at if on_record else None

    def turn(self, at: datetime, on_record: bool) -> None:
        """The record went on or off."""
        self._spent = self._until(at)
        self._since = at if on_record else None

    def closed(self, at: datetime) -> Appearance:
        return replace(self._begun, ended=at, on_stand=self._until(at), phase=self.phase)

    def open(self, now: datetime) -> Appearance:
        return replace(self._begun, on_stand=self._until(now), phase=self.phase)

    def _until(self, at: datetime) -> timedelta:
        running = timedelta() if self._since is None else at - self._since
        return self._spent + max(running, timedelta())


def proposal(text: str, people: Iterable[tuple[str, Person]]) -> str:
    """The id of the one person whose surname a line of the log names; empty if none or several.

    A proposal only: someone has to confirm it.
    """
    words = {word.casefold() for word in re.findall(r"[\w'’\-]+", text)}
    hits = [key for key, person in people if any(_surname(n) in words for n in _names(person))]
    return hits[0] if len(hits) == 1 else ""


def _names(person: Person) -> tuple[str, ...]:
    return tuple(filter(None, (person.name, person.pseudonym, *person.former_names)))


def _surname(name: str) -> str:
    parts = [part.strip(".,").casefold() for part in name.split()]
    return next((part for part in reversed(parts) if part and part not in _TITLES), "")
