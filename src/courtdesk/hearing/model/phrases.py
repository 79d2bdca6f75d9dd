"""Set phrases: what is put on record word for word, with blanks to be filled in."""

import re
from dataclasses import dataclass

from courtdesk.hearing.model.entries import EntryKind, checked_text
from courtdesk.hearing.model.errors import BadEntry

_BLANK = re.compile(r"\[[^\[\]\n]{1,60}\]")
_LONGEST_SHORT = 20


@dataclass(frozen=True)
class Phrase:
    """A set phrase. A blank stands in brackets; ``id`` is empty for one that is shipped."""

    short: str
    title: str
    kind: EntryKind
    text: str
    id: str = ""


def next_blank(text: str, after: int) -> tuple[int, int] | None:
    """Where the first blank from ``after`` on begins and ends, or else the first of all."""
    found = _BLANK.search(text, after) or _BLANK.search(text)
    return None if found is None else found.span()


def last_blank(text: str, before: int) -> tuple[int, int] | None:
    """Where the last blank that ends by ``before`` lies, or else the last of all."""
    spans = [found.span() for found in _BLANK.finditer(text)]
    earlier = [span for span in spans if span[1] <= before]
    return earlier[-1] if earlier else spans[-1] if spans else None


def checked_phrase(phrase: Phrase) -> Phrase:
    """``phrase`` with blanks at its ends removed.

    Raises:
        BadEntry: it has no short form of one word, no title or no text.
    """
    short, title = phrase.short.strip(), " ".join(phrase.title.split())
    if not short or len(short.split()) != 1 or len(short) > _LONGEST_SHORT:
        raise BadEntry(
            f"A phrase needs a short form of one word, {_LONGEST_SHORT} letters at most."
        )
    if not title:
        raise BadEntry("A phrase needs a title by which it is found.")
    if phrase.kind is EntryKind.COURSE:
        raise BadEntry("Steps of the hearing have keys of their own; a phrase cannot take them.")
    return Phrase(short, title, phrase.kind, checked_text(phrase.text), phrase.id)
