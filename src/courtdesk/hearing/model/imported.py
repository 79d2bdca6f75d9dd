"""A log made elsewhere, as it would be recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from courtdesk.hearing.model.course import Clock, HearingState, Step, advance
from courtdesk.hearing.model.entries import EntryKind
from courtdesk.hearing.model.errors import BadEntry

LOG_HEAD = (
    *("number", "time", "speaker", "kind", "step", "text"),
    *("sealed", "amended", "bookmarked"),
)
"""The head of a log that CourtDesk wrote as CSV."""


@dataclass(frozen=True)
class ImportedEntry:
    """A line of a log made elsewhere, ready to be recorded. Times are UTC.

    Only an entry of the course of the hearing has a ``step``.
    """

    at: datetime
    speaker: str
    kind: EntryKind
    text: str
    until: datetime | None = None
    step: Step | None = None


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

    def span(self) -> tuple[datetime, datetime]:
        """The first moment and the last, UTC, of what can be imported.

        Raises:
            BadEntry: the plan has problems or no entries.
        """
        if self.problems:
            problem = self.problems[0]
            count = len(self.problems)
            rows = "1 row cannot" if count == 1 else f"{count} rows cannot"
            raise BadEntry(
                f"{rows} be imported; row {problem.row}: {problem.sentence} Nothing was imported."
            )
        if self.first is None or self.last is None:
            raise BadEntry("The file has no entries. Nothing was imported.")
        return self.first, self.last

    def clock(self) -> Clock:
        """The clock of the hearing as it ended: by its steps, or without any, all on the record.

        Raises:
            BadEntry: the plan has no entries.
        """
        if self.first is None or self.last is None:
            raise BadEntry("The file has no entries. Nothing was imported.")
        clock = course_of(self.entries)
        if clock is None or clock.started_at is None:
            on_record = self.last - self.first
            return Clock(HearingState.ADJOURNED, self.first, self.last, on_record)
        on_record, off_record = clock.read(self.last)
        return Clock(HearingState.ADJOURNED, clock.started_at, self.last, on_record, off_record)


def course_of(entries: Iterable[ImportedEntry]) -> Clock | None:
    """The clock after the steps of a log made elsewhere; None where they do not fit together."""
    clock = Clock(HearingState.NOT_STARTED)
    try:
        for entry in entries:
            if entry.step is not None:
                clock = advance(clock, entry.step, entry.at)
    except BadEntry:
        return None
    return clock
