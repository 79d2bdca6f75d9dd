"""The quiet screen: covers every window of the desk at once, without locking anything."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from courtdesk.desk.fonts import font
from courtdesk.desk.theme import colours

KEYS = "Ctrl+Shift+H"
NEUTRAL_TITLE = "CourtDesk"
_MODIFIERS = frozenset(
    {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}
)


class Quiet(QObject):
    """Covers and uncovers. Child of the main window; dialogs find it there."""

    changed = Signal(bool)

    def __init__(self, app: QApplication, window: QWidget) -> None:
        super().__init__(window)
        self._app = app
        self._covers: dict[QWidget, _Cover] = {}
        self._before: QWidget | None = None

    def watch(self, dialog: QWidget) -> None:
        """Let the key work in ``dialog`` too, which stands before the main window."""
        QShortcut(QKeySequence(KEYS), dialog, self.cover)

    @property
    def is_on(self) -> bool:
        """Whether the windows are covered."""
        return bool(self._covers)

    def cover(self) -> None:
        """Cover every window, close menus, and take the names out of the titles."""
        if self.is_on:
            return
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            continue
        self._before = QApplication.focusWidget()
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                self._cover(window)
        self._app.installEventFilter(self)
        self.changed.emit(True)

    def uncover(self) -> None:
        """Show everything as it was, the focus too."""
        if not self.is_on:
            return
        self._app.removeEventFilter(self)
        for cover in self._covers.values():
            if isValid(cover):
                cover.leave()
        self._covers.clear()
        if self._before is not None and isValid(self._before):
            self._before.setFocus()
        self._before = None
        self.changed.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() not in _MODIFIERS:
                self.uncover()
            return True
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            self._on_shown(watched)
        return False

    def _on_shown(self, widget: QWidget) -> None:
        if widget.isWindow() and widget not in self._covers:
            self._cover(widget)

    def _cover(self, window: QWidget) -> None:
        cover = self._covers[window] = _Cover(window)
        cover.repaint()
        cover.setFocus()


class _Cover(QWidget):
    """Lies over one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._title = window.windowTitle()
        window.setWindowTitle(NEUTRAL_TITLE)
        window.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Quiet screen. Press any key to return.")
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def leave(self) -> None:
        """Give the window back."""
        self._window.removeEventFilter(self)
        self._window.setWindowTitle(self._title)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours()["backdrop"])
        painter.setPen(colours()["rail_dim"])
        painter.setFont(font(13))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Press any key to return")
