"""The files of a recording: its chunks in their order, found again behind damage or in the copy."""

import mmap
import os
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from courtdesk.sound.model import NoSound
from courtdesk.sound.store import chunk
from courtdesk.sound.store.chunk import HEADER_BYTES, MAGIC, ChunkKind, Header
from courtdesk.sound.store.writer import SEGMENT_CHUNKS


@dataclass(frozen=True)
class Placed:
    """A chunk and where it lies: the segment's number, and its first byte there."""

    header: Header
    segment: int
    offset: int

    @property
    def last(self) -> int:
        """The sample after its last one."""
        return self.header.first + self.header.frames


class ChunkFiles:
    """The files in ``folder``, also while they are written; needs no key.

    A chunk that is missing in ``folder`` is known from ``copy``, the same on another drive, if it
    is there. Chunks are read ``from_disk`` where that is what is to be shown, else also from what
    the system remembers of it. Each method raises ``NoSound`` where a file cannot be read.
    """

    def __init__(self, folder: Path, copy: Path | None, *, from_disk: bool) -> None:
        self._folder = folder
        self._copy = copy if copy is not None and copy.is_dir() else None
        self._from_disk = from_disk
        self._paths: tuple[Path, ...] = ()
        self._next = 0
        self._indexes: dict[int, tuple[int, list[Placed]]] = {}

    @property
    def segments(self) -> tuple[Path, ...]:
        """The files, in order. Looked for anew only when another has been begun."""
        if not self._paths or (self._folder / f"{self._next:06d}.sound").exists():
            found = {path.name: path for path in self._copy.glob("*.sound")} if self._copy else {}
            found |= {path.name: path for path in self._folder.glob("*.sound")}
            self._paths = tuple(found[name] for name in sorted(found))
            self._next = int(self._paths[-1].stem) + 1 if self._paths else 0
        return self._paths

    @property
    def samples(self) -> int:
        """The sample after the last one that is on the disk."""
        for segment in reversed(range(len(self.segments))):
            index = self._index(segment)
            if index:
                return max(placed.last for placed in index)
        return 0

    def placed(self) -> Iterator[Placed]:
        """Every chunk whose header can be read, in the order of the files."""
        for segment in range(len(self.segments)):
            yield from self._index(segment)

    def newest(self, after: int, most: int = 1 << 62) -> list[Placed]:
        """The chunks numbered above ``after``, not more than the ``most`` newest of them."""
        found: list[Placed] = []
        for segment in reversed(range(len(self.segments))):
            for placed in reversed(self._index(segment)):
                if placed.header.number <= after or len(found) == most:
                    return found[::-1]
                found.append(placed)
        return found[::-1]

    def chunks(self, segment: int) -> tuple[Placed, ...]:
        """The chunks of a file."""
        return tuple(self._index(segment))

    @property
    def last_sound(self) -> Placed | None:
        """The newest chunk of sound; what came before it is not looked through."""
        for segment in reversed(range(len(self.segments))):
            for placed in reversed(self._index(segment)):
                if placed.header.kind is ChunkKind.SOUND:
                    return placed
        return None

    @property
    def ended(self) -> bool:
        """Whether the recorder closed the recording in order."""
        index = self._index(len(self.segments) - 1)
        return bool(index) and index[-1].header.kind is ChunkKind.END

    def copied(self, placed: Placed) -> bytes:
        """A chunk as it lies on the other drive; empty where it does not."""
        if self._copy is None:
            return b""
        try:
            with (self._copy / self.segments[placed.segment].name).open("rb") as file:
                file.seek(placed.offset)
                return file.read(HEADER_BYTES + placed.header.length)
        except OSError:
            return b""

    def written(self, placed: Placed) -> bytes:
        """A chunk as it lies in its file."""
        length = HEADER_BYTES + placed.header.length
        with _reading(), self.segments[placed.segment].open("rb") as file:
            if self._from_disk:
                _forget_pages(file.fileno(), placed.offset, length)
            file.seek(placed.offset)
            return file.read(length)

    def between(self, first: int, last: int) -> Iterator[Placed]:
        """The chunks of sound that hold a sample from ``first`` up to ``last``."""
        starts = range(len(self.segments))
        begin = bisect_right(starts, first, key=lambda each: self.start(each)[0]) - 1
        for segment in starts[max(begin, 0) :]:
            for placed in self._index(segment):
                if placed.header.first >= last and placed.header.kind is ChunkKind.SOUND:
                    return
                if placed.header.kind is ChunkKind.SOUND and placed.last > first:
                    yield placed

    def start(self, segment: int) -> tuple[int, int]:
        """The first sample of a file, and when it was heard."""
        with _reading(), self.segments[segment].open("rb") as file:
            header = chunk.read_header(file.read(HEADER_BYTES))
        if header is None:
            index = self._index(segment)
            header = index[0].header if index else None
        return (0, 0) if header is None else (header.first, header.utc_us)

    def within(self, last: int) -> int:
        """``last``, or the end if that comes before; the end is looked for only near it."""
        newest = len(self.segments) - 1
        if newest >= 0 and self.start(newest)[0] >= last:
            return last
        return min(last, self.samples)

    def first(self) -> Placed | None:
        """The first chunk, without a look at those behind it: a cold disk takes its time."""
        if not self.segments:
            return None
        with _reading(), self.segments[0].open("rb") as file:
            header = chunk.read_header(file.read(HEADER_BYTES))
        return None if header is None else Placed(header, 0, 0)

    def _index(self, segment: int) -> list[Placed]:
        """The chunks of a file; a file that has not grown is not looked through again."""
        paths = self.segments
        if not 0 <= segment < len(paths):
            return []
        path = paths[segment]
        with _reading():
            size = path.stat().st_size
        known = self._indexes.get(segment)
        if known is None or known[0] != size:
            with _reading():
                found = _scan(path, segment, size)
            if self._copy is not None and not _is_whole(found, last=segment + 1 == len(paths)):
                found = self._healed(found, self._copy / path.name, segment)
            known = self._indexes[segment] = (size, found)
        return known[1]

    def _healed(self, found: list[Placed], copy: Path, segment: int) -> list[Placed]:
        """``found`` and the chunks whose headers can be read in the copy alone."""
        try:
            known = {placed.header.number for placed in found}
            also = _scan(copy, segment, copy.stat().st_size)
        except OSError:
            return found
        missing = [placed for placed in also if placed.header.number not in known]
        return sorted((*found, *missing), key=lambda placed: placed.header.number)


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NoSound(
            "The recording’s files cannot be read. Check the drive that the vault lies on."
        ) from error


