"""A box over the window: the palette and the key list. Esc closes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget


class Overlay(QWidget):
    """Covers ``window`` with a veil and shows ``box`` in front; keeps the focus inside."""

    closed = Signal()

    def __init__(self, window: QWidget, width: int, top: int) -> None:
        super().__init__(window)
        self._window = window
        self._top = top
        self.box = QFrame(self)
        self.box.setObjectName("overlayBox")
        self.box.setFixedWidth(width)
        self.column = QVBoxLayout(self.box)
        self.column.setContentsMargins(1, 1, 1, 1)
        self.column.setSpacing(0)
        before = QApplication.focusWidget()
        self._before = before if before is not None and window.isAncestorOf(before) else None
        window.installEventFilter(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def open(self) -> None:
        """Show the overlay over the whole window."""
        self._fit()
        self.show()
        self.raise_()

    def closeEvent(self, event: QEvent) -> None:
        self._window.removeEventFilter(self)
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.box.geometry().contains(event.position().toPoint()):
            self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        stops = [
            child
            for child in self.findChildren(QWidget)
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus.value and child.isVisible()
        ]
        if stops:
            now = QApplication.focusWidget()
            place = stops.index(now) if now in stops else -1
            stops[(place + (1 if forward else -1)) % len(stops)].setFocus(
                Qt.FocusReason.TabFocusReason
            )
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        QPainter(self).fillRect(self.rect(), QColor(10, 16, 24, 110))

    def _fit(self) -> None:
        window = self._window
        self.setGeometry(window.rect())
        room = window.height() - self._top - 24
        self.box.setMaximumHeight(room)
        self.box.adjustSize()
        self.box.move((window.width() - self.box.width()) // 2, self._top)
