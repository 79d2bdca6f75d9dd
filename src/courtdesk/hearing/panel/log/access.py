"""What screen readers get of the log: its visible rows as the items of a list.

Qt knows nothing of a view that paints itself. Interfaces belong to Qt's cache once they are
registered, but Python must hold them as long, or they would vanish beneath it.
"""

from __future__ import annotations

import weakref
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QColor
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import isValid

from courtdesk.hearing.panel.log.entry_words import spoken

if TYPE_CHECKING:
    from courtdesk.hearing.panel.log.view import LogView

_MAX_ITEMS = 300
_lists: dict[int, LogList] = {}
_installed: list[object] = []


def install() -> None:
    """Teach Qt about the log view; once a process."""
    if not _installed:
        _installed.append(_factory)
        QAccessible.installFactory(_factory)


def tell_focus(view: LogView) -> None:
    """Say that the current row has the focus."""
    row = view.selection.current
    if not QAccessible.isActive() or row is None or not view.hasFocus():
        return
    for index, placed in enumerate(view.placed()):
        if placed.row == row:
            event = QAccessibleEvent(view, QAccessible.Event.Focus)
            event.setChild(index)
            QAccessible.updateAccessibility(event)


def _factory(name: str, of: QObject | None) -> QAccessibleInterface | None:  # noqa: ARG001 - Qt's
    from courtdesk.hearing.panel.log.view import LogView

    if not isinstance(of, LogView):
        return None
    key = id(of)
    made = _lists[key] = LogList(of)
    of.destroyed.connect(lambda: _lists.pop(key).forget())
    return made


class LogList(QAccessibleWidget):
    """The log as a list of the rows in sight, followed by the button that leads to new ones."""

    def __init__(self, view: LogView) -> None:
        super().__init__(view, QAccessible.Role.List, view.accessibleName())
        self._held = weakref.ref(view)
        self._items: OrderedDict[int, LogItem] = OrderedDict()

    @property
    def _view(self) -> LogView:
        view = self._held()
        if view is None:
            raise LookupError("the log view is gone")
        return view

    def forget(self) -> None:
        """The view is gone: give the rows' interfaces back to Qt before Python drops them."""
        while self._items:
            _, item = self._items.popitem()
            _release(item)

    def childCount(self) -> int:
        return len(self._view.placed()) + self._view.new_button.isVisible()

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        placed = self._view.placed()
        if 0 <= index < len(placed):
            return self.item(placed[index].row)
        if index == len(placed) and self._view.new_button.isVisible():
            return QAccessible.queryAccessibleInterface(self._view.new_button)
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        for index, placed in enumerate(self._view.placed()):
            item = self._items.get(placed.row)
            if item is child:
                return index
        return -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        inside = self._view.viewport().mapFromGlobal(QPoint(x, y))
        row = self._view.row_at(inside.y())
        return None if row is None else self.item(row)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        row = self._view.selection.current
        return None if row is None or not self._view.hasFocus() else self.item(row)

    def item(self, row: int) -> LogItem:
        """The interface of ``row``, kept while it is of use."""
        item = self._items.get(row)
        if item is None:
            item = self._items[row] = LogItem(self._held, row)
            QAccessible.registerAccessibleInterface(item)
        self._items.move_to_end(row)
        while len(self._items) > _MAX_ITEMS:
            _, oldest = self._items.popitem(last=False)
            _release(oldest)
        return item


def _release(item: LogItem) -> None:
    QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(item))


class LogItem(QAccessibleInterface):
    """A row of the log."""

    def __init__(self, view: weakref.ref[LogView], row: int) -> None:
        super().__init__()
        self._held = view
        self._row = row

    @property
    def _view(self) -> LogView:
        view = self._held()
        if view is None:
            raise LookupError("the log view is gone")
        return view

    def isValid(self) -> bool:
        view = self._held()
        return view is not None and isValid(view) and self._row < len(view.rows)

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._view)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override] # noqa: ARG002
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override] # noqa: ARG002
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: ARG002 - Qt's name
        return -1

    def relations(self, match: Any = None) -> list[Any]:  # noqa: ARG002 - Qt's name
        return []

    def rect(self) -> QRect:
        view = self._view
        for placed in view.placed():
            if placed.row == self._row:
                corner = view.viewport().mapToGlobal(QPoint(0, placed.top))
                return QRect(corner.x(), corner.y(), view.viewport().width(), placed.height)
        return QRect()

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        view = self._view
        state.focusable = True
        state.selectable = True
        state.readOnly = True
        state.selected = self._row in view.selection
        state.focused = view.selection.current == self._row and view.hasFocus()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        if kind != QAccessible.Text.Name:
            return ""
        entry = self._view.rows.entry(self._row)
        if entry is None:
            return f"Entry {self._view.rows.number(self._row)}, being read"
        return spoken(entry, self._view.layouts.zone)

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """The record is not written here."""

    def backgroundColor(self) -> QColor:
        return self._view.palette().base().color()

    def foregroundColor(self) -> QColor:
        return self._view.palette().text().color()
