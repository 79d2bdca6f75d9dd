"""Use case: a machine drafts what was said in a span. Nothing of it enters the record."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from courtdesk.sound.model import DraftLine, NoSound, Order
from courtdesk.sound.service.recordings import SoundService
from courtdesk.sound.store import speech
from courtdesk.sound.store.handing import spans_of
from courtdesk.sound.store.reader import SoundReader
from courtdesk.sound.store.stretches import Stretch, runs, stretches
from courtdesk.vault.roles import Ability
from courtdesk.vault.store import Vault

_SECONDS = 10
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Drafting:
    """A draft that was ordered. It needs no vault any more."""

    order: Order
    readers: tuple[SoundReader, ...]

    def lines(
        self,
        channel: int | None = None,
        model: Path | None = None,
        heard: Callable[[float], None] = lambda _: None,
    ) -> Iterator[DraftLine]:
        """Words as they are found. Sealed passages are left out. May run on any thread.

        ``channel`` counts from 0; without it all channels are mixed. ``heard`` is told the
        seconds done; it may raise to give up.

        Raises:
            NoSound: the engine is not installed, or there is no such channel.
        """
        wanted, sealed = spans_of(self.order)
        done = 0.0
        for reader in self.readers:
            if channel is not None and not 0 <= channel < reader.channels:
                raise NoSound(f"The recording has {reader.channels} channels.")
            rate = reader.rate
            open_ones = [s for s in stretches(reader, wanted, sealed) if not s.sealed]
            for run in runs(open_ones, rate, 1 << 62):
                began = _EPOCH + timedelta(microseconds=run[0].utc_us)
                blocks = _blocks(reader, run, channel, partial(_further, heard, done))
                for start, end, text in speech.recognised(blocks, model):
                    yield DraftLine(began + timedelta(seconds=start), end - start, text)
                done += (run[-1].last - run[0].first) / rate


def check_engine() -> None:
    """Go on, if there is an engine for drafts.

    Raises:
        NoSound: it is not installed.
    """
    speech.check_is_there()


class SoundDrafts:
    """Drafts of one vault's recordings. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._sound = SoundService(vault)

    def prepare(self, order: Order) -> Drafting:
        """Note in the audit chain that a draft is made; make it next, on any thread.

        Raises:
            NoSound: the engine is not installed, or the hearing has no recording.
            NotAllowed: the user may not keep the record.
        """
        self._vault.require(Ability.KEEP_RECORD)
        speech.check_is_there()
        recordings = self._sound.recordings(order.hearing_id)[::-1]
        if not recordings:
            raise NoSound("This hearing has no recording. Nothing was drafted.")
        readers = tuple(self._sound.open(each.id) for each in recordings)
        self._vault.note("recording.draft", order.hearing_id, "a machine's draft, not the record")
        return Drafting(order, readers)


def _further(heard: Callable[[float], None], done: float, seconds: float) -> None:
    heard(done + seconds)


def _blocks(
    reader: SoundReader, run: list[Stretch], channel: int | None, heard: Callable[[float], None]
) -> Iterator[bytes]:
    first, last, rate = run[0].first, run[-1].last, reader.rate
    for start in range(first, last, _SECONDS * rate):
        heard((start - first) / rate)
        span = reader.read(start, min(start + _SECONDS * rate, last))
        yield speech.for_engine(span.samples, rate, channel)
