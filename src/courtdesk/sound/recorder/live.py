"""What the recorder and the desk tell each other: one small file that both map into memory.

The recorder writes its state, the desk one command; neither ever waits for the other, and a desk
that comes back finds the recorder by it. It holds levels and counts, and nothing that was said.
"""

import mmap
import os
import struct
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from courtdesk.sound.model import MAX_CHANNELS

NAME = "live"
STALE_SECONDS = 3.0
"""A recorder that has not told anything for this long is gone or stuck."""

_STATE = struct.Struct(f">32sIIBBxxIQQQqq{MAX_CHANNELS}f")
_CRC = struct.Struct(">I")
_COMMAND_AT = 1024
_BYTES = 4096


class RecorderState(IntEnum):
    """What the recorder is doing."""

    STARTING = 0
    RECORDING = 1
    PAUSED = 2
    NO_DEVICE = 3
    ENDED = 4


class Command(IntEnum):
    """What the desk asks of the recorder; it holds until another is given."""

    RECORD = 0
    PAUSE = 1
    STOP = 2


class Alert(IntEnum):
    """A bit of :attr:`Live.alerts`."""

    LOST = 1
    DISK_LOW = 2
    DISK_FULL = 4
    COPY_FAILED = 8
    CLOCK_JUMPED = 16


@dataclass(frozen=True)
class Live:
    """The recorder's newest word. Samples are counted from the recording's beginning.

    ``peaks``, 0 to 1 of full scale, are the highest since the last word but one, so that who looks
    as often as it is told misses none.
    ``verified`` is the sample up to which sound was read back from the disk and decoded.
    """

    recording_id: str
    pid: int
    rate: int
    state: RecorderState
    alerts: int
    heard: int
    written: int
    verified: int
    told_us: int
    verified_us: int
    peaks: tuple[float, ...]

    @property
    def alive(self) -> bool:
        """Whether the recorder has told something lately and has not ended."""
        fresh = time.time_ns() // 1000 - self.told_us < STALE_SECONDS * 1e6
        return fresh and self.state is not RecorderState.ENDED


class LiveFile:
    """The file in ``folder``; the recorder makes it, the desk opens it.

    Raises:
        FileNotFoundError: there is no recording there.
    """

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        flags = os.O_RDWR | (os.O_CREAT if create else 0) | getattr(os, "O_BINARY", 0)
        fd = os.open(folder / NAME, flags, 0o600)
        try:
            if os.fstat(fd).st_size < _BYTES:
                os.ftruncate(fd, _BYTES)
            self._map = mmap.mmap(fd, _BYTES)
        except OSError:
            os.close(fd)
            raise
        self._fd = fd

    @property
    def removed(self) -> bool:
        """Whether the recording was deleted under the recorder."""
        return os.fstat(self._fd).st_nlink == 0

    def tell(self, live: Live) -> None:
        """Publish the recorder's state."""
        data = _STATE.pack(
            live.recording_id.encode(),
            live.pid,
            live.rate,
            live.state,
            len(live.peaks),
            live.alerts,
            live.heard,
            live.written,
            live.verified,
            live.told_us,
            live.verified_us,
            *(*live.peaks, *(0.0,) * MAX_CHANNELS)[:MAX_CHANNELS],
        )
        self._map[: len(data) + 4] = data + _CRC.pack(zlib.crc32(data))

    def read(self) -> Live | None:
        """The newest state, or None while there is none."""
        for _ in range(5):
            data = self._map[: _STATE.size + 4]
            if _CRC.pack(zlib.crc32(data[:-4])) == data[-4:]:
                return _live(data)
        return None

    def ask(self, command: Command) -> None:
        """Give the recorder a command."""
        self._map[_COMMAND_AT] = command

    @property
    def command(self) -> Command:
        """The command that holds."""
        with suppress(ValueError):
            return Command(self._map[_COMMAND_AT])
        return Command.RECORD

    def close(self) -> None:
        """Let go of the file."""
        self._map.close()
        os.close(self._fd)


def _live(data: bytes) -> Live:
    identity, pid, rate, state, channels, alerts, *rest = _STATE.unpack_from(data)
    heard, written, verified, told_us, verified_us, *levels = rest
    return Live(
        identity.decode(),
        pid,
        rate,
        RecorderState(state),
        alerts,
        heard,
        written,
        verified,
        told_us,
        verified_us,
        tuple(levels[:channels]),
    )
