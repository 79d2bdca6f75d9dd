"""Keeps the recording in step with the hearing, from unlock to lock; the recorder outlives it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from courtdesk.desk.widgets.notice import Message
from courtdesk.sound.model import (
    Form,
    LogLine,
    NoSound,
    Order,
    Recording,
    SealedSound,
    SealedSpan,
)
from courtdesk.sound.model.course import Course, Mark, Stand
from courtdesk.sound.model.settings import OffRecord, SoundSettings
from courtdesk.sound.model.signs import Sign, SignKind
from courtdesk.sound.panel.lane import SoundLane
from courtdesk.sound.panel.state import Look, RecordingState
from courtdesk.sound.panel.taking import Taking
from courtdesk.sound.service import FOLDER, Prepared, SoundService
from courtdesk.sound.service.settings import SoundSettingsService
from courtdesk.sound.service.watching import Command, LiveWatch, RecorderState
from courtdesk.vault.roles import Ability

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.vault.changes import Changed

LOOK_MS = 100
_DEAD_SECONDS = 6.0
"""A recorder that says nothing for so long, while the desk itself was awake, is gone or stuck."""
_PATIENCE_SECONDS = 30.0
"""A recorder that ended sooner after its start is not started again by itself."""
_RESUMED = timedelta(minutes=30)


class LogBook(Protocol):
    """What sound asks of the hearings; the composition root hands it in."""

    def course(self, hearing_id: str) -> Course | None: ...
    def under_way(self) -> tuple[Course, ...]: ...
    def note(self, hearing_id: str, at: datetime, words: str, about: str) -> Any: ...
    def marks(self, hearing_id: str) -> tuple[Mark, ...]: ...
    def sealed(self, hearing_id: str) -> tuple[SealedSpan, ...]: ...
    def order(
        self,
        hearing_id: str,
        first: datetime | None,
        last: datetime | None,
        sealed_sound: SealedSound,
        form: Form,
    ) -> tuple[Order, tuple[LogLine, ...]]: ...


class SoundKeeper(QObject):
    """One of a desk. ``look`` is what there is to be shown of the recording."""

    looked = Signal(object)
    """A ``Look``, ten times a second while a recording runs, else when something changed."""
    settings_read = Signal(object)
    leaving = Signal()
    """The lock is near."""

    def __init__(self, desk: Desk, log: LogBook) -> None:
        super().__init__(desk)
        self._desk = desk
        self.log = log
        self.service = SoundService(desk.vault)
        self._settings_service = SoundSettingsService(desk.vault)
        self.settings = SoundSettings()
        self.lane = SoundLane("sound lane", desk, self)
        self.carrying = SoundLane("carrying lane", desk, self)
        """Writes sound that is given out, and reads what was recorded elsewhere."""
        self.holds_output: Callable[[], bool] = lambda: False
        """Whether something is being played: then no look is taken for other sound cards."""
        self.zone = ZoneInfo(desk.vault.settings.zone)
        self._watch = LiveWatch(desk.vault.path / FOLDER)
        self._may = desk.vault.may(Ability.KEEP_RECORD)
        self._courses: dict[str, Course] = {}
        self._hearing_id = ""
        self._launched_at = 0.0
        self._told_us, self._told_at = 0, 0.0
        self._ready = self.stopped = False
        self.look = Look(RecordingState.OFF)
        self._taking = Taking(desk, self)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._on_time_to_look)
        desk.lane.changed.connect(self._on_changed)
        self._read_first()

    @property
    def may_record(self) -> bool:
        """Whether this user keeps the record."""
        return self._may

    @property
    def recorded_hearing(self) -> str:
        """The hearing whose recording runs or is being started, or empty."""
        return self._hearing_id

    def course(self, hearing_id: str) -> Course | None:
        """Where a hearing stands, if it was seen under way."""
        return self._courses.get(hearing_id)

    def learn(self, hearing_id: str) -> None:
        """Read where a hearing stands that was opened."""

        def come(course: Course | None) -> None:
            if course is not None:
                self._courses.setdefault(hearing_id, course)
                self.looked.emit(self.look)

        if not self.stopped:
            self._desk.lane.ask(lambda: self.log.course(hearing_id), come, owner=self)

    def hearings_on_record(self) -> list[str]:
        """The hearings that are on record now."""
        return [each.hearing_id for each in self._courses.values() if each.stand is Stand.ON]

    def start(self, hearing_id: str) -> None:
        """Begin to record a hearing."""
        if self._hearing_id or not self._may or self.stopped:
            return
        self._hearing_id = hearing_id
        self._launched_at = time.monotonic()
        self._show(Look(RecordingState.STARTING, hearing_id))
        plan = self.settings.plan

        def prepare() -> Any:
            return self.service.prepare(hearing_id, plan)

        self._desk.lane.ask(prepare, lambda saved: self._on_prepared(saved.value), self._on_refused)

    def resume(self, left: Recording) -> None:
        """Record on, if a recorder died while the desk was away and the hearing is on record.

        Not after a while: who unlocks the desk in the evening is not to be recorded unasked.
        """
        course = self._courses.get(left.hearing_id)
        on_record = course is not None and course.stand is Stand.ON
        recent = left.ended_at is not None and datetime.now(UTC) - left.ended_at < _RESUMED
        if on_record and recent and self.settings.with_hearing:
            self.start(left.hearing_id)

    def end(self) -> None:
        """Close the recording that runs."""
        self._watch.ask(Command.STOP)

    def keep_settings(self, settings: SoundSettings, failed: Callable[[Exception], None]) -> None:
        """Keep other settings; they hold from the next recording on."""
        self._desk.lane.ask(
            lambda: self._settings_service.keep(settings),
            lambda saved: self._on_settings(saved.value),
            failed,
            owner=self,
        )

    def stop(self) -> None:
        """The lock is near. The recorder goes on, and is found again."""
        self.stopped = True
        self.leaving.emit()
        self._timer.stop()
        self._taking.stop()
        self.lane.close()
        self.carrying.close()
        self._watch.close()

    # At the unlock

    def _read_first(self) -> None:
        def read() -> tuple[SoundSettings, tuple[Course, ...], tuple[Recording, ...], str]:
            running = self._watch.find()
            open_ones = tuple(each for each in self.service.recordings() if each.ended_at is None)
            return self._settings_service.settings(), self.log.under_way(), open_ones, running

        self._desk.lane.ask(read, self._on_read_first, owner=self)

    def _on_read_first(
        self, read: tuple[SoundSettings, tuple[Course, ...], tuple[Recording, ...], str]
    ) -> None:
        settings, courses, recordings, running = read
        self._on_settings(settings)
        self._courses.update({course.hearing_id: course for course in courses})
        self._ready = True
        for recording in recordings:
            if recording.id == running:
                self._hearing_id = recording.hearing_id
                self._follow(recording)
            elif self._may:
                self._taking.close(recording)
        self._timer.start()

    def _on_settings(self, settings: SoundSettings) -> None:
        self.settings = settings
        self.settings_read.emit(settings)

    # The hearing's course

    def _on_changed(self, changed: Changed) -> None:
        if self.stopped or not self._ready or not changed.concerns("hearing"):
            return
        ids = changed.ids

        def read() -> list[Course]:
            return [course for each in ids if (course := self.log.course(each)) is not None]

        self._desk.lane.ask(read, self._on_courses, owner=self)

    def _on_courses(self, courses: list[Course]) -> None:
        for course in courses:
            before = self._courses.get(course.hearing_id)
            self._courses[course.hearing_id] = course
            if before is None or before.stand is not course.stand:
                self._keep_step(course)

    def _keep_step(self, course: Course) -> None:
        if course.hearing_id == self._hearing_id:
            self._keep_pace(course)
        elif course.stand is Stand.ON and self.settings.with_hearing:
            self.start(course.hearing_id)

    def _keep_pace(self, course: Course) -> None:
        pauses = self.settings.off_record is OffRecord.PAUSE
        if course.stand is Stand.OVER:
            self.end()
        elif course.stand is Stand.OFF and pauses:
            self._watch.ask(Command.PAUSE)
        elif course.stand is Stand.ON:
            self._watch.ask(Command.RECORD)

    # The recorder

    def _on_prepared(self, prepared: Prepared) -> None:
        if self.stopped:
            return
        self.lane.ask(
            prepared.launch,
            lambda _: self._on_launched(prepared),
            lambda error: self._on_not_launched(prepared, error),
        )

    def _on_launched(self, prepared: Prepared) -> None:
        started = datetime.now(UTC)
        self._follow(Recording(prepared.id, prepared.hearing_id, prepared.plan, started, None, 0))
        course = self._courses.get(prepared.hearing_id)
        if course is not None:
            self._keep_pace(course)

    def _on_not_launched(self, prepared: Prepared, error: Exception) -> None:
        self._desk.lane.ask(lambda: self.service.forget(prepared.id), owner=self)
        self._on_refused(error)

    def _on_refused(self, error: Exception) -> None:
        hearing_id, self._hearing_id = self._hearing_id, ""
        reason = str(error) if isinstance(error, NoSound) else ""
        self._show(Look(RecordingState.OFF, hearing_id, reason=reason))
        if not isinstance(error, NoSound):
            self._desk.show_notice(Message(str(error)))

    def _follow(self, recording: Recording) -> None:
        self._watch.follow(recording.id)
        self._told_us, self._told_at = 0, time.monotonic()
        self._launched_at = time.monotonic()
        self._taking.begin(recording, self.settings.mains)

    def _on_time_to_look(self) -> None:
        recording = self._taking.recording
        if recording is None:
            self._show_idle()
            return
        live, now = self._watch.look(), time.monotonic()
        if live is not None and live.told_us != self._told_us:
            self._told_us, self._told_at = live.told_us, now
        if live is not None and live.state is RecorderState.ENDED:
            self._on_ended()
        elif now - self._told_at > _DEAD_SECONDS:
            if live is not None and self._watch.is_alive():
                self._show(self._taking.look(live, now, stuck=True))
            else:
                self._on_died()
        elif live is not None:
            self._show(self._taking.look(live, now))

    def _on_ended(self) -> None:
        self._let_go()
        self._show(Look(RecordingState.OFF))

    def _on_died(self) -> None:
        """Close what it left, and record on, unless it dies at once again."""
        hearing_id, lived = self._hearing_id, self._told_at - self._launched_at
        self._let_go()
        course = self._courses.get(hearing_id)
        goes_on = course is None or course.stand is not Stand.OVER
        if goes_on and lived > _PATIENCE_SECONDS:
            self.start(hearing_id)
        else:
            reason = "The recorder ended unexpectedly. What it had written is safe."
            self._show(Look(RecordingState.OFF, hearing_id, reason=reason))

    def _let_go(self) -> None:
        self._hearing_id = ""
        self._watch.follow("")
        self._taking.end()

    def _show_idle(self) -> None:
        """While nothing is recorded, only what is missing is looked for."""
        look = self.look
        if look.state is RecordingState.STARTING:
            return
        missing = self._missing()
        signs = (missing,) if missing is not None else ()
        if signs != look.signs:
            self._show(Look(look.state, look.hearing_id, reason=look.reason, signs=signs))

    def _missing(self) -> Sign | None:
        if not (self.settings.chosen and self._may):
            return None
        if not self.hearings_on_record():
            return None
        return Sign(SignKind.NOT_RECORDING, detail=self.look.reason)

    def _show(self, look: Look) -> None:
        self.look = look
        self._taking.note_signs(look)
        self.looked.emit(look)
