"""A seat on the chart: a widget of its own, so that a screen reader finds it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QWidget

from courtdesk.desk import fonts
from courtdesk.desk.theme import colours

MIME = "application/x-courtdesk-juror"
_EDGE = 5.0
_LEAN = {-3: "red", -2: "red", -1: "amber", 0: "line", 1: "green", 2: "green", 3: "green"}


@dataclass(frozen=True)
class SeatFace:
    """What a seat shows. ``rating`` is None where nothing is known or nobody may see it."""

    label: str
    juror_id: str = ""
    number: str = ""
    name: str = ""
    line: str = ""
    status: str = ""
    last: str = ""
    flags: tuple[str, ...] = ()
    rating: int | None = None
    spoken: bool = True
    chosen: bool = False
    marked: bool = False
    key: str = ""

    @property
    def spoken_aloud(self) -> str:
        """The seat for a screen reader."""
        if not self.juror_id:
            return f"Seat {self.label}, empty"
        parts = [
            f"Seat {self.label}",
            f"juror {self.number}" if self.number else "",
            self.name,
            self.line,
            self.status,
            "" if self.rating is None else f"rating {self.rating:+d}",
            *self.flags,
            self.last,
            "" if self.spoken else "not spoken yet",
            "hand raised" if self.marked else "",
        ]
        return ", ".join(part for part in parts if part)


class SeatTile(QWidget):
    """A seat. ``chosen`` on a click or by Enter; ``dropped`` when a juror is dropped on it."""

    chosen = Signal(str)
    marked = Signal(str)
    dropped = Signal(str, str)

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.face = SeatFace(label)
        self._picture: QPixmap | None = None
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
            self.forget_picture()

    def forget_picture(self) -> None:
        """Paint anew: the theme or the size is another."""
        self._picture = None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(104, 150)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self.forget_picture()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.forget_picture()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.forget_picture()

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
        drag.setPixmap(self.picture())
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        juror_id = bytes(event.mimeData().data(MIME).data()).decode()
        event.acceptProposedAction()
        self.dropped.emit(juror_id, self.face.label)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        QPainter(self).drawPixmap(0, 0, self.picture())

    def picture(self) -> QPixmap:
        """The painted tile, kept until it must change."""
        ratio = self.devicePixelRatioF()
        wanted = self.size() * ratio
        if self._picture is None or self._picture.size() != wanted:
            self._picture = QPixmap(wanted)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_seat(painter, QRectF(self.rect()), self.face, focused=self.hasFocus())
            painter.end()
        return self._picture


@cache
def font(px: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The desk’s font, made once: a panel of 200 seats asks for it a thousand times."""
    return fonts.font(px, weight)


_MEASURED: dict[int, QFontMetrics] = {}


def _metrics(face: QFont) -> QFontMetrics:
    """The measures of a font that :func:`font` made."""
    known = _MEASURED.get(id(face))
    if known is None:
        known = _MEASURED[id(face)] = QFontMetrics(face)
    return known


def paint_seat(painter: QPainter, rect: QRectF, face: SeatFace, *, focused: bool) -> None:
    """Paint a seat."""
    shown = colours()
    box = rect.adjusted(1.5, 1.5, -1.5, -1.5)
    ring = "accent" if face.chosen or focused else "line"
    painter.setPen(QPen(shown[ring], 3 if face.chosen else 2 if focused else 1))
    painter.setBrush(shown["accent_pale" if face.marked else "card" if face.juror_id else "ground"])
    painter.drawRoundedRect(box, 6, 6)
    if face.juror_id and face.rating is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shown[_LEAN[face.rating]])
        painter.drawRoundedRect(QRectF(box.left() + 2, box.top() + 2, box.width() - 4, _EDGE), 2, 2)
    _paint_words(painter, box.adjusted(9, 12, -9, -8), face)


def _paint_words(painter: QPainter, inner: QRectF, face: SeatFace) -> None:
    big = font(17, QFont.Weight.Bold)
    _line(painter, inner, 0, face.label, big, "ink")
    if not face.juror_id:
        if inner.height() > 46:
            _line(painter, inner, 25, "empty", font(12), "secondary")
        return
    small = font(11)
    _paint_corner(painter, inner, face, small, _metrics(big).horizontalAdvance(face.label) + 6)
    _line(painter, inner, 24, face.name, font(13, QFont.Weight.DemiBold), "ink")
    if inner.height() > 60:
        _line(painter, inner, 42, face.line, font(12), "secondary")
    if inner.height() > 96:
        _line(
            painter, inner, 60, " · ".join((face.status, *face.flags)).strip(" ·"), small, "amber"
        )
    _paint_foot(painter, inner, face)


def _paint_corner(
    painter: QPainter, inner: QRectF, face: SeatFace, small: QFont, taken: float
) -> None:
    """Number and rating beside the seat’s label, as far as there is room for them."""
    number = f"#{face.number}" if face.number else ""
    rating = f"{face.rating:+d}".replace("-", "−") if face.rating else ""
    metrics = _metrics(small)
    for words in (f"{rating}  {number}".strip(), number, face.number):
        if metrics.horizontalAdvance(words) <= inner.width() - taken:
            painter.setFont(small)
            painter.setPen(colours()["secondary"])
            corner = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            painter.drawText(inner, corner, words)
            return


def _paint_foot(painter: QPainter, inner: QRectF, face: SeatFace) -> None:
    if inner.height() < 74:
        return
    foot = QRectF(inner.left(), inner.bottom() - 16, inner.width(), 16)
    words = face.last or ("" if face.spoken else "not spoken")
    tone = "accent" if face.last else "secondary"
    _line(
        painter,
        foot.adjusted(0, 0, -18 if face.key else 0, 0),
        0,
        words,
        font(11, QFont.Weight.DemiBold),
        tone,
    )
    if face.key:
        cap = QRectF(foot.right() - 15, foot.top(), 15, 15)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours()["field_line"]))
        painter.drawRoundedRect(cap, 3, 3)
        painter.setFont(font(10, QFont.Weight.Medium))
        painter.setPen(colours()["secondary"])
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, face.key)


def _line(painter: QPainter, inner: QRectF, down: float, text: str, face: QFont, ink: str) -> None:
    if not text:
        return
    fitting = _metrics(face).elidedText(
        text, Qt.TextElideMode.ElideRight, max(int(inner.width()), 1)
    )
    painter.setFont(face)
    painter.setPen(colours()[ink])
    painter.drawText(QRectF(inner.left(), inner.top() + down, inner.width(), 22), fitting)
