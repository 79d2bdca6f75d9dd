"""The log: entries on screen that can be gone to, marked, amended and copied by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from courtdesk.hearing.model import Entry
from courtdesk.hearing.panel.log import access
from courtdesk.hearing.panel.log.entry_list import EntryList
from courtdesk.hearing.panel.log.entry_rows import Answer, Fetch
from courtdesk.hearing.panel.log.entry_words import as_lines

MAX_COPIED = 20_000

_COMMANDING = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class LogView(EntryList):
    """The entries with a current one; arrows, Page Up and Down, Home and End go to others."""

    current_changed = Signal(object)
    """The ``Entry`` that the user went to, or ``None`` while it is being read."""
    amend_wanted = Signal(object)
    bookmark_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)
    text_typed = Signal(str)
    """Text typed while the log has the focus; it belongs into the composer."""
    listen_wanted = Signal()
    """Space was pressed: the current entry is to be heard, or what plays is to stop."""
    left = Signal()
    """Esc was pressed."""

    def __init__(self, fetch: Fetch, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(fetch, zone, parent)
        self._fetch = fetch
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        access.install()
        self.setAccessibleName("Log")

    def go_to(self, number: int) -> bool:
        """Make the entry ``number`` current and bring it in sight, if it is among those shown."""
        row = self.rows.row_of(number)
        if row is None:
            return False
        self._go(row, far=self.viewport().height() // 3)
        return True

    def copy(self) -> None:
        """Put the selected entries on the clipboard, one line each."""
        self.read_selected(self._on_copied)

    def read_selected(self, answer: Answer) -> None:
        """Read the selected entries, the first 20,000 of them."""
        span = self.selection.span
        if span is not None:
            self._fetch(self.rows.numbers(span[0], span[1])[:MAX_COPIED], answer)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean something here from the window's actions."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._action_of(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._action_of(event)
        if action is not None:
            action()
        elif event.text() and event.text().isprintable() and not event.modifiers() & _COMMANDING:
            self.text_typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position().toPoint().y())
        if row is None or event.button() == Qt.MouseButton.MiddleButton:
            return
        if event.button() == Qt.MouseButton.LeftButton or row not in self.selection:
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._go(row, extend=extend)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.row_at(event.position().toPoint().y()) is not None:
            self._emit(self.amend_wanted.emit)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        entry = self.current_entry
        if entry is None:
            return
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            for placed in self.placed():
                if placed.row == self.selection.current:
                    below = QPoint(self.layouts.columns.entry, placed.top + placed.height)
                    place = self.viewport().mapToGlobal(below)
        self.menu_wanted.emit(entry, place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.selection.current is None and len(self.rows):
            self._go(self.placed()[-1].row)
        self.viewport().update()
        access.tell_focus(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _action_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            mark: dict[Qt.Key, Callable[[], object]] = {
                Qt.Key.Key_C: self.copy,
                Qt.Key.Key_B: lambda: self._emit(self.bookmark_wanted.emit),
            }
            return mark.get(key)
        if event.modifiers() & _COMMANDING:
            return None
        page = max(len(self.placed()) - 2, 1)
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -len(self.rows),
            Qt.Key.Key_End: len(self.rows),
        }
        if key in steps:
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            return lambda: self._step(steps[key], extend=extend)
        plain: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_F2: lambda: self._emit(self.amend_wanted.emit),
            Qt.Key.Key_Space: self.listen_wanted.emit,
            Qt.Key.Key_Escape: self.left.emit,
        }
        return plain.get(key)

    def _step(self, by: int, *, extend: bool) -> None:
        if not len(self.rows):
            return
        current = self.selection.current
        if current is None:
            current = self.placed()[-1].row
        self._go(max(min(current + by, len(self.rows) - 1), 0), extend=extend)

    def _go(self, row: int, *, extend: bool = False, far: int = 0) -> None:
        self.selection.move(row, extend=extend)
        self.reveal(row, far)
        self.current_changed.emit(self.current_entry)
        access.tell_focus(self)

    def _emit(self, signal: Callable[[Entry], object]) -> None:
        entry = self.current_entry
        if entry is not None:
            signal(entry)

    def _on_copied(self, entries: tuple[Entry, ...] | None) -> None:
        if entries:
            QGuiApplication.clipboard().setText(as_lines(entries, self.layouts.zone))
