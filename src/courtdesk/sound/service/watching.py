"""Looking at the recorder from moment to moment, without a search and without the vault."""

from contextlib import suppress
from pathlib import Path

from courtdesk.sound.recorder.live import Alert, Command, Live, LiveFile, RecorderState
from courtdesk.sound.recorder.start import is_alive, running

__all__ = ["Alert", "Command", "Live", "LiveWatch", "RecorderState"]


class LiveWatch:
    """One recorder's newest word. ``audio`` is the folder of the vault's sound.

    ``find`` looks through the folder; ``look`` and ``ask`` only touch shared memory, in
    microseconds, on any one thread.
    """

    def __init__(self, audio: Path) -> None:
        self._audio = audio
        self._file: LiveFile | None = None

    def find(self) -> str:
        """The id of the recording that runs now, or empty."""
        live = running(self._audio)
        return "" if live is None else live.recording_id

    def follow(self, recording_id: str) -> None:
        """Look at this recording from now on; at none if it is empty or has no recorder."""
        self.close()
        if recording_id:
            with suppress(OSError):
                self._file = LiveFile(self._audio / recording_id)

    def look(self) -> Live | None:
        """The recorder's newest word, be it old; see :attr:`Live.alive`."""
        return None if self._file is None else self._file.read()

    def is_alive(self) -> bool:
        """Whether the recorder's process is there, though it may say nothing."""
        live = self.look()
        return live is not None and live.state is not RecorderState.ENDED and is_alive(live.pid)

    def ask(self, command: Command) -> None:
        """Have the recorder record, pause or stop."""
        if self._file is not None:
            self._file.ask(command)

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None
