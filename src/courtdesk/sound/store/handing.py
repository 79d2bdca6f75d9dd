"""Handing sound over: files of some minutes in a box, what is sealed silent or absent in them."""

import errno
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from courtdesk.sound.model import (
    Contents,
    Form,
    NoSound,
    Omission,
    Order,
    Paper,
    SealedSound,
    SoundPart,
    Source,
)
from courtdesk.sound.store.box import Box, EncryptedZip, Folder
from courtdesk.sound.store.reader import SoundReader
from courtdesk.sound.store.stretches import SpanUs, Stretch, run_length, runs, stretches

if TYPE_CHECKING:
    from courtdesk.sound.store.codec import Samples

Papers = Callable[[Contents], Iterable[Paper]]
Heard = Callable[[float], None]
_FORMS = {
    Form.FLAC: ("FLAC", "PCM_16"),
    Form.OPUS: ("OGG", "OPUS"),
    Form.WAV: ("WAV", "PCM_16"),
}
_OPUS_RATES = frozenset({16_000, 24_000, 48_000})
_SECONDS = 30
_PART_BYTES = 64 << 20
_PART_SECONDS = 600
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SUMS = "SHA256SUMS.txt"


@dataclass
class HandOver:
    """An order with the recordings that it is served from. It needs no vault any more.

    ``interruptions`` are what the record knows of, such as pauses.
    """

    order: Order
    sources: tuple[tuple[Source, SoundReader], ...]
    interruptions: tuple[Omission, ...] = ()
    _parts: list[SoundPart] = field(default_factory=list)
    _omitted: list[Omission] = field(default_factory=list)

    def write(
        self,
        target: Path,
        passphrase: str | None,
        papers: Papers,
        heard: Heard = lambda _: None,
    ) -> Contents:
        """Write everything to ``target``: encrypted, or, without a passphrase, a folder.

        ``papers`` makes what goes with the sound. ``heard`` is told the seconds done so far; it
        may raise to give up. Nothing half made stays.

        Raises:
            NoSound: there is no sound in the span, or the disk refused.
        """
        self._parts, self._omitted = [], list(self.interruptions)
        box: Box | None = None
        try:
            box = EncryptedZip(target, passphrase) if passphrase else Folder(target)
            self._put_sound(box, heard)
            contents = Contents(
                self.order,
                tuple(source for source, _ in self.sources),
                tuple(self._parts),
                tuple(sorted(self._omitted, key=lambda each: each.at)),
                passphrase is not None,
            )
            sums = [(part.sha256, part.name) for part in self._parts]
            for paper in papers(contents):
                box.put(paper.name, paper.content)
                sums.append((hashlib.sha256(paper.content).hexdigest(), paper.name))
            box.put(_SUMS, "".join(f"{digest}  {name}\n" for digest, name in sums).encode())
            box.close()
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise NoSound("The disk is full. Nothing was written: make room.") from error
            raise NoSound("The file cannot be written there. Choose another place.") from error
        finally:
            if box is not None:
                box.drop()
        return contents

    def _put_sound(self, box: Box, heard: Heard) -> None:
        wanted, sealed = spans_of(self.order)
        done = 0.0
        for source, reader in self.sources:
            rate = reader.rate
            if self.order.form is Form.OPUS and rate not in _OPUS_RATES:
                raise NoSound(f"Opus does not take {rate:,} samples a second. Choose FLAC or WAV.")
            cut = stretches(reader, wanted, sealed)
            if self.order.sealed_sound is SealedSound.INCLUDED:
                cut = [replace(each, sealed=False) for each in cut]
            if self.order.sealed_sound is SealedSound.LEFT_OUT:
                self._omitted += [_sealed(each, rate) for each in cut if each.sealed]
                cut = [each for each in cut if not each.sealed]
            longest = min(_PART_BYTES // (2 * reader.channels), _PART_SECONDS * rate)
            for run in runs(cut, rate, longest):
                self._put_part(box, source, reader, run, partial(_further, heard, done))
                done += run_length(run) / rate
                heard(done)
        if not self._parts:
            raise NoSound("There is no sound in that span that may be given out. Nothing is made.")

    def _put_part(
        self, box: Box, source: Source, reader: SoundReader, run: list[Stretch], heard: Heard
    ) -> None:
        first, last, rate = run[0].first, run[-1].last, reader.rate
        suffix = "ogg" if self.order.form is Form.OPUS else self.order.form.value
        name = f"sound-{len(self._parts) + 1:03d}.{suffix}"
        form, subtype = _FORMS[self.order.form]
        blocks = self._blocks(reader, run, name, heard)
        content = _encoded(blocks, rate, reader.channels, form, subtype)
        digest = hashlib.sha256(content).hexdigest()
        at = _from_us(run[0].utc_us)
        self._parts.append(SoundPart(name, source.recording_id, first, last, at, rate, digest))
        box.put(name, content)

    def _blocks(
        self, reader: SoundReader, run: list[Stretch], name: str, heard: Heard
    ) -> "Iterator[Samples]":
        """The samples of a run, silent where they are sealed or cannot be read."""
        rate, begin = reader.rate, run[0].first
        for each in run:
            if each.sealed:
                silent = _sealed(each, rate)
                self._omitted.append(replace(silent, part=name, into=(each.first - begin) / rate))
            for start in range(each.first, each.last, _SECONDS * rate):
                heard((start - begin) / rate)
                span = reader.read(start, min(start + _SECONDS * rate, each.last))
                if each.sealed:
                    span.samples[:] = 0
                else:
                    self._omitted += [
                        Omission(
                            "damaged",
                            _from_us(each.utc_at(gap.first, rate)),
                            (gap.last - gap.first) / rate,
                            name,
                            (gap.first - begin) / rate,
                        )
                        for gap in span.gaps
                    ]
                yield span.samples


def _further(heard: Heard, done: float, seconds: float) -> None:
    heard(done + seconds)


def _encoded(
    blocks: "Iterator[Samples]", rate: int, channels: int, form: str, subtype: str
) -> bytes:
    import soundfile

    out = io.BytesIO()
    with soundfile.SoundFile(out, "w", rate, channels, subtype, format=form) as file:
        for block in blocks:
            file.write(block)
    return out.getvalue()


def spans_of(order: Order) -> tuple[SpanUs, list[SpanUs]]:
    """The span that is wanted, and those that are sealed, in microseconds since 1970, UTC."""
    wanted = (
        0 if order.first is None else _to_us(order.first),
        1 << 62 if order.last is None else _to_us(order.last),
    )
    sealed = [
        (_to_us(span.first), 1 << 62 if span.last is None else _to_us(span.last))
        for span in order.sealed
    ]
    return wanted, sealed


def _sealed(stretch: Stretch, rate: int) -> Omission:
    seconds = (stretch.last - stretch.first) / rate
    return Omission("sealed", _from_us(stretch.utc_us), seconds)


def _to_us(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _from_us(microseconds: int) -> datetime:
    return _EPOCH + timedelta(microseconds=microseconds)
