"""Sound from outside, decoded in a child process with limits, and handed over block by block."""

import hashlib
import json
import multiprocessing
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from courtdesk.errors import KnownError
from courtdesk.intake.confined import limit

MAX_CHANNELS = 8
MAX_HOURS = 24
RATES = range(8_000, 96_001)
"""Samples a second."""

_BLOCK_SECONDS = 4
_PATIENCE = 60.0
_BYTES_A_CPU_SECOND = 1 << 20
_LEAST_CPU_SECONDS = 60
_WHOLE = frozenset({"PCM_16", "PCM_S8", "PCM_U8", "ULAW", "ALAW"})
"""Forms of which 16 bits hold every sample."""

_UNSIZED = frozenset({0, 0xFFFF_FFFF, 0x7FFF_FFFF, 0xFFFF_FFDB})
"""What recorders write as a WAV's length that they did not come to know."""


class BadSound(KnownError):
    """A file cannot be read as sound."""


@dataclass(frozen=True)
class Format:
    """What a file says of itself. ``exact`` tells whether 16 bits hold every sample of it."""

    name: str
    rate: int
    channels: int
    frames: int
    exact: bool


class SoundFile:
    """A file of sound: :attr:`format` at once, then :meth:`blocks`. Close it.

    Raises:
        BadSound: it is missing, empty, no sound, or has more channels or length than is taken.
    """

    def __init__(self, path: Path) -> None:
        try:
            size = path.stat().st_size
        except OSError as error:
            raise BadSound(f"“{path.name}” cannot be read. Check that it is there.") from error
        if size == 0:
            raise BadSound("The file is empty. Nothing was imported.")
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe(duplex=False)
        seconds = max(_LEAST_CPU_SECONDS, size // _BYTES_A_CPU_SECOND)
        self._child = context.Process(target=_serve, args=(theirs, str(path), seconds), daemon=True)
        self._child.start()
        theirs.close()
        try:
            self.format = _checked(self._answer())
        except BaseException:
            self.close()
            raise

    def blocks(self) -> Iterator[bytes]:
        """Interleaved 16-bit samples, some seconds at a time.

        Raises:
            BadSound: the file is damaged, or shorter than it says.
        """
        import numpy as np

        done = 0
        most = RATES.stop * MAX_CHANNELS * 4 * _BLOCK_SECONDS
        while data := self._receive(most):
            done += len(data) // (self.format.channels * (2 if self.format.exact else 4))
            if done > self.format.rate * 3600 * MAX_HOURS:
                raise _too_long()
            if self.format.exact:
                yield data
            else:
                scaled = np.rint(np.frombuffer(data, np.float32) * 32768)
                yield np.nan_to_num(scaled).clip(-32768, 32767).astype(np.int16).tobytes()
        if self._answer()["end"] != done or done == 0:
            raise _damaged()

    def close(self) -> None:
        """End the child."""
        self._child.kill()
        self._child.join()
        self._child.close()
        self._pipe.close()

    def _answer(self) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = json.loads(self._receive(1 << 16))
        except ValueError as error:
            raise _damaged() from error
        if "refused" in answer:
            raise BadSound(str(answer["refused"]))
        return answer

    def _receive(self, most: int) -> bytes:
        try:
            if self._pipe.poll(_PATIENCE):
                return self._pipe.recv_bytes(most)
        except (EOFError, OSError) as error:
            raise _damaged() from error
        raise _damaged()


def _checked(told: dict[str, Any]) -> Format:
    found = Format(told["name"], told["rate"], told["channels"], told["frames"], told["exact"])
    if not 1 <= found.channels <= MAX_CHANNELS:
        raise BadSound(f"The file has {found.channels} channels; up to {MAX_CHANNELS} are taken.")
    if found.rate not in RATES:
        raise BadSound("The file’s sample rate is not one of recorded speech (8 to 96 kHz).")
    if found.frames > found.rate * 3600 * MAX_HOURS:
        raise _too_long()
    return found


def _serve(pipe: Connection, path: str, cpu_seconds: int) -> None:
    limit(cpu_seconds)
    import soundfile

    with suppress(BrokenPipeError):
        try:
            _read(pipe, path)
        except soundfile.LibsndfileError:
            refused = (
                "The file is no sound that can be read, or it is damaged. WAV, FLAC, MP3 and Ogg "
                "(Opus, Vorbis) can. Nothing was imported."
            )
            pipe.send_bytes(json.dumps({"refused": refused}).encode())
        except OSError:
            pipe.send_bytes(json.dumps({"refused": "The file cannot be read."}).encode())


def _read(pipe: Connection, path: str) -> None:
    import soundfile

    digest = hashlib.md5(usedforsecurity=False)
    with soundfile.SoundFile(path) as file:
        exact = file.subtype in _WHOLE
        told = {
            "name": file.format if file.format == file.subtype else f"{file.format} {file.subtype}",
            "rate": file.samplerate,
            "channels": file.channels,
            "frames": file.frames,
            "exact": exact,
        }
        pipe.send_bytes(json.dumps(told).encode())
        done = 0
        while data := bytes(
            file.buffer_read(_BLOCK_SECONDS * file.samplerate, "int16" if exact else "float32")
        ):
            done += len(data) // (file.channels * (2 if exact else 4))
            digest.update(data)
            pipe.send_bytes(data)
        whole = done >= file.frames and _is_whole(path, file, digest.digest())
    pipe.send_bytes(b"")
    pipe.send_bytes(json.dumps({"end": done if whole else -1}).encode())


def _is_whole(path: str, file: Any, digest: bytes) -> bool:
    """Whether nothing of the file is cut off or changed, as far as its form can tell."""
    with Path(path).open("rb") as raw:
        head = raw.read(1 << 16)
        size = raw.seek(0, 2)
    if file.format == "FLAC" and file.subtype == "PCM_16" and head.startswith(b"fLaC"):
        # RFC 9639, section 8.2: the digest of the samples ends the first block.
        return head[26:42] in {digest, bytes(16)}
    at = head.find(b"data") if head.startswith(b"RIFF") else -1
    if at < 0 or at + 8 > len(head):
        return True
    length: int = struct.unpack_from("<I", head, at + 4)[0]
    return length in _UNSIZED or at + 8 + length <= size


def _damaged() -> BadSound:
    return BadSound(
        "The file is damaged or was cut short: not all of its sound can be read. Nothing was "
        "imported. Copy it again from where it was made."
    )


def _too_long() -> BadSound:
    return BadSound(f"The file is longer than {MAX_HOURS} hours. Nothing was imported.")
