"""What was copied from the desk does not stay on the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT_MS = 30_000
"""How long a copied line can be pasted elsewhere."""


class ClipboardGuard(QObject):
    """Clears the clipboard a while after something was copied from this program to it."""

    def __init__(
        self, clipboard: QClipboard, parent: QObject | None = None, kept_ms: int = KEPT_MS
    ) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._ours = ""
        self._time = QTimer(self, singleShot=True, interval=kept_ms)
        self._time.timeout.connect(self.clear)
        clipboard.dataChanged.connect(self._on_changed)

    def clear(self) -> None:
        """Take what is ours off the clipboard; what another program put there stays."""
        self._time.stop()
        ours, self._ours = self._ours, ""
        if ours and self._clipboard.text() == ours:
            self._clipboard.clear()

    def _on_changed(self) -> None:
        # Not every system tells who owns the clipboard; who copies here works here.
        is_ours = self._clipboard.ownsClipboard() or (
            QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive
        )
        self._ours = self._clipboard.text() if is_ours else ""
        if self._ours:
            self._time.start()
        else:
            self._time.stop()
