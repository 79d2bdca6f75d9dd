"""Lines on their way to the disk, in the order in which they were typed."""

from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from courtdesk.desk.lanes import VaultLane
from courtdesk.errors import KnownError
from courtdesk.hearing.model import Entry
from courtdesk.hearing.panel.typed_line import TypedLine
from courtdesk.vault.changes import Saved

if TYPE_CHECKING:
    from courtdesk.hearing.service import HearingService


class SaveQueue(QObject):
    """Records one line after the other. A line leaves the queue when it is on disk.

    When one fails, the queue stops with that line at its head: nothing overtakes it, nothing is
    lost, and the user decides whether to try again or to edit it.
    """

    saved = Signal(object)
    """The ``Entry`` that is on disk now."""
    failed = Signal(object)
    """The exception because of which the first line is still here; ``why`` says it in words."""
    changed = Signal()

    def __init__(
        self, lane: VaultLane, hearings: "HearingService", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._lane = lane
        self._hearings = hearings
        self._lines: deque[TypedLine] = deque()
        self._recording = False
        self._editing = ""
        self.why = ""

    @property
    def lines(self) -> tuple[TypedLine, ...]:
        """The lines that are not known to be on disk."""
        return tuple(self._lines)

    @property
    def stopped(self) -> bool:
        """Whether the first line could not be saved."""
        return bool(self.why)

    def add(self, line: TypedLine) -> None:
        """Save ``line`` after those before it; one that was taken back goes first again."""
        if line.new.id == self._editing:
            self._editing = ""
            self._lines.appendleft(line)
        else:
            self._lines.append(line)
        self.changed.emit()
        self.go_on()

    def go_on(self) -> None:
        """Save what waits; also tries again what failed."""
        if self._recording or self._editing or not self._lines:
            return
        self._recording = True
        self.why = ""
        line = self._lines[0]
        self._lane.ask(lambda: self._record(line), self._on_saved, self._on_failed, owner=self)

    def take_back(self) -> TypedLine:
        """Give the line that failed back for editing; those behind it wait for it."""
        line = self._lines.popleft()
        self._editing = line.new.id
        self.why = ""
        self.changed.emit()
        return line

    def let_go(self) -> None:
        """The line that was taken back is given up; those behind it go on."""
        self._editing = ""
        self.go_on()

    def finish(self) -> None:
        """The vault is about to be locked: hand everything to the lane now."""
        rest = list(self._lines)[1 if self._recording else 0 :]
        for line in rest:
            self._lane.ask(partial(self._record, line))

    def _record(self, line: TypedLine) -> Saved[Entry]:
        saved = self._hearings.record(line.new)
        if line.bookmarked:
            return self._hearings.bookmark(line.new.id, on=True)
        return saved

    def _on_saved(self, saved: Saved[Entry]) -> None:
        self._recording = False
        self._lines.popleft()
        self.saved.emit(saved.value)
        self.changed.emit()
        self.go_on()

    def _on_failed(self, error: Exception) -> None:
        self._recording = False
        self.why = str(error) if isinstance(error, KnownError) else "CourtDesk made a mistake."
        self.changed.emit()
        self.failed.emit(error)
