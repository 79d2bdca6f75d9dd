"""Pages one below the other, painted from pictures that are made when they come into view."""

from __future__ import annotations

from collections import OrderedDict
from itertools import accumulate

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from courtdesk.desk.lanes import Ask
from courtdesk.desk.pages import Document, PageLane
from courtdesk.desk.theme import colours

GAP = 14
_KEPT = 16
"""Pictures kept; at 200 % one of Letter takes some 14 MB."""
_SMALLEST, _LARGEST = 0.25, 4.0
_STEP = 1.2
DIMMED = QColor(0, 0, 0, 70)
"""Paper in the dark theme: a white page would light up a dim courtroom."""
_FOUND = QColor(255, 214, 0, 90)
_FOUND_NOW = QColor(154, 98, 0)
"""On paper, which is white in both themes."""
_POINT = 96 / 72
"""Pixels a point at 100 %."""


class PageView(QAbstractScrollArea):
    """Shows a document; the wheel, arrows, Page Up and Down scroll, Ctrl + wheel zooms."""

    page_changed = Signal(int)
    """The page in view, from 0."""
    zoom_changed = Signal()

    def __init__(self, pages: PageLane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._document: Document | None = None
        self._tops: list[float] = []
        self._zoom = 1.0
        self._page = 0
        self._marks: tuple[tuple[int, QRectF], ...] = ()
        self._current_mark = 0
        self.fits_width = True
        self._pictures: OrderedDict[int, QImage] = OrderedDict()
        self._asked: dict[int, Ask] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._name()

    @property
    def zoom(self) -> float:
        """1.0 is 100 %: a point is 96/72 pixels."""
        return self._zoom

    @property
    def page(self) -> int:
        """The page in view, from 0."""
        return self._page

    @property
    def is_drawn(self) -> bool:
        """Whether all pages in view are painted."""
        return self._document is not None and all(n in self._pictures for n in self._in_view())

    def show_document(self, document: Document | None) -> None:
        """Show another document from its first page, or none."""
        self._document = document
        self._page = 0
        self._marks = ()
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._name()

    def go_to(self, page: int) -> None:
        """Bring the top of ``page`` (from 0) into view."""
        if self._document is not None:
            page = max(0, min(page, len(self._document.sizes) - 1))
            self.verticalScrollBar().setValue(round(self._tops[page] - GAP))

    def show_marks(self, marks: tuple[tuple[int, QRectF], ...], current: int = 0) -> None:
        """Mark places on pages, in points from the upper left; bring the current one into view."""
        self._marks = marks
        self._current_mark = current
        if marks and self._document is not None:
            page, box = marks[current]
            top = self._tops[page] + (box.top() - 80) * _POINT * self._zoom
            self.verticalScrollBar().setValue(round(top))
        self.viewport().update()

    def fit_width(self) -> None:
        """Fit the widest page to the view, now and when the view is resized."""
        self.fits_width = True
        self._lay_out()

    def zoom_by(self, steps: int) -> None:
        """Make larger (positive) or smaller by steps of a fifth."""
        self.fits_width = False
        self._zoom = max(_SMALLEST, min(self._zoom * _STEP**steps, _LARGEST))
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if (end := ends.get(Qt.Key(event.key()))) is not None:
            bar.setValue(end)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), colours()["ground"])
        for number in self._in_view():
            rect = self._rect(number)
            painter.fillRect(rect, Qt.GlobalColor.white)
            if (picture := self._picture(number)) is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(rect, picture)
            self._paint_marks(painter, number, rect)
            if colours().name == "dark":
                painter.fillRect(rect, DIMMED)
            painter.setPen(QPen(colours()["line"]))
            painter.drawRect(rect)
        if self.hasFocus():
            painter.setPen(QPen(colours()["accent"], 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _paint_marks(self, painter: QPainter, number: int, rect: QRectF) -> None:
        scale = _POINT * self._zoom
        for place, (page, box) in enumerate(self._marks):
            if page == number:
                here = QRectF(box.topLeft() * scale, box.size() * scale).translated(rect.topLeft())
                painter.fillRect(here, _FOUND)
                if place == self._current_mark:
                    painter.setPen(QPen(_FOUND_NOW, 2))
                    painter.drawRect(here.adjusted(-2, -2, 2, 2))

    def _picture(self, number: int) -> QImage | None:
        picture = self._pictures.get(number)
        if picture is not None:
            self._pictures.move_to_end(number)
        if number not in self._asked and picture is None:
            self._ask_for(number)
        return picture

    def _ask_for(self, number: int) -> None:
        document = self._document
        assert document is not None  # noqa: S101 - pages in view have a document
        ratio = self.devicePixelRatioF()

        def keep(picture: QImage) -> None:
            self._asked.pop(number, None)
            self._pictures[number] = picture
            while len(self._pictures) > _KEPT:
                self._pictures.popitem(last=False)
            self.viewport().update()

        scale = self._zoom * _POINT * ratio
        self._asked[number] = self._pages.picture(document, number, scale, keep, owner=self)

    def _lay_out(self) -> None:
        for asked in self._asked.values():
            asked.cancel()
        self._asked.clear()
        if self._document is None:
            self._pictures.clear()
            self._tops = []
        else:
            self._fit(self._document)
        self.viewport().update()
        self.zoom_changed.emit()

    def _fit(self, document: Document) -> None:
        place = self._place()
        widest = max(size.width() for size in document.sizes) * _POINT
        if self.fits_width:
            room = self.viewport().width() - 2 * GAP
            self._zoom = max(_SMALLEST, min(room / widest, _LARGEST))
        self._pictures.clear()
        heights = [size.height() * _POINT * self._zoom + GAP for size in document.sizes]
        self._tops = list(accumulate(heights, initial=float(GAP)))
        view = self.viewport()
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setPageStep(view.height())
        vertical.setSingleStep(48)
        vertical.setRange(0, max(0, round(self._tops[-1] - view.height())))
        horizontal.setPageStep(view.width())
        horizontal.setRange(0, max(0, round(widest * self._zoom + 2 * GAP - view.width())))
        vertical.setValue(round(self._tops[int(place)] + (place % 1) * heights[int(place)] - GAP))

    def _place(self) -> float:
        """Where the top of the view is: page and part of it, so that a zoom keeps the place."""
        if len(self._tops) < 2:
            return 0.0
        top = self.verticalScrollBar().value() + GAP
        page = min(self._at(top), len(self._tops) - 2)
        height = self._tops[page + 1] - self._tops[page]
        return page + max(0.0, min((top - self._tops[page]) / height, 0.999))

    def _at(self, height: float) -> int:
        pages = len(self._tops) - 1
        return max(0, next((n for n in range(pages) if self._tops[n + 1] > height), pages - 1))

    def _rect(self, number: int) -> QRectF:
        assert self._document is not None  # noqa: S101 - pages in view have a document
        size = self._document.sizes[number] * (_POINT * self._zoom)
        room = self.viewport().width() - size.width()
        x = room / 2 if room > 0 else GAP - self.horizontalScrollBar().value()
        return QRectF(x, self._tops[number] - self.verticalScrollBar().value(), *size.toTuple())

    def _in_view(self) -> range:
        if self._document is None or not self._tops:
            return range(0)
        top = self.verticalScrollBar().value()
        return range(self._at(top), self._at(top + self.viewport().height()) + 1)

    def _on_scrolled(self) -> None:
        self.viewport().update()
        page = self._at(self.verticalScrollBar().value() + self.viewport().height() / 3)
        if self._document is not None and page != self._page:
            self._page = page
            self._name()
            self.page_changed.emit(page)

    def _name(self) -> None:
        count = len(self._document.sizes) if self._document is not None else 0
        name = f"Page {self._page + 1} of {count}" if count else "No pages"
        self.setAccessibleName(f"Document, {name}")
