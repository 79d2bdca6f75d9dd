"""An entry as those see it who follow the course of a hearing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from courtdesk.hearing.model.acts import Done, Recogniser
from courtdesk.hearing.model.course import Step
from courtdesk.hearing.model.entries import Entry
from courtdesk.hearing.model.plans import Appearance
from courtdesk.hearing.model.references import surname


@dataclass(frozen=True)
class Told:
    """What an entry records as done, and for whom its speaker spoke. ``at`` is UTC."""

    entry_id: str
    number: int
    at: datetime
    speaker: str
    speaker_id: str
    party: str
    step: Step | None
    acts: tuple[Done, ...]
    text: str

    @property
    def says_something(self) -> bool:
        """Whether the course of the hearing may be another after it."""
        return bool(self.acts) or self.step is not None


class People:
    """The appearances of a hearing, found by what a line calls them."""

    def __init__(self, appearances: Iterable[Appearance]) -> None:
        self.all = tuple(appearances)
        self._by_id = {person.id: person for person in self.all}
        self._parties = {_plain(p.for_whom): p.for_whom for p in self.all if p.for_whom}

    def with_id(self, appearance_id: str) -> Appearance | None:
        """Who has this id."""
        return self._by_id.get(appearance_id)

    def named(self, clause: str) -> tuple[Appearance, ...]:
        """Those whom a clause names: in full, or by a surname that only one of them has."""
        whole = tuple(p for p in self.all if p.name and _says(clause, p.name))
        taken = {surname(person.name).casefold() for person in whole}
        last = [surname(person.name).casefold() for person in self.all]
        alone = tuple(
            person
            for person, name in zip(self.all, last, strict=True)
            if name and name not in taken and last.count(name) == 1 and _says(clause, name)
        )
        return (*whole, *alone)

    def party(self, words: str) -> str:
        """The party that ``words`` call by its name; empty where it is none of the hearing."""
        return self._parties.get(_plain(words), "")

    def told(self, entry: Entry, recogniser: Recogniser) -> Told:
        """An entry, read."""
        person = self.with_id(entry.appearance_id)
        return Told(
            entry_id=entry.id,
            number=entry.number,
            at=entry.at,
            speaker=entry.speaker,
            speaker_id=entry.appearance_id,
            party=person.for_whom if person is not None else "",
            step=entry.step,
            acts=recogniser.acts(entry.text, entry.kind),
            text=entry.text,
        )


def _says(text: str, name: str) -> bool:
    """Whether ``text`` holds ``name`` as whole words, however capitalised."""
    folded, wanted = text.casefold(), name.casefold()
    at = folded.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        free_before = at == 0 or not folded[at - 1].isalnum()
        if free_before and (end == len(folded) or not folded[end].isalnum()):
            return True
        at = folded.find(wanted, at + 1)
    return False


def _plain(party: str) -> str:
    return party.casefold().removeprefix("the ").strip()
