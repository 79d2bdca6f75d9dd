"""Writing a recording: chunk by chunk, each on the disk before the next is begun."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from courtdesk.sound.store import chunk
from courtdesk.sound.store.chunk import ChunkKind, Header

SEGMENT_CHUNKS = 300
"""Chunks in a file; with a third of a second each, a file is a minute and a half.

Whoever looks for a moment reads the headers of three files.
"""


def segment_path(folder: Path, number: int) -> Path:
    """The file of a segment, counted from 0."""
    return folder / f"{number:06d}.sound"


@dataclass(frozen=True)
class NewChunk:
    """What a chunk is made of; its number and its place in the chain are the writer's."""

    kind: ChunkKind
    first: int
    frames: int
    utc_us: int
    content: bytes = b""
    lead: int = 0


class SegmentWriter:
    """Appends the chunks of one recording to its files in ``folder`` and in ``copy``.

    The copy may fail; :attr:`copy_failed` then says so, and the recording goes on.
    """

    def __init__(self, folder: Path, recording_id: str, key: bytes, copy: Path | None) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=False)
        self.chunks = 0
        self.head = chunk.genesis(recording_id)
        self.copy_failed = False
        self.last = (folder, 0, 0)
        """The file of the newest chunk, where it begins there, and its length."""
        self._folders = [folder]
        self._id = recording_id
        self._key = key
        self._files: list[int] = []
        self._written: bytes | None = None
        if copy is not None:
            try:
                (copy / recording_id).mkdir(mode=0o700, parents=True)
                self._folders.append(copy / recording_id)
            except OSError:
                self.copy_failed = True

    def append(self, new: NewChunk) -> None:
        """Write a chunk and have the disk confirm it.

        Raises:
            OSError: the disk refused; nothing of the chunk is left, and the same is to be
                appended again.
        """
        if self._written is None:
            header = Header(
                new.kind, new.lead, 0, self.chunks, new.first, new.frames, new.utc_us, self.head
            )
            self._written = chunk.encrypt(self._key, self._id, header, new.content)
        if self.chunks % SEGMENT_CHUNKS == 0:
            self._begin_segment()
        number = self.chunks // SEGMENT_CHUNKS
        start = os.fstat(self._files[0]).st_size
        _append(self._files[0], self._written, start)
        self.last = (segment_path(self._folders[0], number), start, len(self._written))
        self._append_copy(self._written)
        self.head = chunk.link(self.head, self._written)
        self._written = None
        self.chunks += 1

    def close(self) -> None:
        """Close the files."""
        while self._files:
            os.close(self._files.pop())

    def _begin_segment(self) -> None:
        self.close()
        number = self.chunks // SEGMENT_CHUNKS
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        for folder in self._folders:
            try:
                self._files.append(os.open(segment_path(folder, number), flags, 0o600))
                _sync_folder(folder)
            except OSError:
                if not self._files:
                    raise
                self._drop_copy()
                break

    def _append_copy(self, written: bytes) -> None:
        if len(self._files) < 2:
            return
        try:
            _append(self._files[1], written, os.fstat(self._files[1]).st_size)
        except OSError:
            self._drop_copy()

    def _drop_copy(self) -> None:
        self.copy_failed = True
        del self._folders[1:]
        for file in self._files[1:]:
            os.close(file)
        del self._files[1:]


def _append(file: int, written: bytes, start: int) -> None:
    try:
        done = 0
        while done < len(written):
            done += os.write(file, written[done:])
        os.fsync(file)
    except OSError:
        with suppress(OSError):
            os.ftruncate(file, start)
        raise


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
