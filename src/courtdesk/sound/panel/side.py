"""Sound beside the log of a hearing: what the hearing panel is handed."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from courtdesk.desk.actions import Action
from courtdesk.desk.dialog import confirm
from courtdesk.desk.widgets.chip import Tone
from courtdesk.desk.widgets.notice import Message
from courtdesk.sound.model import NoSound, Recording
from courtdesk.sound.model.course import Course, Mark
from courtdesk.sound.panel.check_dialog import CheckDialog
from courtdesk.sound.panel.draft_dialog import DraftDialog
from courtdesk.sound.panel.give_dialog import GiveDialog
from courtdesk.sound.panel.import_dialog import ImportDialog
from courtdesk.sound.panel.keeper import SoundKeeper
from courtdesk.sound.panel.listening import Listening
from courtdesk.sound.panel.player import SKIP_SECONDS, PlayerCard
from courtdesk.sound.panel.settings_dialog import SettingsDialog
from courtdesk.sound.panel.strip import SoundStrip
from courtdesk.sound.service.drafting import check_engine

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk

_GROUP = "Sound"
_PEDAL_REPEATS = 0.6
"""Seconds; a keyboard begins to repeat a held key sooner."""


class SoundSide(QObject):
    """The strip, the player, and the keys of both, for the hearing that is open."""

    listen_wanted = Signal()
    """The entry that the log is at is to be heard."""
    give_wanted = Signal()
    """Sound is to be given out, of the entries that are selected or of all."""
    left = Signal()
    """The keyboard goes back to the composer."""
    keys_changed = Signal()

    def __init__(self, desk: Desk, keeper: SoundKeeper) -> None:
        super().__init__(desk)
        self._desk = desk
        self._keeper = keeper
        self._hearing_id = ""
        self._listen = Action("sound.listen", "Listen", self.listen_wanted.emit, "Ctrl+J", _GROUP)
        self._record = Action("sound.record", "Record", self._on_record, "Ctrl+Shift+R", _GROUP)
        self._open_player = Action(
            "sound.player", "Go to the player", self._on_open_player, "Ctrl+Shift+J", _GROUP
        )
        self._check = Action("sound.check", "Sound check", self._on_check, "Ctrl+Shift+M", _GROUP)
        self._pedalled_at = 0.0
        self._set_up = Action(
            "sound.settings", "Settings of sound", self._on_set_up, "Ctrl+Shift+S", _GROUP
        )
        self._give = Action("sound.give", "Give out sound…", self._on_give, "Ctrl+Shift+G", _GROUP)
        self._import = Action(
            "sound.import", "Import a recording…", self._on_import, "Ctrl+Shift+I", _GROUP
        )
        self._draft = Action("sound.draft", "Draft what was said…", self._on_draft, "", _GROUP)
        self.strip = SoundStrip(keeper, self._listen, self._record)
        self._listening = Listening(desk, keeper, keeper)
        keeper.leaving.connect(self._listening.close)
        keeper.holds_output = lambda: self._listening.state.holds_output
        keeper.settings_read.connect(lambda _: self.keys_changed.emit())
        self.player = PlayerCard(self._listening, keeper.zone)
        self.player.left.connect(self.left)
        self.strip.show_look(keeper.look)
        keeper.looked.connect(self.strip.show_look)
        self.strip.destroyed.connect(self.deleteLater)

    def open(self, hearing_id: str) -> None:
        """Another hearing is open."""
        before, self._hearing_id = self._hearing_id, hearing_id
        self.strip.open(hearing_id)
        if hearing_id != before:
            self.player.hide()
            self._keeper.learn(hearing_id)
        self._listening.open(hearing_id)

    def listen(self, moment: datetime | None) -> None:
        """Play from ``moment`` (UTC); a second time, stop."""
        if self._listening.state.playing:
            self._listening.deck.stop()
            return
        self.player.show()
        self._listening.play_from(moment)

    def give_out(self, first: datetime | None, last: datetime | None) -> None:
        """Ask what is to be given out, proposing the span (UTC) of the entries selected."""
        span = None if first is None or last is None else (first, last)
        self._with_recordings(
            lambda found: GiveDialog(self._window, self._desk, self._keeper, found, span).open()
        )

    def _with_recordings(self, then: Callable[[tuple[Recording, ...]], None]) -> None:
        hearing_id, service = self._hearing_id, self._keeper.service

        def read(recordings: tuple[Recording, ...]) -> None:
            if not recordings:
                nothing = "Nothing of this hearing was recorded."
                self._desk.show_notice(Message(nothing, tone=Tone.BLUE))
                return
            then(recordings)

        self._desk.lane.ask(lambda: service.recordings(hearing_id), read, owner=self)

    def shortcuts(self) -> list[Action]:
        """What can be done by key."""
        own = [self._listen, self._open_player, self._record, self._check, self._set_up]
        own += [self._give, self._import, self._draft]
        return [*own, *self._pedal()]

    def _pedal(self) -> list[Action]:
        pedal = self._keeper.settings.pedal
        return [
            Action("sound.pedal.play", "Pedal: play, stop", self._on_pedal, pedal.play, _GROUP),
            Action("sound.pedal.back", "Pedal: back 5 s", self._on_back, pedal.back, _GROUP),
            Action("sound.pedal.forward", "Pedal: on 5 s", self._on_forward, pedal.forward, _GROUP),
        ]

    @property
    def _window(self) -> QWidget:
        return self.strip.window()

    def _on_open_player(self) -> None:
        self.player.show()
        self.player.take_keyboard()
        self._listening.show()

    def _on_pedal(self) -> None:
        """A pedal that is held down repeats its key: only the first one counts."""
        now = time.monotonic()
        held, self._pedalled_at = now - self._pedalled_at < _PEDAL_REPEATS, now
        if not held:
            self.player.show()
            self.player.toggle()

    def _on_back(self) -> None:
        self.player.skip(-SKIP_SECONDS)

    def _on_forward(self) -> None:
        self.player.skip(SKIP_SECONDS)

    def _on_record(self) -> None:
        if self._keeper.recorded_hearing:
            asked = confirm(
                self._window,
                "Stop the recording?",
                "Everything recorded so far is kept. What is said from now on is not recorded.",
                "Stop recording",
            )
            asked.accepted.connect(self._keeper.end)
        elif self._hearing_id:
            self._keeper.start(self._hearing_id)

    def _on_check(self) -> None:
        if self._keeper.recorded_hearing:
            self._desk.show_notice(
                Message(
                    "A recording runs.",
                    "It is read back all the time, and the levels are in sight.",
                    "Check the equipment before court, or once the recording has ended.",
                    Tone.BLUE,
                )
            )
            return
        hearing_id, log = self._hearing_id, self._keeper.log

        def read(course: Course | None) -> None:
            CheckDialog(self._window, self._desk, self._keeper, course).open()

        self._desk.lane.ask(lambda: log.course(hearing_id), read, owner=self)

    def _on_give(self) -> None:
        if self._may("give sound out") and self._hearing_id:
            self.give_wanted.emit()

    def _on_import(self) -> None:
        hearing_id, log = self._hearing_id, self._keeper.log

        def read(marks: tuple[Mark, ...]) -> None:
            ImportDialog(self._window, self._desk, self._keeper, hearing_id, marks).open()

        if self._may("import a recording") and hearing_id:
            self._desk.lane.ask(lambda: log.marks(hearing_id), read, owner=self)

    def _on_draft(self) -> None:
        if not (self._may("have sound drafted") and self._hearing_id):
            return
        try:
            check_engine()
        except NoSound as missing:
            self._desk.show_notice(Message(str(missing), tone=Tone.AMBER))
            return
        self._with_recordings(
            lambda found: DraftDialog(self._window, self._desk, self._keeper, found).open()
        )

    def _may(self, deed: str) -> bool:
        """Whether this user keeps the record; says so where not."""
        if not self._keeper.may_record:
            words = f"Only who keeps the record may {deed}."
            self._desk.show_notice(Message(words, tone=Tone.AMBER))
        return self._keeper.may_record

    def _on_set_up(self) -> None:
        SettingsDialog(self._window, self._desk, self._keeper).open()
