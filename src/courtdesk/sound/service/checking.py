"""A trial of the sound equipment: the whole way from the microphone to the disk and back."""

import secrets
import shutil
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from courtdesk.sound.model import Codec, NoSound, SoundPlan
from courtdesk.sound.model.check import ChannelCheck, SoundCheck
from courtdesk.sound.model.signs import CLIPPED_PEAK, SILENT_PEAK
from courtdesk.sound.recorder.device import Block, Microphones, look_again
from courtdesk.sound.store import codec
from courtdesk.sound.store.chunk import KEY_BYTES, ChunkKind
from courtdesk.sound.store.hum import mains_hum
from courtdesk.sound.store.reader import SoundReader
from courtdesk.sound.store.writer import NewChunk, SegmentWriter

if TYPE_CHECKING:
    from courtdesk.sound.store.codec import Samples

SECONDS = 6.0
_PATIENCE_SECONDS = 5.0
_CHUNKS_A_SECOND = 2
_QUIETEST_DB = -96.0


class Trial:
    """One check. ``run`` takes some seconds, on any thread; ``peaks`` and ``left`` tell meanwhile.

    ``audio`` is the folder of the vault's sound, in which the trial is written and deleted. With
    ``again`` PortAudio looks for sound cards anew; only where this process has none open.
    """

    def __init__(
        self,
        plan: SoundPlan,
        audio: Path,
        mains: int = 0,
        seconds: float = SECONDS,
        *,
        again: bool = False,
    ) -> None:
        self._again = again
        self._plan = plan.checked()
        self._audio = audio
        self._mains = (mains,) if mains else (50, 60)
        self._seconds = seconds
        self.peaks = (0.0,) * len(plan.channels)
        self.left = seconds
        self.cancelled = False

    def run(self) -> SoundCheck:
        """Listen, write, read back.

        Raises:
            NoSound: the device does not answer, the disk refuses, or it was cancelled.
        """
        samples, lost = self._listen()
        written, same = self._write(samples)
        free = shutil.disk_usage(self._audio.parent).free
        a_second = max(written / max(len(samples) / self._plan.rate, 0.1), 1)
        copy, copy_good = self._copy()
        return SoundCheck(
            datetime.now(UTC),
            self._plan,
            len(samples) / self._plan.rate,
            self._channels(samples),
            lost,
            same,
            free,
            free / a_second / 3600,
            copy,
            copy_good,
        )

    def _listen(self) -> "tuple[Samples, int]":
        import numpy as np

        blocks: SimpleQueue[Block] = SimpleQueue()
        if self._again:
            look_again()
        microphones = Microphones(self._plan, blocks)
        heard: list[Samples] = []
        frames = lost = 0
        deadline = time.monotonic() + self._seconds + _PATIENCE_SECONDS
        try:
            while frames < self._seconds * self._plan.rate:
                if self.cancelled:
                    raise NoSound("The check was cancelled.")
                if time.monotonic() > deadline:
                    raise NoSound("The microphone delivers nothing. Check its plug; try again.")
                with suppress(Empty):
                    block = blocks.get(timeout=0.1)
                    shape = (-1, len(self._plan.channels))
                    heard.append(np.frombuffer(block.pcm, np.int16).reshape(shape))
                    frames += block.frames
                    lost += block.overflowed and frames > self._plan.rate
                    loud = np.abs(heard[-1].astype(np.int32)).max(0) / 32768
                    self.peaks = tuple(float(peak) for peak in loud)
                    self.left = max(self._seconds - frames / self._plan.rate, 0.0)
        finally:
            microphones.close()
        return np.concatenate(heard), lost

    def _write(self, samples: "Samples") -> tuple[int, bool]:
        """Bytes on the disk, and whether they gave back what was heard."""
        import numpy as np

        key, identity = secrets.token_bytes(KEY_BYTES), secrets.token_hex(16)
        folder = self._audio / identity
        channels, rate = len(self._plan.channels), self._plan.rate
        size = rate // _CHUNKS_A_SECOND
        try:
            writer = SegmentWriter(folder, identity, key, None)
            for first in range(0, len(samples), size):
                part = samples[first : first + size]
                content = codec.encode(part.tobytes(), rate, channels, self._plan.codec)
                writer.append(NewChunk(ChunkKind.SOUND, first, len(part), first, content))
            writer.close()
            written = sum(path.stat().st_size for path in folder.iterdir())
            reader = SoundReader(folder, identity, key, channels, from_disk=True)
            span = reader.read(0, len(samples))
        except OSError as error:
            raise NoSound("The disk does not take the recording. Free some space.") from error
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        same = not span.gaps and len(span.samples) == len(samples)
        if self._plan.codec is Codec.FLAC:
            same = same and bool(np.array_equal(span.samples, samples))
        return written, same

    def _channels(self, samples: "Samples") -> tuple[ChannelCheck, ...]:
        import numpy as np

        scaled = samples.astype(np.float32) / 32768
        peaks, loudness = np.abs(scaled).max(0), np.sqrt((scaled * scaled).mean(0))
        hums = mains_hum(samples[-2 * self._plan.rate :], self._plan.rate, self._mains)
        return tuple(
            ChannelCheck(
                name,
                _decibels(float(peak)),
                _decibels(float(rms)),
                silent=bool(peak <= SILENT_PEAK),
                clipped=bool(peak >= CLIPPED_PEAK),
                hum=hum,
            )
            for name, peak, rms, hum in zip(self._plan.channels, peaks, loudness, hums, strict=True)
        )

    def _copy(self) -> tuple[str, bool]:
        if not self._plan.second_copy:
            return "", True
        folder = Path(self._plan.second_copy)
        probe = folder / f"courtdesk-{secrets.token_hex(8)}"
        try:
            probe.write_bytes(b"")
            probe.unlink()
            free = shutil.disk_usage(folder).free
        except OSError:
            return "The second drive does not take the copy", False
        return f"The second drive takes the copy; {free / 1e9:.0f} GB free", True


def _decibels(level: float) -> float:
    import math

    return max(20 * math.log10(level), _QUIETEST_DB) if level > 0 else _QUIETEST_DB
