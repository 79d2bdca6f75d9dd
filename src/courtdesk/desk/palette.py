"""Ctrl+K: every command, and everything in the vault."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from courtdesk.desk.actions import EVERYWHERE, Action
from courtdesk.desk.context import Desk
from courtdesk.desk.fonts import font
from courtdesk.desk.keys import caption
from courtdesk.desk.overlay import Overlay
from courtdesk.desk.search import Finder, Hit, matching
from courtdesk.desk.theme import colours
from courtdesk.desk.widgets.button import cap_width, paint_cap

PAUSE_MS = 120
"""After this pause in typing the vault is searched."""

_DETAIL = Qt.ItemDataRole.UserRole
_CAP = Qt.ItemDataRole.UserRole + 1
_RUN = Qt.ItemDataRole.UserRole + 2
_SHOWN = 9


class Palette(Overlay):
    """A line to type in and what it finds. Enter takes the marked one, Esc closes."""

    def __init__(self, window: QWidget, desk: Desk, finders: Sequence[Finder]) -> None:
        super().__init__(window, 640, 64)
        self._desk = desk
        self._finders = finders
        self._commands: tuple[Action, ...] = desk.actions.all()
        self._asked = ""
        self._searching = False
        self._input = QLineEdit()
        self._input.setObjectName("paletteInput")
        self._input.setPlaceholderText("Search cases, people, commands…")
        self._input.setAccessibleName("Search")
        self._input.textChanged.connect(self._on_typed)
        self._list = QListWidget()
        self._list.setAccessibleName("Found")
        self._list.setItemDelegate(_Row(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._take)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._on_paused)
        self.column.addWidget(self._input)
        self.column.addWidget(self._list)
        self._show([])

    def open(self) -> None:
        super().open()
        self._input.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self._list.count():
            self._list.setCurrentRow((self._list.currentRow() + step) % self._list.count())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if (item := self._list.currentItem()) is not None:
                self._take(item)
        else:
            super().keyPressEvent(event)

    def titles(self) -> list[str]:
        """What is found now, in its order."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    def _on_typed(self) -> None:
        self._show([])
        if self._finders and self._words():
            self._pause.start()

    def _on_paused(self) -> None:
        if self._searching:
            return
        words = self._asked = self._words()
        if not words:
            return
        finders = tuple(self._finders)
        self._searching = True
        self._desk.lane.ask(
            lambda: [hit for find in finders for hit in find(words)],
            self._on_found,
            self._on_failed,
            self,
        )

    def _on_found(self, hits: list[Hit]) -> None:
        self._searching = False
        if self._asked == self._words():
            self._show(hits)
        else:
            self._on_paused()

    def _on_failed(self, error: Exception) -> None:
        self._searching = False
        self._desk.lane.refused.emit(error)

    def _words(self) -> str:
        return self._input.text().strip()

    def _show(self, hits: Sequence[Hit]) -> None:
        self._list.clear()
        for hit in hits:
            self._add(hit.title, f"{hit.kind} · {hit.detail}".strip(" ·"), "", self._opener(hit))
        for action in matching(self._commands, self._words()):
            group = "Command" if action.group == EVERYWHERE else action.group
            self._add(action.title, group, caption(action.keys), action.run)
        if not self._list.count():
            self._add("Nothing found", "Try a name, a case number or a command", "", None)
        self._list.setCurrentRow(0)
        rows = min(self._list.count(), _SHOWN)
        self._list.setFixedHeight(rows * _Row.HEIGHT + 8)
        self._fit()

    def _opener(self, hit: Hit) -> Callable[[], None]:
        return lambda: self._desk.open_panel(hit.panel, hit.target)

    def _add(self, title: str, detail: str, cap: str, run: Callable[[], None] | None) -> None:
        item = QListWidgetItem(title)
        item.setData(_DETAIL, detail)
        item.setData(_CAP, cap)
        item.setData(_RUN, run)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {detail} {cap}".strip())
        self._list.addItem(item)

    def _take(self, item: QListWidgetItem) -> None:
        run = item.data(_RUN)
        self.close()
        if run is not None:
            run()


class _Row(QStyledItemDelegate):
    HEIGHT = 36

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        return QSize(100, self.HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        shown = colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(4, 1, -4, -1)
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        if marked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shown["selection"])
            painter.drawRoundedRect(rect, 5, 5)
        ink = shown["selection_ink" if marked else "ink"]
        line = rect.adjusted(10, 0, -10, 0)
        if cap := index.data(_CAP):
            box = QRectF(line.right() - cap_width(cap), rect.center().y() - 9, cap_width(cap), 18)
            paint_cap(painter, box, cap, ink)
            line.setRight(box.left() - 10)
        title, detail = index.data(), index.data(_DETAIL)
        strong = font(13, QFont.Weight.Medium)
        width = min(QFontMetrics(strong).horizontalAdvance(title) + 12, line.width())
        _draw(painter, line, title, strong, ink)
        line.setLeft(line.left() + width)
        _draw(painter, line, detail, font(12), ink if marked else shown["secondary"])
        painter.restore()


def _draw(painter: QPainter, rect: QRectF, text: str, face: QFont, ink: QColor) -> None:
    painter.setFont(face)
    painter.setPen(ink)
    width = int(rect.width())
    shown = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, width)
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)
