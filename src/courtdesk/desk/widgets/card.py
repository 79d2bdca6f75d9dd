"""The white card that content stands in: one title line, then the content."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from courtdesk.desk.theme import colours
from courtdesk.desk.widgets.text import Elided

GAP = 14
"""Pixels between cards, and between the cards and the window's edge."""


class Card(QWidget):
    """A card. Put content into ``body``; chips and actions into the title line.

    ``padded=False`` lets a table reach the card's edges. It paints itself: a panel has many, and
    the style sheet takes longer.
    """

    def __init__(
        self, title: str = "", parent: QWidget | None = None, *, padded: bool = True
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self._head = QWidget(self)
        self._head.setMinimumHeight(39)
        self._head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._line = QHBoxLayout(self._head)
        self._line.setContentsMargins(13, 4, 13, 5)
        self._line.setSpacing(8)
        self._title = Elided(title, "label")
        self._line.addWidget(self._title)
        self._line.addStretch(1)
        self._before_stretch = 1
        self._head.setVisible(bool(title))
        column.addWidget(self._head)
        content = QWidget(self)
        self.body = QVBoxLayout(content)
        edge = 13 if padded else 0
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(8 if padded else 0)
        column.addWidget(content, 1)
        self._name()

    def set_title(self, title: str) -> None:
        """Show ``title`` in the title line."""
        self._title.set_whole(title)
        self._head.setVisible(True)
        self._name()

    def add_chip(self, widget: QWidget) -> None:
        """Put ``widget`` right after the title."""
        self._line.insertWidget(self._before_stretch, widget)
        self._before_stretch += 1
        self._head.setVisible(True)

    def add_action(self, widget: QWidget) -> None:
        """Put ``widget`` at the right end of the title line."""
        self._line.addWidget(widget)
        self._head.setVisible(True)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colours()["line"])
        painter.setBrush(colours()["card"])
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if self._head.isVisible():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            foot = self._head.geometry().bottom()
            painter.drawLine(1, foot, self.width() - 2, foot)

    def _name(self) -> None:
        self.setAccessibleName(self._title.accessibleName())
