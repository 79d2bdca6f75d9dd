"""The head of a chain, remembered outside its database.

SQLCipher cannot notice that its write-ahead log was cut or that the whole file was put back to
an earlier day: every page is genuine. The anchor does: it is written after each commit, so an
anchor that is ahead of the database means that commits are gone. It may lag (it is not synced),
which means nothing.
"""

import hmac
import os
import struct
from dataclasses import dataclass
from pathlib import Path

from courtdesk.vault.audit import GENESIS

_RECORD = struct.Struct(">Q32s32s")


@dataclass(frozen=True)
class Head:
    """The newest link of a chain: its number and its hash."""

    seq: int = 0
    hash: bytes = GENESIS


class Anchor:
    """The head file of one compartment: two places, written in turn."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Open the file, making it if it is missing. ``key`` makes its MAC."""
        self._key = key
        self._fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def read(self) -> Head | None:
        """The newest head that bears our MAC, or None where there is none."""
        heads = [self._read_at(place) for place in (0, 1)]
        known = [head for head in heads if head is not None]
        return max(known, key=lambda head: head.seq, default=None)

    def write(self, head: Head) -> None:
        """Remember ``head``; the other place keeps the one before."""
        body = _RECORD.pack(head.seq, head.hash, self._mac(head))
        os.lseek(self._fd, (head.seq % 2) * _RECORD.size, os.SEEK_SET)
        os.write(self._fd, body)

    def sync(self) -> None:
        """Make the newest head durable."""
        os.fsync(self._fd)

    def close(self) -> None:
        """Close the file; harmless the second time."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def _read_at(self, place: int) -> Head | None:
        os.lseek(self._fd, place * _RECORD.size, os.SEEK_SET)
        body = os.read(self._fd, _RECORD.size)
        if len(body) != _RECORD.size:
            return None
        seq, digest, mac = _RECORD.unpack(body)
        head = Head(seq, digest)
        return head if hmac.compare_digest(mac, self._mac(head)) else None

    def _mac(self, head: Head) -> bytes:
        return hmac.digest(self._key, struct.pack(">Q32s", head.seq, head.hash), "sha256")
