"""Paints the rows of the log."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen

from courtdesk.desk.theme import Colours, colours
from courtdesk.desk.widgets.chip import Tone
from courtdesk.hearing.panel.kinds import TONE_COLOURS
from courtdesk.hearing.panel.log.entry_layout import (
    CHIP_HEIGHT,
    DAY_HEIGHT,
    PADDING,
    EntryLayout,
    EntryLayouts,
)
from courtdesk.hearing.panel.log.text_piece import line_height

EDGE = 4


class EntryPainter:
    """Paints one row after the other with the layouts of a view."""

    def __init__(self, painter: QPainter, layouts: EntryLayouts, width: int) -> None:
        self._painter = painter
        self._layouts = layouts
        self._columns = layouts.columns
        self._width = width
        self._shown: Colours = colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(layouts.text_font)
        high = QFontMetrics(layouts.text_font).height()
        self._drop = (line_height(layouts.text_font) - high) / 2

    def paint(self, row: EntryLayout, top: int, *, selected: bool, current: bool) -> None:
        """Paint ``row`` with its upper edge at ``top``."""
        painter, shown, columns = self._painter, self._shown, self._columns
        height = row.height
        if row.day:
            self._paint_day(row.day, top)
            top += DAY_HEIGHT
            height -= DAY_HEIGHT
        self._paint_ground(row, top, height, selected=selected, current=current)
        y = top + PADDING
        painter.setPen(shown["ink"])
        painter.drawStaticText(QPointF(columns.time, y + self._drop), row.time)
        row.speaker.draw(painter, columns.speaker, y)
        row.body.draw(painter, columns.entry, y)
        if row.entry.bookmarked:
            self._paint_bookmark(columns.bookmark, y)
        if row.mark:
            self._paint_mark(row, y)
        y += row.body.height
        if row.rest:
            painter.setFont(self._layouts.small_font)
            painter.setPen(shown["secondary"])
            high = line_height(self._layouts.small_font)
            painter.drawText(QPointF(columns.entry, y + high * 0.75), row.rest)
            painter.setFont(self._layouts.text_font)
            y += high
        for piece in row.past:
            piece.draw(painter, columns.entry, y + 2)
            y += piece.height + 2

    def paint_waiting(self, top: int, height: int) -> None:
        """Paint a row whose entry has not arrived yet."""
        line = self._shown["line"]
        middle = top + height // 2 - 4
        for left, right in (
            (self._columns.time, self._columns.time + 54),
            (self._columns.speaker, self._columns.entry - 40),
            (self._columns.entry, self._columns.right - 160),
        ):
            self._painter.fillRect(QRectF(left, middle, right - left, 8), line)
        self._rule(top + height)

    def _paint_day(self, day: str, top: int) -> None:
        painter, shown = self._painter, self._shown
        rect = QRectF(0, top, self._width, DAY_HEIGHT)
        painter.fillRect(rect, shown["head"])
        self._rule(top + DAY_HEIGHT)
        painter.setFont(self._layouts.mark_font)
        painter.setPen(shown["secondary"])
        rect.setLeft(self._columns.time)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, day)
        painter.setFont(self._layouts.text_font)

    def _paint_ground(
        self, row: EntryLayout, top: int, height: int, *, selected: bool, current: bool
    ) -> None:
        painter, shown = self._painter, self._shown
        rect = QRectF(0, top, self._width, height)
        if selected:
            painter.fillRect(rect, shown["selection"])
        elif row.tone is Tone.RED:
            painter.fillRect(rect, shown["red_pale"])
        self._rule(top + height)
        if row.mark:
            painter.fillRect(QRectF(0, top, EDGE, height), shown[TONE_COLOURS[row.tone][0]])
        if current:
            painter.setPen(QPen(shown["accent"], 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def _paint_mark(self, row: EntryLayout, y: float) -> None:
        painter = self._painter
        ink, ground = TONE_COLOURS[row.tone]
        rect = QRectF(self._columns.right - row.mark_width, y - 1.5, row.mark_width, CHIP_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._shown["card" if row.tone is Tone.RED else ground])
        painter.drawRoundedRect(rect, CHIP_HEIGHT / 2, CHIP_HEIGHT / 2)
        painter.setFont(self._layouts.mark_font)
        painter.setPen(self._shown[ink])
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, row.mark)
        painter.setFont(self._layouts.text_font)

    def _paint_bookmark(self, x: float, y: float) -> None:
        """A ribbon, so that the mark is a shape and not a colour alone."""
        ribbon = QPainterPath(QPointF(x, y + 2))
        for point in ((x + 9, y + 2), (x + 9, y + 15), (x + 4.5, y + 11), (x, y + 15)):
            ribbon.lineTo(*point)
        ribbon.closeSubpath()
        self._painter.fillPath(ribbon, self._shown["accent"])

    def _rule(self, bottom: float) -> None:
        self._painter.fillRect(QRectF(0, bottom - 1, self._width, 1), self._shown["line"])
