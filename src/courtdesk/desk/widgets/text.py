"""Labels. Text of users is never markup, so every label of the desk is made here."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget


class Text(QLabel):
    """Plain text in one of the roles of the style sheet.

    Roles: ``""`` (body), ``title``, ``display``, ``clock``, ``strong``, ``secondary``, ``small``,
    ``label``, ``wrong``.
    """

    def __init__(
        self, text: str = "", role: str = "", parent: QWidget | None = None, *, wrap: bool = False
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wrap)
        if role:
            self.setProperty("role", role)

    def set_role(self, role: str) -> None:
        """Change the role after the label was shown."""
        self.setProperty("role", role)
        restyle(self)


class Elided(Text):
    """One line that ends in an ellipsis where there is no room; the whole text is its tool tip."""

    def __init__(
        self, text: str = "", role: str = "", parent: QWidget | None = None, *, least: int = 24
    ) -> None:
        """``least``: pixels that it claims before others are cut."""
        super().__init__("", role, parent)
        self._whole = ""
        self._least = least
        self.set_whole(text)

    def set_whole(self, text: str) -> None:
        """Show ``text``, as much of it as fits."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        hint.setWidth(min(self.sizeHint().width(), self._least))
        return hint

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        hint.setWidth(self.fontMetrics().horizontalAdvance(self._whole) + 2)
        return hint

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 1)
        )
        self.setText(shown)
        self.setToolTip("" if shown == self._whole else self._whole)


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again at the dynamic properties of ``widget``."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