def _forget_pages(file: int, offset: int, length: int) -> None:
    """Have the system read a part of a file from the disk, not from its memory, where it can."""
    if hasattr(os, "posix_fadvise"):
        begin = offset // mmap.PAGESIZE * mmap.PAGESIZE
        with suppress(OSError):  # not every file system can
            os.posix_fadvise(file, begin, offset - begin + length, os.POSIX_FADV_DONTNEED)


def _scan(path: Path, segment: int, size: int) -> list[Placed]:
    """Step from header to header; behind a damaged one, look for the next."""
    found: list[Placed] = []
    if size == 0:
        return found
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        offset = 0
        while 0 <= offset < len(data):
            header = chunk.read_header(data[offset : offset + HEADER_BYTES])
            if header is None or (found and header.number <= found[-1].header.number):
                offset = data.find(MAGIC, offset + 1)
                continue
            end = offset + HEADER_BYTES + header.length
            if end > len(data):
                offset = data.find(MAGIC, offset + 1)
                continue
            found.append(Placed(header, segment, offset))
            offset = end
    return found


def _is_whole(found: list[Placed], *, last: bool) -> bool:
    """Whether no chunk of a file is missing; the last file may end anywhere."""
    numbers = [placed.header.number for placed in found]
    if not numbers or numbers[0] % SEGMENT_CHUNKS or numbers[-1] - numbers[0] + 1 != len(numbers):
        return False
    return last or len(numbers) == SEGMENT_CHUNKS
