"""The lines of the log, what amends them, and the half-typed one."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from courtdesk.hearing.model.course import Step
from courtdesk.hearing.model.errors import BadEntry
from courtdesk.hearing.model.seals import Seal

MAX_TEXT = 200_000


class EntryKind(StrEnum):
    """What an entry records. ``COURSE`` entries are made by a step, never typed."""

    NOTE = "note"
    APPEARANCE = "appearance"
    WITNESS = "witness"
    EXHIBIT = "exhibit"
    OBJECTION = "objection"
    MOTION = "motion"
    RULING = "ruling"
    ORDER = "order"
    PLEA = "plea"
    JURY = "jury"
    ARGUMENT = "argument"
    NEXT_DATE = "next date"
    COURSE = "course"


TYPED_KINDS: tuple[EntryKind, ...] = tuple(k for k in EntryKind if k is not EntryKind.COURSE)


@dataclass(frozen=True)
class Amendment:
    """A correction: the text it replaced, why, who made it, and when."""

    version: int
    old_text: str
    old_speaker: str
    old_kind: EntryKind
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Entry:
    """One line of the log. ``number`` counts from 1 in the order of the record."""

    id: str
    hearing_id: str
    number: int
    at: datetime
    speaker: str
    kind: EntryKind
    text: str
    by: str
    step: Step | None = None
    bookmarked: bool = False
    sealed: bool = False
    amendments: tuple[Amendment, ...] = ()
    appearance_id: str = ""
    seal: Seal | None = None
    """Of a sealed entry: under which seal it lies."""

    @property
    def amended(self) -> bool:
        """Whether a correction has replaced the text as first typed."""
        return bool(self.amendments)

    @property
    def closed(self) -> bool:
        """Whether it is sealed and was read without the key to what is sealed."""
        return self.sealed and not self.text


@dataclass(frozen=True)
class NewEntry:
    """A line that was typed.

    ``id`` is made with the first keystroke and makes saving the line twice harmless. ``at`` is
    the moment of that keystroke, in UTC. ``appearance_id`` names who speaks where they are on
    the list of appearances; ``speaker`` is what the log shows.
    """

    id: str
    hearing_id: str
    at: datetime
    speaker: str
    kind: EntryKind
    text: str
    appearance_id: str = ""


@dataclass(frozen=True)
class Draft:
    """The half-typed line of a hearing, kept so that a crash does not lose it."""

    hearing_id: str
    entry_id: str
    at: datetime
    speaker: str
    kind: EntryKind
    text: str
    appearance_id: str = ""


def checked_text(text: str) -> str:
    """``text`` as it is kept: line ends unified, blanks at the ends removed.

    Halves of characters, which no file can hold, become U+FFFD; NUL is dropped.

    Raises:
        BadEntry: nothing is left, or it is longer than ``MAX_TEXT`` characters.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")
    kept = whole.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not kept:
        raise BadEntry("There is nothing to save yet. Type what happened, then press Enter.")
    if len(kept) > MAX_TEXT:
        raise BadEntry(
            f"The entry has {len(kept):,} characters; the log takes {MAX_TEXT:,}. "
            "Nothing is lost: divide it and save the parts."
        )
    return kept


@dataclass(frozen=True)
class EntryCounts:
    """How many entries a log has of each kind, and how many are bookmarked."""

    by_kind: dict[EntryKind, int]
    bookmarks: int

    @property
    def total(self) -> int:
        """All entries."""
        return sum(self.by_kind.values())
