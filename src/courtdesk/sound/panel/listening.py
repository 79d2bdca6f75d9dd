"""What is listened to: the hearing's recordings, the deck that plays them, their waveforms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from courtdesk.errors import KnownError
from courtdesk.sound.model import Recording, SealedSpan
from courtdesk.sound.model.course import Mark
from courtdesk.sound.panel.lane import SoundLane
from courtdesk.sound.panel.waveform import Waveform
from courtdesk.sound.player.deck import Deck, DeckState
from courtdesk.sound.service.peaks import PeakReader, Peaks

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.sound.panel.keeper import SoundKeeper
    from courtdesk.sound.service import SoundReader
    from courtdesk.vault.changes import Changed

_LOOK_MS = 50
_GROW_MS = 3_000
_MARKS_MS = 2_000


class Listening(QObject):
    """One hearing at a time. Recordings are opened when something of them is to be heard."""

    recording_opened = Signal(object)
    """The ``Recording`` that is in the deck now."""
    waveform_grew = Signal(object, object, object)
    """A ``Waveform``, and the first and last moment of its recording."""
    marks_read = Signal(object)
    looked = Signal(object)
    """The ``DeckState``, twenty times a second while something plays."""
    failed = Signal(str)

    def __init__(self, desk: Desk, keeper: SoundKeeper, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._keeper = keeper
        self.deck = Deck()
        self._lane = SoundLane("waveform lane", desk, self)
        self._hearing_id = ""
        self.recording: Recording | None = None
        self._wanted: Callable[[], None] | None = None
        self._wave: Waveform | None = None
        self._peaks: PeakReader | None = None
        self._busy = False
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._on_time_to_look)
        self._grow = QTimer(self, interval=_GROW_MS)
        self._grow.timeout.connect(self._on_time_to_grow)
        self._marks = QTimer(self, singleShot=True, interval=_MARKS_MS)
        self._marks.timeout.connect(self._read_stale_marks)
        self._marks_stale = False
        self._seen = DeckState()
        desk.lane.changed.connect(self._on_changed)

    @property
    def state(self) -> DeckState:
        """What the deck does now."""
        return self.deck.state

    def open(self, hearing_id: str) -> None:
        """Another hearing is open; what was heard of the last one stops."""
        if hearing_id == self._hearing_id:
            return
        self._hearing_id = hearing_id
        self.rest()
        self.recording = self._wave = self._peaks = None

    def rest(self) -> None:
        """Be silent, let go of the headphones, and look no more."""
        if self.deck.state.loaded:
            self.deck.release()
        self._look.stop()
        self._grow.stop()
        self._marks.stop()

    def play_from(self, moment: datetime | None) -> None:
        """Play from the lead before ``moment`` (UTC); without one from where the deck stands."""
        if moment is None and self.recording is not None:
            self.deck.play()
            self._watch()
            return
        lead = timedelta(seconds=self._keeper.settings.lead_seconds)
        self._with_recording(moment, lambda: self._play(moment, lead))

    def show(self, moment: datetime | None = None) -> None:
        """Open the recording of ``moment`` without playing it."""
        self._with_recording(moment, lambda: self._stand(moment))

    def stand_at(self, moment_us: int) -> None:
        """Go to a moment of the recording that is open; goes on playing if it plays."""
        self.deck.go_to(moment_us)
        self._watch()

    def close(self) -> None:
        """The lock is near: be silent, end the threads."""
        self._look.stop()
        self._marks.stop()
        self._grow.stop()
        self.deck.close()
        self._lane.close()

    def _play(self, moment: datetime | None, lead: timedelta) -> None:
        self.deck.play(None if moment is None else _us(moment - lead))
        self._watch()

    def _stand(self, moment: datetime | None) -> None:
        if moment is not None:
            self.deck.go_to(_us(moment))
        self._watch()

    def _watch(self) -> None:
        self._look.start()
        self._read_stale_marks()

    def _on_changed(self, changed: Changed) -> None:
        if self.recording is None or self._hearing_id not in changed.ids:
            return
        self._marks_stale = True
        if self._look.isActive() and not self._marks.isActive():
            self._marks.start()

    def _read_stale_marks(self) -> None:
        if self._marks_stale:
            self.read_marks()

    def _with_recording(self, moment: datetime | None, then: Callable[[], None]) -> None:
        """Do ``then`` once the recording of a moment is in the deck."""
        hearing_id, service = self._hearing_id, self._keeper.service
        self._wanted = then

        def found(recordings: tuple[Recording, ...]) -> None:
            if hearing_id != self._hearing_id:
                return
            recording = recording_of(recordings, moment)
            if recording is None:
                self.failed.emit(
                    "Nothing of this hearing was recorded. Record: Ctrl+Shift+R; "
                    "import: Ctrl+Shift+I."
                )
            elif self.recording is not None and recording.id == self.recording.id:
                self.recording = recording
                self._arrived()
            else:
                self._open(recording)

        self._desk.lane.ask(
            lambda: service.recordings(hearing_id), found, self._on_failed, owner=self
        )

    def _open(self, recording: Recording) -> None:
        service, log = self._keeper.service, self._keeper.log

        def read() -> tuple[SoundReader, SoundReader, tuple[tuple[int, int], ...]]:
            reader = service.open(recording.id)
            silenced = _samples(reader, log.sealed(recording.hearing_id))
            return reader, service.open(recording.id), silenced

        def opened(came: tuple[SoundReader, SoundReader, tuple[tuple[int, int], ...]]) -> None:
            if recording.hearing_id != self._hearing_id:
                return
            reader, another, silenced = came
            self.recording = recording
            self.deck.load(recording.id, reader, silenced)
            self.recording_opened.emit(recording)
            self._arrived()
            self._read_waveform(recording, another)
            self.read_marks()

        self._desk.lane.ask(read, opened, self._on_failed, owner=self)

    def read_marks(self) -> None:
        """Read what stands in the log."""
        hearing_id, log = self._hearing_id, self._keeper.log
        self._marks_stale = False

        def come(marks: Sequence[Mark]) -> None:
            if hearing_id == self._hearing_id:
                self.marks_read.emit(marks)

        self._desk.lane.ask(lambda: log.marks(hearing_id), come, owner=self)

    def _arrived(self) -> None:
        then, self._wanted = self._wanted, None
        self.deck.grows(self._runs)
        if then is not None:
            then()

    @property
    def _runs(self) -> bool:
        """Whether the recording that is open still grows."""
        look = self._keeper.look
        return self.recording is not None and look.recording_id == self.recording.id

    # The waveform

    def _read_waveform(self, recording: Recording, reader: SoundReader) -> None:
        self._wave = self._peaks = None

        def begin() -> tuple[PeakReader, Waveform]:
            return PeakReader(reader), Waveform(reader.utc_us(0), reader.channels)

        def begun(came: tuple[PeakReader, Waveform]) -> None:
            if self.recording is None or self.recording.id != recording.id:
                return
            self._peaks, self._wave = came
            self._read_peaks(0)
            if self._runs:
                self._grow.start()

        self._lane.ask(begin, begun, self._on_failed)

    def _read_peaks(self, segment: int) -> None:
        peaks, wave = self._peaks, self._wave
        if peaks is None or wave is None or self._busy:
            return
        self._busy = True

        def read() -> tuple[tuple[Peaks, ...], int, int]:
            count = peaks.segments
            found = peaks.segment(segment) if segment < count else ()
            return found, count, peaks.ended_us

        def come(read: tuple[tuple[Peaks, ...], int, int]) -> None:
            self._busy = False
            if wave is not self._wave:
                self._read_peaks(0)
                return
            wave.put(read[0])
            self.waveform_grew.emit(wave, wave.began_us, max(wave.ended_us, read[2]))
            if segment + 1 < read[1]:
                self._read_peaks(segment + 1)

        def failed(error: Exception) -> None:
            self._busy = False
            self._on_failed(error)

        self._lane.ask(read, come, failed)

    def _on_time_to_grow(self) -> None:
        if not self._runs or self._peaks is None:
            self._grow.stop()
            self.deck.grows(False)
            return
        self._read_peaks(max(self._peaks.segments - 1, 0))

    def _on_time_to_look(self) -> None:
        state = self.deck.state
        self.deck.grows(self._runs)
        if state is self._seen and not state.playing:
            self._look.setInterval(_LOOK_MS * 5)
            return
        self._look.setInterval(_LOOK_MS)
        if state.wrong and state.wrong != self._seen.wrong:
            self.failed.emit(state.wrong)
        self._seen = state
        self.looked.emit(state)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self.failed.emit(str(error))


def recording_of(recordings: Sequence[Recording], moment: datetime | None) -> Recording | None:
    """The last that had begun at ``moment``, or the first; the newest without a moment."""
    if not recordings:
        return None
    ordered = sorted(recordings, key=lambda each: each.started_at)
    if moment is None:
        return ordered[-1]
    begun = [each for each in ordered if each.started_at <= moment]
    return begun[-1] if begun else ordered[0]


def _samples(reader: SoundReader, sealed: Sequence[SealedSpan]) -> tuple[tuple[int, int], ...]:
    """Spans in samples; one without an end never ends."""
    forever = 1 << 62
    return tuple(
        (
            reader.sample_at(_us(span.first)),
            forever if span.last is None else reader.sample_at(_us(span.last)),
        )
        for span in sealed
    )


def _us(moment: datetime) -> int:
    return round(moment.timestamp() * 1e6)
