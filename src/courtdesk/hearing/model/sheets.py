"""What the printed log and the minutes show."""

from dataclasses import dataclass, field

from courtdesk.hearing.model.course import Clock
from courtdesk.hearing.model.entries import Entry
from courtdesk.hearing.model.minutes import MinutesStanding
from courtdesk.hearing.model.plans import Hearing
from courtdesk.hearing.model.seals import Seal


@dataclass(frozen=True)
class HearingLogSheet:
    """Everything that the printed log shows, read in one snapshot. ``zone`` is an IANA name."""

    case_number: str
    case_title: str
    hearing: Hearing
    clock: Clock
    entries: tuple[Entry, ...]
    zone: str
    together: str = ""
    """The numbers of all cases that it is about, where it is about several."""


@dataclass(frozen=True)
class SealedSheet:
    """Everything that the sealed supplement shows: each seal with its entries, read at once.

    A seal that was lifted has none any more.
    """

    log: HearingLogSheet
    portions: tuple[tuple[Seal, tuple[Entry, ...]], ...]


@dataclass(frozen=True)
class MinutesSheet:
    """Everything that the minutes of proceedings show, read in one snapshot.

    ``entries`` holds the whole log; the sheet leaves out narrative notes (the minutes record
    what was done, not what was testified or argued).
    """

    case_number: str
    case_title: str
    hearing: Hearing
    clock: Clock
    entries: tuple[Entry, ...]
    charges: tuple[tuple[str, str], ...]
    parties: tuple[tuple[str, str, str, bool], ...]
    zone: str
    certification: str = ""
    language: str = ""
    second: tuple[tuple[str, str], ...] = ()
    together: str = ""
    """The numbers of all cases that it is about, where it is about several."""
    standing: MinutesStanding = field(default_factory=MinutesStanding)
    """Which states the minutes have come to; it is never frozen itself."""
