"""Keeping a protected name out of what is shown and printed."""

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar, cast

from courtdesk.witnesses.model.witness import Person, masked

T = TypeVar("T")
_SHORTEST = 3


class Masking:
    """Replaces the names of protected persons, and parts of them, by their pseudonyms.

    A whole name is found however it is capitalised; a part of it (of three letters or more) as a
    word that begins with a capital. It masks rather too much than too little.
    """

    def __init__(self, people: Iterable[Person]) -> None:
        self._rules: list[tuple[re.Pattern[str], str]] = []
        for person in people:
            if person.protected:
                self._learn(person)

    def _learn(self, person: Person) -> None:
        names = [name for name in (person.name, *person.former_names) if name]
        whole = sorted(names, key=len, reverse=True)
        parts = {part.strip(".,;") for name in names for part in re.split(r"[\s\-]+", name)}
        for name in whole:
            words = r"\s+".join(map(re.escape, name.split()))
            pattern = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
            self._rules.append((pattern, person.pseudonym))
        for part in sorted(parts, key=len, reverse=True):
            if len(part) >= _SHORTEST:
                options = {part, part.upper(), part.capitalize()}
                choice = "|".join(map(re.escape, sorted(options)))
                self._rules.append((re.compile(rf"(?<!\w)(?:{choice})(?!\w)"), person.pseudonym))

    def text(self, text: str) -> str:
        """``text`` without the names."""
        for pattern, pseudonym in self._rules:
            text = pattern.sub(pseudonym.replace("\\", r"\\"), text)
        return text

    def over(self, value: T) -> T:
        """``value`` (frozen dataclasses, tuples, texts) without the names, at any depth."""
        return cast("T", self._walk(value)) if self._rules else value

    def _walk(self, value: Any) -> Any:
        if isinstance(value, str) and not isinstance(value, Enum):
            return self.text(value)
        if isinstance(value, Person):
            return self._person(value)
        if isinstance(value, tuple):
            return tuple(self._walk(each) for each in value)
        if is_dataclass(value) and not isinstance(value, type):
            changed = {f.name: self._walk(getattr(value, f.name)) for f in fields(value)}
            return replace(value, **changed)
        return value

    def _person(self, person: Person) -> Person:
        if person.protected:
            return replace(masked(person), interpreter=self.text(person.interpreter))
        return replace(person, contact=self.text(person.contact))
