"""The line of the recording: its state, levels, what was verified, what is wrong."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from courtdesk.desk.actions import Action
from courtdesk.desk.widgets.button import Button
from courtdesk.desk.widgets.chip import Chip, Tone
from courtdesk.desk.widgets.text import Elided, Text
from courtdesk.sound.model.course import Stand
from courtdesk.sound.model.signs import Sign, SignKind
from courtdesk.sound.model.words import clock_time, length_words
from courtdesk.sound.panel.keeper import SoundKeeper
from courtdesk.sound.panel.meters import Meters
from courtdesk.sound.panel.state import Look, RecordingState

_STATES: dict[RecordingState, tuple[str, Tone]] = {
    RecordingState.OFF: ("○ NO RECORDING", Tone.NEUTRAL),
    RecordingState.STARTING: ("… STARTING", Tone.AMBER),
    RecordingState.RECORDING: ("● RECORDING", Tone.RED),
    RecordingState.PAUSED: ("‖ SOUND PAUSED", Tone.AMBER),
    RecordingState.NO_DEVICE: ("▲ NO MICROPHONE", Tone.RED),
}
_ROOMY = 1_050
"""In less width the sign's sentence gives its place to the levels."""
_LIVE = frozenset({RecordingState.RECORDING, RecordingState.PAUSED, RecordingState.NO_DEVICE})


class SoundStrip(QWidget):
    """Follows the ``Look`` of the recording. ``hearing_id`` is the hearing that is open."""

    def __init__(self, keeper: SoundKeeper, listen: Action, record: Action) -> None:
        super().__init__()
        self._keeper = keeper
        self._zone = keeper.zone
        self._hearing_id = ""
        self.look = Look(RecordingState.OFF)
        self._said = ("", False)
        self.state = Chip()
        self.elapsed = Text("", "strong")
        self.elapsed.setAccessibleName("Recorded")
        self.meters = Meters()
        self.sign = Chip()
        self.words = Elided("", "small", least=60)
        self.verified = Text("", "small")
        self.verified.setAccessibleName("Verified")
        self.begin = Button.of(record)
        self.listen = Button.of(listen)
        for button in (self.begin, self.listen):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lay_out()
        self.show_look(self.look)

    def open(self, hearing_id: str) -> None:
        """Another hearing is open."""
        self._hearing_id = hearing_id
        self.show_look(self.look)

    def show_look(self, look: Look) -> None:
        """Show what there is to be shown."""
        self.look = look
        live = look.state in _LIVE
        wrong = self._worst(look.signs)
        self._show_state(look)
        self.elapsed.setVisible(live)
        if live and self.elapsed.text() != (words := length_words(look.seconds)):
            self.elapsed.setText(words)
        self.meters.setVisible(live)
        self.meters.show_levels(look.channels, look.peaks)
        self._show_sign(wrong, len(look.signs) - 1)
        self._show_words(look, wrong, live)
        self._show_verified(look, live)
        course = self._keeper.course(self._hearing_id)
        over = course is not None and course.stand is Stand.OVER
        may = self._keeper.may_record and not over
        self.begin.setVisible(look.state is RecordingState.OFF and may)

    def _show_state(self, look: Look) -> None:
        words, tone = _STATES[look.state]
        if look.state is RecordingState.OFF and look.signs:
            words, tone = "▲ NOT RECORDING", Tone.RED
        if look.state in _LIVE and look.hearing_id != self._hearing_id:
            words = f"{words} · ANOTHER HEARING"
        if self.state.text() != words or self.state.tone is not tone:
            self.state.show_state(words, tone)

    def _show_sign(self, wrong: Sign | None, more: int) -> None:
        shown = wrong is not None and wrong.kind is not SignKind.NOT_RECORDING
        self.sign.setVisible(shown)
        if wrong is None or not shown:
            return
        words = f"▲ {wrong.short}" + (f"  +{more}" if more else "")
        tone = Tone.RED if wrong.grave else Tone.AMBER
        if self.sign.text() != words or self.sign.tone is not tone:
            self.sign.show_state(words, tone)
            self.sign.setAccessibleDescription(wrong.sentence)

    def _show_words(self, look: Look, wrong: Sign | None, live: bool) -> None:
        words = ""
        if wrong is not None:
            words = wrong.sentence
        elif look.state is RecordingState.OFF:
            words = look.reason or self._idle_words()
        self.words.setVisible(bool(words) and not (live and self.width() < _ROOMY))
        if self._said != (words, live):
            self._said = (words, live)
            self.words.set_whole(words)
            self.words.setMaximumWidth(320 if live else 16_777_215)
            self.sign.setToolTip(words)

    def _idle_words(self) -> str:
        course = self._keeper.course(self._hearing_id)
        if course is None or course.stand is Stand.OVER:
            return ""
        if course.stand is Stand.BEFORE:
            if self._keeper.settings.with_hearing:
                return "The recording begins with the hearing."
            return "The recording is begun by hand."
        return "No sound of this hearing is being recorded."

    def _show_verified(self, look: Look, live: bool) -> None:
        self.verified.setVisible(live)
        if not live:
            return
        words = "not yet verified"
        if look.verified_at is not None:
            words = f"✓ verified to {clock_time(look.verified_at, self._zone)[:8]}"
        if self.verified.text() != words:
            self.verified.setText(words)

    def _worst(self, signs: tuple[Sign, ...]) -> Sign | None:
        order = list(SignKind)
        return min(signs, key=lambda sign: order.index(sign.kind), default=None)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.state)
        row.addWidget(self.elapsed)
        row.addWidget(self.meters, 3)
        row.addWidget(self.sign)
        row.addWidget(self.words, 2)
        row.addWidget(self.verified)
        row.addWidget(self.begin)
        row.addWidget(self.listen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addLayout(row)
