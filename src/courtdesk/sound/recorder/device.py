"""Sound cards, through PortAudio."""

import time
from collections import Counter
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any

from courtdesk.sound.model import NoSound, SoundPlan

_LATENCY_SECONDS = 0.2
_BLOCKS_A_SECOND = 50


@dataclass(frozen=True)
class Block:
    """Sound as it arrived: interleaved 16-bit samples, and when, on the monotonic clock."""

    pcm: bytes
    frames: int
    at: float
    overflowed: bool


@dataclass(frozen=True)
class Device:
    """A sound card that hears. ``name`` is what a plan calls it.

    Where several drivers offer the same card, as on Windows, the name ends with the driver's.
    """

    name: str
    channels: int
    rate: int


def portaudio() -> Any:
    """PortAudio's binding.

    Raises:
        NoSound: PortAudio is not on this computer.
    """
    try:
        import sounddevice
    except OSError as error:
        raise NoSound(
            "Sound is off: the library PortAudio is missing (on Debian and Ubuntu the package "
            "libportaudio2). The log works without it."
        ) from error
    return sounddevice


def devices() -> tuple[Device, ...]:
    """The sound cards that hear.

    Raises:
        NoSound: PortAudio is not on this computer.
    """
    sounddevice = portaudio()
    drivers = sounddevice.query_hostapis()
    found = [each for each in sounddevice.query_devices() if each["max_input_channels"] > 0]
    times = Counter(each["name"] for each in found)

    def name(each: Any) -> str:
        told = str(each["name"])
        return told if times[told] == 1 else f"{told}, {drivers[each['hostapi']]['name']}"

    return tuple(
        Device(name(each), each["max_input_channels"], round(each["default_samplerate"]))
        for each in found
    )


def look_again() -> None:
    """Have PortAudio look for the sound cards anew; no input may be open.

    It knows only those that were there when it was loaded. The binding offers no other way.
    """
    sounddevice = portaudio()
    sounddevice._terminate()
    sounddevice._initialize()


class Microphones:
    """An open input. Blocks arrive in ``blocks`` from PortAudio's own thread.

    Raises:
        NoSound: the device is missing, busy, or lacks the channels or the rate.
    """

    def __init__(self, plan: SoundPlan, blocks: "SimpleQueue[Block]") -> None:
        sounddevice = portaudio()

        def heard(data: Any, frames: int, _time: Any, status: Any) -> None:
            blocks.put(Block(bytes(data), frames, time.monotonic(), bool(status.input_overflow)))

        try:
            self._stream = sounddevice.RawInputStream(
                samplerate=plan.rate,
                blocksize=plan.rate // _BLOCKS_A_SECOND,
                device=plan.device or None,
                channels=len(plan.channels),
                dtype="int16",
                latency=_LATENCY_SECONDS,
                callback=heard,
            )
            self._stream.start()
        except (sounddevice.PortAudioError, ValueError) as error:
            raise NoSound(
                "The microphone does not answer with the channels and the rate that are set. "
                "Check that it is plugged in and that no other program holds it."
            ) from error

    @property
    def active(self) -> bool:
        """Whether the device still delivers."""
        return bool(self._stream.active)

    def close(self) -> None:
        """Let go of the device."""
        self._stream.close(ignore_errors=True)
