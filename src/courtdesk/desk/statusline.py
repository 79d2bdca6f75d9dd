"""The line at the foot: the last save, the record's integrity, backup, lock."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from courtdesk.desk.status import Status
from courtdesk.desk.widgets.text import Elided, Text, restyle

HEIGHT = 29
_PATIENCE_MS = 500
"""Work that takes longer than this is said."""


class StatusLine(QFrame):
    """Shows a ``Status``. Red, with the sentence alone, while a save has failed."""

    def __init__(self) -> None:
        super().__init__()
        self._status = Status(self)
        self._told = ""
        self.setObjectName("statusLine")
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 18, 0)
        row.setSpacing(18)
        self._save = Elided()
        self._save.setObjectName("statusSave")
        self._facts = Elided()
        self._working = Text("Working…")
        self._working.hide()
        self._lock = Text()
        row.addWidget(self._save)
        row.addWidget(self._facts, 1)
        row.addWidget(self._working)
        row.addWidget(self._lock)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._working.show)

    def follow(self, status: Status) -> None:
        """Show ``status`` from now on."""
        self._status = status
        status.changed.connect(self._on_changed)
        self._on_changed()

    def show_busy(self, busy: bool) -> None:
        """Say so if the lanes are busy for long."""
        if busy:
            self._patience.start()
        else:
            self._patience.stop()
            self._working.hide()

    def _on_changed(self) -> None:
        status, failure = self._status, self._status.failure
        said = failure or status.save
        self._save.set_whole(f"● {said}" if said else "")
        self._save.setVisible(bool(said))
        parts = (*status.facts, status.integrity, status.backup)
        self._facts.set_whole("" if failure else "     ".join(part for part in parts if part))
        self._lock.setText(status.lock)
        if self.property("failed") != bool(failure):
            self.setProperty("failed", bool(failure))
            for widget in (self, self._save, self._facts, self._working, self._lock):
                restyle(widget)
        if failure and failure != self._told:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._told = failure
        self.setAccessibleName(failure or " ".join(part for part in (status.save, *parts) if part))
