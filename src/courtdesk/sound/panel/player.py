"""The player: plays from an entry, slower or faster, one channel or all, a span again and again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from courtdesk.desk.widgets.button import Button, Kind
from courtdesk.desk.widgets.card import Card
from courtdesk.desk.widgets.chip import Chip, Tone
from courtdesk.desk.widgets.form import Choice
from courtdesk.desk.widgets.text import Elided, Text
from courtdesk.sound.model import Recording
from courtdesk.sound.panel.go_dialog import GoDialog
from courtdesk.sound.panel.listening import Listening
from courtdesk.sound.panel.overview import Overview
from courtdesk.sound.player.deck import DeckState

SKIP_SECONDS = 5.0
_NAMED = 4
"""More channels than these show their numbers alone."""
SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0)


class PlayerCard(Card):
    """Hidden until something is to be heard. Its keys work while it has the keyboard."""

    left = Signal()

    def __init__(self, listening: Listening, zone: tzinfo) -> None:
        super().__init__("Playback")
        self._listening = listening
        self._zone = zone
        self._loop_from: int | None = None
        self._channels: list[Button] = []
        self._heard: list[bool] = []
        self.clock = Text("–:––:––", "strong")
        self.clock.setAccessibleName("Place on the clock")
        self.words = Elided("", "small")
        self.damage = Chip()
        self.damage.hide()
        self.overview = Overview(zone)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self.hide()

    @property
    def heard(self) -> tuple[bool, ...]:
        """Which channels are heard."""
        return tuple(self._heard)

    def take_keyboard(self) -> None:
        """Have the keys."""
        empty = self.overview.isHidden()
        (self._close if empty else self.overview).setFocus()

    def toggle(self) -> None:
        """Play, or stop."""
        if self._listening.state.playing:
            self._listening.deck.stop()
        else:
            self._listening.play_from(None)

    def skip(self, seconds: float) -> None:
        """Go on or back."""
        self._listening.deck.skip(seconds)

    def loop(self) -> None:
        """The first time the span begins here, the second it ends here, the third it is over."""
        state = self._listening.state
        if state.loop is not None:
            self._listening.deck.loop(None)
            self._loop_from = None
        elif self._loop_from is None:
            self._loop_from = state.at_us
        elif state.at_us != self._loop_from:
            self._listening.deck.loop((self._loop_from, state.at_us))
            self._loop_from = None
        self._show_loop(armed=state.loop is None and self._loop_from is None)

    def mute(self, channel: int) -> None:
        """Hear a channel no more, or again."""
        if channel < len(self._heard):
            self._heard[channel] = not self._heard[channel]
            self._hear()

    def solo(self, channel: int) -> None:
        """Hear this channel alone, or all again."""
        if channel < len(self._heard):
            alone = [place == channel for place in range(len(self._heard))]
            self._heard = [True] * len(self._heard) if self._heard == alone else alone
            self._hear()

    def set_speed(self, speed: float) -> None:
        """0.5 to 2; the pitch stays."""
        self._speed.setCurrentIndex(SPEEDS.index(speed))

    def go_to(self) -> None:
        """Ask for a time and go there."""
        state = self._listening.state
        if not state.loaded:
            return
        about = datetime.fromtimestamp(state.at_us / 1e6, UTC).astimezone(self._zone)
        dialog = GoDialog(self.window(), about)
        dialog.chosen.connect(self._listening.play_from)
        dialog.open()

    def say(self, words: str) -> None:
        """Say why nothing is heard."""
        self.words.set_whole(words)
        self.words.setVisible(bool(words))
        self._show_controls(self._listening.recording is not None)

    def _show_controls(self, on: bool) -> None:
        """Without a recording there is nothing to play, stop or go to."""
        focus = self.window().focusWidget()
        if not on and focus is not None and self.isAncestorOf(focus):
            self._close.setFocus()
        for widget in self._controls:
            widget.setVisible(on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._on_key(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space and digits are the player's, not the window's actions'."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._meaning(event) is not None
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _make_buttons(self) -> None:
        def button(words: str, keys: str, run: Callable[[], object]) -> Button:
            made = Button(words, keys)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.clicked.connect(lambda _=False: run())
            return made

        self.play = button("▶ Play", "Space", self.toggle)
        self._buttons = (
            self.play,
            button("← 5 s", "", partial(self.skip, -SKIP_SECONDS)),
            button("5 s →", "", partial(self.skip, SKIP_SECONDS)),
        )
        self.loop_button = button("Loop", "L", self.loop)
        self._go = button("Go to", "G", self.go_to)
        self._speed = Choice()
        self._speed.setMinimumContentsLength(4)
        self._speed.setAccessibleName("Speed")
        for speed in SPEEDS:
            self._speed.addItem(f"{speed:g} ×", speed)
        self.set_speed(1.0)
        self._close = Button("Close", "Esc", Kind.LINK)
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(7)
        for button in self._buttons:
            row.addWidget(button)
        row.addWidget(self.clock)
        row.addWidget(self.damage)
        row.addWidget(self.words, 9)
        row.addStretch(1)
        right = (self._speed, self.loop_button, self._go)
        for widget in right:
            row.addWidget(widget)
        self._heads = QWidget()
        self._channel_row = QHBoxLayout(self._heads)
        self._channel_row.setContentsMargins(0, 0, 0, 0)
        self._channel_row.setSpacing(6)
        self.add_action(self._heads)
        self.add_action(self._close)
        self.body.setContentsMargins(13, 9, 13, 9)
        self.body.addLayout(row)
        self.body.addWidget(self.overview)
        self._controls = (*self._buttons, self.clock, *right, self._heads, self.overview)

    def _connect(self) -> None:
        listening = self._listening
        listening.looked.connect(self._on_looked)
        listening.recording_opened.connect(self._on_opened)
        listening.waveform_grew.connect(self.overview.show_recording)
        listening.marks_read.connect(self.overview.show_marks)
        listening.failed.connect(self.say)
        self.overview.wanted.connect(listening.stand_at)
        self.overview.key_typed.connect(self._on_key)
        self.overview.installEventFilter(self)
        self._speed.currentIndexChanged.connect(self._on_speed)
        self._close.clicked.connect(self._on_close)

    def _on_opened(self, recording: Recording) -> None:
        self.say("")
        while self._channels:
            gone = self._channels.pop()
            gone.hide()
            gone.deleteLater()
        self._heard = [True] * len(recording.plan.channels)
        names = recording.plan.channels
        for place, name in enumerate(names):
            made = Button(name if len(names) <= _NAMED else "", str(place + 1))
            made.setAccessibleName(name)
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.setToolTip(f"{name}: heard or not. The key {place + 1} hears it alone")
            made.clicked.connect(partial(self._on_channel, place))
            self._channel_row.addWidget(made)
            self._channels.append(made)
        self._loop_from = None
        self._show_loop()
        self._hear()
        self._on_speed()

    def _on_channel(self, place: int) -> None:
        self.mute(place)

    def _hear(self) -> None:
        for button, on in zip(self._channels, self._heard, strict=True):
            button.setChecked(on)
            button.setAccessibleDescription("heard" if on else "not heard")
        self._listening.deck.hear(self.heard)
        self.overview.show_heard(self.heard)

    def _on_speed(self) -> None:
        self._listening.deck.set_speed(SPEEDS[max(self._speed.currentIndex(), 0)])

    def _on_looked(self, state: DeckState) -> None:
        words = "■ Stop" if state.playing else "▶ Play"
        if self.play.accessibleName() != words:
            self.play.set_text(words)
        at = datetime.fromtimestamp(state.at_us / 1e6, UTC).astimezone(self._zone)
        shown = f"{at:%H:%M:%S}"
        if self.clock.text() != shown:
            self.clock.setText(shown)
        self._show_damage(state)
        self.overview.show_place(state.at_us, state.loop_us)
        if (state.loop is None) is (self.loop_button.accessibleName() == "End loop"):
            self._show_loop()

    def _show_damage(self, state: DeckState) -> None:
        self.damage.setVisible(state.gap_us is not None)
        if state.gap_us is not None:
            begun, ended = (
                datetime.fromtimestamp(each / 1e6, UTC).astimezone(self._zone)
                for each in state.gap_us
            )
            words = f"▲ damaged {begun:%H:%M:%S} to {ended:%H:%M:%S}"
            if self.damage.text() != words:
                self.damage.show_state(words, Tone.AMBER)

    def _show_loop(self, *, armed: bool = False) -> None:
        if self._loop_from is not None:
            words = "Loop to"
        elif armed or self._listening.state.loop is not None:
            words = "End loop"
        else:
            words = "Loop"
        self.loop_button.set_text(words)

    def _on_close(self) -> None:
        self._listening.rest()
        self.hide()
        self.left.emit()

    def _on_key(self, event: QKeyEvent) -> None:
        run = self._meaning(event)
        event.setAccepted(run is not None)
        if run is not None:
            run()

    def _meaning(self, event: QKeyEvent) -> Callable[[], object] | None:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held not in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}:
            return None
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_8:
            return partial(self.solo, key - Qt.Key.Key_1)
        meanings: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Space: self.toggle,
            Qt.Key.Key_Left: partial(self.skip, -SKIP_SECONDS),
            Qt.Key.Key_Right: partial(self.skip, SKIP_SECONDS),
            Qt.Key.Key_Up: partial(self._faster, 1),
            Qt.Key.Key_Down: partial(self._faster, -1),
            Qt.Key.Key_L: self.loop,
            Qt.Key.Key_G: self.go_to,
            Qt.Key.Key_Escape: self._on_close,
        }
        return meanings.get(key)

    def _faster(self, steps: int) -> None:
        place = min(max(self._speed.currentIndex() + steps, 0), len(SPEEDS) - 1)
        self._speed.setCurrentIndex(place)
