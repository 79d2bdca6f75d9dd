"""An entry as plain words: for the clipboard and for screen readers."""

from collections.abc import Iterable
from datetime import tzinfo

from courtdesk.hearing.model import Entry
from courtdesk.hearing.panel.kinds import mark_of
from courtdesk.hearing.panel.log.entry_layout import SEALED_WORDS, sealed_words

_SPOKEN_CHARACTERS = 2_000


def as_lines(entries: Iterable[Entry], zone: tzinfo) -> str:
    """One line an entry: date and time at court, speaker, kind, text; separated by tabs."""
    return "\n".join(_line(entry, zone) for entry in entries)


def spoken(entry: Entry, zone: tzinfo) -> str:
    """What a screen reader says of ``entry``."""
    mark = mark_of(entry)
    parts = [f"{entry.at.astimezone(zone):%H:%M:%S}", entry.speaker, mark[0] if mark else ""]
    closed = sealed_words(entry, zone) if entry.closed else ""
    parts.append(closed or entry.text[:_SPOKEN_CHARACTERS])
    if entry.amended:
        last = entry.amendments[-1]
        parts.append(f"amended by {last.by}: {last.reason}. Before: {last.old_text[:500]}")
    if entry.bookmarked:
        parts.append("bookmarked")
    return ", ".join(part for part in parts if part)


def _line(entry: Entry, zone: tzinfo) -> str:
    mark = mark_of(entry)
    text = SEALED_WORDS if entry.sealed else entry.text  # what is copied goes anywhere
    cells = (
        f"{entry.at.astimezone(zone):%Y-%m-%d %H:%M:%S}",
        "" if entry.sealed else entry.speaker,
        mark[0] if mark else "",
        " ".join(text.split()),
    )
    return "\t".join(cells)
