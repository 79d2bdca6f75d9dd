"""Find in the log: the newest hit first, then older ones."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from courtdesk.desk.widgets.button import Button
from courtdesk.desk.widgets.text import Text
from courtdesk.hearing.model import Entry

DELAY_MS = 120
HITS_AT_ONCE = 50

Hits = Callable[[tuple[Entry, ...]], None]
Find = Callable[[str, int | None, Hits], None]
"""Finds the newest entries with some words, below an entry number, and answers later."""


class FindBar(QWidget):
    """Words to find, how many hits there are, and the way from one to the next."""

    hit = Signal(int)
    """The number of the entry to go to."""
    words_changed = Signal(list)
    closed = Signal()

    def __init__(self, find: Find, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._hits: list[int] = []
        self._place = -1
        self._more = False
        self._asked = 0
        self._edit = QLineEdit()
        self._edit.setAccessibleName("Find in the log")
        self._edit.setPlaceholderText("Find in the log")
        self._edit.installEventFilter(self)
        self._count = Text("", "small")
        self._older = Button("Older", "Return")
        self._newer = Button("Newer", "Shift+Return")
        close = Button("Close", "Esc")
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 6, 13, 6)
        row.setSpacing(8)
        row.addWidget(self._edit, 1)
        for widget in (self._count, self._older, self._newer, close):
            row.addWidget(widget)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(DELAY_MS)
        self._soon.timeout.connect(self._ask)
        self._edit.textEdited.connect(lambda _: self._soon.start())
        self._older.clicked.connect(lambda: self.step(1))
        self._newer.clicked.connect(lambda: self.step(-1))
        close.clicked.connect(self.close_bar)
        self._show_count()
        self.hide()

    def open_bar(self) -> None:
        """Show the bar and take the keyboard."""
        self.show()
        self._edit.setFocus()
        self._edit.selectAll()
        if self._edit.text().strip():
            self._ask()

    def close_bar(self) -> None:
        """Hide the bar; nothing is marked any more."""
        self.hide()
        self.closed.emit()

    def step(self, by: int) -> None:
        """Go to an older hit (1) or a newer one (-1)."""
        if self._soon.isActive():
            self._soon.stop()
            self._ask()
            return
        place = self._place + by
        if place >= len(self._hits) and self._more and self._hits:
            self._ask_more()
        elif 0 <= place < len(self._hits):
            self._place = place
            self._show_count()
            self.hit.emit(self._hits[place])

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._soon.stop()
        self.words_changed.emit([])

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # noqa: ARG002 - Qt's name
        """Enter, Shift+Enter and Esc in the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.step(-1 if shift else 1)
                return True
            if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
                self.step(1 if event.key() == Qt.Key.Key_Up else -1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
        return False

    def _ask(self) -> None:
        words = self._edit.text().strip()
        self._asked += 1
        asked = self._asked
        self.words_changed.emit(words.split())
        if not words:
            self._hits, self._place, self._more = [], -1, False
            self._show_count()
            return
        self._find(words, None, lambda found: self._on_found(asked, found))

    def _on_found(self, asked: int, found: tuple[Entry, ...]) -> None:
        if asked != self._asked:
            return
        self._hits = [entry.number for entry in found]
        self._more = len(found) >= HITS_AT_ONCE
        self._place = -1
        self._show_count()
        self.step(1)

    def _ask_more(self) -> None:
        asked = self._asked
        words = self._edit.text().strip()
        self._find(words, self._hits[-1], lambda found: self._on_more(asked, found))

    def _on_more(self, asked: int, found: tuple[Entry, ...]) -> None:
        if asked != self._asked:
            return
        self._hits.extend(entry.number for entry in found)
        self._more = len(found) >= HITS_AT_ONCE
        if found:
            self.step(1)
        self._show_count()

    def _show_count(self) -> None:
        if self._hits:
            more = "+" if self._more else ""
            self._count.setText(f"{max(self._place, 0) + 1} of {len(self._hits)}{more}")
        else:
            self._count.setText("No entry has these words" if self._edit.text().strip() else "")
        self._older.setEnabled(self._place + 1 < len(self._hits) or self._more)
        self._newer.setEnabled(self._place > 0)
