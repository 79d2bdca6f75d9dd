"""A recording cut at everything that interrupts it: pauses, losses, clock jumps, sealed passages.

Within a stretch samples follow the clock, so that a moment has one place. What is sealed is
decided chunk by chunk by when it was heard; no order of the chunks in time is taken for granted.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from courtdesk.sound.store.chunk import ChunkKind
from courtdesk.sound.store.reader import SoundReader

_AGREES_US = 50_000
SpanUs = tuple[int, int]
"""From and to, in microseconds since 1970, UTC."""


@dataclass(frozen=True)
class Stretch:
    """Samples ``first`` to ``last``, heard without a break from ``utc_us`` on."""

    first: int
    last: int
    utc_us: int
    sealed: bool = False

    def utc_at(self, sample: int, rate: int) -> int:
        """When a sample was heard."""
        return self.utc_us + (sample - self.first) * 1_000_000 // rate


def stretches(reader: SoundReader, wanted: SpanUs, sealed: Sequence[SpanUs]) -> list[Stretch]:
    """What of the recording was heard within ``wanted``, in the order of its samples."""
    rate = reader.rate
    found: list[Stretch] = []
    for placed in reader.placed():
        header = placed.header
        if header.kind is not ChunkKind.SOUND:
            continue
        whole = Stretch(header.first, placed.last, header.utc_us)
        for part in _cut(whole, rate, wanted, sealed):
            if found and _follows(found[-1], part, rate):
                found[-1] = replace(found[-1], last=part.last)
            else:
                found.append(part)
    return found


def runs(parts: Iterable[Stretch], rate: int, longest: int) -> Iterator[list[Stretch]]:
    """Stretches that follow each other without a break, at most ``longest`` samples together."""
    run: list[Stretch] = []
    for part in parts:
        rest = part
        if run and (run[-1].last != rest.first or not _agrees(run[-1], rest, rate)):
            yield run
            run = []
        while run_length(run) + rest.last - rest.first > longest:
            at = rest.first + longest - run_length(run)
            if at > rest.first:
                run.append(replace(rest, last=at))
                rest = replace(rest, first=at, utc_us=rest.utc_at(at, rate))
            yield run
            run = []
        run.append(rest)
    if run:
        yield run


def run_length(run: Sequence[Stretch]) -> int:
    """The samples of a run."""
    return run[-1].last - run[0].first if run else 0


def _cut(whole: Stretch, rate: int, wanted: SpanUs, sealed: Sequence[SpanUs]) -> Iterator[Stretch]:
    """The parts of a chunk that are wanted, apart from each other where a sealed span begins."""
    end_us = whole.utc_at(whole.last, rate)
    edges = {whole.utc_us, end_us}
    for edge in (*wanted, *(edge for span in sealed for edge in span)):
        if whole.utc_us < edge < end_us:
            edges.add(edge)
    marks = sorted(edges)
    for begin, end in pairwise(marks):
        if not wanted[0] <= begin < wanted[1]:
            continue
        hidden = any(span[0] <= begin < span[1] for span in sealed)
        first, last = (_sample(whole, edge, rate) for edge in (begin, end))
        if first < last:
            yield Stretch(first, last, begin, hidden)


def _sample(whole: Stretch, utc_us: int, rate: int) -> int:
    return min(whole.first + round((utc_us - whole.utc_us) * rate / 1e6), whole.last)


def _follows(before: Stretch, after: Stretch, rate: int) -> bool:
    return before.sealed == after.sealed and _agrees(before, after, rate)


def _agrees(before: Stretch, after: Stretch, rate: int) -> bool:
    """Whether the clock went on between the two as their samples say."""
    if after.first < before.last:
        return False
    return abs(before.utc_at(after.first, rate) - after.utc_us) < _AGREES_US
