"""A line that looks for words in the pages of a preview."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from courtdesk.desk.preview import Preview
from courtdesk.desk.widgets.button import IconButton
from courtdesk.desk.widgets.text import Text

_PAUSE_MS = 200


class FindLine(QWidget):
    """Finds while one types; Enter goes to the next place, Shift+Enter back, Esc ends it."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self._preview = preview
        self._found: tuple[tuple[int, QRectF], ...] = ()
        self._at = 0
        self._line = _Line(self)
        self._line.setPlaceholderText("Find in these pages")
        self._line.setAccessibleName("Find in these pages")
        self._line.setClearButtonEnabled(True)
        self._count = Text("", "secondary")
        self._count.setMinimumWidth(76)
        back = IconButton("Found before", "chevron-left", "Shift+Return")
        onward = IconButton("Next found", "chevron-right", "Return")
        back.clicked.connect(lambda: self.go(-1))
        onward.clicked.connect(lambda: self.go(1))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._find)
        self._line.textChanged.connect(lambda _text: self._pause.start())
        preview.shown.connect(self._find)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._line, 1)
        for widget in (self._count, back, onward):
            row.addWidget(widget)

    @property
    def found(self) -> int:
        """How many places were found."""
        return len(self._found)

    def begin(self) -> None:
        """Put the keyboard here."""
        self._line.setFocus()
        self._line.selectAll()

    def go(self, steps: int) -> None:
        """To the next place, or back; round and round."""
        if self._found:
            self._at = (self._at + steps) % len(self._found)
            self._show()

    def end(self) -> None:
        """Look for nothing; the keyboard goes to the pages."""
        self._line.clear()
        self._preview.view.setFocus()

    def _find(self) -> None:
        document, words = self._preview.document, " ".join(self._line.text().split())
        if document is None or not words:
            self._on_found(())
            return
        self._preview.pages.find(document, words, self._on_found, self)

    def _on_found(self, found: tuple[tuple[int, QRectF], ...]) -> None:
        self._found, self._at = found, 0
        self._show()

    def _show(self) -> None:
        self._preview.view.show_marks(self._found, self._at)
        count = len(self._found)
        typed = bool(self._line.text().strip())
        nothing = "not found" if typed else ""
        self._count.setText(f"{self._at + 1} of {count}" if count else nothing)


class _Line(QLineEdit):
    def __init__(self, find: FindLine) -> None:
        super().__init__(find)
        self._find = find

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._find.go(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self._find.end()
        else:
            super().keyPressEvent(event)
