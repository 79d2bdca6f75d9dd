"""A seat on the chart: a widget of its own, so that a screen reader finds it."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from courtdesk.jury.panel.seat_face import SeatFace, paint_seat

MIME = "application/x-courtdesk-juror"


class SeatTile(QWidget):
    """A seat. ``chosen`` on a click or by Enter; ``dropped`` when a juror is dropped on it."""

    chosen = Signal(str)
    marked = Signal(str)
    dropped = Signal(str, str)

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.face = SeatFace(label)
        self._pressed_at: QPoint | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setAccessibleName(self.face.spoken_aloud)

    def show_face(self, face: SeatFace) -> None:
        """Show ``face``; nothing is painted again where it is the same."""
        if face != self.face:
            self.face = face
            self.setAccessibleName(face.spoken_aloud)
            self.setToolTip(face.name)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(104, 150)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.marked.emit(self.face.label)
            else:
                self.chosen.emit(self.face.label)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None or not self.face.juror_id:
            return
        moved = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if moved < QApplication.startDragDistance():
            return
        self._pressed_at = None
        drag = QDrag(self)
        data = QMimeData()
        data.setData(MIME, self.face.juror_id.encode())
        drag.setMimeData(data)
        drag.setPixmap(self.grab())
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        juror_id = bytes(event.mimeData().data(MIME).data()).decode()
        event.acceptProposedAction()
        self.dropped.emit(juror_id, self.face.label)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        paint_seat(QPainter(self), self.width(), self.height(), self.face, focused=self.hasFocus())
