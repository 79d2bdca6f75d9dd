"""Chips: a state as a word on its colour. Colour never speaks alone."""

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from courtdesk.desk.fonts import font
from courtdesk.desk.theme import colours


class Tone(StrEnum):
    """Meaning of a colour on the desk."""

    NEUTRAL = "neutral"
    BLUE = "blue"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    VIOLET = "violet"

    @property
    def ink(self) -> str:
        """Name of the colour of text in this tone."""
        return {Tone.NEUTRAL: "secondary", Tone.BLUE: "accent"}.get(self, self.value)

    @property
    def ground(self) -> str:
        """Name of the pale ground that ``ink`` stands on."""
        return "accent_pale" if self is Tone.BLUE else f"{self.value}_pale"


class Chip(QLabel):
    """A word on a pale ground, for example ``Chip("Admitted", Tone.GREEN)``."""

    def __init__(
        self, text: str = "", tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def show_state(self, text: str, tone: Tone) -> None:
        """Change word and colour together."""
        self.tone = tone
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self.text())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_chip(painter, QRectF(self.rect()), self.text(), self.tone)


class KeyCap(QLabel):
    """A key as it is written on the keyboard."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


def chip_size(text: str) -> QSize:
    """Size of a chip with this word, for delegates."""
    return QSize(QFontMetrics(_chip_font()).horizontalAdvance(text) + 20, 21)


def paint_chip(painter: QPainter, rect: QRectF, text: str, tone: Tone) -> None:
    """Paint a chip, for delegates."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours()[tone.ground])
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    painter.setPen(colours()[tone.ink])
    painter.setFont(_chip_font())
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def _chip_font() -> QFont:
    return font(12, QFont.Weight.DemiBold)
