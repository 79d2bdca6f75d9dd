"""Filter chips: a row of which one is chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from courtdesk.desk.fonts import font
from courtdesk.desk.theme import colours


class FilterChips(QWidget):
    """Chips of which exactly one is chosen, by mouse, Tab and arrow keys."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._chips: dict[str, _FilterChip] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)

    def show_options(self, options: Iterable[tuple[str, str]]) -> None:
        """Show ``(key, text)`` chips. What was chosen stays chosen if it is still there."""
        wanted = dict(options)
        before = self.current()
        for key in [key for key in self._chips if key not in wanted]:
            gone = self._chips.pop(key)
            self._group.removeButton(gone)
            gone.deleteLater()
        for place, (key, text) in enumerate(wanted.items()):
            chip = self._chips.get(key) or self._add(key)
            chip.set_text(text)
            self._row.insertWidget(place, chip)
        if wanted:
            self.choose(before if before in wanted else next(iter(wanted)))

    def current(self) -> str:
        """Key of the chosen chip; empty without chips."""
        return next((key for key, chip in self._chips.items() if chip.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose the chip ``key``; ``chosen`` is emitted if it was another."""
        self._chips[key].setChecked(True)

    def _add(self, key: str) -> _FilterChip:
        chip = self._chips[key] = _FilterChip(self)
        self._group.addButton(chip)
        chip.toggled.connect(lambda on: self.chosen.emit(key) if on else None)
        return chip


class _FilterChip(QPushButton):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(_chip_font()).horizontalAdvance(self.accessibleName())
        return QSize(width + 22, 24)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        shown = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen = self.isChecked()
        ground = "accent_pale" if chosen else "hover" if self.underMouse() else "neutral_pale"
        ring = "accent" if self.hasFocus() or chosen else ground
        painter.setPen(QPen(shown[ring], 2 if self.hasFocus() else 1))
        painter.setBrush(shown[ground])
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        painter.setPen(shown["accent" if chosen else "secondary"])
        painter.setFont(_chip_font())
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.accessibleName())


def _chip_font() -> QFont:
    return font(12, QFont.Weight.DemiBold)
