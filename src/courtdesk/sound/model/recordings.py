"""The words of sound: what is recorded and how, where a moment lies in it, what went wrong.

A place in a recording is a whole number of samples from its beginning. Times are aware, in UTC.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from courtdesk.errors import KnownError
from courtdesk.sound.model.incoming import Origin

MAX_CHANNELS = 8
RATES = (16_000, 24_000, 32_000, 44_100, 48_000)
_OPUS_RATES = frozenset({16_000, 24_000, 48_000})


class NoSound(KnownError):
    """Sound cannot be recorded or read, and the sentence says why."""


class Codec(StrEnum):
    """How sound is kept: FLAC returns every sample, Opus is a tenth of its size."""

    FLAC = "flac"
    OPUS = "opus"


class IncidentKind(StrEnum):
    """What the recorder noticed and put into the recording."""

    LOST = "samples lost"
    PAUSED = "paused"
    DEVICE_GONE = "device gone"
    CLOCK_JUMPED = "clock jumped"
    DISK_FULL = "disk full"
    COPY_FAILED = "second copy failed"
    COPY_BACK = "second copy back"
    BROKEN_OFF = "broken off"


@dataclass(frozen=True)
class SoundPlan:
    """What to record. ``channels`` names each one, such as bench and witness.

    ``device`` is PortAudio's name of it, empty for the system's own choice. ``rate`` is samples
    a second. ``second_copy`` is a folder on another drive, or empty.
    """

    channels: tuple[str, ...]
    device: str = ""
    rate: int = 48_000
    codec: Codec = Codec.FLAC
    second_copy: str = ""

    def checked(self) -> "SoundPlan":
        """Itself, if it can be recorded.

        Raises:
            NoSound: it has no channel, too many, or a rate that the codec does not take.
        """
        if not 1 <= len(self.channels) <= MAX_CHANNELS:
            raise NoSound(f"A recording has 1 to {MAX_CHANNELS} channels.")
        rates = sorted(_OPUS_RATES) if self.codec is Codec.OPUS else RATES
        if self.rate not in rates:
            known = ", ".join(f"{rate:,}" for rate in rates)
            raise NoSound(f"{self.codec} is recorded at {known} samples a second.")
        return self


@dataclass(frozen=True)
class Incident:
    """Something that went wrong at ``sample``, for ``seconds``. ``at`` is when it began."""

    kind: IncidentKind
    sample: int
    at: datetime
    seconds: float = 0.0
    detail: str = ""


@dataclass(frozen=True)
class Recording:
    """A recording as the vault knows it. ``ended_at`` is None while it runs or was not seen to end.

    ``samples`` counts what the record has taken up, each of all channels. ``origin`` is the file
    that it was imported from, or None.
    """

    id: str
    hearing_id: str
    plan: SoundPlan
    started_at: datetime
    ended_at: datetime | None
    samples: int
    incidents: tuple[Incident, ...] = ()
    origin: Origin | None = None


class ProblemKind(StrEnum):
    """What a check of the files found."""

    DAMAGED = "damaged"
    MISSING = "missing"
    CHANGED = "changed"
    CUT = "cut off"


@dataclass(frozen=True)
class Problem:
    """A part of a recording that cannot be played or trusted: samples ``first`` to ``last``."""

    kind: ProblemKind
    first: int
    last: int
