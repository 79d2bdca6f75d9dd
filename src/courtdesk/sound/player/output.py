"""The headphones or loudspeakers, through PortAudio."""

from typing import TYPE_CHECKING, Any, Protocol

from courtdesk.sound.model import NoSound

if TYPE_CHECKING:
    from courtdesk.sound.player.stretch import Mono

_LATENCY_SECONDS = 0.12


class Output(Protocol):
    """Takes sound at its own pace."""

    def open(self, rate: int) -> None: ...
    def write(self, sound: "Mono") -> None: ...
    def cut(self) -> None: ...
    def close(self) -> None: ...


class Headphones:
    """The system's own output, or ``device``. ``write`` waits until there is room."""

    def __init__(self, device: str = "") -> None:
        self._device = device or None
        self._stream: Any = None
        self._error: type[Exception] = OSError

    def open(self, rate: int) -> None:
        """Open the device at ``rate``.

        Raises:
            NoSound: PortAudio or a device to hear with is missing.
        """
        self.close()
        try:
            import sounddevice
        except OSError as error:
            raise NoSound("Nothing can be played: the library PortAudio is missing.") from error
        self._error = sounddevice.PortAudioError
        try:
            self._stream = sounddevice.OutputStream(
                samplerate=rate,
                channels=1,
                dtype="float32",
                device=self._device,
                latency=_LATENCY_SECONDS,
            )
            self._stream.start()
        except (sounddevice.PortAudioError, ValueError) as error:
            self._stream = None
            raise NoSound(
                "Nothing can be played: no headphones or loudspeakers answer. Plug them in and "
                "play again."
            ) from error

    def write(self, sound: "Mono") -> None:
        """Play ``sound``; returns when there is room for more.

        Raises:
            NoSound: the device is gone.
        """
        if self._stream is None:
            return
        try:
            self._stream.write(sound)
        except self._error as error:
            self.close()
            raise NoSound("The headphones do not answer any more. Plug them in again.") from error

    def cut(self) -> None:
        """Be silent at once; what was not played yet is dropped."""
        if self._stream is None:
            return
        try:
            self._stream.abort(ignore_errors=True)
            self._stream.start()
        except self._error:
            self.close()

    def close(self) -> None:
        """Let go of the device."""
        if self._stream is not None:
            self._stream.close(ignore_errors=True)
            self._stream = None
