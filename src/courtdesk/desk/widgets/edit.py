"""One-line inputs with a small button inside."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from courtdesk.desk.widgets.button import Button, Kind


class EditWithButton(QLineEdit):
    """A line edit with a link button at its right end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = Button("", "", Kind.LINK, self)
        self.button.setCursor(Qt.CursorShape.ArrowCursor)
        self.button.setAutoDefault(False)  # Enter in the field is the dialog's

    def set_button(self, text: str, spoken: str) -> None:
        """Label the button; ``spoken`` is its name for screen readers."""
        self.button.set_text(text)
        self.button.setAccessibleDescription(spoken)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        hint = self.button.sizeHint()
        top = (self.height() - hint.height()) // 2
        self.button.setGeometry(self.width() - hint.width() - 8, top, hint.width(), hint.height())
        self.setTextMargins(0, 0, hint.width() + 6, 0)


class PassphraseEdit(EditWithButton):
    """A passphrase, hidden until “Show” is pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.button.clicked.connect(lambda: self.hide_text(self._is_shown()))
        self.hide_text(True)

    def hide_text(self, hidden: bool) -> None:
        """Hide or show what is typed."""
        echo = QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal
        self.setEchoMode(echo)
        self.set_button("Show" if hidden else "Hide", "Show or hide the passphrase")

    def forget(self) -> None:
        """Empty the field; what was typed cannot be brought back with Undo."""
        self.setText("")
        self.hide_text(True)

    def _is_shown(self) -> bool:
        return self.echoMode() == QLineEdit.EchoMode.Normal
