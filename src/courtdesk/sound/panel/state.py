"""What there is to be shown of a recording at a moment."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from courtdesk.sound.model.signs import Sign


class RecordingState(StrEnum):
    """What the strip says."""

    OFF = "not recording"
    STARTING = "starting"
    RECORDING = "recording"
    PAUSED = "paused"
    NO_DEVICE = "no microphone"


@dataclass(frozen=True)
class Look:
    """The recording of ``hearing_id`` now.

    ``verified_at`` (UTC) is the moment up to which sound was read back from the disk and decoded.
    ``reason`` says why nothing is recorded. ``peaks`` are 0 to 1 of full scale.
    """

    state: RecordingState
    hearing_id: str = ""
    recording_id: str = ""
    channels: tuple[str, ...] = ()
    peaks: tuple[float, ...] = ()
    seconds: float = 0.0
    verified_at: datetime | None = None
    reason: str = ""
    signs: tuple[Sign, ...] = ()
