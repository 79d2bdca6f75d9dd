"""Backups while the desk is open: every half hour and when asked, without making anyone wait."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from courtdesk.desk.lanes import Ask, Lane
from courtdesk.desk.widgets.chip import Tone
from courtdesk.desk.widgets.notice import Message
from courtdesk.errors import KnownError

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.vault.rotation import Snapshot

EVERY_MS = 30 * 60 * 1000
_FAILED = "backup"
_WRITTEN = Message("The backup is written and was read back whole.", tone=Tone.GREEN)
_NOTHING_NEW = Message("Nothing was changed since the newest backup.", tone=Tone.GREEN)
_WAITS = Message(
    "A backup is being written already.",
    next_step="Another begins as soon as it is done, with what is saved until then.",
    tone=Tone.BLUE,
)


class BackupLane(Lane):
    """The thread that copies and verifies."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("backup lane", parent)

    def ask(self, work: Callable[[], object], then: Callable[[object], None]) -> Ask:
        """Run ``work``, then ``then`` with what came of it, be it an error, on the GUI thread."""
        return self._put(Ask(work, then, then, None))


class BackupKeeper(QObject):
    """Lives from unlock to lock. The last backup is written by whoever closes the vault."""

    written = Signal()
    """A backup came to its end, well or not."""

    def __init__(self, desk: Desk, every_ms: int = EVERY_MS) -> None:
        """With 0 for ``every_ms``, backups are written only when they are asked for."""
        super().__init__(desk)
        self._desk = desk
        self._lane = BackupLane(self)
        self._lane.broke.connect(desk.lane.broke)
        self._stopped = threading.Event()
        self._timer = QTimer(self, interval=every_ms)
        self._timer.timeout.connect(self.back_up)
        self._working = False
        self._is_asked = False
        self._is_asked_again = False
        if every_ms:
            self._timer.start()
            self.show_newest()

    def back_up(self) -> None:
        """Write a backup now, if something changed since the last one."""
        if not self._working:
            self._begin()

    def back_up_now(self) -> None:
        """Write a backup and tell what came of it; while one is written, another right after."""
        if self._working:
            self._is_asked_again = True
            self._desk.show_notice(_WAITS)
        else:
            self._is_asked = True
            self._begin()

    def stop(self) -> None:
        """Give up what is being written, and end the thread."""
        self._timer.stop()
        self._stopped.set()
        self._lane.close()

    def show_newest(self) -> None:
        """Say in the status line when the newest backups were written."""
        vault = self._desk.vault

        def newest() -> tuple[datetime | None, ...]:
            from courtdesk.vault import rotation

            found = (rotation.backups(place, vault.path.stem) for place in vault.backup_places)
            return tuple(known[0][0] if known else None for known in found)

        self._desk.lane.ask(newest, self._on_newest_known, owner=self)

    def _on_newest_known(self, moments: tuple[datetime | None, ...]) -> None:
        zone = ZoneInfo(self._desk.vault.settings.zone)
        own, second = moments[0], moments[1:]
        told = _clock(own, zone) if own else "none yet"
        if second:
            told += f" · second place: {_clock(second[0], zone) if second[0] else 'none yet'}"
        self._desk.status.show_backup(f"Backup: {told}")

    def _begin(self) -> None:
        self._working = True
        vault = self._desk.vault

        def begin() -> tuple[Snapshot, tuple[Path, ...]] | None:
            from courtdesk.vault import rotation

            due = tuple(p for p in vault.backup_places if rotation.is_due(vault, p))
            return (rotation.begin(vault, datetime.now(UTC)), due) if due else None

        self._desk.lane.ask(begin, self._on_begun, self._on_written, self)

    def _on_begun(self, begun: tuple[Snapshot, tuple[Path, ...]] | None) -> None:
        if self._stopped.is_set():
            return
        if begun is None:
            self._finish(_NOTHING_NEW)
            return
        snapshot, places = begun
        if self._is_asked:
            self._desk.status.show_backup("Backup: being written…")

        def write() -> str:
            from courtdesk.vault import rotation

            return " ".join(rotation.write_each(snapshot, places, self._stopped.is_set))

        self._lane.ask(write, self._on_written)

    def _on_written(self, outcome: object) -> None:
        vault = self._desk.vault
        wrong = str(outcome) if isinstance(outcome, str | KnownError) else "CourtDesk failed."

        def end() -> None:
            from courtdesk.vault import rotation

            rotation.end(vault)
            if wrong:
                vault.note("backup.failed", "", wrong[:200])

        self._desk.lane.ask(end)
        if wrong:
            self._desk.status.save_failed(f"Backup failed: {wrong}", _FAILED)
        else:
            self._desk.status.solved(_FAILED)
        self.show_newest()
        self.written.emit()
        self._finish(Message(f"A backup failed: {wrong}") if wrong else _WRITTEN)

    def _finish(self, told: Message) -> None:
        """Tell whoever asked, and go on with what was asked meanwhile."""
        if self._is_asked:
            self._desk.show_notice(told)
        self._is_asked, self._is_asked_again = self._is_asked_again, False
        self._working = False
        if self._is_asked:
            self._begin()


def _clock(moment: datetime, zone: ZoneInfo) -> str:
    local, today = moment.astimezone(zone), datetime.now(zone).date()
    return f"{local:%H:%M}" if local.date() == today else f"{local.day} {local:%b %H:%M}"
