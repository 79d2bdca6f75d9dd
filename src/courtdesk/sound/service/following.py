"""Reading a recording back while it runs: what is on the disk decodes, and how it sounds."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from courtdesk.sound.model import NoSound
from courtdesk.sound.store.chunk import ChunkKind
from courtdesk.sound.store.files import Placed
from courtdesk.sound.store.hum import mains_hum
from courtdesk.sound.store.peaks import PeakReader
from courtdesk.sound.store.reader import SoundReader

if TYPE_CHECKING:
    from courtdesk.sound.store.codec import Samples

_HUM_SECONDS = 2
_MOST_CHUNKS = 40
"""At one time: what a long absence left is not all decoded, only its end."""


@dataclass(frozen=True)
class ReadBack:
    """What was read back from the disk and decoded.

    ``verified_us`` is when the newest such sample was heard, in microseconds since 1970, UTC; 0
    if nothing was read yet. ``hums`` is the mains' frequency heard on each channel, or 0.
    """

    recording_id: str
    samples: int
    verified_us: int
    hums: tuple[int, ...]
    damaged: bool


class Follower:
    """Reads one recording on, again and again, on one thread."""

    def __init__(self, recording_id: str, reader: SoundReader, mains: int = 0) -> None:
        self._id = recording_id
        self._reader = reader
        self._mains = (mains,) if mains else (50, 60)
        self._rate = reader.rate
        self._next = -1
        self._peaks = PeakReader(reader)
        self._segment = -1
        self._samples = self._verified_us = 0
        self._hums = (0,) * reader.channels

    def read_on(self) -> ReadBack:
        """Decode what came since the last time."""
        new = self._reader.newest(self._next, _MOST_CHUNKS)
        damaged = False
        heard: list[Samples] = []
        for placed in new:
            self._next = placed.header.number
            if placed.segment > self._segment >= 0:
                self._peaks.segment(self._segment)  # it is full: keep its waveform
            self._segment = placed.segment
            if placed.header.kind is not ChunkKind.SOUND:
                continue
            try:
                heard.append(self._reader.decoded(placed))
            except NoSound:
                damaged = True
                heard.clear()
                continue
            self._samples = placed.last
            self._verified_us = self._end_us(placed)
        self._listen(heard)
        return ReadBack(self._id, self._samples, self._verified_us, self._hums, damaged)

    def _end_us(self, placed: Placed) -> int:
        return placed.header.utc_us + placed.header.frames * 1_000_000 // self._rate

    def _listen(self, heard: "list[Samples]") -> None:
        import numpy as np

        if sum(map(len, heard)) < _HUM_SECONDS * self._rate:
            return
        samples = np.concatenate(heard)[-_HUM_SECONDS * self._rate :]
        self._hums = mains_hum(samples, self._rate, self._mains)
