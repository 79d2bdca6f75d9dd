"""The course of the hearing: its state, the big clock, and the steps that are possible now."""

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from courtdesk.desk.widgets.button import Button, Kind
from courtdesk.desk.widgets.card import Card
from courtdesk.desk.widgets.chip import Chip, Tone
from courtdesk.desk.widgets.text import Elided, Text
from courtdesk.hearing.model import Clock, Hearing, HearingState, Step, possible
from courtdesk.hearing.panel.composer import utc_now

STEP_KEYS: dict[Step, tuple[str, str]] = {
    Step.START: ("Start", "F9"),
    Step.GO_ON_RECORD: ("On record", "F9"),
    Step.RESUME: ("Resume", "F9"),
    Step.RECESS: ("Recess", "F10"),
    Step.GO_OFF_RECORD: ("Off record", "F11"),
    Step.ADJOURN: ("Adjourn", "F12"),
}
"""What the button of a step says, and its key."""

_STATES: dict[HearingState, tuple[str, Tone]] = {
    HearingState.NOT_STARTED: ("NOT STARTED", Tone.NEUTRAL),
    HearingState.ON_RECORD: ("● ON RECORD", Tone.RED),
    HearingState.OFF_RECORD: ("○ OFF RECORD", Tone.AMBER),
    HearingState.RECESS: ("‖ RECESS", Tone.AMBER),
    HearingState.ADJOURNED: ("■ ADJOURNED", Tone.NEUTRAL),
}
_SECOND = 1_000


class CourseBar(Card):
    """State, time on record, and a button for each possible step with its key."""

    step_wanted = Signal(object)
    hearings_wanted = Signal()

    def __init__(self, zone: tzinfo, now: Callable[[], datetime] = utc_now) -> None:
        super().__init__()
        self._zone = zone
        self._now = now
        self._clock = Clock(HearingState.NOT_STARTED)
        self._hearing: Hearing | None = None
        self._turn = ""
        self._waiting = True
        self._only_shows = False
        self._state = Chip()
        self._big = Text("0:00:00", "clock")
        self._big.setAccessibleName("Time on record")
        self._since = Elided("", "small")
        self._title = Elided("", "small")
        self._choose = Button("Hearings", "Ctrl+O", Kind.LINK)
        self._choose.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._choose.clicked.connect(self.hearings_wanted)
        self._steps: dict[Step, Button] = {}
        self._build()
        self._tick = QTimer(self)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.setSingleShot(True)
        self._tick.timeout.connect(self._show_time)

    @property
    def state(self) -> HearingState:
        """Where the hearing stands, as far as the disk has it."""
        return self._clock.state

    def show_hearing(self, hearing: Hearing) -> None:
        """Show which hearing this is."""
        self._hearing = hearing
        self._show_title()

    def only_show(self) -> None:
        """Offer no steps: the user’s role may not take them."""
        self._only_shows = True

    def show_turn(self, words: str) -> None:
        """Show whose time runs in place of the hearing’s title; empty for nobody’s."""
        if words != self._turn:
            self._turn = words
            self._show_title()

    def _show_title(self) -> None:
        if self._hearing is not None:
            plan = self._hearing.plan
            self._title.set_whole(self._turn or f"{plan.title} · {_day(self._hearing)}")

    def show_clock(self, clock: Clock) -> None:
        """Show state and clock, and offer the steps that are possible."""
        self._clock = clock
        self._waiting = False
        self._state.show_state(*_STATES[clock.state])
        steps = () if self._only_shows else possible(clock.state)
        for step, button in self._steps.items():
            button.setVisible(step in steps)
        self._show_time()

    def press(self, key: str) -> None:
        """Take the step that ``key`` (``"F10"``) means now, if there is one."""
        for step in possible(self._clock.state):
            if STEP_KEYS[step][1] == key:
                self._want(step)

    def _want(self, step: Step) -> None:
        """Ask for a step once; the next one has to wait until this one is on disk."""
        if not self._waiting:
            self._waiting = True
            self.step_wanted.emit(step)

    def _build(self) -> None:
        self.body.setContentsMargins(15, 12, 15, 12)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._state)
        row.addWidget(self._big)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._since)
        words.addWidget(self._title)
        row.addLayout(words, 1)
        row.addWidget(self._choose)
        for step, (name, key) in STEP_KEYS.items():
            button = Button(name, key, _look(step))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, step=step: self._want(step))
            button.hide()
            self._steps[step] = button
            row.addWidget(button)
        self.body.addLayout(row)

    def _show_time(self) -> None:
        now = self._now()
        on_record, off_record = self._clock.read(now)
        if self._big.text() != (text := _long(on_record)):
            self._big.setText(text)
        words = self._words(off_record, now)
        self._since.set_whole(words)
        if self._clock.since is not None and self._clock.state is not HearingState.ADJOURNED:
            running = on_record if self._clock.state is HearingState.ON_RECORD else off_record
            passed = running // timedelta(milliseconds=1) % _SECOND
            self._tick.start(_SECOND - passed)
        else:
            self._tick.stop()

    def _words(self, off_record: timedelta, now: datetime) -> str:
        started, since = self._clock.started_at, self._clock.since
        if started is None or since is None:
            return "Nothing is on the record yet"
        off = f"off record {_short(off_record)}"
        match self._clock.state:
            case HearingState.ADJOURNED:
                return f"{self._local(started)} to {self._local(since)} · {off}"
            case HearingState.RECESS:
                recess = _short(max(now - since, timedelta()))
                return f"since {self._local(started)} · {off} · recess for {recess}"
            case _:
                return f"since {self._local(started)} · {off}"

    def _local(self, moment: datetime) -> str:
        local = moment.astimezone(self._zone)
        return f"{local.hour}:{local:%M}"


def _look(step: Step) -> Kind:
    if step is Step.ADJOURN:
        return Kind.DANGER
    return Kind.PRIMARY if STEP_KEYS[step][1] == "F9" else Kind.PLAIN


def _day(hearing: Hearing) -> str:
    day = hearing.plan.day
    return f"{day:%a} {day.day} {day:%b %Y}"


def _long(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _short(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    if seconds >= 3600:
        return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{seconds // 60}:{seconds % 60:02d}"
