"""A bar of parts: how much of a whole is what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from courtdesk.desk.theme import colours
from courtdesk.desk.widgets.chip import Tone

_FILLS = {
    Tone.NEUTRAL: "faint",
    Tone.BLUE: "accent",
    Tone.GREEN: "green",
    Tone.AMBER: "amber",
    Tone.RED: "red",
    Tone.VIOLET: "violet",
}


class SegmentBar(QWidget):
    """A thin bar; what it says stands in words beside it, and in its accessible name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[tuple[float, Tone], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, words: str, parts: Sequence[tuple[float, Tone]]) -> None:
        """Show ``(share, tone)`` parts, shares of 1 in all; ``words`` say the same."""
        self._parts = tuple(parts)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 6)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        shown = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shown["neutral_pale"])
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        x = 0.0
        for share, tone in self._parts:
            width = max(0.0, min(share * self.width(), self.width() - x))
            painter.setBrush(shown[_FILLS[tone]])
            painter.drawRoundedRect(QRectF(x, 0, width, self.height()), 3, 3)
            x += width
