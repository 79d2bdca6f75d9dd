"""The preview of a PDF: made in the press, shown from memory, kept in a file, printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from courtdesk.desk import previewtools as tools
from courtdesk.desk.actions import Action
from courtdesk.desk.pageview import PageView
from courtdesk.desk.previewtools import PreviewTools, Waiting
from courtdesk.desk.quiet import Quiet
from courtdesk.desk.widgets.notice import Message
from courtdesk.errors import KnownError

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from courtdesk.desk.context import Desk
    from courtdesk.desk.lanes import Ask
    from courtdesk.desk.pages import Document, PageLane
    from courtdesk.desk.printing import Printing

_PATIENCE_MS = 500
"""Pages that take longer to make say so, with a cancel."""

FileChooser = Callable[[QWidget, str], str]


class Preview(QWidget):
    """Pages with a tool line. Its owner lists ``page_actions()`` among its shortcuts."""

    shown = Signal()
    """Another document is shown."""
    saved = Signal()
    """The file was written, whole."""
    printed = Signal()
    """The printer took all pages."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, choose_file: FileChooser | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._choose_file = choose_file or _ask_for_file
        self._name = ""
        self._document: Document | None = None
        self._making: Ask | None = None
        self._printing: Printing | None = None
        self.view = PageView(desk.pages)
        self._tools = PreviewTools(self.view)
        self._tools.save_wanted.connect(self.save)
        self._tools.print_wanted.connect(self.print)
        self.waiting = Waiting()
        self.waiting.cancelled.connect(self.stop)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._on_patience_over)
        self._lay_out()
        self._tools.show_count(0)

    @property
    def pages(self) -> PageLane:
        """Where pages are pictured and searched."""
        return self._desk.pages

    @property
    def document(self) -> Document | None:
        """What is shown."""
        return self._document

    @property
    def is_making(self) -> bool:
        """Whether other pages are being made in place of those that are shown."""
        return self._making is not None

    def hide_outlets(self) -> None:
        """Leave saving and printing to the owner's own buttons."""
        self._tools.hide_outlets()

    def page_actions(self, group: str = "Pages") -> list[Action]:
        """What can be done with the pages, by key."""
        view = self.view
        return [
            Action(
                "pages.next", "Next page", lambda: view.go_to(view.page + 1), tools.NEXT_KEYS, group
            ),
            Action(
                "pages.back",
                "Page before",
                lambda: view.go_to(view.page - 1),
                tools.BACK_KEYS,
                group,
            ),
            Action("pages.larger", "Larger", lambda: view.zoom_by(1), tools.LARGER_KEYS, group),
            Action("pages.smaller", "Smaller", lambda: view.zoom_by(-1), tools.SMALLER_KEYS, group),
            Action("pages.width", "Fit the width", view.fit_width, tools.WIDTH_KEYS, group),
            Action("pages.save", "Save as PDF…", self.save, tools.SAVE_KEYS, group),
            Action("pages.print", "Print…", self.print, tools.PRINT_KEYS, group),
        ]

    def make(self, name: str, function: Callable[..., bytes], *arguments: object) -> None:
        """Show the PDF that ``function(*arguments)`` makes in the press.

        ``name`` is offered as the file's name, without “.pdf”. What was being made before is
        dropped. What takes longer than half a second says so and can be cancelled.
        """
        self.stop()
        self._patience.start()
        self._making = self._desk.press.make(
            function,
            *arguments,
            then=lambda data: self._on_made(data, name),
            failed=self._on_failed,
            owner=self,
        )

    def show_pdf(self, data: bytes, name: str) -> None:
        """Show a PDF that is in memory; ``name`` as for ``make``."""
        self._name = name
        self._desk.pages.open(data, self._replace, self._on_failed, self)

    def clear(self) -> None:
        """Show nothing."""
        self.stop()
        self._replace(None)

    def stop(self) -> None:
        """Drop what is being made; print no more pages."""
        self._patience.stop()
        self._stack.setCurrentIndex(0)
        if self._making is not None:
            self._desk.press.stop(self._making)
            self._making = None
        if self._printing is not None:
            self._printing.stop()

    def save(self) -> None:
        """Ask for a file and write the PDF there, whole or not at all."""
        document = self._document
        chosen = self._choose_file(self, f"{self._name}.pdf") if document is not None else ""
        if document is None or not chosen:
            return
        target = Path(chosen)
        if target.suffix.lower() != ".pdf":
            target = target.with_name(f"{target.name}.pdf")
        self._desk.pages.do(
            lambda: _write(document.data, target),
            lambda _: self._on_written(target),
            self._on_failed,
            self,
        )

    def print(self) -> None:
        """Print through the system's dialog."""
        if self._printing is None and (printer := self.printer()) is not None:
            self.print_on(printer)

    def printer(self) -> QPrinter | None:
        """The printer that is chosen in the system's dialog, set for these pages; None: none."""
        if self._document is None:
            return None
        from PySide6.QtPrintSupport import QPrintDialog

        from courtdesk.desk.printing import printer_for

        printer = printer_for(self._document)
        dialog = QPrintDialog(printer, self)
        quiet = self.window().findChild(Quiet)
        if isinstance(quiet, Quiet):
            quiet.watch(dialog)
        accepted = dialog.exec()
        return printer if accepted and isValid(self) else None

    def print_on(self, printer: QPrinter) -> None:
        """Print on ``printer``, page by page."""
        from courtdesk.desk.printing import Printing

        if self._document is not None:
            self._printing = Printing(self._desk.pages, self._document, printer, self)
            self._printing.moved.connect(self._on_printing_moved)
            self._printing.ended.connect(self._on_printing_ended)
            self._printing.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        busy = self._making is not None or self._printing is not None
        if event.key() == Qt.Key.Key_Escape and busy:
            self.stop()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._tools)
        column.addWidget(self.view, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(shown)
        self._stack.addWidget(self.waiting)

    def _replace(self, document: Document | None) -> None:
        before, self._document = self._document, document
        self.view.show_document(document)
        self._tools.show_count(len(document.sizes) if document is not None else 0)
        if before is not None:
            self._desk.pages.drop(before)
        self.shown.emit()

    def _show_waiting(self) -> None:
        if self._stack.currentIndex() == 0:
            self._stack.setCurrentIndex(1)
            if self.isVisible():  # else it would take the keys from the panel in front
                self.waiting.cancel.setFocus()

    def _on_patience_over(self) -> None:
        self.waiting.show_words("Making the pages…")
        self._show_waiting()

    def _on_made(self, data: bytes, name: str) -> None:
        self._making = None
        self.stop()
        self.show_pdf(data, name)

    def _on_written(self, target: Path) -> None:
        self._desk.status.saved(f"“{target.name}” is written")
        self.saved.emit()

    def _on_failed(self, error: Exception) -> None:
        self._making = None
        self.stop()
        if isinstance(error, KnownError):
            self._desk.show_notice(Message(str(error)))

    def _on_printing_moved(self, done: int, of: int) -> None:
        self.waiting.show_words(f"Printing: page {done} of {of}", done, of)
        self._show_waiting()

    def _on_printing_ended(self, error: KnownError | None) -> None:
        self._printing = None
        self._stack.setCurrentIndex(0)
        if error is None:
            self.printed.emit()
        else:
            self._desk.show_notice(Message(str(error)))


def _ask_for_file(parent: QWidget, name: str) -> str:
    return QFileDialog.getSaveFileName(parent, "Save as PDF", name, "PDF (*.pdf)")[0]


def _write(data: bytes, target: Path) -> None:
    from courtdesk.paper.save import save

    save(data, target)
