"""Reading a recording: any span decoded in memory, damage named and stepped over."""

import json
import mmap
import os
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from courtdesk.sound.model import NoSound, Problem, ProblemKind
from courtdesk.sound.store import chunk, codec
from courtdesk.sound.store.chunk import HEADER_BYTES, MAGIC, ChunkKind, Header
from courtdesk.sound.store.writer import SEGMENT_CHUNKS

if TYPE_CHECKING:
    from courtdesk.sound.store.codec import Samples


_SETTLED_CHUNKS = 90
"""Half a minute on, the recorder's clock has seen the least late of many blocks."""

_AGREES_US = 50_000


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


@dataclass(frozen=True)
class Span:
    """A decoded span from sample ``first`` on. Samples of ``gaps`` are silence."""

    first: int
    samples: "Samples"
    gaps: tuple[Problem, ...]


class SoundReader:
    """Reads the recording in ``folder``, also while it is being written.

    What is missing or damaged there is read from ``copy``, the same on another drive, if it is
    there. Chunks are read ``from_disk`` where that is what is to be shown, else also from what the
    system remembers of it.

    Raises:
        NoSound: there is nothing, it cannot be read, or ``key`` is not its key.
    """

    def __init__(
        self,
        folder: Path,
        recording_id: str,
        key: bytes,
        channels: int,
        copy: Path | None = None,
        *,
        from_disk: bool = False,
    ) -> None:
        self._folder = folder
        self._copy = copy if copy is not None and copy.is_dir() else None
        self._from_disk = from_disk
        self._id = recording_id
        self._key = key
        self.channels = channels
        self._paths: tuple[Path, ...] = ()
        self._next = 0
        self._rate = 0
        self._indexes: dict[int, tuple[int, list[Placed]]] = {}
        begun = self._first()
        if begun is not None and self._opens(begun):
            return
        if next(self.placed(), None) is None:
            raise NoSound("This recording has no sound yet, or its files are missing.")
        if not any(self._opens(each) for each, _ in zip(self.placed(), range(3), strict=False)):
            raise NoSound(
                "The key of this vault does not open the recording. It belongs to another vault, "
                "or was damaged at its beginning."
            )

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

    def read(self, first: int, last: int) -> Span:
        """The samples from ``first`` up to ``last``; silence stands where a chunk is damaged."""
        import numpy as np

        last = max(first, self._within(last))
        out = np.zeros((last - first, self.channels), np.int16)
        reached, gaps = first, []
        for placed in self._between(first, last):
            try:
                sound = self.decoded(placed)
            except NoSound:
                continue
            start, end = max(placed.header.first, first), min(placed.last, last)
            if start > reached:
                gaps.append(Problem(ProblemKind.DAMAGED, reached, start))
            out[start - first : end - first] = sound[
                start - placed.header.first : end - placed.header.first
            ]
            reached = max(reached, end)
        if reached < last:
            gaps.append(Problem(ProblemKind.DAMAGED, reached, last))
        return Span(first, out, tuple(gaps))

    def sample_at(self, utc_us: int) -> int:
        """The sample that was heard at a moment, in microseconds since 1970, UTC.

        Before the beginning it is the first, after the end the last; within a pause, the sample
        at which the recording went on.
        """
        best: Placed | None = None
        rate = self.rate
        segments = range(len(self.segments))
        begin = bisect_right(segments, utc_us, key=lambda each: self._start(each)[1]) - 1
        for segment in reversed(segments[: max(begin, 0) + 1]):
            index = [p for p in self._index(segment) if p.header.kind is ChunkKind.SOUND]
            if index:
                at = bisect_right(index, utc_us, key=lambda placed: placed.header.utc_us)
                best = index[max(at - 1, 0)]
                later = index[min(at - 1 + _SETTLED_CHUNKS, len(index) - 1)]
                break
        if best is None:
            return 0
        begin_us = _settled(best.header, later.header, rate)
        into = round((utc_us - begin_us) * rate / 1e6)
        # What is known better by now may lie in the chunk beside it.
        beside = round(abs(begin_us - best.header.utc_us) * rate / 1e6)
        into = max(-beside, min(into, best.header.frames + beside))
        return max(0, min(best.header.first + into, self.samples))

    def utc_us(self, sample: int) -> int:
        """When ``sample`` was heard, in microseconds since 1970, UTC."""
        placed = next(self._between(sample, sample + 1), None) or self.last_sound
        if placed is None:
            return 0
        into = min(sample, placed.last) - placed.header.first
        return placed.header.utc_us + into * 1_000_000 // self.rate

    def chunks(self, segment: int) -> tuple[Placed, ...]:
        """The chunks of a file."""
        return tuple(self._index(segment))

    @property
    def secret(self) -> tuple[bytes, str]:
        """The recording's key and id, for what else of it is kept encrypted."""
        return self._key, self._id

    @property
    def rate(self) -> int:
        """Samples a second, as the first sound that decodes says."""
        import io

        import soundfile

        if self._rate:
            return self._rate
        begun = self._first()
        for placed in chain([begun] if begun else [], self.placed()):
            if placed.header.kind is ChunkKind.SOUND and self._opens(placed):
                with soundfile.SoundFile(io.BytesIO(self.content(placed))) as file:
                    self._rate = int(file.samplerate)
                    return self._rate
        raise NoSound("This recording has no sound yet.")

    def incidents(self, after: int = -1) -> Iterator[dict[str, object]]:
        """What the recorder noticed, of the chunks numbered above ``after``."""
        for placed in self.newest(after):
            if placed.header.kind is ChunkKind.INCIDENT and self._opens(placed):
                yield json.loads(self.content(placed))

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

    def verify(self) -> tuple[bytes, tuple[Problem, ...]]:
        """Open and decode every chunk, and follow the chain; returns its head and what is wrong."""
        problems: list[Problem] = []
        head, number, reached = chunk.genesis(self._id), 0, 0
        last: Placed | None = None
        for placed in self.placed():
            header = placed.header
            if header.number != number:
                problems.append(Problem(ProblemKind.MISSING, reached, header.first))
            elif header.previous != head:
                problems.append(Problem(ProblemKind.CHANGED, header.first, placed.last))
            written = self.written(placed)
            if not self._is_sound(placed, written):
                problems.append(Problem(ProblemKind.DAMAGED, header.first, placed.last))
            head = chunk.link(header.previous, written)
            number, reached, last = header.number + 1, placed.last, placed
        if last is None or last.header.kind is not ChunkKind.END:
            problems.append(Problem(ProblemKind.CUT, reached, reached))
        return head, tuple(problems)

    def decoded(self, placed: Placed) -> "Samples":
        """The samples of a chunk of sound.

        Raises:
            NoSound: it is damaged.
        """
        header = placed.header
        return codec.decode(self.content(placed), header.lead, header.frames)

    def content(self, placed: Placed) -> bytes:
        """What a chunk holds.

        Raises:
            NoSound: it is damaged.
        """
        try:
            return self._decrypted(placed, self.written(placed))
        except NoSound:
            return self._decrypted(placed, self._copied(placed))

    def _is_sound(self, placed: Placed, written: bytes) -> bool:
        """Whether a chunk lies undamaged in its own file."""
        header = placed.header
        try:
            content = self._decrypted(placed, written)
            if header.kind is ChunkKind.SOUND:
                codec.decode(content, header.lead, header.frames)
        except NoSound:
            return False
        return chunk.read_header(written) == header

    def _decrypted(self, placed: Placed, written: bytes) -> bytes:
        return chunk.decrypt(self._key, self._id, placed.header, written[HEADER_BYTES:])

    def _copied(self, placed: Placed) -> bytes:
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
        """A chunk as it lies in its file.

        Raises:
            NoSound: the file cannot be read.
        """
        length = HEADER_BYTES + placed.header.length
        with _reading(), self.segments[placed.segment].open("rb") as file:
            if self._from_disk:
                _forget_pages(file.fileno(), placed.offset, length)
            file.seek(placed.offset)
            return file.read(length)

    def _opens(self, placed: Placed) -> bool:
        try:
            self.content(placed)
        except NoSound:
            return False
        return True

    def _between(self, first: int, last: int) -> Iterator[Placed]:
        starts = range(len(self.segments))
        begin = bisect_right(starts, first, key=lambda each: self._start(each)[0]) - 1
        for segment in starts[max(begin, 0) :]:
            for placed in self._index(segment):
                if placed.header.first >= last and placed.header.kind is ChunkKind.SOUND:
                    return
                if placed.header.kind is ChunkKind.SOUND and placed.last > first:
                    yield placed

    def _start(self, segment: int) -> tuple[int, int]:
        """The first sample of a file, and when it was heard."""
        with _reading(), self.segments[segment].open("rb") as file:
            header = chunk.read_header(file.read(HEADER_BYTES))
        if header is None:
            index = self._index(segment)
            header = index[0].header if index else None
        return (0, 0) if header is None else (header.first, header.utc_us)

    def _within(self, last: int) -> int:
        """``last``, or the end if that comes before; the end is looked for only near it."""
        newest = len(self.segments) - 1
        if newest >= 0 and self._start(newest)[0] >= last:
            return last
        return min(last, self.samples)

    def _first(self) -> Placed | None:
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


def _settled(header: Header, later: Header, rate: int) -> int:
    """When a chunk was heard, as a later one of the same unbroken sound tells it better."""
    told = later.utc_us - (later.first - header.first) * 1_000_000 // rate
    return told if abs(told - header.utc_us) < _AGREES_US else header.utc_us
