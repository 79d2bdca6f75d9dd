"""Lines that are not on disk yet, in sight until they are."""

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from courtdesk.desk.theme import colours
from courtdesk.desk.widgets.button import Button
from courtdesk.desk.widgets.text import Elided, Text
from courtdesk.hearing.panel.save_queue import SaveQueue

SLOW_MS = 400
"""A save that takes no longer than this is not worth a word."""


class UnsavedStrip(QWidget):
    """Says which lines wait for the disk, and why, with what can be done about it."""

    edit_wanted = Signal()

    def __init__(self, queue: SaveQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self._what = Text("", "strong", wrap=True)
        self._lines = Elided("")
        self._again = Button("Try again", "Ctrl+Return")
        self._edit = Button("Edit it")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 10, 8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._what)
        words.addWidget(self._lines)
        row.addLayout(words, 1)
        row.addWidget(self._edit)
        row.addWidget(self._again)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._show)
        self._again.clicked.connect(queue.go_on)
        self._edit.clicked.connect(self.edit_wanted)
        queue.changed.connect(self._on_changed)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        shown = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = "red" if self._queue.stopped else "amber"
        painter.setPen(QPen(shown[tone], 1))
        painter.setBrush(shown[f"{tone}_pale"])
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _on_changed(self) -> None:
        if not self._queue.lines:
            self._slow.stop()
            self.hide()
        elif self._queue.stopped or self.isVisible():
            self._show()
        elif not self._slow.isActive():
            self._slow.start()

    def _show(self) -> None:
        lines = self._queue.lines
        if not lines:
            return
        count = "1 line is" if len(lines) == 1 else f"{len(lines)} lines are"
        why = f"{count} not saved yet. {self._queue.why}" if self._queue.stopped else "Saving …"
        self._what.setText(why)
        self._lines.set_whole(" · ".join(" ".join(line.new.text.split()) for line in lines))
        self._again.setVisible(self._queue.stopped)
        self._edit.setVisible(self._queue.stopped)
        self.setAccessibleName(why)
        self.show()
        self.update()
