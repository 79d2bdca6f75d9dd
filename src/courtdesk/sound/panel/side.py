"""Sound beside the log of a hearing: what the hearing panel is handed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from courtdesk.desk.actions import Action
from courtdesk.desk.dialog import confirm
from courtdesk.sound.panel.keeper import SoundKeeper
from courtdesk.sound.panel.settings_dialog import SettingsDialog
from courtdesk.sound.panel.strip import SoundStrip

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk

_GROUP = "Sound"


class SoundSide(QObject):
    """The strip, the player, and the keys of both, for the hearing that is open."""

    listen_wanted = Signal()
    """The entry that the log is at is to be heard."""
    left = Signal()
    """The keyboard goes back to the composer."""

    def __init__(self, desk: Desk, keeper: SoundKeeper) -> None:
        super().__init__(desk)
        self._desk = desk
        self._keeper = keeper
        self._hearing_id = ""
        self._listen = Action("sound.listen", "Listen", self.listen_wanted.emit, "Ctrl+J", _GROUP)
        self._record = Action("sound.record", "Record", self._on_record, "Ctrl+Shift+R", _GROUP)
        self._set_up = Action(
            "sound.settings", "Settings of sound", self._on_set_up, "Ctrl+Shift+S", _GROUP
        )
        self.strip = SoundStrip(keeper.zone, self._listen, self._record)
        self.player = QWidget()
        self.player.hide()
        self.strip.show_look(keeper.look)
        keeper.looked.connect(self.strip.show_look)
        self.strip.destroyed.connect(self.deleteLater)

    def open(self, hearing_id: str) -> None:
        """Another hearing is open."""
        self._hearing_id = hearing_id
        self.strip.open(hearing_id)

    def listen(self, moment: datetime | None) -> None:
        """Play from ``moment`` (UTC), or from where the player is."""

    def shortcuts(self) -> list[Action]:
        """What can be done by key."""
        return [self._listen, self._record, self._set_up]

    @property
    def _window(self) -> QWidget:
        return self.strip.window()

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

    def _on_set_up(self) -> None:
        SettingsDialog(self._window, self._desk, self._keeper).open()
