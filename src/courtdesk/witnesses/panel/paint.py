"""Painting that the panel's lists share."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from courtdesk.desk.fonts import font
from courtdesk.desk.theme import colours
from courtdesk.desk.widgets.chip import Tone, chip_size, paint_chip

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole

STRONG = QFont.Weight.DemiBold


def ground(painter: QPainter, box: QRectF, *, chosen: bool, focused: bool) -> None:
    """The ground of a row: chosen ones are tinted, with a bar where the keys are."""
    if chosen:
        painter.fillRect(box, colours()["selection"])
        bar = "accent" if focused else "field_line"
        painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), colours()[bar])


def rule(painter: QPainter, box: QRectF) -> None:
    """The line below a row."""
    painter.setPen(QPen(colours()["line"]))
    painter.drawLine(box.bottomLeft(), box.bottomRight())


def line(painter: QPainter, box: QRectF, text: str, face: QFont, ink: str) -> None:
    """One line of text, cut with an ellipsis where there is no room."""
    painter.setFont(face)
    painter.setPen(colours()[ink])
    fitting = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitting)


def chip_at_right(painter: QPainter, box: QRectF, text: str, tone: Tone) -> float:
    """A chip in the upper right corner of ``box``; the room that it takes."""
    size = chip_size(text)
    width = min(size.width(), box.width() * 0.62)
    paint_chip(painter, QRectF(box.right() - width, box.top(), width, size.height()), text, tone)
    return width + 8


def wrapping(text: str, face: QFont, width: int) -> Qt.TextFlag:
    """How ``text`` is broken to ``width``: between words, inside one that is too long alone."""
    metrics = QFontMetrics(face)
    fits = all(metrics.horizontalAdvance(word) <= width for word in text.split())
    return Qt.TextFlag.TextWordWrap if fits else Qt.TextFlag.TextWrapAnywhere


def wrapped_height(text: str, face: QFont, width: int) -> int:
    """The height of ``text`` broken to ``width``."""
    room = max(width, 40)
    flags = wrapping(text, face, room)
    return QFontMetrics(face).boundingRect(0, 0, room, 10_000, flags, text).height()


def small() -> QFont:
    """The type of what stands below or beside."""
    return font(12)
