"""Printing a PDF from memory, page by page, at the printer's resolution."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from courtdesk.errors import KnownError

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from courtdesk.desk.pages import Document, PageLane

FINEST_DPI = 600
"""More is not seen on paper, and a page takes 35 MB at this."""


class NotPrinted(KnownError):
    """The printer did not take the pages."""


def printer_for(document: Document) -> QPrinter:
    """A printer set to the document's paper."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    size = document.sizes[0]
    upright = QSizeF(min(size.toTuple()), max(size.toTuple()))
    way = QPageLayout.Orientation
    lies = size.width() > size.height()
    printer.setFullPage(True)
    printer.setPageLayout(
        QPageLayout(
            QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch),
            way.Landscape if lies else way.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    printer.setFromTo(1, len(document.sizes))
    return printer


class Printing(QObject):
    """One print run. The window stays alive while it goes on."""

    moved = Signal(int, int)
    """Pages done, pages in all."""
    ended = Signal(object)
    """``None``, or a ``NotPrinted``."""

    def __init__(
        self, pages: PageLane, document: Document, printer: QPrinter, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._pages = pages
        self._document = document
        self._printer = printer
        self._painter = QPainter()
        count = len(document.sizes)
        first, last = printer.fromPage() or 1, printer.toPage() or count
        self._first = max(first, 1) - 1
        self._end = min(max(last, first), count)
        self._stopped = False

    def start(self) -> None:
        """Begin; ``ended`` is emitted at the end, also if the printer refuses."""
        with _spooling_in_memory():
            began = self._painter.begin(self._printer)
        if began:
            self._ask_for(self._first)
        else:
            self._end_run(_refusal())

    def stop(self) -> None:
        """Print no more pages."""
        self._stopped = True

    def _ask_for(self, page: int) -> None:
        scale = min(self._printer.resolution(), FINEST_DPI) / 72
        then = lambda picture: self._on_picture(page, picture)  # noqa: E731
        self._pages.picture(self._document, page, scale, then, grey=True, owner=self)

    def _on_picture(self, page: int, picture: QImage) -> None:
        if self._stopped:
            self._printer.abort()
            self._painter.end()
            self._end_run(None)
            return
        self._painter.drawImage(self._place(picture), picture)
        self.moved.emit(page + 1 - self._first, self._end - self._first)
        if page + 1 >= self._end:
            ended = (
                self._painter.end()
                and self._printer.printerState() != type(self._printer).PrinterState.Error
            )
            self._end_run(None if ended else _refusal())
        elif self._printer.newPage():
            self._ask_for(page + 1)
        else:
            self._painter.end()
            self._end_run(_refusal())

    def _place(self, picture: QImage) -> QRectF:
        """The picture as large as the paper bears, in its middle."""
        paper = QRectF(self._painter.viewport())
        scale = min(paper.width() / picture.width(), paper.height() / picture.height())
        place = QRectF(0, 0, picture.width() * scale, picture.height() * scale)
        place.moveCenter(paper.center())
        return place

    def _end_run(self, error: NotPrinted | None) -> None:
        self.ended.emit(error)
        self.deleteLater()


def _refusal() -> NotPrinted:
    return NotPrinted(
        "The printer did not take the document. Nothing is lost: see whether the printer is on "
        "and has paper, then print again."
    )


@contextmanager
def _spooling_in_memory() -> Iterator[None]:
    """CUPS' client writes a spool file where ``TMPDIR`` says: a folder in memory, not on disk."""
    folders = [os.environ.get("XDG_RUNTIME_DIR", ""), "/dev/shm"]  # noqa: S108 - memory, not disk
    found = next((folder for folder in folders if folder and Path(folder).is_dir()), None)
    before = os.environ.get("TMPDIR")
    if os.name == "posix" and found is not None:
        os.environ["TMPDIR"] = found
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("TMPDIR", None)
        else:
            os.environ["TMPDIR"] = before
