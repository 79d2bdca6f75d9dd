"""Small pictures of a document's pages, made when they come into view."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from courtdesk.desk.pageview import DIMMED
from courtdesk.desk.preview import Preview
from courtdesk.desk.theme import colours

WIDTH = 118
_PICTURE = QSize(78, 104)
_CELL = QSize(98, 132)


class Thumbnails(QListWidget):
    """The pages of a preview, to be seen at a glance and gone to."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self._preview = preview
        self._asked: set[int] = set()
        self.setAccessibleName("Pages")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setIconSize(_PICTURE)
        self.setGridSize(_CELL)
        self.setFixedWidth(WIDTH)
        self.setSpacing(0)
        preview.shown.connect(self._on_shown)
        preview.view.page_changed.connect(self._on_page_changed)
        self.currentRowChanged.connect(self._on_row_changed)
        self.verticalScrollBar().valueChanged.connect(self._ask_in_view)

    @property
    def pictured(self) -> int:
        """How many pages have their picture."""
        return sum(self.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.count()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ask_in_view()

    def _on_shown(self) -> None:
        document = self._preview.document
        self.blockSignals(True)
        self.clear()
        self._asked.clear()
        blank = QPixmap(_PICTURE)
        blank.fill(QColor("white"))
        blank = _framed(blank)
        for number in range(len(document.sizes) if document else 0):
            item = QListWidgetItem(QIcon(blank), str(number + 1), self)
            item.setData(Qt.ItemDataRole.UserRole, 0)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"Page {number + 1}")
        self.setCurrentRow(0)
        self.blockSignals(False)
        self._ask_in_view()

    def _ask_in_view(self) -> None:
        document = self._preview.document
        if document is None or not self.count():
            return
        first = max(0, self.verticalScrollBar().value() // _CELL.height() - 1)
        last = first + self.viewport().height() // _CELL.height() + 3
        for number in range(first, min(last, self.count())):
            if number not in self._asked:
                self._asked.add(number)
                size = document.sizes[number]
                scale = min(_PICTURE.width() / size.width(), _PICTURE.height() / size.height())
                scale *= self.devicePixelRatioF()
                then = lambda picture, n=number, d=document: self._keep(n, picture, d)  # noqa: E731
                self._preview.pages.picture(document, number, scale, then, owner=self)

    def _keep(self, number: int, picture: QImage, document: object) -> None:
        if document is self._preview.document and number < self.count():
            self.item(number).setIcon(QIcon(_framed(QPixmap.fromImage(picture))))
            self.item(number).setData(Qt.ItemDataRole.UserRole, 1)

    def _on_page_changed(self, page: int) -> None:
        self.blockSignals(True)
        self.setCurrentRow(page)
        self.blockSignals(False)

    def _on_row_changed(self, row: int) -> None:
        if row >= 0:
            self._preview.view.go_to(row)


def _framed(page: QPixmap) -> QPixmap:
    """The page with its edge, since white paper may lie on a white card."""
    painter = QPainter(page)
    if colours().name == "dark":
        painter.fillRect(page.rect(), DIMMED)
    painter.setPen(colours()["secondary"])
    painter.drawRect(0, 0, page.width() - 1, page.height() - 1)
    painter.end()
    return page
