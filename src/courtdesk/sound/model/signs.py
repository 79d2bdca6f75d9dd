"""What is wrong while a recording runs, in words; and who notices it from levels."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

SILENT_PEAK = 10 ** (-66 / 20)
"""A microphone that works hears the room: less than −66 dB of full scale is a dead line."""
SILENT_SECONDS = 20.0
CLIPPED_PEAK = 0.9999
CLIPPING_SHOWN_SECONDS = 10.0


class SignKind(StrEnum):
    """What can be wrong, the gravest first."""

    NOT_RECORDING = "not recording"
    STUCK = "recorder does not answer"
    DISK_FULL = "disk full"
    NO_DEVICE = "no microphone"
    UNVERIFIED = "not verified"
    DISK_LOW = "disk nearly full"
    COPY_FAILED = "second copy failed"
    LOST = "sound lost"
    SILENT = "silent"
    CLIPPING = "too loud"
    HUM = "hum"


GRAVE = frozenset({SignKind.NOT_RECORDING, SignKind.STUCK, SignKind.DISK_FULL, SignKind.NO_DEVICE})
"""Signs of sound that is being lost now."""

_WORDS = {
    SignKind.NOT_RECORDING: ("Not recording", "The hearing is on record and no sound is recorded."),
    SignKind.STUCK: (
        "Recorder does not answer",
        "What is said now may be lost: the disk takes nothing. Check the drive.",
    ),
    SignKind.DISK_FULL: ("Disk full", "The disk takes no more sound. Free some space now."),
    SignKind.NO_DEVICE: (
        "Microphone gone",
        "The microphone does not answer. Check its plug; recording goes on when it is back.",
    ),
    SignKind.UNVERIFIED: (
        "Not verified",
        "What was written lately could not be read back from the disk.",
    ),
    SignKind.DISK_LOW: ("Disk nearly full", "Less than 2 GB are left for the recording."),
    SignKind.COPY_FAILED: (
        "Second copy failed",
        "The second drive takes no more; the recording itself goes on.",
    ),
    SignKind.LOST: ("Sound lost", "Some samples were lost; the log says when and how many."),
    SignKind.SILENT: ("Silent", "Nothing is heard on this channel. Check the microphone."),
    SignKind.CLIPPING: ("Too loud", "This channel is distorted. Turn its gain down."),
    SignKind.HUM: ("Hum", "This channel hums with the mains. Check cable and ground."),
}


@dataclass(frozen=True)
class Sign:
    """Something wrong, with the channel's name where it is one channel's."""

    kind: SignKind
    channel: str = ""
    detail: str = ""

    @property
    def short(self) -> str:
        """Some words for a narrow place."""
        words = _WORDS[self.kind][0]
        return f"{self.channel}: {words.lower()}" if self.channel else words

    @property
    def sentence(self) -> str:
        """What it means and what to do."""
        return self.detail or _WORDS[self.kind][1]

    @property
    def grave(self) -> bool:
        """Whether sound is being lost now."""
        return self.kind in GRAVE


def sign_words(signs: Sequence[Sign], clock: str) -> str:
    """A line for the log about signs of one kind that came up at ``clock``."""
    sign = signs[0]
    where = ", ".join(each.channel for each in signs if each.channel)
    on = f" ({where})" if where else ""
    return f"Recording: {_WORDS[sign.kind][0].lower()}{on} since {clock}. {sign.sentence}"


class LevelWatch:
    """Notices dead and distorted channels from their peaks; ``at`` is a monotonic second."""

    def __init__(self, channels: Sequence[str]) -> None:
        self._channels = tuple(channels)
        self._loud_at: list[float | None] = [None] * len(channels)
        self._clipped_at: list[float | None] = [None] * len(channels)

    def hear(self, peaks: Iterable[float], at: float) -> tuple[Sign, ...]:
        """Take in the newest peaks (0 to 1); returns what is wrong now."""
        found = []
        for place, (name, peak) in enumerate(zip(self._channels, peaks, strict=False)):
            loud = self._loud_at[place]
            if peak > SILENT_PEAK or loud is None:
                loud = self._loud_at[place] = at
            if peak >= CLIPPED_PEAK:
                self._clipped_at[place] = at
            clipped = self._clipped_at[place]
            if at - loud >= SILENT_SECONDS:
                found.append(Sign(SignKind.SILENT, name))
            if clipped is not None and at - clipped < CLIPPING_SHOWN_SECONDS:
                found.append(Sign(SignKind.CLIPPING, name))
        return tuple(found)

    def rest(self) -> None:
        """Nothing is heard for a while, by intent: silence begins anew."""
        self._loud_at = [None] * len(self._channels)
