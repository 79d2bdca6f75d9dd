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

    The copy may fail; :attr:`copy_failed` then says so, and the recording goes on. With the next
    file it is tried again.
    """

    def __init__(self, folder: Path, recording_id: str, key: bytes, copy: Path | None) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=False)
        self.chunks = 0
        self.head = chunk.genesis(recording_id)
        self.copy_failed = False
        self.last = (folder, 0, 0)
        """The file of the newest chunk, where it begins there, and its length."""
        self._folder = folder
        self._copy = None if copy is None else copy / recording_id
        self._id = recording_id
        self._key = key
        self._file: int | None = None
        self._copy_file: int | None = None
        self._written: bytes | None = None

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
        if self._file is None or self.chunks % SEGMENT_CHUNKS == 0:
            self._begin_segment()
        assert self._file is not None  # noqa: S101 - it was begun
        number = self.chunks // SEGMENT_CHUNKS
        start = os.fstat(self._file).st_size
        _append(self._file, self._written, start)
        self.last = (segment_path(self._folder, number), start, len(self._written))
        self._append_copy(self._written)
        self.head = chunk.link(self.head, self._written)
        self._written = None
        self.chunks += 1

    def close(self) -> None:
        """Close the files."""
        for file in (self._file, self._copy_file):
            if file is not None:
                os.close(file)
        self._file = self._copy_file = None

    def _begin_segment(self) -> None:
        self.close()
        number = self.chunks // SEGMENT_CHUNKS
        self._file = _begin(segment_path(self._folder, number))
        if self._copy is None:
            return
        try:
            # The place itself is never made: where a drive is gone, its folder often is not.
            self._copy.mkdir(mode=0o700, exist_ok=True)
            self._copy_file = _begin(segment_path(self._copy, number))
            self.copy_failed = False
        except OSError:
            self.copy_failed = True

    def _append_copy(self, written: bytes) -> None:
        if self._copy_file is None:
            return
        try:
            _append(self._copy_file, written, os.fstat(self._copy_file).st_size)
        except OSError:
            self.copy_failed = True
            with suppress(OSError):
                os.close(self._copy_file)
            self._copy_file = None


def _begin(path: Path) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
    file = os.open(path, flags, 0o600)
    try:
        _sync_folder(path.parent)
    except OSError:
        os.close(file)
        raise
    return file


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
