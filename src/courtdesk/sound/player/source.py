"""A recording as something to be heard: channels chosen, mixed to one, damage named."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from courtdesk.sound.model import Problem
from courtdesk.sound.store.reader import SoundReader

if TYPE_CHECKING:
    from courtdesk.sound.player.stretch import Mono
    from courtdesk.sound.store.codec import Samples

_BLOCK_SECONDS = 1
_KEPT_BLOCKS = 8


class Source:
    """Reads one recording for the ear. Use it on one thread.

    ``silenced`` are spans of samples that this listener may not hear.
    """

    def __init__(self, reader: SoundReader, silenced: Sequence[tuple[int, int]] = ()) -> None:
        self._reader = reader
        self.rate = reader.rate
        self.channels = reader.channels
        self.heard: tuple[bool, ...] = (True,) * reader.channels
        self._silenced = tuple(silenced)
        self._size = self.rate * _BLOCK_SECONDS
        self._blocks: OrderedDict[int, tuple[Samples, tuple[Problem, ...]]] = OrderedDict()

    @property
    def samples(self) -> int:
        """The sample after the last; it grows while recording goes on."""
        return self._reader.samples

    def sample_at(self, utc_us: int) -> int:
        """The sample heard at a moment, in microseconds since 1970, UTC."""
        return self._reader.sample_at(utc_us)

    def utc_us(self, sample: int) -> int:
        """When a sample was heard."""
        return self._reader.utc_us(sample)

    def gap_at(self, sample: int) -> Problem | None:
        """The damage that ``sample`` lies in, if it lies in any."""
        _, gaps = self._block(max(sample, 0) // self._size)
        return next((gap for gap in gaps if gap.first <= sample < gap.last), None)

    def read(self, first: int, count: int) -> "Mono":
        """The chosen channels mixed, −1 to 1; silence before the beginning and after the end."""
        import numpy as np

        out = np.zeros(count, np.float32)
        chosen = [place for place, on in enumerate(self.heard) if on]
        at, end = max(first, 0), first + count
        while at < end and chosen:
            number = at // self._size
            samples, _ = self._block(number)
            begin = at - number * self._size
            part = samples[begin : begin + end - at]
            if len(part):
                mixed = part[:, chosen].sum(1, dtype=np.float32) / (32768 * len(chosen) ** 0.5)
                out[at - first : at - first + len(part)] = np.clip(mixed, -1, 1)
            at = (number + 1) * self._size
        for begin, until in self._silenced:
            out[max(begin - first, 0) : max(until - first, 0)] = 0
        return out

    def _block(self, number: int) -> "tuple[Samples, tuple[Problem, ...]]":
        known = self._blocks.get(number)
        if known is not None and len(known[0]) == self._size:
            self._blocks.move_to_end(number)
            return known
        first = number * self._size
        span = self._reader.read(first, first + self._size)
        known = self._blocks[number] = (span.samples, span.gaps)
        self._blocks.move_to_end(number)
        while len(self._blocks) > _KEPT_BLOCKS:
            self._blocks.popitem(last=False)
        return known
