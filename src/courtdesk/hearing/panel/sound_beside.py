"""What the hearing panel knows of the sound beside it; the composition root hands it in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from courtdesk.desk.actions import Action


class SoundBeside(Protocol):
    """A line of the recording for the course, and a player above the log."""

    @property
    def strip(self) -> QWidget: ...
    @property
    def player(self) -> QWidget: ...
    @property
    def listen_wanted(self) -> SignalInstance:
        """The entry at hand is to be heard."""

    @property
    def give_wanted(self) -> SignalInstance:
        """Sound is to be given out, of the entries selected if there are several."""

    @property
    def left(self) -> SignalInstance:
        """The keyboard goes back to the composer."""

    @property
    def keys_changed(self) -> SignalInstance:
        """``shortcuts`` are others now."""

    def open(self, hearing_id: str) -> None: ...
    def listen(self, moment: datetime | None) -> None: ...
    def give_out(self, first: datetime | None, last: datetime | None) -> None: ...
    def shortcuts(self) -> Sequence[Action]: ...
