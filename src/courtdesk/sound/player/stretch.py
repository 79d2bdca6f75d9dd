"""Faster and slower without another pitch: overlapping pieces laid where they fit best.

WSOLA (Verhelst and Roelands, 1993): the sound is cut into windows of 40 ms that overlap by half;
each next window is taken from near its due place, where it is most like what would have followed
the one before. So no period of a voice is cut, and its pitch stays.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Mono = npt.NDArray[np.float32]

SLOWEST, FASTEST = 0.5, 2.0
_HOP_SECONDS = 0.02
_REACH_SECONDS = 0.012
_SEARCH_RATE = 8_000
"""Where pieces fit is looked for at about this rate, and then made exact."""


class Stretch:
    """Pulls samples from ``read(first, count)`` and gives them at another speed.

    ``place`` is the sample that is given next, counted as in the recording.
    """

    def __init__(self, rate: int, read: "Callable[[int, int], Mono]") -> None:
        import numpy as np

        self._read = read
        self._hop = round(_HOP_SECONDS * rate)
        self._reach = round(_REACH_SECONDS * rate)
        self._coarse = max(rate // _SEARCH_RATE, 1)
        window = np.hanning(2 * self._hop + 1)[:-1].astype(np.float32)
        self._window = window
        self.go_to(0)

    def go_to(self, place: int) -> None:
        """Begin anew at ``place``."""
        self._place = float(place)
        self._last: int | None = None
        self._tail: Mono | None = None

    @property
    def place(self) -> int:
        """The sample that is given next."""
        return round(self._place)

    def next(self, speed: float) -> "Mono":
        """The next 20 ms at ``speed`` times the recording's own."""
        hop = self._hop
        if abs(speed - 1) < 1e-3:
            return self._plain(hop)
        first = round(self._place)
        best = first if self._last is None else self._fit(first, self._last + hop)
        piece = self._read(best, 2 * hop) * self._window
        out = piece[:hop].copy() if self._tail is None else piece[:hop] + self._tail
        if self._tail is None:  # nothing to overlap with: the window's rise would be heard
            out = self._read(best, hop).copy()
        self._tail, self._last = piece[hop:], best
        self._place += hop * speed
        return out

    def _plain(self, hop: int) -> "Mono":
        """At its own speed, and from wherever the last piece left off."""
        if self._last is not None:
            self._place = float(self._last + hop)
        out = self._read(round(self._place), hop)
        self._last = self._tail = None
        self._place += hop
        return out

    def _fit(self, due: int, natural: int) -> int:
        """Near ``due``, the place that goes on as ``natural`` would have."""
        import numpy as np

        length, reach, step = 2 * self._hop, self._reach, self._coarse
        target = self._read(natural, length)
        field = self._read(due - reach, length + 2 * reach)
        at = int(np.argmax(_likeness(field[::step], target[::step]))) * step
        low = max(at - step, 0)
        near = field[low : low + length + 2 * step]
        if step > 1 and len(near) > length:
            at = low + int(np.argmax(_likeness(near, target)))
        return due - reach + at


def _likeness(field: "Mono", target: "Mono") -> "Mono":
    """How like ``target`` is to each piece of ``field``: correlation over loudness."""
    import numpy as np

    products = np.correlate(field, target, "valid")
    squares = np.concatenate(([0.0], np.cumsum(field.astype(np.float64) ** 2)))
    energy = squares[len(target) :] - squares[: -len(target)]
    likeness: Mono = (products / np.sqrt(np.maximum(energy, 1e-6))).astype(np.float32)
    return likeness
