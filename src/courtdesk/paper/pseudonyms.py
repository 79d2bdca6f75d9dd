"""Pseudonyms put through in what leaves the vault; the record itself keeps the real names.

A name is replaced where it stands as whole words, whatever its case, its composition of accents,
the form of its apostrophes and hyphens, and the blanks between its parts. What follows an
apostrophe stays: “Jane Doe’s” becomes “J.D.’s”. In scripts that do not part their words (Chinese,
Japanese, Thai …) there are no bounds to look for. Inflected forms are names of their own in the
list: “Иванова” is not “Иванов”.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from functools import cached_property
from typing import Any, TypeVar

T = TypeVar("T")

_APOSTROPHES = "'\u2019\u02bc\uff07"
_HYPHENS = "-\u2010\u2011\u2212"
_WITHOUT_BLANKS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0903"
_MARKS += "\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0a3c-\u0a4d\u0abc-\u0acd\u0b3c-\u0b4d"
_MARKS += "\u0bbe-\u0bcd\u0c3e-\u0c4d\u0cbc-\u0ccd\u0d3e-\u0d4d\u200c\u200d"
_PART = rf"[\w{_MARKS}]"


@dataclass(frozen=True)
class Pseudonyms:
    """Real names and what stands for each on copies: pairs of (name, pseudonym)."""

    pairs: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pairs)

    def through(self, text: str) -> str:
        """``text`` with each name replaced; the longest name wins where several begin."""
        if not text or self._pattern is None:
            return text
        return self._pattern.sub(self._instead, text)

    def through_all(self, value: T) -> T:
        """A frozen value, such as a document, with each text in it put through."""
        return value if self._pattern is None else self._walk(value)

    def _walk(self, value: Any) -> Any:
        if isinstance(value, Enum):
            return value
        if isinstance(value, str):
            return self.through(value)
        if isinstance(value, tuple):
            return tuple(map(self._walk, value))
        if is_dataclass(value) and not isinstance(value, type):
            known = {f.name: getattr(value, f.name) for f in fields(value) if f.init}
            walked = {name: self._walk(each) for name, each in known.items()}
            changed = {name: new for name, new in walked.items() if new is not known[name]}
            return replace(value, **changed) if changed else value
        return value

    @cached_property
    def _in_order(self) -> tuple[tuple[str, str], ...]:
        known = ((" ".join(name.split()), stands) for name, stands in self.pairs)
        return tuple(sorted((pair for pair in known if pair[0]), key=lambda p: -len(p[0])))

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        parts = [f"({_name(name)})" for name, _ in self._in_order]
        return re.compile("|".join(parts), re.IGNORECASE) if parts else None

    def _instead(self, found: re.Match[str]) -> str:
        return self._in_order[(found.lastindex or 1) - 1][1]


def merged(some: Iterable[Pseudonyms]) -> Pseudonyms:
    """All of them in one."""
    return Pseudonyms(tuple(pair for each in some for pair in each.pairs))


def _name(name: str) -> str:
    """A pattern without groups that finds ``name`` as whole words."""
    whole = unicodedata.normalize("NFC", name)
    before = "" if _WITHOUT_BLANKS.match(whole[0]) else rf"(?<!{_PART})"
    after = "" if _WITHOUT_BLANKS.match(whole[-1]) else rf"(?!{_PART})"
    return before + "".join(map(_character, whole)) + after


def _character(character: str) -> str:
    if character == " ":
        return r"[\s\u00a0\u202f]+"
    if character in _APOSTROPHES:
        return f"[{_APOSTROPHES}]"
    if character in _HYPHENS:
        return f"[{_HYPHENS}]"
    if character in "ßẞ":
        return "(?:ß|ẞ|ss)"
    apart = unicodedata.normalize("NFD", character)
    if apart == character:
        return re.escape(character)
    return f"(?:{re.escape(character)}|{re.escape(apart)})"
