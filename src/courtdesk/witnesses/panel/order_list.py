"""The order of call: days and sittings, and who is called in them. Moved by mouse or Alt+arrows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from courtdesk.desk.fonts import font
from courtdesk.desk.theme import colours
from courtdesk.witnesses.model.overview import CallLine, Overview, state_of
from courtdesk.witnesses.model.witness import Side
from courtdesk.witnesses.panel import paint, words
from courtdesk.witnesses.panel.paint import ROW, Index

_HEIGHT, _BAND = 70, 28


@dataclass(frozen=True)
class Place:
    """A day and a sitting, as a heading over those who are called in it."""

    day: date | None
    sitting: str

    @property
    def shown(self) -> str:
        """The heading's words."""
        if self.day is None:
            return "No day set"
        return ", ".join(filter(None, (f"{self.day:%a} {words.short_day(self.day)}", self.sitting)))


@dataclass(frozen=True)
class OrderRow:
    """A witness in the list: the number in the order, and the word of the case for the side."""

    line: CallLine
    number: str
    side: str


@dataclass(frozen=True)
class About:
    """What the painting needs beside the rows."""

    now: datetime
    today: date
    zone: str


class OrderList(QListView):
    """Shows an overview; ``chosen`` brings the line in hand, ``moved`` where it is to go."""

    chosen = Signal(object)
    moved = Signal(str, int, object)
    """Call id, place in the order (from 0), and the :class:`Place` there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Order of call")
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self._delegate = _Line(self)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_overview(
        self, overview: Overview, sides: dict[Side, str], chosen: tuple[str, str], about: About
    ) -> None:
        """Show the lines of ``overview``; ``chosen`` (file id, call id) stays in hand."""
        self._delegate.about = about
        blocked = self.selectionModel().blockSignals(True)
        self._rows.show_rows(rows_of(overview, sides))
        self.selectionModel().blockSignals(blocked)
        self.choose(*chosen)

    def choose(self, file_id: str, call_id: str = "") -> None:
        """Put a line in hand: the call, or else the file's first."""
        found = -1
        for place, row in enumerate(self._rows.rows):
            if not isinstance(row, OrderRow) or row.line.file.id != file_id:
                continue
            call = row.line.call
            if found < 0 or (call is not None and call.id == call_id):
                found = place
        if found < 0:
            found = next(
                (n for n, row in enumerate(self._rows.rows) if isinstance(row, OrderRow)), -1
            )
        if found >= 0:
            self.setCurrentIndex(self._rows.index(found, 0))

    def choose_file(self, file_id: str) -> None:
        """Put a file's line in hand, unless one of its lines is already."""
        line = self.line()
        if line is None or line.file.id != file_id:
            self.choose(file_id)

    def line(self) -> CallLine | None:
        """The line in hand."""
        row = self.currentIndex().data(ROW)
        return row.line if isinstance(row, OrderRow) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in steps:
            self.move_line(steps[key])
        else:
            super().keyPressEvent(event)

    def move_line(self, step: int) -> None:
        """Move the line in hand by one row, also over the heading of another day."""
        at = self.currentIndex().row()
        if step < 0:
            self._drop(at, at - 1)
        else:
            self._drop(at, at + 2)

    def dropEvent(self, event: QDropEvent) -> None:
        target = self.indexAt(event.position().toPoint())
        to = target.row() if target.isValid() else len(self._rows.rows)
        if self.dropIndicatorPosition() == QAbstractItemView.DropIndicatorPosition.BelowItem:
            to += 1
        self._drop(self.currentIndex().row(), to)
        event.setDropAction(Qt.DropAction.CopyAction)  # the view must not take the row away
        event.accept()

    def _drop(self, at: int, before: int) -> None:
        """Put the line of row ``at`` before the row ``before``, in that row's day and sitting."""
        rows = self._rows.rows
        row = rows[at] if 0 <= at < len(rows) else None
        if not isinstance(row, OrderRow) or row.line.call is None or not 0 <= before <= len(rows):
            return
        others = [each for n, each in enumerate(rows) if n != at]
        above = others[: before - (before > at)]
        if not above and any(isinstance(each, Place) for each in rows):
            return  # above the first heading there is no day
        to = sum(isinstance(each, OrderRow) and each.line.call is not None for each in above)
        here = Place(row.line.call.day, row.line.call.sitting)
        place = _place(above[-1], here) if above else here
        self.moved.emit(row.line.call.id, to, place)

    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = current.data(ROW)
        if isinstance(row, OrderRow):
            self.chosen.emit(row.line)


def _place(row: Place | OrderRow, otherwise: Place) -> Place:
    if isinstance(row, Place):
        return row
    call = row.line.call
    return Place(call.day, call.sitting) if call else otherwise


def rows_of(overview: Overview, sides: dict[Side, str]) -> list[Place | OrderRow]:
    """The lines, under headings where days are set."""
    dated = any(line.call and line.call.day for line in overview.lines)
    rows: list[Place | OrderRow] = []
    under: Place | None = None
    number = 0
    for line in overview.lines:
        call = line.call
        if call is None:
            rows.append(OrderRow(line, "–", ""))
            continue
        place = Place(call.day, call.sitting)
        if dated and place != under:
            rows.append(place)
            under = place
        number += 1
        rows.append(OrderRow(line, str(number), sides[call.side]))
    return rows


class _Rows(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Place | OrderRow] = []

    def show_rows(self, rows: list[Place | OrderRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        if isinstance(self.rows[index.row()], Place):
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            if isinstance(row, Place):
                return row.shown
            name = row.line.file.person.shown
            return f"{row.number}. {name}, {words.below(row.line, row.side)}"
        return None


class _Line(QStyledItemDelegate):
    about: About | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(200, _BAND if isinstance(index.data(ROW), Place) else _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, box = index.data(ROW), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Place):
            painter.fillRect(box, colours()["head"])
            label = box.adjusted(14, 0, -14, 0)
            paint.line(painter, label, row.shown, font(12, paint.STRONG), "secondary")
        elif self.about is not None:
            state = option.state
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            paint.ground(painter, box, chosen=chosen, focused=focused)
            self._paint_row(painter, box.adjusted(14, 8, -13, -6), row, self.about)
        paint.rule(painter, box)
        painter.restore()

    def _paint_row(self, painter: QPainter, box: QRectF, row: OrderRow, about: About) -> None:
        text, weight = state_of(row.line, about.today)
        right = paint.chip_at_right(painter, box, text, words.TONES[weight])
        paint.line(
            painter, QRectF(box.left(), box.top(), 26, 19), row.number, font(13), "secondary"
        )
        inner = box.adjusted(28, 0, 0, 0)
        name = QRectF(inner.left(), inner.top(), inner.width() - right, 19)
        paint.line(painter, name, row.line.file.person.shown, font(13, paint.STRONG), "ink")
        below = (words.below(row.line, row.side), words.when(row.line, about.now, about.zone))
        for place, said in enumerate(below, start=1):
            under = QRectF(inner.left(), inner.top() + 3 + 17 * place, inner.width(), 17)
            ink = "red" if place == 2 and row.line.conflict else "secondary"
            paint.line(painter, under, said, paint.small(), ink)
