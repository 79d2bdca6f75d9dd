"""Takes what the recorder has written into the record, reads it back, and tells the log."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from courtdesk.errors import KnownError
from courtdesk.sound.model import NoSound, Recording
from courtdesk.sound.model.signs import LevelWatch, Sign, SignKind, sign_words
from courtdesk.sound.model.words import clock_time, incident_words
from courtdesk.sound.panel.state import Look, RecordingState
from courtdesk.sound.service.following import Follower, ReadBack
from courtdesk.sound.service.watching import Alert, Live, RecorderState

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.sound.panel.keeper import SoundKeeper
    from courtdesk.sound.service import SoundReader
    from courtdesk.vault.changes import Changed

TAKE_MS = 60_000
READ_MS = 2_000
_SOON_MS = 3_000
_UNVERIFIED_SECONDS = 20.0
_AGAIN_SECONDS = 600.0
"""A sign that comes and goes is told to the log once in so long."""
_IN_INCIDENTS = frozenset({SignKind.LOST, SignKind.COPY_FAILED})
"""Signs that the log hears of with their exact span, from the recorder itself."""
_STATES = {
    RecorderState.STARTING: RecordingState.STARTING,
    RecorderState.RECORDING: RecordingState.RECORDING,
    RecorderState.PAUSED: RecordingState.PAUSED,
    RecorderState.NO_DEVICE: RecordingState.NO_DEVICE,
    RecorderState.ENDED: RecordingState.OFF,
}
_ALERTS = {
    Alert.DISK_FULL: SignKind.DISK_FULL,
    Alert.DISK_LOW: SignKind.DISK_LOW,
    Alert.COPY_FAILED: SignKind.COPY_FAILED,
    Alert.LOST: SignKind.LOST,
}
_SOON = Alert.LOST | Alert.CLOCK_JUMPED | Alert.COPY_FAILED


@dataclass(frozen=True)
class Taken:
    """A recording as the record knows it now, and what was changed for that."""

    recording: Recording
    changed: tuple[Changed, ...]


class Taking(QObject):
    """The files of one recording at a time."""

    def __init__(self, desk: Desk, keeper: SoundKeeper) -> None:
        super().__init__(keeper)
        self._desk = desk
        self._keeper = keeper
        self.recording: Recording | None = None
        self._reader: SoundReader | None = None
        self._follower: Follower | None = None
        self._levels = LevelWatch(())
        self._back: ReadBack | None = None
        self._back_at = 0.0
        self._mains = 0
        self._reading = False
        self._before = (0, RecordingState.OFF)
        self._told: dict[tuple[SignKind, str], float] = {}
        self._raised: frozenset[tuple[SignKind, str]] = frozenset()
        self._take_timer = QTimer(self, interval=TAKE_MS)
        self._take_timer.timeout.connect(self.take_up)
        self._read_timer = QTimer(self, interval=READ_MS)
        self._read_timer.timeout.connect(self._read_back)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.take_up)

    def begin(self, recording: Recording, mains: int) -> None:
        """Look after ``recording`` from now on."""
        self.end()
        self.recording = recording
        self._mains = mains
        self._levels = LevelWatch(recording.plan.channels)
        self._back_at = time.monotonic()
        self._take_timer.start()
        self._read_timer.start()
        self._soon.start()

    def end(self) -> None:
        """The recorder has ended: take up the rest."""
        self._take_timer.stop()
        self._read_timer.stop()
        self._soon.stop()
        if self.recording is not None:
            self.take_up()
        self.recording = self._reader = self._follower = self._back = None

    def stop(self) -> None:
        """The lock is near."""
        for timer in (self._take_timer, self._read_timer, self._soon):
            timer.stop()

    def close(self, recording: Recording) -> None:
        """Take up what a recorder left that died while the desk was away."""
        service = self._keeper.service

        def work() -> Taken | None:
            if service.never_began(recording.id):
                service.forget(recording.id)
                return None
            return self._taken(recording)

        def done(taken: Taken | None) -> None:
            if taken is not None:
                self._tell(taken)
                self._keeper.resume(taken.recording)

        self._desk.lane.ask(work, done, self._on_not_taken, owner=self)

    def take_up(self) -> None:
        """Commit what is on the disk to the audit chain, and losses to the log."""
        if self.recording is not None and self._keeper.may_record:
            self._take_up(self.recording, self._reader)

    def look(self, live: Live, now: float, *, stuck: bool = False) -> Look:
        """What the recorder says, with what is wrong; ``now`` is a monotonic second.

        One that is ``stuck`` has said nothing for a while.
        """
        recording = self.recording
        assert recording is not None  # noqa: S101 - it is followed
        state = _STATES[live.state]
        self._take_soon(live.alerts, state)
        verified_us = 0 if self._back is None else self._back.verified_us
        verified = datetime.fromtimestamp(verified_us / 1e6, UTC) if verified_us else None
        return Look(
            state,
            recording.hearing_id,
            recording.id,
            recording.plan.channels,
            (0.0,) * len(live.peaks) if stuck else live.peaks,
            live.heard / live.rate if live.rate else 0.0,
            verified,
            signs=self._signs(live, state, now, stuck=stuck),
        )

    def note_signs(self, look: Look) -> None:
        """Tell the log once of each sign that has come up."""
        raised = frozenset((sign.kind, sign.channel) for sign in look.signs)
        fresh = [sign for sign in look.signs if (sign.kind, sign.channel) not in self._raised]
        self._raised = raised
        now = time.monotonic()
        due: dict[SignKind, list[Sign]] = {}
        for sign in fresh:
            told = self._told.get((sign.kind, sign.channel))
            if sign.kind in _IN_INCIDENTS or (told is not None and now - told < _AGAIN_SECONDS):
                continue
            self._told[sign.kind, sign.channel] = now
            due.setdefault(sign.kind, []).append(sign)
        for signs in due.values():
            self._note_signs(signs, look.hearing_id)

    def _signs(
        self, live: Live, state: RecordingState, now: float, *, stuck: bool
    ) -> tuple[Sign, ...]:
        found = [Sign(SignKind.STUCK)] if stuck else []
        if state is RecordingState.NO_DEVICE:
            found.append(Sign(SignKind.NO_DEVICE))
        found += [Sign(kind) for alert, kind in _ALERTS.items() if live.alerts & alert]
        if stuck or state is not RecordingState.RECORDING:
            self._levels.rest()
            self._back_at = now
            return tuple(found)
        found += self._levels.hear(live.peaks, now)
        if now - self._back_at > _UNVERIFIED_SECONDS:
            found.append(Sign(SignKind.UNVERIFIED))
        if self._back is not None and self.recording is not None:
            names = self.recording.plan.channels
            found += [
                Sign(SignKind.HUM, name, f"It hums with the mains, {hum} Hz. Check the cable.")
                for name, hum in zip(names, self._back.hums, strict=False)
                if hum
            ]
        return tuple(found)

    def _take_soon(self, alerts: int, state: RecordingState) -> None:
        """A loss is told to the log at once, not with the next minute."""
        before, self._before = self._before, (alerts, state)
        new = alerts & ~before[0] & _SOON
        back = before[1] is RecordingState.NO_DEVICE and state is RecordingState.RECORDING
        if (new or back) and not self._soon.isActive():
            self._soon.start()

    def _take_up(self, recording: Recording, reader: SoundReader | None) -> None:
        service = self._keeper.service

        def work() -> tuple[Taken, SoundReader]:
            kept = reader or service.open(recording.id)
            return self._taken(recording, kept), kept

        def done(came: tuple[Taken, SoundReader]) -> None:
            taken, kept = came
            if self.recording is not None and self.recording.id == recording.id:
                self._reader = kept
            self._tell(taken)

        self._desk.lane.ask(work, done, self._on_not_taken, owner=self)

    def _taken(self, recording: Recording, reader: SoundReader | None = None) -> Taken:
        """Take up, and note what was lost in the log. On the vault's lane, and in one go.

        Were the losses noted once this thread has heard of them, a lock could come between.
        """
        saved = self._keeper.service.take_up(recording.id, reader)
        zone, changed = self._keeper.zone, [saved.changed]
        for incident in saved.value.news:
            if words := incident_words(incident, zone):
                at = _to_the_millisecond(incident.at)
                about = (
                    f"{recording.id} {incident.kind} {incident.sample} {incident.at.isoformat()}"
                )
                noted = self._keeper.log.note(recording.hearing_id, at, words, about)
                changed.append(noted.changed)
        return Taken(saved.value.recording, tuple(changed))

    def _tell(self, taken: Taken) -> None:
        for changed in taken.changed:
            self._desk.lane.changed.emit(changed)

    def _on_not_taken(self, error: Exception) -> None:
        if isinstance(error, KnownError) and not isinstance(error, NoSound):
            self._desk.lane.refused.emit(error)

    def _read_back(self) -> None:
        recording = self.recording
        if recording is None or self._reading:
            return
        self._reading = True
        if self._follower is not None:
            self._keeper.lane.ask(self._follower.read_on, self._on_read_back, self._on_not_read)
            return
        service, mains = self._keeper.service, self._mains

        def opened(reader: SoundReader) -> None:
            if self._keeper.stopped:
                return
            self._keeper.lane.ask(
                lambda: Follower(recording.id, reader, mains), self._on_follower, self._on_not_read
            )

        self._desk.lane.ask(
            lambda: service.open(recording.id, from_disk=True),
            opened,
            self._on_not_read,
            owner=self,
        )

    def _on_follower(self, follower: Follower) -> None:
        self._follower = follower
        self._reading = False

    def _on_read_back(self, back: ReadBack) -> None:
        self._reading = False
        if self.recording is None or back.recording_id != self.recording.id:
            return
        if self._back is None or back.verified_us > self._back.verified_us:
            self._back_at = time.monotonic()
        self._back = back

    def _on_not_read(self, error: Exception) -> None:  # noqa: ARG002 - the sign says it
        self._reading = False

    def _note_signs(self, signs: list[Sign], hearing_id: str) -> None:
        at = _to_the_millisecond(datetime.now(UTC))
        hearing_id = hearing_id or next(iter(self._keeper.hearings_on_record()), "")
        if hearing_id:
            log, about = self._keeper.log, f"{signs[0]} {at.isoformat()}"
            words = sign_words(signs, clock_time(at, self._keeper.zone)[:8])
            self._desk.lane.ask(lambda: log.note(hearing_id, at, words, about), owner=self)


def _to_the_millisecond(moment: datetime) -> datetime:
    return moment - timedelta(microseconds=moment.microsecond % 1000)
