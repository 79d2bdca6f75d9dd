"""The headings of the log's columns."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from courtdesk.desk.fonts import font
from courtdesk.desk.theme import colours
from courtdesk.hearing.panel.log.entry_layout import EntryLayouts

HEAD_HEIGHT = 29


class LogHead(QWidget):
    """One line above the entries, in step with their columns."""

    def __init__(self, layouts: EntryLayouts, parent: QWidget) -> None:
        super().__init__(parent)
        self._layouts = layouts

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        shown = colours()
        columns = self._layouts.columns
        painter = QPainter(self)
        painter.fillRect(self.rect(), shown["head"])
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), shown["line"])
        painter.setFont(font(11, QFont.Weight.DemiBold))
        painter.setPen(shown["secondary"])
        for left, words in (
            (columns.time, "Time"),
            (columns.speaker, "Speaker"),
            (columns.entry, "Entry"),
        ):
            rect = QRectF(left, 0, 160, self.height() - 1)
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words)
