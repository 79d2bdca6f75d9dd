"""What a check of the sound equipment found, before court."""

from dataclasses import dataclass
from datetime import datetime

from courtdesk.sound.model.recordings import SoundPlan


@dataclass(frozen=True)
class ChannelCheck:
    """A channel: its highest peak and its loudness in decibels of full scale, and what is wrong.

    ``hum`` is the mains' frequency that it hums with, or 0.
    """

    name: str
    peak_db: float
    rms_db: float
    silent: bool = False
    clipped: bool = False
    hum: int = 0

    @property
    def words(self) -> str:
        """The verdict."""
        if self.silent:
            return "Silent: check the microphone"
        wrong = []
        if self.clipped:
            wrong.append("Too loud: turn the gain down")
        if self.hum:
            wrong.append(f"Hums at {self.hum} Hz: check the cable")
        return ". ".join(wrong) or "Heard"

    @property
    def good(self) -> bool:
        """Whether nothing is wrong with it."""
        return not (self.silent or self.clipped or self.hum)


@dataclass(frozen=True)
class SoundCheck:
    """A trial of some seconds: recorded, encrypted, read back from the disk, and deleted.

    ``lost`` counts blocks that the device dropped; ``read_back`` says that what was read back
    was what had been heard. ``copy`` says how the second copy's folder took it; empty: none set.
    """

    at: datetime
    plan: SoundPlan
    seconds: float
    channels: tuple[ChannelCheck, ...]
    lost: int
    read_back: bool
    free_bytes: int
    hours_left: float
    copy: str = ""
    copy_good: bool = True

    @property
    def good(self) -> bool:
        """Whether court can begin."""
        channels = all(channel.good for channel in self.channels)
        return channels and not self.lost and self.read_back and self.copy_good
