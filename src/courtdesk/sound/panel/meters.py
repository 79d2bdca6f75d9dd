"""Level meters, one for each named channel: they rise at once, fall smoothly, hold the peak."""

import math

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from courtdesk.desk.fonts import font
from courtdesk.desk.theme import colours

FRAME_MS = 50
_FLOOR_DB = -60.0
_WARM_DB, _HOT_DB = -12.0, -3.0
_FALL = 1.5 / 60 * FRAME_MS / 50
"""A bar falls 30 dB in a second; a held peak stays for a second and a half."""
_HELD_FRAMES = 30
_LEAST, _MOST, _GAP = 46, 110, 14
_BAR = 6
_STILL = 1e-3


class Meters(QWidget):
    """Paints at most twenty times a second, only what moved, and nothing while hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._targets: list[float] = []
        self._shown: list[float] = []
        self._held: list[tuple[float, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Levels")
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.timeout.connect(self._on_frame)

    def show_levels(self, names: tuple[str, ...], peaks: tuple[float, ...]) -> None:
        """Show the newest peaks, 0 to 1 of full scale."""
        if names != self._names:
            self._names = names
            self._targets = [0.0] * len(names)
            self._shown = [0.0] * len(names)
            self._held = [(0.0, 0)] * len(names)
            self.updateGeometry()
            self.update()
        self._targets = [_place(peak) for peak in (*peaks, *(0.0,) * len(names))[: len(names)]]
        if self.isVisible() and not self._frames.isActive():
            self._frames.start()

    @property
    def levels(self) -> tuple[float, ...]:
        """What the bars show, 0 to 1 of their width."""
        return tuple(self._shown)

    def sizeHint(self) -> QSize:
        return QSize(max(len(self._names), 1) * (_MOST + _GAP), 30)

    def minimumSizeHint(self) -> QSize:
        return QSize(len(self._names) * (_LEAST + _GAP), 30)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._frames.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._frames.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = colours()
        face = font(11, QFont.Weight.Medium)
        painter.setFont(face)
        metrics = QFontMetrics(face)
        for place, name in enumerate(self._names):
            box = self._box(place)
            bar = self._bar(place)
            if event.rect().top() < bar.top():
                painter.setPen(shown["secondary"])
                words = metrics.elidedText(
                    f"{place + 1} {name}", Qt.TextElideMode.ElideRight, int(box.width())
                )
                top = QRectF(box.left(), 0, box.width(), 18)
                painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, words)
            self._paint_bar(painter, bar, self._shown[place], self._held[place][0])

    def _paint_bar(self, painter: QPainter, bar: QRectF, level: float, held: float) -> None:
        shown = colours()
        painter.fillRect(bar, shown["neutral_pale"])
        edges = (0.0, _part(_WARM_DB), _part(_HOT_DB), 1.0)
        for low, high, name in zip(edges, edges[1:], ("green", "amber", "red"), strict=False):
            until = min(level, high)
            if until > low:
                left = bar.left() + low * bar.width()
                width = (until - low) * bar.width()
                painter.fillRect(QRectF(left, bar.top(), width, bar.height()), shown[name])
        if held > _STILL:
            at = bar.left() + held * bar.width() - 2
            painter.fillRect(QRectF(at, bar.top() - 1, 2, bar.height() + 2), shown["ink"])

    def _box(self, place: int) -> QRectF:
        count = max(len(self._names), 1)
        width = min(max((self.width() - _GAP * (count - 1)) / count, 10.0), _MOST)
        return QRectF(place * (width + _GAP), 0, width, self.height())

    def _bar(self, place: int) -> QRectF:
        box = self._box(place)
        return QRectF(round(box.left()), 20, round(box.width()), _BAR)

    def _on_frame(self) -> None:
        moved = False
        for place, target in enumerate(self._targets):
            before, held = self._shown[place], self._held[place]
            now = max(target, before - _FALL)
            peak = (now, _HELD_FRAMES) if now >= held[0] else (held[0], held[1] - 1)
            if peak[1] <= 0:
                peak = (max(now, peak[0] - _FALL), 0)
            self._shown[place], self._held[place] = now, peak
            if abs(now - before) > _STILL or abs(peak[0] - held[0]) > _STILL:
                moved = True
                self.update(self._bar(place).adjusted(-1, -1, 1, 1).toAlignedRect())
            moved = moved or now > _STILL or peak[0] > _STILL
        if not moved:
            self._frames.stop()


def _place(peak: float) -> float:
    """How far a bar reaches for a peak: its decibels on a scale that begins at −60."""
    return _part(20 * math.log10(peak)) if peak > 1e-6 else 0.0


def _part(decibels: float) -> float:
    return min(max(1 - decibels / _FLOOR_DB, 0.0), 1.0)
