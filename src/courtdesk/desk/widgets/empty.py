"""What an empty panel says: what belongs here, and the first step."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from courtdesk.desk.icons import paint_icon
from courtdesk.desk.theme import colours
from courtdesk.desk.widgets.button import Button
from courtdesk.desk.widgets.text import Text

_WIDTH = 420
"""Pixels that a line of the explanation may take."""


class EmptyState(QWidget):
    """Stands where content will be. ``step`` is the button of the first step, if there is one."""

    def __init__(
        self,
        icon: str,
        title: str,
        explanation: str,
        step: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        middle = QWidget()
        middle.setMaximumWidth(_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 24)
        row.addStretch(1)
        row.addWidget(middle, 1000)
        row.addStretch(1)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(_Sign(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        for text, role in ((title, "title"), (explanation, "secondary")):
            label = Text(text, role, wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        if step is not None:
            column.addSpacing(6)
            column.addWidget(step, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)


class _Sign(QWidget):
    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(QSize(40, 40))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        painter = QPainter(self)
        paint_icon(painter, self._icon, QRectF(4, 4, 32, 32), colours()["faint"])
