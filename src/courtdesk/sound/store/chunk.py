"""One encrypted chunk of a recording, as it lies in a file.

A chunk is a header in the clear (place, length, time) and its content under AES-256-GCM, with
the header as associated data. The nonce is the chunk's number: a key serves one recording, and a
recording that broke off is never continued under its key. The header holds the hash of all that
came before, so that no chunk can be taken away or exchanged unnoticed, while each still opens
by itself.
"""

import hashlib
import struct
from dataclasses import dataclass
from enum import IntEnum

from courtdesk.sound.model import NoSound

MAGIC = b"CDs1"
KEY_BYTES = 32
_HEADER = struct.Struct(">4sBxHIQQIq32s")
HEADER_BYTES = _HEADER.size
_TAG_BYTES = 16
_MAX_LENGTH = 1 << 24


class ChunkKind(IntEnum):
    """What a chunk holds: encoded sound, an incident as JSON, or nothing: the orderly end."""

    SOUND = 0
    INCIDENT = 1
    END = 2


_KINDS = frozenset(ChunkKind)


@dataclass(frozen=True)
class Header:
    """A chunk's place. ``first`` is its first sample, ``utc_us`` when that sample was heard.

    ``lead`` samples before ``first`` are encoded too and dropped after decoding: Opus needs
    them to begin well. ``length`` is that of the encrypted content, in bytes.
    """

    kind: ChunkKind
    lead: int
    length: int
    number: int
    first: int
    frames: int
    utc_us: int
    previous: bytes

    def packed(self) -> bytes:
        """The header as it is written."""
        return _HEADER.pack(
            MAGIC,
            self.kind,
            self.lead,
            self.length,
            self.number,
            self.first,
            self.frames,
            self.utc_us,
            self.previous,
        )


def read_header(data: bytes) -> Header | None:
    """The header that ``data`` begins with, or None where there is none."""
    if len(data) < HEADER_BYTES:
        return None
    magic, kind, *rest = _HEADER.unpack_from(data)
    if magic != MAGIC or kind not in _KINDS or not _TAG_BYTES <= rest[1] <= _MAX_LENGTH:
        return None
    return Header(ChunkKind(kind), *rest)


def genesis(recording_id: str) -> bytes:
    """The hash that the first chunk follows."""
    return hashlib.sha256(b"courtdesk recording\x00" + recording_id.encode()).digest()


def link(previous: bytes, written: bytes) -> bytes:
    """The hash of everything up to and with the chunk ``written``."""
    return hashlib.sha256(previous + written).digest()


def encrypt(key: bytes, recording_id: str, header: Header, content: bytes) -> bytes:
    """The chunk as it is written; ``header.length`` is set here."""
    from dataclasses import replace

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    head = replace(header, length=len(content) + _TAG_BYTES).packed()
    nonce = header.number.to_bytes(12, "big")
    return head + AESGCM(key).encrypt(nonce, content, head + recording_id.encode())


def decrypt(key: bytes, recording_id: str, header: Header, body: bytes) -> bytes:
    """What :func:`encrypt` was given.

    Raises:
        NoSound: the chunk was changed, or the key is that of another recording.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = header.number.to_bytes(12, "big")
    try:
        return AESGCM(key).decrypt(nonce, body, header.packed() + recording_id.encode())
    except InvalidTag as error:
        raise NoSound(
            "This part of the recording was damaged, or belongs to another vault’s key."
        ) from error
