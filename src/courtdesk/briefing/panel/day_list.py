"""The day as one list for the keyboard: matters, what they lack, what is due and open."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtCore import QSize as Size
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from courtdesk.briefing.model import Briefing, Matter
from courtdesk.briefing.panel.day_rows import Line, lines_of
from courtdesk.desk.fonts import font
from courtdesk.desk.theme import colours
from courtdesk.desk.widgets.chip import chip_size, paint_chip

_ROW = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_EDGE, _INDENT = 14, 14
_HEADING, _SHORT, _TALL = 30, 30, 46


class DayList(QListView):
    """Enter opens the line in hand, Space says that it is done, Delete deletes it."""

    opened = Signal(object)
    done_wanted = Signal(object)
    delete_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("The day")
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda _index: self._on_opened())

    def show_day(self, briefing: Briefing) -> None:
        """Show the day; the line in hand stays in hand."""
        before, at = self.line(), self.currentIndex().row()
        lines = lines_of(briefing)
        if lines == self._rows.lines:
            return
        self._rows.show_lines(lines)
        places = [n for n, line in enumerate(lines) if not line.is_heading]
        if places:
            key = _key(before)
            found = next((n for n in places if key and _key(lines[n]) == key), None)
            wanted = min(places, key=lambda n: abs(n - at)) if found is None else found
            self.setCurrentIndex(self._rows.index(wanted, 0))

    def line(self) -> Line | None:
        """The line in hand."""
        line = self.currentIndex().data(_ROW)
        return line if isinstance(line, Line) else None

    def matter(self) -> Matter | None:
        """The matter of the line in hand."""
        line = self.line()
        return line.matter if line else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.line()
        if line is None or line.thing is None:
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_opened()
        elif event.key() == Qt.Key.Key_Space:
            self.done_wanted.emit(line.thing)
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit(line.thing)
        else:
            super().keyPressEvent(event)

    def _on_opened(self) -> None:
        line = self.line()
        if line is not None and line.thing is not None:
            self.opened.emit(line)


def _key(line: Line | None) -> object:
    """What two lines of one thing share, also when its words have changed."""
    if line is None:
        return None
    found = getattr(line.thing, "id", None) or getattr(line.thing, "set_down_id", None)
    deadline = getattr(line.thing, "deadline", None)
    return found or getattr(deadline, "id", None) or line.text


class _Rows(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def show_lines(self, lines: list[Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and self.lines[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == _ROW:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return line.spoken
        return None


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> Size:  # noqa: ARG002
        line: Line = index.data(_ROW)
        if line.is_heading:
            return Size(100, _HEADING)
        return Size(100, _TALL if line.under else _SHORT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line, box = index.data(_ROW), QRectF(option.rect)
        painter.save()
        if line.is_heading:
            painter.fillRect(box, colours()["head"])
            label = box.adjusted(_EDGE, 0, -_EDGE, 0)
            _text(painter, label, line.text, font(12, QFont.Weight.DemiBold), "secondary")
        else:
            _ground(painter, box, option)
            self._paint_line(painter, box.adjusted(_EDGE, 5, -_EDGE, -5), line)
        painter.setPen(QPen(colours()["line"]))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.restore()

    def _paint_line(self, painter: QPainter, box: QRectF, line: Line) -> None:
        room = box.adjusted(_INDENT if line.indent else 0, 0, 0, 0)
        if line.chip:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            size = chip_size(line.chip)
            at = QRectF(box.right() - size.width(), box.top(), size.width(), size.height())
            paint_chip(painter, at, line.chip, line.tone)
            room.setRight(at.left() - 8)
        top = QRectF(room.left(), room.top(), room.width(), 19)
        weight = QFont.Weight.DemiBold if line.strong else QFont.Weight.Normal
        _text(painter, top, line.text, font(13, weight), "ink")
        if line.under:
            below = QRectF(room.left(), room.top() + 19, room.width(), 17)
            _text(painter, below, line.under, font(12), "secondary")


def _ground(painter: QPainter, box: QRectF, option: QStyleOptionViewItem) -> None:
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(box, colours()["selection"])
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        bar = QRectF(box.left(), box.top(), 3, box.height())
        painter.fillRect(bar, colours()["accent" if focused else "field_line"])


def _text(painter: QPainter, box: QRectF, text: str, face: QFont, ink: str) -> None:
    painter.setFont(face)
    painter.setPen(colours()[ink])
    fitting = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitting)
