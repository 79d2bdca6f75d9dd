"""The palette of behaviour codes: a button for each, with its key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from courtdesk.desk.fonts import font
from courtdesk.desk.theme import colours
from courtdesk.desk.widgets.button import paint_cap
from courtdesk.jury.model.palette import BehaviourCode
from courtdesk.jury.panel.words import TONES

_COLUMNS = 3


class BehaviourPalette(QWidget):
    """Buttons in three columns; ``picked`` brings the code."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Behaviour codes")
        self._codes: tuple[BehaviourCode, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)

    def show_codes(self, codes: Sequence[BehaviourCode]) -> None:
        """Show another palette."""
        if tuple(codes) == self._codes:
            return
        self._codes = tuple(codes)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for place, code in enumerate(codes):
            button = _CodeButton(code)
            button.clicked.connect(lambda _on=False, code=code: self.picked.emit(code))
            self._grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)

    def code(self, key: str) -> BehaviourCode | None:
        """The code of a key."""
        return next((code for code in self._codes if code.key == key), None)


class _CodeButton(QPushButton):
    def __init__(self, code: BehaviourCode) -> None:
        super().__init__(code.words.replace("&", "&&"))
        self._code = code
        self.setAccessibleName(f"{code.words}, key {code.key}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(92, 46)

    def minimumSizeHint(self) -> QSize:
        return QSize(72, 46)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        shown, tone = colours(), TONES[self._code.tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ring = "accent" if self.hasFocus() else tone.ink if self.underMouse() else tone.ground
        painter.setPen(QPen(shown[ring], 2 if self.hasFocus() else 1))
        painter.setBrush(shown[tone.ground])
        painter.drawRoundedRect(box, 5, 5)
        ink = shown[tone.ink]
        paint_cap(painter, QRectF(7, self.height() / 2 - 8, 16, 16), self._code.key, ink)
        painter.setPen(ink)
        painter.setFont(font(12, QFont.Weight.DemiBold))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(box.adjusted(27, 1, -3, -1), flags, self._code.words)
