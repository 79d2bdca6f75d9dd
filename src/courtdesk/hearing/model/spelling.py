"""Spelling: which words of a line are to be looked at, and whether a word is right.

The list of words is loaded with the first question, which takes half a second: ask in the child
process that makes pages, never where a clerk types.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spellchecker import SpellChecker

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MOST_SUGGESTIONS = 6
_SHORTEST_OWN = 4
"""Letters; what is shorter is an abbreviation or a code, and rarely meant."""
Variants = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Word:
    """A word of a text, from ``start`` to ``end``."""

    text: str
    start: int
    end: int


def words_of(text: str) -> tuple[Word, ...]:
    """The words that can be spelled wrongly: none with figures in it, none in capitals alone."""
    found = []
    for match in _WORD.finditer(text):
        around = text[max(match.start() - 1, 0) : match.end() + 1]
        word = match[0]
        if len(word) < 2 or word.isupper() or any(c.isdigit() or c in "_/@" for c in around):
            continue
        found.append(Word(word, match.start(), match.end()))
    return tuple(found)


def key_of(word: str) -> str:
    """What two ways to write a word share: no capitals, one apostrophe, no possessive."""
    plain = word.casefold().replace("’", "'")
    return plain.removesuffix("'s").removesuffix("'")


def misspelt(keys: Sequence[str], variants: Variants) -> tuple[str, ...]:
    """Those of ``keys`` that the list of words does not know, in no variant either."""
    known = _known()
    return tuple(key for key in keys if not _is_right(key, known, variants))


def suggestions(key: str, own: Iterable[str]) -> tuple[str, ...]:
    """What may have been meant, the likeliest first; words of the court's ``own`` before others."""
    known = _known()
    near = known.candidates(key) or set()
    ours = known.edit_distance_1(key)
    long = (word for word in own if len(word) >= _SHORTEST_OWN)
    first = sorted({word for word in long if word.casefold() in ours})
    rest = sorted(near - {key}, key=lambda word: -known.word_usage_frequency(word))
    taken = {word.casefold() for word in first}
    return (*first, *(word for word in rest if word not in taken))[:_MOST_SUGGESTIONS]


def _is_right(key: str, known: "SpellChecker", variants: Variants) -> bool:
    parts = key.split("-")
    if len(parts) > 1:
        return all(len(part) < 2 or _is_right(part, known, variants) for part in parts)
    if key in known:
        return True
    for written, american in variants:
        other = re.sub(written, american, key)
        if other != key and other in known:
            return True
    return False


@lru_cache(maxsize=1)
def _known() -> "SpellChecker":
    from spellchecker import SpellChecker

    return SpellChecker(language="en", distance=1)
