"""Reading a recording: any span decoded in memory, damage named and stepped over."""

import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import linear_regression
from typing import TYPE_CHECKING

from courtdesk.sound.model import NoSound, Problem, ProblemKind
from courtdesk.sound.store import chunk, codec
from courtdesk.sound.store.chunk import HEADER_BYTES, ChunkKind, Header
from courtdesk.sound.store.files import ChunkFiles, Placed

if TYPE_CHECKING:
    from courtdesk.sound.store.codec import Samples


_SETTLED_CHUNKS = 90
"""Half a minute on, the recorder's clock has seen the least late of many blocks."""

_AGREES_US = 50_000
_AROUND_CHUNKS = 450
"""Two and a half minutes each way, of which every so many chunks are looked at."""
_EVERY_CHUNKS = 5
_LEAST_POINTS = 12


@dataclass(frozen=True)
class Span:
    """A decoded span from sample ``first`` on. Samples of ``gaps`` are silence."""

    first: int
    samples: "Samples"
    gaps: tuple[Problem, ...]


class SoundReader(ChunkFiles):
    """Reads the recording in ``folder``, also while it is being written.

    What is missing or damaged there is read from ``copy``; see :class:`ChunkFiles`.

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
        super().__init__(folder, copy, from_disk=from_disk)
        self._id = recording_id
        self._key = key
        self.channels = channels
        self._rate = 0
        begun = self.first()
        if begun is not None and self._opens(begun):
            return
        if next(self.placed(), None) is None:
            raise NoSound("This recording has no sound yet, or its files are missing.")
        if not any(self._opens(each) for each, _ in zip(self.placed(), range(3), strict=False)):
            raise NoSound(
                "The key of this vault does not open the recording. It belongs to another vault, "
                "or was damaged at its beginning."
            )

    def read(self, first: int, last: int) -> Span:
        """The samples from ``first`` up to ``last``; silence stands where a chunk is damaged."""
        import numpy as np

        last = max(first, self.within(last))
        out = np.zeros((last - first, self.channels), np.int16)
        reached, gaps = first, []
        for placed in self.between(first, last):
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
        rate = self.rate
        segments = range(len(self.segments))
        begin = bisect_right(segments, utc_us, key=lambda each: self.start(each)[1]) - 1
        for segment in reversed(segments[: max(begin, 0) + 1]):
            index = self._sounds(segment)
            if index:
                at = max(bisect_right(index, utc_us, key=lambda each: each.utc_us) - 1, 0)
                break
        else:
            return 0
        before = self._sounds(segment - 1)
        around = [*before, *index, *self._sounds(segment + 1)]
        best = index[at]
        begin_us = _heard_at(around, len(before) + at, rate)
        into = round((utc_us - begin_us) * rate / 1e6)
        # What is known better by now may lie in the chunk beside it.
        beside = round(abs(begin_us - best.utc_us) * rate / 1e6)
        into = max(-beside, min(into, best.frames + beside))
        return max(0, min(best.first + into, self.samples))

    def _sounds(self, segment: int) -> list[Header]:
        """The headers of a file's sound; none of a file that is not there."""
        return [p.header for p in self.chunks(segment) if p.header.kind is ChunkKind.SOUND]

    def utc_us(self, sample: int) -> int:
        """When ``sample`` was heard, in microseconds since 1970, UTC."""
        placed = next(self.between(sample, sample + 1), None) or self.last_sound
        if placed is None:
            return 0
        into = min(sample, placed.last) - placed.header.first
        return placed.header.utc_us + into * 1_000_000 // self.rate

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
        begun = self.first()
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
            return self._decrypted(placed, self.copied(placed))

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

    def _opens(self, placed: Placed) -> bool:
        try:
            self.content(placed)
        except NoSound:
            return False
        return True


def _heard_at(sounds: list[Header], at: int, rate: int) -> int:
    """When the sound at ``at`` began to be heard, as the minutes around it tell.

    The recorder knew only what had come by then, and its line moves by half a millisecond as
    blocks enter and leave its window. A line through what it told before and after is steadier.
    """
    first = last = at
    while first > 0 and at - first < _AROUND_CHUNKS and _follows(sounds, first, rate):
        first -= 1
    end = min(len(sounds) - 1, at + _AROUND_CHUNKS)
    while last < end and _follows(sounds, last + 1, rate):
        last += 1
    if at - first < _AROUND_CHUNKS:  # the run begins here: at first the recorder knew little
        first = min(first + _SETTLED_CHUNKS, last)
    nominal = sounds[at].first * 1e6 / rate
    around = sounds[first : last + 1 : _EVERY_CHUNKS]
    told = [header.utc_us - header.first * 1e6 / rate for header in around]
    if len(around) < _LEAST_POINTS:
        return round(nominal + told[-1])
    places = [float(header.first - sounds[at].first) for header in around]
    return round(nominal + float(linear_regression(places, told).intercept))


def _follows(sounds: list[Header], number: int, rate: int) -> bool:
    """Whether a chunk goes on where the one before it ended, without a break in time."""
    before, here = sounds[number - 1], sounds[number]
    told = here.utc_us - (here.first - before.first) * 1_000_000 // rate
    return abs(told - before.utc_us) < _AGREES_US
