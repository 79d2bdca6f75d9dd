"""Buttons. Each shows the key that does the same."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from courtdesk.desk.fonts import font
from courtdesk.desk.keys import caption, spoken
from courtdesk.desk.theme import colours

if TYPE_CHECKING:
    from courtdesk.desk.actions import Action


class Kind(StrEnum):
    """How much a button asks for attention; at most one ``PRIMARY`` a panel."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"
    LINK = "link"


class Button(QPushButton):
    """A push button with its key beside the text."""

    def __init__(
        self,
        text: str = "",
        keys: str = "",
        kind: Kind = Kind.PLAIN,
        parent: QWidget | None = None,
        *,
        icon: str = "",
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self._keys = keys
        self._icon = icon
        self._label = ""
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_text(text)
        self.set_keys(keys)

    @classmethod
    def of(cls, action: Action, kind: Kind = Kind.PLAIN, parent: QWidget | None = None) -> Button:
        """A button that runs ``action`` and shows its key; hidden if the action is not offered."""
        made = cls(action.title, action.keys, kind, parent)
        if not action.offered:
            made.hide()
        made.clicked.connect(lambda _checked=False: action.run())
        return made

    def set_text(self, text: str) -> None:
        """Show ``text`` as it is; an ``&`` in it is an ``&``."""
        self._label = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_keys(self, keys: str) -> None:
        """Show another key; the caller binds it."""
        self._keys = keys
        self.setAccessibleDescription(spoken(keys))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        edge = 4 if self.kind is Kind.LINK else 13
        height = 24 if self.kind is Kind.LINK else 30
        return QSize(round(self._content_width()) + 2 * edge, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, fill, line = self._colours()
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(line) if line is not None else Qt.PenStyle.NoPen)
        painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, 6, 6)
        if self.hasFocus():
            self._paint_focus(painter, rect, ink)
        self._paint_content(painter, ink)

    def _paint_focus(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        filled = self.kind in {Kind.PRIMARY, Kind.DANGER}
        inset = 2.5 if filled else 0.5
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink if filled else colours()["accent"], 2))
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), 5, 5)

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        x = (self.width() - self._content_width()) / 2
        middle = self.height() / 2
        if self._icon:
            from courtdesk.desk.icons import paint_icon  # not on the first page

            paint_icon(painter, self._icon, QRectF(x, middle - 8, 16, 16), ink)
            x += 22
        painter.setFont(self._font())
        painter.setPen(ink)
        width = QFontMetrics(self._font()).horizontalAdvance(self._label)
        box = QRectF(x, 0, width + 1, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._label)
        if self._keys:
            cap = QRectF(x + width + 7, middle - 9, cap_width(caption(self._keys)), 18)
            paint_cap(painter, cap, caption(self._keys), ink)

    def _content_width(self) -> float:
        width = float(QFontMetrics(self._font()).horizontalAdvance(self._label))
        if self._icon:
            width += 22 if self._label else 16
        if self._keys:
            width += 7 + cap_width(caption(self._keys))
        return width

    def _font(self) -> QFont:
        weight = QFont.Weight.Medium if self.kind is Kind.LINK else QFont.Weight.DemiBold
        return font(12 if self.kind is Kind.LINK else 13, weight)

    def _colours(self) -> tuple[QColor, QColor | None, QColor | None]:
        shown = colours()
        hot = self.isEnabled() and (self.underMouse() or self.isDown() or self.isChecked())
        if not self.isEnabled():
            bare = self.kind is Kind.LINK
            return shown["faint"], None if bare else shown["head"], None if bare else shown["line"]
        if self.kind is Kind.PRIMARY:
            return shown["on_accent"], shown["accent_fill_hover" if hot else "accent_fill"], None
        if self.kind is Kind.DANGER:
            return shown["on_red"], shown["red_fill_hover" if hot else "red_fill"], None
        if self.kind is Kind.LINK:
            return shown["accent" if hot else "secondary"], None, None
        if self.isChecked():
            return shown["accent"], shown["accent_pale"], shown["accent"]
        return shown["ink"], shown["hover" if hot else "card"], shown["line"]


def cap_width(text: str) -> float:
    """Width in pixels of a painted key cap."""
    metrics = QFontMetrics(font(11, QFont.Weight.Medium))
    return max(metrics.horizontalAdvance(text) + 10.0, 18.0)


def paint_cap(painter: QPainter, rect: QRectF, text: str, ink: QColor) -> None:
    """Paint a key cap in the colour of the text around it."""
    line = QColor(ink)
    line.setAlphaF(0.45)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(line))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setFont(font(11, QFont.Weight.Medium))
    painter.setPen(ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


class IconButton(Button):
    """A small button that shows its icon alone; ``name`` is its tool tip and accessible name."""

    def __init__(self, name: str, icon: str, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", "", Kind.PLAIN, parent, icon=icon)
        self.setAccessibleName(name)
        self.setAccessibleDescription(spoken(keys))
        self.setToolTip(f"{name} ({spoken(keys)})" if keys else name)

    def sizeHint(self) -> QSize:
        return QSize(30, 30)


class FormButton(Button):
    """A button as compiled forms make it; its owner sets text, keys and kind."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
