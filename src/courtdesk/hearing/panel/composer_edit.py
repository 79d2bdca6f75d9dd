"""The text of the line that is being typed."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from courtdesk.desk.theme import colours
from courtdesk.hearing.model.phrases import last_blank, next_blank

NUDGE_SECONDS = 5


class ComposerEdit(QPlainTextEdit):
    """Plain text in which Enter commits, Shift+Enter begins a line, and Tab changes the kind."""

    entered = Signal()
    kind_turned = Signal(int)
    """1 for the next kind, -1 for the one before."""
    escaped = Signal()
    undo_refused = Signal()
    """Ctrl+Z where there is nothing typed that could be undone."""
    page_wanted = Signal(int)
    begun = Signal()
    """The first keystroke, also one that an input method still holds."""
    focus_lost = Signal()
    time_nudged = Signal(int)
    """Seconds by which the line's time is moved."""
    other_meaning = Signal()
    """What a code of several meanings stands for is to be the next of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(False)
        self._stands_for = ""
        self._has_blanks = False
        # Filled whole by its own paintEvent: a keystroke repaints nothing that lies behind it.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setPlaceholderText("Type what happens, then press Enter")

    def replace_text(self, text: str) -> None:
        """Show ``text`` with the cursor at its end; Undo does not go behind it."""
        self._has_blanks = False
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def insert_phrase(self, text: str) -> None:
        """Insert a set phrase in place of what is selected; Tab goes through its blanks."""
        start = self.textCursor().selectionStart()
        self.insertPlainText(text)
        self._has_blanks = True
        cursor = self.textCursor()
        cursor.setPosition(start)
        self.setTextCursor(cursor)
        self.go_to_blank()

    def replace_by_phrase(self, text: str) -> None:
        """Put a set phrase in place of all that is typed, in a way that Undo takes back."""
        self.selectAll()
        self.insert_phrase(text)

    def go_to_blank(self, *, forward: bool = True) -> bool:
        """Select the next blank of a set phrase; False where none is left or one is selected."""
        if not self._has_blanks:
            return False
        cursor, text = self.textCursor(), self.toPlainText()
        if forward:
            span = next_blank(text, cursor.selectionEnd())
        else:
            span = last_blank(text, cursor.selectionStart())
        self._has_blanks = span is not None
        if span is None or span == (cursor.selectionStart(), cursor.selectionEnd()):
            return False
        cursor.setPosition(span[0])
        cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        return True

    @property
    def stands_on_blank(self) -> bool:
        """Whether a blank is selected, to be typed over."""
        chosen = self.textCursor().selectedText()
        return self._has_blanks and next_blank(chosen, 0) == (0, len(chosen))

    @property
    def expansion(self) -> str:
        """What is shown as the meaning of the line, or empty."""
        return self._stands_for

    def show_expansion(self, text: str) -> None:
        """Show in grey what the typed line stands for; empty where it stands for itself."""
        if text != self._stands_for:
            self._stands_for = text
            self.setAccessibleDescription(f"Goes on record as: {text}" if text else "")
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = QPainter(self.viewport())
        ground.fillRect(event.rect(), colours()["card"])
        ground.end()
        super().paintEvent(event)
        if self._stands_for:
            self._paint_expansion()

    def _paint_expansion(self) -> None:
        end = QTextCursor(self.document())
        end.movePosition(QTextCursor.MoveOperation.End)
        place, metrics = self.cursorRect(end), self.fontMetrics()
        words = f"→ {self._stands_for}".replace("\n", " ")
        left, top = place.right() + 8, place.top()
        width = self.viewport().width() - 6
        fits_below = place.bottom() + metrics.lineSpacing() <= self.viewport().height()
        if metrics.horizontalAdvance(words) > width - left and fits_below:
            left, top = 4, place.bottom() + 1
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideLeft, max(width - left, 0))
        painter = QPainter(self.viewport())
        painter.setPen(colours()["secondary"])
        painter.drawText(left, top + metrics.ascent(), shown)

    def clear_undoably(self) -> None:
        """Empty the text in a way that Undo takes back."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = _ACTIONS.get(event.key())
        if action is None or not action(self, event):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.preeditString():
            self.begun.emit()
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_lost.emit()

    def _enter(self, event: QKeyEvent) -> bool:
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.insertPlainText("\n")
            self.ensureCursorVisible()
        elif not event.isAutoRepeat():
            self.entered.emit()
        return True

    def _tab(self, event: QKeyEvent) -> bool:
        """Tab turns the kind; with Ctrl it leaves the composer."""
        forward = event.key() == Qt.Key.Key_Tab
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.go_to_blank(forward=forward):
                return True
            self.kind_turned.emit(1 if forward else -1)
        elif forward:
            self.focusNextChild()
        else:
            self.focusPreviousChild()
        return True

    def _escape(self, _event: QKeyEvent) -> bool:
        self.escaped.emit()
        return True

    def _page(self, event: QKeyEvent) -> bool:
        self.page_wanted.emit(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        return True

    def _nudge(self, event: QKeyEvent) -> bool:
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return False
        self.time_nudged.emit(NUDGE_SECONDS if event.key() == Qt.Key.Key_Up else -NUDGE_SECONDS)
        return True

    def _space(self, event: QKeyEvent) -> bool:
        wanted = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if wanted:
            self.other_meaning.emit()
        return wanted

    def _undo(self, event: QKeyEvent) -> bool:
        """Ctrl+Z where nothing that was typed is left to undo."""
        only_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        refused = only_control and not self.document().isUndoAvailable()
        if refused:
            self.undo_refused.emit()
        return refused


_ACTIONS: dict[int, Callable[[ComposerEdit, QKeyEvent], bool]] = {
    Qt.Key.Key_Return: ComposerEdit._enter,
    Qt.Key.Key_Enter: ComposerEdit._enter,
    Qt.Key.Key_Tab: ComposerEdit._tab,
    Qt.Key.Key_Backtab: ComposerEdit._tab,
    Qt.Key.Key_Escape: ComposerEdit._escape,
    Qt.Key.Key_PageUp: ComposerEdit._page,
    Qt.Key.Key_PageDown: ComposerEdit._page,
    Qt.Key.Key_Up: ComposerEdit._nudge,
    Qt.Key.Key_Down: ComposerEdit._nudge,
    Qt.Key.Key_Space: ComposerEdit._space,
    Qt.Key.Key_Z: ComposerEdit._undo,
}
"""What a key does here; it says whether it was taken. All others are the editor's own."""
