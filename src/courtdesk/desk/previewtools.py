"""The tool line above a preview's pages, and what stands there while pages are made."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from courtdesk.desk.pageview import PageView
from courtdesk.desk.widgets.button import Button, IconButton
from courtdesk.desk.widgets.text import Text

NEXT_KEYS = "Ctrl+PgDown"
BACK_KEYS = "Ctrl+PgUp"
LARGER_KEYS = "Ctrl+=; Ctrl++"
SMALLER_KEYS = "Ctrl+-"
WIDTH_KEYS = "Ctrl+Shift+W"
SAVE_KEYS = "Ctrl+S"
PRINT_KEYS = "Ctrl+P"


class PreviewTools(QWidget):
    """Turns, zooms, saves and prints the pages of a ``PageView``."""

    save_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, view: PageView) -> None:
        super().__init__()
        self._view = view
        self._count = 0
        self._number = QLineEdit()
        self._number.setFixedWidth(48)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._number.setAccessibleName("Page")
        self._of = Text("", "secondary")
        self._zoom = Text("", "secondary")
        self._zoom.setMinimumWidth(44)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._back = IconButton("Page before", "chevron-left", BACK_KEYS)
        self._next = IconButton("Next page", "chevron-right", NEXT_KEYS)
        self._smaller = IconButton("Smaller", "zoom-out", SMALLER_KEYS)
        self._larger = IconButton("Larger", "zoom-in", LARGER_KEYS)
        self._width = IconButton("Fit the width", "move-horizontal", WIDTH_KEYS)
        self._save = Button("Save as…", icon="save")
        self._print = Button("Print…", icon="printer")
        self._lay_out()
        self._connect()

    def show_count(self, count: int) -> None:
        """A document of ``count`` pages is shown; 0: none."""
        self._count = count
        self._of.setText(f"of {count}")
        self._number.setValidator(QIntValidator(1, max(count, 1), self))
        self.setEnabled(bool(count))
        self._on_page_changed()

    def hide_outlets(self) -> None:
        """Show no buttons for saving and printing."""
        self._save.hide()
        self._print.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self._back, self._number, self._of, self._next):
            row.addWidget(widget)
        row.addSpacing(8)
        for widget in (self._smaller, self._zoom, self._larger, self._width):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._save)
        row.addWidget(self._print)

    def _connect(self) -> None:
        view = self._view
        self._back.clicked.connect(lambda: view.go_to(view.page - 1))
        self._next.clicked.connect(lambda: view.go_to(view.page + 1))
        self._smaller.clicked.connect(lambda: view.zoom_by(-1))
        self._larger.clicked.connect(lambda: view.zoom_by(1))
        self._width.clicked.connect(view.fit_width)
        self._number.returnPressed.connect(self._on_number_typed)
        self._save.clicked.connect(self.save_wanted)
        self._print.clicked.connect(self.print_wanted)
        view.page_changed.connect(self._on_page_changed)
        view.zoom_changed.connect(self._on_zoom_changed)

    def _on_number_typed(self) -> None:
        if self._number.hasAcceptableInput():
            self._view.go_to(int(self._number.text()) - 1)
            self._view.setFocus()

    def _on_page_changed(self) -> None:
        self._number.setText(str(self._view.page + 1) if self._count else "")

    def _on_zoom_changed(self) -> None:
        self._zoom.setText(f"{self._view.zoom:.0%}")


class Waiting(QWidget):
    """Says what is going on, how far it is, and how to stop it."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = Text("", "secondary")
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(260)
        self._bar.setAccessibleName("Progress")
        self.cancel = Button("Cancel", "Esc")
        self.cancel.clicked.connect(self.cancelled)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self._words)
        for widget in (self._bar, self.cancel):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_words(self, words: str, done: int = 0, of: int = 0) -> None:
        """Say ``words``; ``of`` 0: nobody knows how long it takes."""
        self._words.setText(words)
        self._bar.setRange(0, of)
        self._bar.setValue(done)
