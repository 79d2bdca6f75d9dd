"""Forms: a label above each field, and what is wrong with it below."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from courtdesk.desk.theme import colours
from courtdesk.desk.widgets.text import Text, restyle


class Field(QWidget):
    """An input with its label, a hint, and room for what is wrong with it."""

    def __init__(
        self, label: str, widget: QWidget, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.widget = widget
        self._hint = hint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        name = Text(label, "label")
        name.setBuddy(widget)
        if not widget.accessibleName():
            widget.setAccessibleName(label)
        column.addWidget(name)
        column.addWidget(widget)
        self._below = Text(hint, "small", wrap=True)
        self._below.setVisible(bool(hint))
        column.addWidget(self._below)

    def show_wrong(self, sentence: str) -> None:
        """Mark the input as wrong, with a sentence; an empty one clears the mark."""
        text, role = (sentence, "wrong") if sentence else (self._hint, "small")
        self._below.setText(text)
        self._below.set_role(role)
        self._below.setVisible(bool(text))
        self.widget.setProperty("wrong", "true" if sentence else "false")
        self.widget.setAccessibleDescription(text)
        restyle(self.widget)


class FieldRow(QWidget):
    """Fields side by side."""

    def __init__(self, *fields: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for field in fields:
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)


class Choice(QComboBox):
    """A drop-down list with the desk's own arrow; long texts in it do not make it wider."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name = "secondary" if self.isEnabled() else "faint"
        painter.setPen(QPen(colours()[name], 1.6, c=Qt.PenCapStyle.RoundCap))
        x, y = self.width() - 17.0, self.height() / 2 - 2
        painter.drawPolyline([QPointF(x - 4, y), QPointF(x, y + 4), QPointF(x + 4, y)])
