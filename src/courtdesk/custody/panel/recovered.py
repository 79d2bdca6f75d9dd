"""After a recovery sheet: a new passphrase is asked for, again and again, until there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from courtdesk.desk.widgets.chip import Tone
from courtdesk.desk.widgets.notice import Message

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk


class Recovered(QObject):
    """Reminds whoever came in by a recovery sheet."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        if desk.vault.recovered:
            QTimer.singleShot(0, self, self._remind)

    def stop(self) -> None:
        """Nothing is left to end."""

    def _remind(self) -> None:
        desk = self._desk
        desk.show_notice(
            Message(
                "You opened the vault with a recovery sheet.",
                "Your old passphrase still opens it too.",
                "Choose a new passphrase, print a new sheet, and destroy the old one.",
                Tone.AMBER,
                "New passphrase",
                lambda: desk.open_panel("custody", "passphrase"),
            )
        )
