"""The deck: a thread that plays, and takes orders between two fiftieths of a second."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from courtdesk.sound.model import NoSound
from courtdesk.sound.player.output import Headphones, Output
from courtdesk.sound.player.source import Source
from courtdesk.sound.player.stretch import FASTEST, SLOWEST, Stretch

if TYPE_CHECKING:
    from courtdesk.sound.store.reader import SoundReader

_WAIT_SECONDS = 0.1
_EDGE_SECONDS = 0.75
"""While recording goes on, playing waits so far before the end for more."""


@dataclass(frozen=True)
class DeckState:
    """What the deck does now. ``sample`` is the one that is heard next, ``at_us`` its moment.

    ``gap_us`` is the damage that it lies in. Moments are microseconds since 1970, UTC.
    """

    loaded: str = ""
    playing: bool = False
    sample: int = 0
    at_us: int = 0
    samples: int = 0
    speed: float = 1.0
    loop: tuple[int, int] | None = None
    loop_us: tuple[int, int] | None = None
    gap_us: tuple[int, int] | None = None
    wrong: str = ""
    holds_output: bool = False


class Deck:
    """Plays one recording at a time. Its methods return at once; ``state`` tells what came."""

    def __init__(self, output: Callable[[], Output] = Headphones) -> None:
        self._make_output = output
        self._output: Output | None = None
        self._orders: list[Callable[[], None]] = []
        self._woken = threading.Condition()
        self._closed = False
        self._source: Source | None = None
        self._stretch: Stretch | None = None
        self._open_rate = 0
        self._grows = False
        self._state = DeckState()
        self._thread: threading.Thread | None = None

    @property
    def state(self) -> DeckState:
        """What the deck does; cheap, on any thread."""
        return self._state

    def load(
        self,
        recording_id: str,
        reader: "SoundReader",
        silenced: tuple[tuple[int, int], ...] = (),
    ) -> None:
        """Take a recording; nothing is played yet."""
        self._order(lambda: self._load(recording_id, reader, silenced))

    def play(self, utc_us: int | None = None) -> None:
        """Play from a moment, or from where it stands."""
        self._order(lambda: self._play(utc_us))

    def stop(self) -> None:
        """Be silent, and stand where it is."""
        self._order(self._stop)

    def release(self) -> None:
        """Be silent, and let go of the headphones."""
        self._order(self._release)

    def go_to(self, utc_us: int) -> None:
        """Stand at a moment; goes on playing if it plays."""
        self._order(lambda: self._go_to(utc_us))

    def skip(self, seconds: float) -> None:
        """Go some seconds on, or back."""
        self._order(lambda: self._skip(seconds))

    def set_speed(self, speed: float) -> None:
        """0.5 to 2 times the recording's own; the pitch stays."""
        speed = min(max(speed, SLOWEST), FASTEST)
        self._order(lambda: self._tell(speed=speed))

    def hear(self, channels: tuple[bool, ...]) -> None:
        """Which channels are heard."""
        self._order(lambda: self._hear(channels))

    def loop(self, span_us: tuple[int, int] | None) -> None:
        """Play a span again and again, or no more."""
        self._order(lambda: self._loop(span_us))

    def grows(self, on: bool) -> None:
        """Whether recording goes on: then the end is no end."""
        self._grows = on

    def close(self) -> None:
        """Be silent and end the thread."""
        with self._woken:
            self._closed = True
            self._woken.notify()
        if self._thread is not None:
            self._thread.join()

    def _order(self, order: Callable[[], None]) -> None:
        with self._woken:
            if self._closed:
                return
            self._orders.append(order)
            self._woken.notify()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="player")
                self._thread.start()

    def _run(self) -> None:
        try:
            while not self._closed:
                with self._woken:
                    if not self._orders and not self._state.playing:
                        self._woken.wait()
                    orders, self._orders = self._orders, []
                try:
                    for order in orders:
                        order()
                    if self._state.playing:
                        self._play_on()
                except NoSound as error:
                    self._open_rate = 0
                    self._tell(playing=False, wrong=str(error), holds_output=False)
        finally:
            if self._output is not None:
                self._output.close()

    def _load(
        self,
        recording_id: str,
        reader: "SoundReader",
        silenced: tuple[tuple[int, int], ...],
    ) -> None:
        self._stop()
        self._source = Source(reader, silenced)
        self._stretch = Stretch(self._source.rate, self._source.read)
        self._tell(loaded=recording_id, loop=None, loop_us=None, gap_us=None, wrong="")
        self._stand(0)

    def _play(self, utc_us: int | None) -> None:
        if self._source is None:
            return
        if utc_us is not None:
            self._go_to(utc_us)
        elif self._state.sample >= self._source.samples and not self._grows:
            self._stand(0 if self._state.loop is None else self._state.loop[0])
        if self._output is None or self._open_rate != self._source.rate:
            self._output = self._output or self._make_output()
            self._open_rate = 0
            self._output.open(self._source.rate)
            self._open_rate = self._source.rate
        self._tell(playing=True, wrong="", holds_output=True)

    def _stop(self) -> None:
        if self._state.playing and self._output is not None:
            self._output.cut()
        self._tell(playing=False)

    def _release(self) -> None:
        self._stop()
        if self._output is not None:
            self._output.close()
        self._open_rate = 0
        self._tell(holds_output=False)

    def _go_to(self, utc_us: int) -> None:
        if self._source is not None:
            self._stand(self._source.sample_at(utc_us))

    def _skip(self, seconds: float) -> None:
        if self._source is not None:
            self._stand(self._state.sample + round(seconds * self._source.rate))

    def _hear(self, channels: tuple[bool, ...]) -> None:
        if self._source is not None and len(channels) == self._source.channels:
            self._source.heard = channels

    def _loop(self, span_us: tuple[int, int] | None) -> None:
        if self._source is None:
            return
        if span_us is None:
            self._tell(loop=None, loop_us=None)
            return
        first, last = (self._source.sample_at(each) for each in sorted(span_us))
        if last > first:
            span = (self._source.utc_us(first), self._source.utc_us(last))
            self._tell(loop=(first, last), loop_us=span)

    def _stand(self, sample: int) -> None:
        assert self._source is not None  # noqa: S101 - only called with one
        assert self._stretch is not None  # noqa: S101
        if self._state.playing and self._output is not None:
            self._output.cut()
        sample = min(max(sample, 0), self._source.samples)
        self._stretch.go_to(sample)
        self._tell_place(sample)

    def _play_on(self) -> None:
        """Play the next 20 ms, or wait for them, or come to an end."""
        source, stretch = self._source, self._stretch
        if source is None or stretch is None or self._output is None:
            self._tell(playing=False)
            return
        loop = self._state.loop
        if loop is not None and not loop[0] <= stretch.place < loop[1]:
            stretch.go_to(loop[0])
        end = source.samples
        if self._grows and stretch.place > end - _EDGE_SECONDS * source.rate:
            with self._woken:
                if not self._orders and not self._closed:
                    self._woken.wait(_WAIT_SECONDS)
            self._tell(samples=end)
            return
        if stretch.place >= end:
            self._tell(playing=False, sample=end)
            return
        sound = stretch.next(self._state.speed)
        self._output.write(sound)
        self._tell_place(stretch.place)

    def _tell_place(self, sample: int) -> None:
        assert self._source is not None  # noqa: S101 - only called with one
        source = self._source
        gap = source.gap_at(sample)
        self._tell(
            sample=sample,
            at_us=source.utc_us(sample),
            samples=source.samples,
            gap_us=None if gap is None else (source.utc_us(gap.first), source.utc_us(gap.last)),
        )

    def _tell(self, **changed: object) -> None:
        self._state = DeckState(**{**vars(self._state), **changed})
