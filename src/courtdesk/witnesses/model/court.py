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
from courtdesk.witnesses.model.witness import Person

_TITLES = frozenset({"dr", "mr", "mrs", "ms", "miss", "ofc", "officer", "det", "sgt", "pc", "prof"})


@dataclass(frozen=True)
class LogWords:
    """The words by which a court's log says what happens to a witness, as regular expressions."""

    sworn: str
    recalled: str
    excused: str


class Event(StrEnum):
    """What a line of the log does with a witness."""

    SWORN = "sworn"
    RECALLED = "recalled"
    EXCUSED = "excused"


@dataclass(frozen=True)
class Appearance:
    """A time on the stand, from the entry that began it. Moments are UTC.

    ``ended`` is None while it lasts; ``on_stand`` leaves out recesses and time off the record.
    """

    entry_id: str
    hearing_id: str
    text: str
    began: datetime
    ended: datetime | None
    on_stand: timedelta
    recalled: bool = False
    file_id: str = ""


def event_of(entry: Entry, words: LogWords) -> Event | None:
    """What an entry does with a witness, if anything."""
    if entry.kind is not EntryKind.WITNESS or entry.sealed:
        return None
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
        event = event_of(entry, words)
        if event is None:
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
        self._spent = timedelta()
        self._since = entry.at if on_record else None

    def turn(self, at: datetime, on_record: bool) -> None:
        """The record went on or off."""
        self._spent = self._until(at)
        self._since = at if on_record else None

    def closed(self, at: datetime) -> Appearance:
        return replace(self._begun, ended=at, on_stand=self._until(at))

    def open(self, now: datetime) -> Appearance:
        return replace(self._begun, on_stand=self._until(now))

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
