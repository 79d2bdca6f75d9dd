"""When a sample was heard.

Blocks of sound arrive late by a changing amount, never early. So the line that lies closest above
“samples so far minus rate times time” of the last minutes belongs to the blocks that were least
late. Its slope is that of a sound card whose clock differs from the computer's.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable
from itertools import pairwise

WINDOW_SECONDS = 30.0
"""Within so long at least one block is hardly late; what never came is known to be lost."""

_KEPT_SECONDS = 300
_SLOPE_AFTER_SECONDS = 60
_MOST_DRIFT = 100e-6
_JUMP_SECONDS = 0.5
_NUDGE_SECONDS = 0.002
_TRIES = 5
_LOSS_SECONDS = 0.05
_STALL_SECONDS = 1.0
Point = tuple[float, float]
"""A moment on the monotonic clock, and the samples by which more had arrived than its rate says."""


class SampleClock:
    """Maps samples to UTC. ``rate`` is samples a second."""

    def __init__(
        self,
        rate: int,
        monotonic: Callable[[], float] = time.monotonic,
        utc: Callable[[], float] = time.time,
    ) -> None:
        self._rate = rate
        self._monotonic = monotonic
        self._utc = utc
        self._base = self._utc_base()
        self._recent: deque[Point] = deque()
        self._best: deque[Point] = deque(maxlen=_KEPT_SECONDS)
        self._line: tuple[float, float] | None = None
        self._began: float | None = None
        self._newest = 0.0
        self._known: float | None = None

    def arrived(self, samples: int, at: float) -> None:
        """All ``samples`` so far had arrived at ``at`` on the monotonic clock."""
        offset = samples - self._rate * at
        self._began = at if self._began is None else self._began
        if self._recent and at - self._newest > _STALL_SECONDS:
            # Nothing came for a while: what comes now is late, and need not be lost.
            self._recent = deque([(at, self._recent[0][1])])
        self._newest = at
        while self._recent and self._recent[-1][1] <= offset:
            self._recent.pop()
        self._recent.append((at, offset))
        while self._recent[0][0] < at - WINDOW_SECONDS:
            self._recent.popleft()
        self._keep(at, offset)

    def interrupted(self) -> None:
        """Samples were lost or left out: what was known of the offset holds no longer."""
        self._recent.clear()
        self._best.clear()
        self._line = None
        self._began = self._known = None

    @property
    def offset(self) -> float | None:
        """By how many samples more had been heard than the rate says, now; None before any."""
        return None if self._line is None else self._at(self._newest)

    def lost(self) -> int:
        """Samples that never came, though the device did not say so; 0 if none are missing.

        Told half a minute later: until then, they may only be late. Each loss is told once.
        """
        if self._began is None or self._newest - self._began < WINDOW_SECONDS:
            return 0
        known, self._known = self._known, self._recent[0][1]
        missing = 0 if known is None else round(known - self._known)
        if missing <= _LOSS_SECONDS * self._rate:
            return 0
        newest = self._recent[0]
        self._best.clear()
        self._keep(*newest)
        return missing

    def utc_us(self, sample: int) -> int:
        """Microseconds since 1970, UTC, at which ``sample`` was heard."""
        if self._line is None:
            return round(self._utc() * 1e6)
        # Near enough to the moment itself for the slope.
        at = (sample - self._at(self._newest)) / self._rate
        return round(((sample - self._at(at)) / self._rate + self._base) * 1e6)

    def jump(self) -> float:
        """Seconds by which the computer's clock was put since last asked; 0 if it was not.

        Entries of the log bear that clock's time: where it is nudged, it is followed without a
        word.
        """
        base = self._utc_base()
        by = base - self._base
        if abs(by) >= _NUDGE_SECONDS:
            self._base = base
        return by if abs(by) >= _JUMP_SECONDS else 0.0

    def _utc_base(self) -> float:
        """UTC on the monotonic clock's zero, read anew where something came between the two."""
        for _ in range(_TRIES):
            before = self._monotonic()
            utc = self._utc()
            after = self._monotonic()
            if after - before < _NUDGE_SECONDS / 4:
                break
        return utc - (before + after) / 2

    def _keep(self, at: float, offset: float) -> None:
        """Keep the least late block of each second, and draw the line above them."""
        best = self._best
        if best and int(best[-1][0]) == int(at):
            if offset <= best[-1][1]:
                return
            best[-1] = (at, offset)
        else:
            best.append((at, offset))
        self._line = _line_above(best, _MOST_DRIFT * self._rate)

    def _at(self, moment: float) -> float:
        assert self._line is not None  # noqa: S101 - asked for only after a block arrived
        slope, height = self._line
        return height + slope * (moment - self._best[0][0])


def _line_above(points: Iterable[Point], steepest: float) -> tuple[float, float]:
    """Slope, and height at the first point, of the line that lies closest above all points.

    That is the edge of their upper hull over the middle of their times. Of a short time the slope
    says nothing; then the line is level, and lies above what is recent.
    """
    known = list(points)
    begin, end = known[0][0], known[-1][0]
    slope = 0.0
    if end - begin < _SLOPE_AFTER_SECONDS:
        known = [point for point in known if point[0] >= end - WINDOW_SECONDS]
    else:
        hull = _upper_hull(known)
        middle = sum(at for at, _ in known) / len(known)
        for (left, low), (right, high) in pairwise(hull):
            if left <= middle <= right:
                slope = max(-steepest, min((high - low) / (right - left), steepest))
                break
    return slope, max(offset - slope * (at - begin) for at, offset in known)


def _upper_hull(points: list[Point]) -> list[Point]:
    hull: list[Point] = []
    for at, offset in points:
        while len(hull) > 1:
            (first, low), (second, high) = hull[-2:]
            if (high - low) * (at - first) > (offset - low) * (second - first):
                break
            hull.pop()
        hull.append((at, offset))
    return hull
