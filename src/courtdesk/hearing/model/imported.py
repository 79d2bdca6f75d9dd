"""A log made elsewhere, as it would be recorded."""

from dataclasses import dataclass
from datetime import datetime

from courtdesk.hearing.model.entries import EntryKind


@dataclass(frozen=True)
class ImportedEntry:
    """A line of a log made elsewhere, ready to be recorded. Times are UTC."""

    at: datetime
    speaker: str
    kind: EntryKind
    text: str
    until: datetime | None = None


@dataclass(frozen=True)
class ImportedSpeaker:
    """Someone who speaks in a log made elsewhere, with the role that it gives them."""

    name: str
    role: str
    turns: int


@dataclass(frozen=True)
class RowProblem:
    """A row of a file that cannot be imported as it stands. Rows count from 1, the head apart."""

    row: int
    sentence: str


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do. Nothing is imported while there is a problem.

    ``remarks`` are sentences for the person who imports: what was taken for granted.
    """

    entries: tuple[ImportedEntry, ...]
    problems: tuple[RowProblem, ...]
    speakers: tuple[ImportedSpeaker, ...]
    remarks: tuple[str, ...] = ()

    @property
    def first(self) -> datetime | None:
        """The moment of the first entry, UTC."""
        return self.entries[0].at if self.entries else None

    @property
    def last(self) -> datetime | None:
        """The moment at which the last entry ends, UTC."""
        return max((entry.until or entry.at for entry in self.entries), default=None)
