"""When a sample was heard.

Blocks of sound arrive late by a changing amount, never early. So the largest of “samples so far
minus rate times time” over the last half minute belongs to the blocks that were least late, and
follows a sound card whose clock differs from the computer's.
"""

import time
from collections import deque
from collections.abc import Callable

WINDOW_SECONDS = 30.0
_JUMP_SECONDS = 0.5
_LOSS_SECONDS = 0.05
_STALL_SECONDS = 1.0


class SampleClock:
    """Maps samples to UTC by a running maximum. ``rate`` is samples a second."""

    def __init__(
        self,
        rate: int,
        monotonic: Callable[[], float] = time.monotonic,
        utc: Callable[[], float] = time.time,
    ) -> None:
        self._rate = rate
        self._monotonic = monotonic
        self._utc = utc
        self._base = utc() - monotonic()
        self._largest: deque[tuple[float, float]] = deque()
        self._began: float | None = None
        self._newest = 0.0
        self._known: float | None = None

    def arrived(self, samples: int, at: float) -> None:
        """All ``samples`` so far had arrived at ``at`` on the monotonic clock."""
        offset = samples - self._rate * at
        self._began = at if self._began is None else self._began
        if self._largest and at - self._newest > _STALL_SECONDS:
            # Nothing came for a while: what comes now is late, and need not be lost.
            self._largest = deque([(at, self._largest[0][1])])
        self._newest = at
        while self._largest and self._largest[-1][1] <= offset:
            self._largest.pop()
        self._largest.append((at, offset))
        while self._largest[0][0] < at - WINDOW_SECONDS:
            self._largest.popleft()

    def interrupted(self) -> None:
        """Samples were lost or left out: what was known of the offset holds no longer."""
        self._largest.clear()
        self._began = self._known = None

    @property
    def offset(self) -> float | None:
        """The running maximum, in samples; None before anything arrived."""
        return self._largest[0][1] if self._largest else None

    def lost(self) -> int:
        """Samples that never came, though the device did not say so; 0 if none are missing.

        Told half a minute later: until then, they may only be late. Each loss is told once.
        """
        offset = self.offset
        if offset is None or self._began is None or self._newest - self._began < WINDOW_SECONDS:
            return 0
        known, self._known = self._known, offset
        missing = 0 if known is None else round(known - offset)
        return missing if missing > _LOSS_SECONDS * self._rate else 0

    def utc_us(self, sample: int) -> int:
        """Microseconds since 1970, UTC, at which ``sample`` was heard."""
        offset = self.offset
        if offset is None:
            return round(self._utc() * 1e6)
        return round(((sample - offset) / self._rate + self._base) * 1e6)

    def jump(self) -> float:
        """Seconds by which the computer's clock was put since last asked; 0 if it was not."""
        base = self._utc() - self._monotonic()
        by = base - self._base
        if abs(by) < _JUMP_SECONDS:
            return 0.0
        self._base = base
        return by
