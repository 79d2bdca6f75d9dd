"""Finding words in every hearing of every case: what is asked, what was found."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

from courtdesk.hearing.model.entries import Entry, EntryKind

NEWEST = 50
"""How many hits are given, the newest first."""
_MARK = "Mn"


@dataclass(frozen=True)
class FindRequest:
    """Words, all of which an entry must hold, and what else is known of it.

    ``case_id``, ``kinds`` and ``speaker`` narrow the search where they are not empty. ``since`` and
    ``until`` are days of the court's calendar, both included.
    """

    words: str
    case_id: str = ""
    kinds: frozenset[EntryKind] = field(default_factory=frozenset)
    speaker: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Hit:
    """An entry that was found, and where it stands."""

    entry: Entry
    case_id: str
    case_number: str
    case_title: str
    hearing_title: str
    day: date


@dataclass(frozen=True)
class Findings:
    """The newest hits. ``vague``: more words begin like the last one than are looked up.

    The last word is then taken for a whole word.
    """

    hits: tuple[Hit, ...] = ()
    vague: bool = False


@dataclass(frozen=True)
class EntryPlace:
    """An entry that a panel is to show."""

    case_id: str
    hearing_id: str
    number: int


def phrases(words: str) -> tuple[tuple[str, ...], ...]:
    """What a person typed, each part as the index has it: without marks, in small letters.

    ``O’Brien`` is a phrase of two words.
    """
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFD", words)
        if unicodedata.category(letter) != _MARK
    ).lower()
    parts = (tuple(re.findall(r"[^\W_]+", part)) for part in plain.split())
    return tuple(part for part in parts if part)
