"""Keeps the half-typed line in the vault, so that a crash does not lose it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from courtdesk.desk.lanes import VaultLane
from courtdesk.hearing.model import Draft

if TYPE_CHECKING:
    from courtdesk.hearing.service import HearingService

DELAY_MS = 250
"""From a keystroke to the save that holds it."""


class DraftKeeper(QObject):
    """Saves the latest draft a moment after a keystroke, with at most one save under way."""

    failed = Signal(object)
    kept = Signal()

    def __init__(
        self, lane: VaultLane, hearings: "HearingService", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._lane = lane
        self._hearings = hearings
        self._read: Callable[[], Draft | None] = lambda: None
        self._unsaved = False
        self._dropped = ""
        self._saving = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(DELAY_MS)
        self._soon.timeout.connect(self.save_now)

    def follow(self, read: Callable[[], Draft | None]) -> None:
        """``read`` says what is typed at the moment of saving."""
        self._read = read

    def keep(self) -> None:
        """Something was typed."""
        self._unsaved = True
        self._dropped = ""
        if not self._soon.isActive():
            self._soon.start()

    def drop(self, hearing_id: str) -> None:
        """Nothing is typed any more."""
        self._unsaved = False
        self._dropped = hearing_id
        self.save_now()

    def forget(self) -> None:
        """The line was committed: recording it removes its draft, nothing is left to do."""
        self._unsaved = False
        self._dropped = ""
        self._soon.stop()

    def save_now(self) -> None:
        """Save what has not been saved, as soon as the save under way has ended."""
        if not self._saving:
            self.flush()

    def flush(self) -> None:
        """Hand what has not been saved to the lane at once: the vault or the hearing changes."""
        self._soon.stop()
        draft = self._read() if self._unsaved else None
        dropped, self._dropped = self._dropped, ""
        self._unsaved = False
        hearings = self._hearings
        if draft is not None:
            self._ask(lambda: hearings.save_draft(draft))
        elif dropped:
            self._ask(lambda: hearings.drop_draft(dropped))

    def _ask(self, work: Callable[[], None]) -> None:
        self._saving = True
        self._lane.ask(work, self._on_kept, self._on_failed, owner=self)

    def _on_kept(self, _nothing: None) -> None:
        self._saving = False
        self.kept.emit()
        self._again()

    def _on_failed(self, error: Exception) -> None:
        self._saving = False
        self.failed.emit(error)
        self._again()

    def _again(self) -> None:
        """What came while a save was under way waits its turn."""
        if (self._unsaved or self._dropped) and not self._soon.isActive():
            self._soon.start()
