"""The peaks of a recording on the clock's axis, and as many of them as there are pixels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from courtdesk.sound.service.peaks import BINS_A_SECOND, Peaks

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_BIN_US = 1_000_000 // BINS_A_SECOND
_GROWTH = 12_000
_MOST_BINS = 48 * 3600 * BINS_A_SECOND
"""Two days: a clock that was put wildly must not fill the memory."""


class Waveform:
    """Rows of 50 ms from ``began_us`` on, in microseconds since 1970, UTC."""

    def __init__(self, began_us: int, channels: int) -> None:
        import numpy as np

        self.began_us = began_us
        self.ended_us = began_us
        self._rows: npt.NDArray[np.uint8] = np.zeros((_GROWTH, channels), np.uint8)

    def put(self, peaks: Iterable[Peaks]) -> None:
        """Take in peaks, in any order, also once more."""
        import numpy as np

        for each in peaks:
            first = (each.utc_us - self.began_us) // _BIN_US
            last = first + len(each.bins)
            if first < 0 or last > _MOST_BINS or each.bins.shape[1] != self._rows.shape[1]:
                continue
            if last > len(self._rows):
                more = max(last - len(self._rows), len(self._rows))
                grown = np.zeros((more, self._rows.shape[1]), np.uint8)
                self._rows = np.concatenate((self._rows, grown))
            self._rows[first:last] = np.maximum(self._rows[first:last], each.bins)
            self.ended_us = max(self.ended_us, self.began_us + last * _BIN_US)

    def columns(
        self, first_us: int, last_us: int, width: int, heard: tuple[bool, ...]
    ) -> list[int]:
        """The highest of the heard channels in each of ``width`` columns, 0 to 255."""
        import numpy as np

        chosen = [place for place, on in enumerate(heard) if on]
        if not chosen or width < 1 or last_us <= first_us:
            return [0] * max(width, 0)
        loud = self._rows[:, chosen].max(1)
        edges = np.linspace(first_us - self.began_us, last_us - self.began_us, width + 1) // _BIN_US
        starts = edges[:-1].astype(np.int64)
        ends = np.maximum(edges[1:].astype(np.int64), starts + 1)
        found = np.zeros(width, np.uint8)
        inside = (starts < len(loud)) & (ends > 0)
        if inside.any():
            loud = loud[: int(ends[inside].max())]
            found[inside] = np.maximum.reduceat(loud, starts[inside].clip(0, len(loud) - 1))
        return [int(each) for each in found]
