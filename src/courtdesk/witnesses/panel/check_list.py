"""The checklist of one witness: stages with their progress, items that Space ticks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from courtdesk.desk.fonts import font
from courtdesk.desk.icons import paint_icon
from courtdesk.desk.theme import colours
from courtdesk.desk.widgets.chip import Tone, chip_size, paint_chip
from courtdesk.witnesses.model.checklist import Item, Progress, Stage, progress
from courtdesk.witnesses.model.overview import FileView
from courtdesk.witnesses.panel import paint, words
from courtdesk.witnesses.panel.paint import ROW, Index

_EDGE, _BOX = 14, 28
_HEAD = 46
_OWNER, _DUE = 96, 92
_NARROW = 460
"""Below this width the owner stands under the text."""


@dataclass(frozen=True)
class StageRow:
    """The heading of a stage."""

    stage: Stage
    title: str
    progress: Progress


class CheckList(QListView):
    """Space ticks, Enter changes, Insert adds, Delete deletes the item in hand."""

    tick_wanted = Signal(object)
    change_wanted = Signal(object)
    delete_wanted = Signal(object)
    add_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Checklist")
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self._delegate = _Painter(self)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.doubleClicked.connect(self._on_double_clicked)

    def show_view(self, view: FileView, today: date) -> None:
        """Show the checklist; the item in hand stays in hand."""
        before = self.item()
        row = self.currentIndex().row()
        rows: list[StageRow | Item] = []
        for stage in Stage:
            items = [item for item in view.items if item.stage is stage]
            rows.append(StageRow(stage, view.regime.stage_title(stage), progress(items)))
            rows += items
        same = before is not None and before.file_id == view.file.id
        self._rows.show_rows(rows, today)
        self._choose(before.id if before and same else "", row if same else 1)

    def show_item(self, item: Item) -> None:
        """Show an item that was saved, in its place."""
        self._rows.replace(item)

    def item(self) -> Item | None:
        """The item in hand."""
        row = self.currentIndex().data(ROW)
        return row if isinstance(row, Item) else None

    def stage(self) -> Stage:
        """The stage of the item in hand."""
        item = self.item()
        return item.stage if item else Stage.BEFORE

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item, key = self.item(), event.key()
        if key == Qt.Key.Key_Insert:
            self.add_wanted.emit(self.stage())
        elif item is None:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self.tick_wanted.emit(item)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.change_wanted.emit(item)
        elif key == Qt.Key.Key_Delete:
            self.delete_wanted.emit(item)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        item = self.item()
        at = self.indexAt(event.position().toPoint())
        on_box = event.position().x() < _EDGE + _BOX
        if item is not None and at == self.currentIndex() and on_box:
            self.tick_wanted.emit(item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _choose(self, item_id: str, row: int) -> None:
        rows = self._rows.rows
        places = [n for n, each in enumerate(rows) if isinstance(each, Item)]
        if not places:
            return
        wanted = next((n for n in places if getattr(rows[n], "id", "") == item_id), None)
        if wanted is None:
            wanted = min(places, key=lambda n: abs(n - row))
        self.setCurrentIndex(self._rows.index(wanted, 0))

    def _on_double_clicked(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, Item):
            self.change_wanted.emit(row)


class _Rows(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[StageRow | Item] = []
        self.today = date.min

    def show_rows(self, rows: list[StageRow | Item], today: date) -> None:
        self.beginResetModel()
        self.rows, self.today = rows, today
        self.endResetModel()

    def replace(self, item: Item) -> None:
        for place, row in enumerate(self.rows):
            if isinstance(row, Item) and row.id == item.id:
                self.rows[place] = item
                items = [i for i in self.rows if isinstance(i, Item) and i.stage is item.stage]
                self._count(item.stage, progress(items))
                self.dataChanged.emit(self.index(place, 0), self.index(place, 0))
                return

    def _count(self, stage: Stage, counted: Progress) -> None:
        for place, row in enumerate(self.rows):
            if isinstance(row, StageRow) and row.stage is stage:
                self.rows[place] = StageRow(stage, row.title, counted)
                self.dataChanged.emit(self.index(place, 0), self.index(place, 0))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.rows[index.row()], StageRow):
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.CheckStateRole and isinstance(row, Item):
            return Qt.CheckState.Checked if row.done else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words.text if isinstance(row, Item) else row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return None

    def _spoken(self, row: StageRow | Item) -> str:
        if isinstance(row, StageRow):
            return f"{row.title}: {row.progress.done} of {row.progress.items} done"
        due, _ = words.due_words(row.words.due, self.today, done=row.done)
        parts = (
            row.words.text,
            "done" if row.done else "open",
            row.words.owner,
            f"due {due}" if due else "",
            row.words.note,
        )
        return ", ".join(filter(None, parts))


class _Painter(QStyledItemDelegate):
    def editorEvent(self, *_event: Any) -> bool:
        return False  # the list itself ticks, when the disk has it

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        row = index.data(ROW)
        if isinstance(row, StageRow):
            return QSize(100, _HEAD)
        width = self._width()
        height = paint.wrapped_height(row.words.text, font(13), self._text_width(width))
        if _under(row, width):
            height += 17
        return QSize(100, max(height + 11, 29))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, box = index.data(ROW), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, StageRow):
            self._paint_stage(painter, box.adjusted(_EDGE, 10, -_EDGE, 0), row)
        else:
            state = option.state
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            paint.ground(painter, box, chosen=chosen, focused=focused)
            self._paint_item(painter, box, row)
        painter.restore()

    def _paint_stage(self, painter: QPainter, box: QRectF, row: StageRow) -> None:
        face = font(13, QFont.Weight.DemiBold)
        counted = f"{row.progress.done} of {row.progress.items}"
        painter.setFont(face)
        painter.setPen(colours()["ink"])
        width = painter.fontMetrics().horizontalAdvance(row.title)
        painter.drawText(QRectF(box.left(), box.top(), box.width(), 20), row.title)
        size = chip_size(counted)
        chip = QRectF(box.left() + width + 10, box.top() - 2, size.width(), size.height())
        paint_chip(painter, chip, counted, Tone.NEUTRAL)
        bar = QRectF(box.left(), box.top() + 24, box.width(), 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours()["neutral_pale"])
        painter.drawRoundedRect(bar, 3, 3)
        if row.progress.done:
            painter.setBrush(colours()["green"])
            part = QRectF(bar.left(), bar.top(), bar.width() * row.progress.share, bar.height())
            painter.drawRoundedRect(part, 3, 3)

    def _paint_item(self, painter: QPainter, box: QRectF, item: Item) -> None:
        width = self._width()
        self._paint_box(painter, QRectF(box.left() + _EDGE, box.top() + 6, 16, 16), done=item.done)
        face = font(13)
        face.setStrikeOut(item.done)
        room = self._text_width(width)
        height = paint.wrapped_height(item.words.text, font(13), room)
        painter.setFont(face)
        painter.setPen(colours()["secondary" if item.done else "ink"])
        flags = paint.wrapping(item.words.text, font(13), room)
        text = QRectF(box.left() + _EDGE + _BOX, box.top() + 5, room, height + 2)
        painter.drawText(text, int(flags), item.words.text)
        under = _under(item, width)
        if under:
            below = QRectF(text.left(), text.bottom(), room, 17)
            ink = "red" if item.words.blocked and not item.done else "secondary"
            paint.line(painter, below, under, paint.small(), ink)
        today = self._list()._rows.today
        due, ink = words.due_words(item.words.due, today, done=item.done)
        top = QRectF(box.right() - _EDGE - _DUE, box.top() + 5, _DUE, 18)
        paint.line(
            painter, top, due, font(12, paint.STRONG) if ink != "secondary" else font(12), ink
        )
        if width >= _NARROW:
            owner = QRectF(top.left() - _OWNER, top.top(), _OWNER - 8, 18)
            paint.line(painter, owner, item.words.owner, paint.small(), "secondary")

    def _paint_box(self, painter: QPainter, box: QRectF, *, done: bool) -> None:
        shown = colours()
        painter.setPen(Qt.PenStyle.NoPen if done else QPen(shown["field_line"], 1.2))
        painter.setBrush(shown["green"] if done else shown["card"])
        painter.drawRoundedRect(box, 4, 4)
        if done:
            paint_icon(painter, "check", box.adjusted(2.5, 2.5, -2.5, -2.5), shown["card"])

    def _text_width(self, width: int) -> int:
        beside = _DUE + 8 + (_OWNER if width >= _NARROW else 0)
        return width - 2 * _EDGE - _BOX - beside

    def _width(self) -> int:
        return self._list().viewport().width()

    def _list(self) -> CheckList:
        owner = self.parent()
        if not isinstance(owner, CheckList):
            raise TypeError("painted for a checklist alone")
        return owner


def _under(item: Item, width: int) -> str:
    """What stands under the text of an item."""
    parts = [item.words.owner] if width < _NARROW else []
    if item.words.blocked and not item.done:
        parts.append(item.words.blocked)
    parts += [f"Note: {item.words.note}"] if item.words.note else []
    parts += [f"Evidence: {item.words.evidence}"] if item.words.evidence else []
    return " · ".join(filter(None, parts))
