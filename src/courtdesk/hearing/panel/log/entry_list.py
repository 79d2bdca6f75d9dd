"""Entries on screen: a million of them, of which only those in sight are laid out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from courtdesk.desk.theme import colours
from courtdesk.desk.widgets.button import Button
from courtdesk.hearing.model import Entry
from courtdesk.hearing.panel.log.entry_layout import EntryLayouts
from courtdesk.hearing.panel.log.entry_painter import EntryPainter
from courtdesk.hearing.panel.log.entry_rows import EntryRows, Fetch
from courtdesk.hearing.panel.log.head import HEAD_HEIGHT, LogHead
from courtdesk.hearing.panel.log.row_scroll import UNIT, PlacedRow, RowScroll
from courtdesk.hearing.panel.log.row_selection import RowSelection

WHEEL_ROWS = 3


class EntryList(QAbstractScrollArea):
    """Paints entries at their true heights; they are fetched in windows.

    No entry is ever painted in the place of another: until it has arrived its row is a grey
    line. While the last row is in sight the view follows what is added; scrolled up, it stays
    where it is and tells how much is new.
    """

    def __init__(self, fetch: Fetch, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = EntryRows(fetch, self)
        self.layouts = EntryLayouts(zone)
        self.selection = RowSelection()
        self._scroll = RowScroll(self._height_of)
        self._new = 0
        self._empty_words = ""
        self._syncing = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setViewportMargins(0, HEAD_HEIGHT, 0, 0)
        self._head = LogHead(self.layouts, self)
        self.new_button = Button("", "End", parent=self)
        self.new_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.new_button.hide()
        self.new_button.clicked.connect(self.go_to_end)
        self.rows.arrived.connect(self._on_arrived)
        self.verticalScrollBar().valueChanged.connect(self._on_bar_moved)

    def forget(self) -> None:
        """The next entries are those of another log."""
        self.selection.clear()
        self.rows.show(range(0))

    def show_entries(
        self, numbers: Sequence[int], empty_words: str = "", *, stay: bool = False
    ) -> None:
        """Show the entries with these numbers; the current one stays current.

        They are shown at their end, or with ``stay`` where the view stands.
        """
        number = self.current_number
        top = self._top_number() if stay else None
        self.selection.clear()
        self._empty_words = empty_words
        self._new = 0
        self.rows.show(numbers)
        self.layouts.clear()
        self._scroll.to_end()
        self._resized()
        row = None if number is None else self.rows.row_of(number)
        if row is not None:
            self.selection.move(row)
        if top is not None:
            self._scroll.stand_at(self.rows.row_of(top[0]) or 0, top[1])
        elif row is not None:
            self._scroll.reveal(row, self.viewport().height() // 3)
        self.refresh()

    def append(self, entry: Entry) -> None:
        """Show an entry that has just been saved, below all others."""
        before = len(self.rows)
        self.rows.append(entry)
        following = self._scroll.following
        self._resized()
        if not following:
            self._new += len(self.rows) - before
        self.refresh()

    def replace(self, entry: Entry) -> None:
        """Show a newer version of an entry, wherever it stands."""
        if self.rows.replace(entry):
            self._scroll.heights_changed()
            self.refresh()

    def set_words(self, words: Sequence[str]) -> None:
        """Mark these words in all entries."""
        self.layouts.set_words(words)
        self._scroll.heights_changed()
        self.refresh()

    def go_to_end(self) -> None:
        """Show the last entry, and follow what is added."""
        self._scroll.to_end()
        self.refresh()

    def scroll_pages(self, pages: int) -> None:
        """Scroll by whole views, down or up, without touching the selection."""
        self.scroll_by(pages * max(self.viewport().height() - self.layouts.empty_height, 20))

    def scroll_by(self, pixels: int) -> None:
        """Scroll down by ``pixels``, or up when negative."""
        self._scroll.by(pixels)
        self.refresh()

    def reveal(self, row: int, above: int = 0) -> None:
        """Bring ``row`` in sight; see :meth:`RowScroll.reveal`."""
        self._scroll.reveal(row, above)
        self.refresh()

    @property
    def following(self) -> bool:
        """Whether the last entry is in sight and new ones will be too."""
        return self._scroll.following

    @property
    def new_entries(self) -> int:
        """How many entries came below the sight since the user scrolled up."""
        return self._new

    @property
    def current_number(self) -> int | None:
        """The number of the current entry."""
        row = self.selection.current
        return None if row is None or row >= len(self.rows) else self.rows.number(row)

    @property
    def current_entry(self) -> Entry | None:
        """The current entry, if there is one and it has arrived."""
        row = self.selection.current
        return None if row is None or row >= len(self.rows) else self.rows.entry(row)

    def placed(self) -> list[PlacedRow]:
        """The rows in sight."""
        return self._scroll.visible()

    def row_at(self, y: int) -> int | None:
        """The row at the viewport's pixel ``y``."""
        for placed in self.placed():
            if placed.top <= y < placed.top + placed.height:
                return placed.row
        return None

    def refresh(self) -> None:
        """Let scroll bar, the count of what is new, and the screen follow."""
        bar = self.verticalScrollBar()
        self._syncing = True
        bar.setRange(0, self._scroll.maximum())
        bar.setSingleStep(UNIT)
        bar.setPageStep(max(len(self.placed()), 1) * UNIT)
        bar.setValue(self._scroll.value())
        self._syncing = False
        self._after_scroll()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), colours()["card"])
        if not len(self.rows):
            self._paint_empty(painter)
            return
        rows = EntryPainter(painter, self.layouts, self.viewport().width())
        visible = self.placed()
        whole = True
        for placed in visible:
            entry = self.rows.entry(placed.row)
            if entry is None:
                whole = False
                rows.paint_waiting(placed.top, placed.height)
                continue
            rows.paint(
                self.layouts.layout(entry, self.rows.before(placed.row)),
                placed.top,
                selected=placed.row in self.selection,
                current=placed.row == self.selection.current and self.hasFocus(),
            )
        if whole:
            margin = len(visible)
            self.rows.expect(visible[0].row - margin, visible[-1].row + margin)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.layouts.set_width(self.viewport().width())
        self._head.setGeometry(QRect(0, 0, self.width(), HEAD_HEIGHT))
        self._resized()
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self.layouts.clear()
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels = event.pixelDelta().y()
        if not pixels:
            pixels = event.angleDelta().y() * WHEEL_ROWS * self.layouts.empty_height // 120
        self.scroll_by(-pixels)
        event.accept()

    def _top_number(self) -> tuple[int, int] | None:
        """The first entry in sight and its hidden pixels; ``None`` while following."""
        if self._scroll.following or not len(self.rows):
            return None
        row, hidden = self._scroll.top
        return self.rows.number(row), hidden

    def _paint_empty(self, painter: QPainter) -> None:
        painter.setPen(colours()["secondary"])
        painter.setFont(self.layouts.text_font)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.viewport().rect().adjusted(24, 0, -24, 0), flags, self._empty_words)

    def _height_of(self, row: int) -> int:
        entry = self.rows.entry(row)
        if entry is None:
            return self.layouts.empty_height
        return self.layouts.layout(entry, self.rows.before(row)).height

    def _resized(self) -> None:
        self._scroll.resize(len(self.rows), self.viewport().height())

    def _after_scroll(self) -> None:
        if self._scroll.following:
            self._new = 0
        self._show_new()
        self.viewport().update()

    def _show_new(self) -> None:
        button = self.new_button
        if self._new:
            words = "new entry" if self._new == 1 else "new entries"
            button.set_text(f"{self._new:,} {words} ↓")
            button.resize(button.sizeHint())
            left = (self.viewport().width() - button.width()) // 2
            button.move(left, self.height() - button.height() - 10)
        button.setVisible(bool(self._new))

    def _on_arrived(self) -> None:
        self._scroll.heights_changed()
        self.refresh()

    def _on_bar_moved(self, value: int) -> None:
        if not self._syncing:
            self._scroll.set_value(value)
            self._after_scroll()
