"""A recorder in a thread, with a device that the test speaks into."""

import threading
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import ClassVar

import numpy as np

from courtdesk.sound.model import NoSound, SoundPlan
from courtdesk.sound.recorder import session as recording
from courtdesk.sound.recorder.device import Block
from courtdesk.sound.recorder.live import Command, LiveFile, RecorderState
from courtdesk.sound.recorder.session import Session
from courtdesk.sound.store.reader import SoundReader
from tests.sound.conftest import ID, KEY, RATE
from tests.sound.test_recorder import until

PLAN = SoundPlan(("Bench", "Witness"), "", RATE)
BLOCK = RATE // 50
CHUNK = RATE * recording.CHUNK_MS // 1000


class FakeMicrophones:
    """A device that the test speaks into. It can be pulled out."""

    opened: ClassVar[list["FakeMicrophones"]] = []
    plugged_in = True

    def __init__(self, _plan: SoundPlan, blocks: "SimpleQueue[Block]") -> None:
        if not self.plugged_in:
            raise NoSound("it is not there")
        self.active = True
        self.blocks = blocks
        self.opened.append(self)

    def close(self) -> None:
        self.active = False


class Running:
    """A session in a thread, and its clock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.at = 1000.0
        self.session = Session(folder, ID, KEY, PLAN)
        self.live = LiveFile(folder)
        self.thread = threading.Thread(target=self.session.run)
        self.thread.start()

    def hear(self, samples: np.ndarray, *, overflowed: bool = False) -> None:
        microphones = FakeMicrophones.opened[-1]
        for first in range(0, len(samples), BLOCK):
            part = samples[first : first + BLOCK]
            self.at += len(part) / RATE
            microphones.blocks.put(Block(part.tobytes(), len(part), self.at, overflowed))
            overflowed = False

    def until_written(self, samples: int) -> None:
        """All whole chunks of so many samples; the rest is written at the end."""
        chunks = samples // CHUNK * CHUNK
        until(lambda: (told := self.live.read()) is not None and told.written >= chunks)

    def state(self, state: RecorderState) -> Callable[[], bool]:
        return lambda: (told := self.live.read()) is not None and told.state is state

    def stop(self) -> SoundReader:
        self.live.ask(Command.STOP)
        self.thread.join(20)
        assert not self.thread.is_alive()
        self.live.close()
        return SoundReader(self.folder, ID, KEY, 2)
