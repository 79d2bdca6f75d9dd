"""The waveform in small: the highest peak of each twentieth of a second and channel.

The peaks of a segment that has come to its end are kept beside it, encrypted under a key of their
own that is derived from the recording's: they tell when somebody spoke. They can be lost; then they
are made anew.
"""

import os
import struct
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from courtdesk.sound.model import NoSound
from courtdesk.sound.store.chunk import ChunkKind
from courtdesk.sound.store.reader import SoundReader

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Bins = npt.NDArray[np.uint8]

BINS_A_SECOND = 20
_HEAD = struct.Struct(">IH")
_CHUNK = struct.Struct(">qH")
_NONCE_BYTES = 12
_PURPOSE = b"courtdesk sound peaks 1"


@dataclass(frozen=True)
class Peaks:
    """The peaks of a stretch without a gap: from ``utc_us`` on, 20 rows a second.

    A row has a number of 0 to 255 for each channel, the square root of its peak.
    """

    utc_us: int
    bins: "Bins"


class PeakReader:
    """The peaks of one recording, segment by segment, on one thread."""

    def __init__(self, reader: SoundReader) -> None:
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        self._reader = reader
        self._rate = reader.rate
        key, self._id = reader.secret
        self._key = HKDF(SHA256(), 32, salt=None, info=_PURPOSE).derive(key)

    @property
    def segments(self) -> int:
        """How many there are by now."""
        return len(self._reader.segments)

    @property
    def ended_us(self) -> int:
        """When the newest sample on the disk was heard."""
        return self._reader.utc_us(self._reader.samples)

    def segment(self, number: int) -> tuple[Peaks, ...]:
        """The peaks of a segment: read where they are kept, else made, and kept if it ended."""
        sound = self._reader.segments[number]
        path = sound.with_suffix(".peaks")
        with suppress(OSError, ValueError, NoSound, struct.error, zlib.error):
            return self._parsed(path.read_bytes(), number)
        made, full = self._made(number)
        if full:
            with suppress(OSError):  # a full disk: they are made again when they are wanted
                self._keep(path, made, number)
        return made

    def _made(self, number: int) -> tuple[tuple[Peaks, ...], bool]:
        found = []
        chunks = self._reader.chunks(number)
        for placed in chunks:
            if placed.header.kind is ChunkKind.SOUND:
                with suppress(NoSound):
                    bins = peaks_of(self._reader.decoded(placed), self._rate)
                    found.append(Peaks(placed.header.utc_us, bins))
        return tuple(found), number + 1 < self.segments or self._reader.ended

    def _keep(self, path: Path, made: tuple[Peaks, ...], number: int) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        body = _HEAD.pack(len(made), self._reader.channels)
        body += b"".join(_CHUNK.pack(each.utc_us, len(each.bins)) for each in made)
        body += b"".join(each.bins.tobytes() for each in made)
        nonce = os.urandom(_NONCE_BYTES)
        written = nonce + AESGCM(self._key).encrypt(nonce, zlib.compress(body), self._about(number))
        beside = path.with_suffix(".peaks-part")
        beside.touch(0o600)
        beside.write_bytes(written)
        beside.replace(path)

    def _parsed(self, written: bytes, number: int) -> tuple[Peaks, ...]:
        import numpy as np
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce, body = written[:_NONCE_BYTES], written[_NONCE_BYTES:]
        try:
            content = zlib.decompress(AESGCM(self._key).decrypt(nonce, body, self._about(number)))
        except InvalidTag as error:
            raise NoSound("The waveform of this part was damaged; it is made anew.") from error
        count, channels = _HEAD.unpack_from(content)
        at = _HEAD.size + count * _CHUNK.size
        found = []
        for place in range(count):
            utc_us, rows = _CHUNK.unpack_from(content, _HEAD.size + place * _CHUNK.size)
            bins = np.frombuffer(content, np.uint8, rows * channels, at).reshape(rows, channels)
            found.append(Peaks(utc_us, bins))
            at += rows * channels
        return tuple(found)

    def _about(self, number: int) -> bytes:
        return f"{self._id} {number}".encode()


def peaks_of(samples: "np.ndarray", rate: int) -> "Bins":
    """The rows of some sound."""
    import numpy as np

    size = rate // BINS_A_SECOND
    loud = np.abs(samples.astype(np.int32))
    highest = np.maximum.reduceat(loud, np.arange(0, len(loud), size), axis=0)
    bins: Bins = np.sqrt(highest / 32768 * 255 * 255).clip(0, 255).astype(np.uint8)
    return bins
