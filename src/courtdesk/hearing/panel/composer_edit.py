"""The text of the line that is being typed."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget


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

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(False)
        self.setPlaceholderText("Type what happens, then press Enter")

    def replace_text(self, text: str) -> None:
        """Show ``text`` with the cursor at its end; Undo does not go behind it."""
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def clear_undoably(self) -> None:
        """Empty the text in a way that Undo takes back."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()

    def event(self, event: QEvent) -> bool:
        """Keep Tab, Escape and Enter from the window, which uses them otherwise."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape}
            if event.key() in own and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        modifiers = event.modifiers()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter(event)
        elif key == Qt.Key.Key_Tab:
            self._tab(1, leave=control)
        elif key == Qt.Key.Key_Backtab:
            self._tab(-1, leave=control)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.page_wanted.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif (
            key == Qt.Key.Key_Z
            and modifiers == Qt.KeyboardModifier.ControlModifier
            and not self.document().isUndoAvailable()
        ):
            self.undo_refused.emit()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.preeditString():
            self.begun.emit()
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_lost.emit()

    def _enter(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.insertPlainText("\n")
            self.ensureCursorVisible()
        elif not event.isAutoRepeat():
            self.entered.emit()

    def _tab(self, by: int, *, leave: bool) -> None:
        if not leave:
            self.kind_turned.emit(by)
        elif by > 0:
            self.focusNextChild()
        else:
            self.focusPreviousChild()
