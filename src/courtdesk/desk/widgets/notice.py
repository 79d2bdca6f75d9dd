"""A notice: what happened, what is safe, what to do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from courtdesk.desk.widgets.button import Button, Kind
from courtdesk.desk.widgets.chip import Tone
from courtdesk.desk.widgets.text import Text


@dataclass(frozen=True)
class Message:
    """The words of a notice. ``happened`` is one sentence; the others may be empty."""

    happened: str
    safe: str = ""
    next_step: str = ""
    tone: Tone = Tone.RED
    action: str = ""
    run: Callable[[], None] | None = None


BUG = Message(
    "CourtDesk made a mistake.",
    "What was shown as saved is saved.",
    "Try once more; if it stays so, lock with Ctrl+L and unlock again.",
)


class Notice(QFrame):
    """A banner that stays until it is dismissed; Esc dismisses it while it has the focus."""

    dismissed = Signal()

    def __init__(self, message: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = message
        self.setProperty("tone", message.tone.value)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 10, 10)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(message.happened, "strong", wrap=True))
        rest = " ".join(part for part in (message.safe, message.next_step) if part)
        if rest:
            words.addWidget(Text(rest, wrap=True))
        row.addLayout(words, 1)
        if message.run is not None:
            self._add_action(row, message.action, message.run)
        close = Button("Dismiss", "", Kind.PLAIN)
        close.clicked.connect(self.dismissed)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{message.happened} {rest}".strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def _add_action(self, row: QHBoxLayout, text: str, run: Callable[[], None]) -> None:
        button = Button(text)
        button.clicked.connect(lambda _checked=False: run())
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
