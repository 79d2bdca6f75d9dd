"""Pictures of PDF pages, made from memory on one thread: PDFium bears no second one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSizeF
from PySide6.QtGui import QImage

from courtdesk.desk.lanes import Ask, Failed, Lane, T

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument


class Document:
    """A PDF in memory. ``sizes`` are those of its pages, in points (1/72 inch)."""

    def __init__(self, data: bytes, pdf: PdfDocument) -> None:
        self.data = data
        self.sizes = tuple(QSizeF(*pdf.get_page_size(number)) for number in range(len(pdf)))
        self._pdf = pdf

    def picture(self, page: int, scale: float, *, grey: bool) -> QImage:
        """Page ``page`` (from 0) at ``scale`` pixels a point. On the page lane."""
        sheet = self._pdf[page]
        bitmap = sheet.render(scale=scale, grayscale=grey, prefer_bgrx=not grey)
        form = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB32
        image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, form)
        made = image.copy()
        bitmap.close()
        sheet.close()
        return made

    def found(self, words: str, most: int = 1000) -> tuple[tuple[int, QRectF], ...]:
        """Where ``words`` stand, capitals or not: pages (from 0) and places on them, in points
        from the upper left. On the page lane."""
        places: list[tuple[int, QRectF]] = []
        for number, size in enumerate(self.sizes):
            sheet = self._pdf[number]
            text = sheet.get_textpage()
            searcher = text.search(words)
            while (hit := searcher.get_next()) is not None and len(places) < most:
                for place in range(text.count_rects(*hit)):
                    left, bottom, right, top = text.get_rect(place)
                    box = QRectF(left, size.height() - top, right - left, top - bottom)
                    places.append((number, box))
            searcher.close()
            text.close()
            sheet.close()
        return tuple(places)

    def close(self) -> None:
        """Give the memory back. On the page lane."""
        self._pdf.close()


class PageLane(Lane):
    """Opens PDFs and pictures their pages."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("page lane", parent)
        self._documents: set[Document] = set()

    def open(
        self,
        data: bytes,
        then: Callable[[Document], None],
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> Ask:
        """Read a PDF."""
        return self._put(Ask(lambda: self._open(data), then, failed, owner))

    def picture(
        self,
        document: Document,
        page: int,
        scale: float,
        then: Callable[[QImage], None],
        *,
        grey: bool = False,
        owner: QObject | None = None,
    ) -> Ask:
        """Picture a page at ``scale`` pixels a point; ``grey`` for printers."""
        return self._put(Ask(lambda: document.picture(page, scale, grey=grey), then, None, owner))

    def find(
        self,
        document: Document,
        words: str,
        then: Callable[[tuple[tuple[int, QRectF], ...]], None],
        owner: QObject,
    ) -> Ask:
        """Look for ``words`` in the text of all pages."""
        return self._put(Ask(lambda: document.found(words), then, None, owner))

    def drop(self, document: Document) -> None:
        """Forget a document, after the pictures asked for."""
        self._put(Ask(lambda: self._close(document), None, None, None))

    def do(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Failed,
        owner: QObject,
    ) -> Ask:
        """Run other work on this thread, such as writing a PDF to a slow drive."""
        return self._put(Ask(work, then, failed, owner))

    def close(self) -> None:
        """Forget all documents and end the thread."""
        if self._thread is not None and not self._closed:
            self._put(Ask(self._close_all, None, None, None))
        super().close()

    def _open(self, data: bytes) -> Document:
        from pypdfium2 import PdfDocument

        document = Document(data, PdfDocument(data))
        self._documents.add(document)
        return document

    def _close(self, document: Document) -> None:
        self._documents.discard(document)
        document.close()

    def _close_all(self) -> None:
        for document in tuple(self._documents):
            self._close(document)
