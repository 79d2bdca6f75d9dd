"""Sound that leaves the court: what was asked for, what of it is sealed, and what was given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SEAL_LEAD = timedelta(seconds=5)
"""An entry bears the time of its first keystroke, which follows what was said."""
_SOON = timedelta(seconds=2)


class Form(StrEnum):
    """The form in which sound is given out."""

    FLAC = "flac"
    OPUS = "opus"
    WAV = "wav"


class SealedSound(StrEnum):
    """What becomes of sealed passages: silence of the same length, nothing, or their sound."""

    SILENCED = "silenced"
    LEFT_OUT = "left-out"
    INCLUDED = "included"


@dataclass(frozen=True)
class SealedSpan:
    """A sealed passage, in UTC; without ``last`` it goes on to the end."""

    first: datetime
    last: datetime | None = None


@dataclass(frozen=True)
class LogLine:
    """An entry of the log as it goes with the sound. That of a sealed one has no text."""

    at: datetime
    speaker: str
    text: str
    sealed: bool = False


@dataclass(frozen=True)
class Order:
    """What is to be given out: a hearing's sound from ``first`` to ``last``, UTC; without: all.

    ``court``, ``case`` and ``title`` stand on the papers that go with it.
    """

    hearing_id: str
    first: datetime | None = None
    last: datetime | None = None
    sealed: tuple[SealedSpan, ...] = ()
    sealed_sound: SealedSound = SealedSound.SILENCED
    form: Form = Form.FLAC
    court: str = ""
    case: str = ""
    title: str = ""


@dataclass(frozen=True)
class SoundPart:
    """A file of sound: samples ``first`` to ``last`` of a recording, heard from ``at`` on."""

    name: str
    recording_id: str
    first: int
    last: int
    at: datetime
    rate: int
    sha256: str

    @property
    def seconds(self) -> float:
        """How long it plays."""
        return (self.last - self.first) / self.rate

    @property
    def until(self) -> datetime:
        """When its last sample was heard, if no pause lies within."""
        return self.at + timedelta(seconds=self.seconds)


@dataclass(frozen=True)
class Omission:
    """A span that cannot be heard in what was given, and why: ``sealed``, ``damaged``, ``paused``.

    ``at`` is UTC. ``part`` names the file in which it is silent; it is empty where nothing
    stands for the span.
    """

    why: str
    at: datetime
    seconds: float
    part: str = ""
    into: float = 0.0


@dataclass(frozen=True)
class Source:
    """A recording that the sound was taken from, with the hash of all that was recorded."""

    recording_id: str
    started_at: datetime
    channels: tuple[str, ...]
    rate: int
    fingerprint: str
    origin: str = ""


@dataclass(frozen=True)
class Paper:
    """A file that goes with the sound."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Contents:
    """What was given out: the files of sound in order, and what is missing in them.

    ``encrypted`` tells whether it takes a passphrase to open it.
    """

    order: Order
    sources: tuple[Source, ...]
    parts: tuple[SoundPart, ...]
    omissions: tuple[Omission, ...]
    encrypted: bool


def sealed_spans(lines: Sequence[LogLine], lead: timedelta = SEAL_LEAD) -> tuple[SealedSpan, ...]:
    """The passages that sealed entries cover.

    Each goes from ``lead`` before the first sealed entry to the next one that is not sealed.
    """
    spans: list[SealedSpan] = []
    began: datetime | None = None
    for line in sorted(lines, key=lambda each: each.at):
        if line.sealed and began is None:
            began = line.at - lead
        elif not line.sealed and began is not None:
            spans.append(SealedSpan(began, line.at))
            began = None
    if began is not None:
        spans.append(SealedSpan(began))
    return tuple(spans)


def place_of(at: datetime, parts: Iterable[SoundPart]) -> tuple[str, float] | None:
    """The file in which a moment is heard, and the seconds from its beginning.

    A recording goes on a moment after the step that says so: that step is at its beginning.
    """
    soon: SoundPart | None = None
    for part in parts:
        if part.at <= at < part.until:
            return part.name, (at - part.at).total_seconds()
        if at < part.at <= at + _SOON and (soon is None or part.at < soon.at):
            soon = part
    return None if soon is None else (soon.name, 0.0)
