"""The microphones that the recorder holds: lost, looked for, held again.

They are let go of and opened on a thread beside: a sound system that hangs must not hold up the
recorder's word, nor its end.
"""

import time
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from queue import SimpleQueue

from courtdesk.sound.model import NoSound, SoundPlan
from courtdesk.sound.recorder.device import Block, Microphones, look_again

_RETRY_SECONDS = 1.0
_LET_GO_SECONDS = 3.0


class Hold:
    """The device of ``plan``; its sound arrives in ``blocks``.

    Raises:
        NoSound: the device is missing, busy, or lacks the channels or the rate.
    """

    def __init__(self, plan: SoundPlan, blocks: "SimpleQueue[Block]") -> None:
        self._plan, self._blocks = plan, blocks
        self._beside = ThreadPoolExecutor(1, "device")
        self._renewal: Future[Microphones | None] | None = None
        self._retry_at = 0.0
        self._microphones: Microphones | None = Microphones(plan, blocks)

    @property
    def lost(self) -> bool:
        """Whether there is no device that delivers."""
        return self._microphones is None or not self._microphones.active

    def renew(self) -> None:
        """Begin to look for the device anew, once a second at most."""
        if self._renewal is not None or time.monotonic() < self._retry_at:
            return
        self._retry_at = time.monotonic() + _RETRY_SECONDS
        self._renewal = self._beside.submit(self._renew, self._microphones)
        self._microphones = None

    def adopt(self) -> bool:
        """Take what a look for the device has brought; whether one has come to its end."""
        if self._renewal is None or not self._renewal.done():
            return False
        self._microphones, self._renewal = self._renewal.result(), None
        return True

    def let_go(self) -> None:
        """Close the device; one that hangs is left to the end of the process."""
        if self._renewal is not None:
            wait((self._renewal,), _LET_GO_SECONDS)
            self.adopt()
        if self._renewal is None and self._microphones is not None:
            wait((self._beside.submit(self._microphones.close),), _LET_GO_SECONDS)
        self._beside.shutdown(wait=False)

    def _renew(self, lost: Microphones | None) -> Microphones | None:
        if lost is not None:
            lost.close()
        with suppress(NoSound):  # it is looked for again and again
            look_again()
            return Microphones(self._plan, self._blocks)
        return None
