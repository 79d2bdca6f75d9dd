"""How much time the court gives a party, for all its hearings in a case."""

import re
from dataclasses import dataclass
from datetime import timedelta

from courtdesk.hearing.model.errors import BadEntry

_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)")
_WORDS = re.compile(
    r"(?:(\d{1,3})\s*h(?:ours?|rs?)?)?\s*(?:(\d{1,4})\s*m(?:in(?:utes?)?)?)?", re.IGNORECASE
)
_LAST_PART = 10
"""A limit is near when less than one part in so many is left of it."""


@dataclass(frozen=True)
class TimeLimit:
    """The time that a party has; ``source`` says by which order."""

    party: str
    time: timedelta
    source: str = ""

    def left(self, spent: timedelta) -> timedelta:
        """What is left; below zero where the party has had more."""
        return self.time - spent

    def is_near(self, spent: timedelta) -> bool:
        """Whether little is left, or nothing."""
        return self.left(spent) * _LAST_PART <= self.time


def parse_span(words: str) -> timedelta:
    """A span as people type it: “4:30” (hours and minutes), “4 h 30 min”, “90 min”.

    Raises:
        BadEntry: it is no span, or none above zero.
    """
    text = " ".join(words.split())
    found = _CLOCK.fullmatch(text) or (_WORDS.fullmatch(text) if text else None)
    span = timedelta(hours=int(found[1] or 0), minutes=int(found[2] or 0)) if found else timedelta()
    if not span:
        raise BadEntry("Give the time as hours and minutes, such as “4:30”, “4 h” or “90 min”.")
    return span


def span_words(span: timedelta) -> str:
    """A span as :func:`parse_span` reads it: “4:30”."""
    minutes = int(span.total_seconds()) // 60
    return f"{minutes // 60}:{minutes % 60:02d}"
