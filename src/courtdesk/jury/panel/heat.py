"""The heat map on the screen: the shapes of the model, painted in the theme's colours."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from courtdesk.desk.fonts import font
from courtdesk.desk.theme import colours
from courtdesk.jury.model.heatmap import HeatMap, Picture, drawn

_TONES = {2: "green", 1: "green_pale", 0: "neutral_pale", -1: "amber_pale", -2: "red"}
_INK = {2: "card", 1: "green", 0: "secondary", -1: "amber", -2: "card"}


class HeatView(QWidget):
    """Juror × time. What it shows is also said in its accessible description, juror by juror."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Attention, juror by time")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._heat: HeatMap | None = None
        self._times: Sequence[tuple[int, str]] = ()

    def show_heat(self, heat: HeatMap | None, times: Sequence[tuple[int, str]] = ()) -> None:
        """Show a map, or nothing."""
        self._heat, self._times = heat, times
        self.setAccessibleDescription("" if heat is None else _in_words(heat))
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        rows = 1 if self._heat is None else len(self._heat.names)
        return QSize(300, min(11 * rows, 200))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        if self._heat is None or not self._heat.names:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rows = len(self._heat.names) + bool(self._times)
        height = max(9.0, min(22.0, self.height() / rows))
        paint_picture(
            painter,
            drawn(self._heat, self.width(), label_width=104, row_height=height, times=self._times),
            height,
        )


def paint_picture(painter: QPainter, picture: Picture, row_height: float) -> None:
    """Paint the shapes of a heat map."""
    shown = colours()
    painter.setPen(Qt.PenStyle.NoPen)
    for box in picture.boxes:
        tone = "hover" if box.level is None else _TONES[box.level]
        painter.setBrush(shown[tone])
        painter.drawRoundedRect(QRectF(box.x, box.y, box.width, box.height), 2, 2)
    mark = font(max(min(int(row_height) - 5, 10), 7), QFont.Weight.Bold)
    painter.setFont(mark)
    for box in picture.boxes:
        if box.mark and box.level is not None and box.width > 10:
            painter.setPen(shown[_INK[box.level]])
            area = QRectF(box.x, box.y, box.width, box.height)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, box.mark.replace(" ", ""))
    face = font(max(min(int(row_height) - 3, 11), 8))
    painter.setFont(face)
    metrics = QFontMetrics(face)
    for label in picture.labels:
        painter.setPen(shown["secondary" if label.heading else "ink"])
        text = metrics.elidedText(label.text, Qt.TextElideMode.ElideRight, int(label.width))
        painter.drawText(round(label.x), round(label.y), text)


def _in_words(heat: HeatMap) -> str:
    said = []
    for name, row in zip(heat.names, heat.levels, strict=True):
        seen = [level for level in row if level is not None]
        good, bad = sum(level > 0 for level in seen), sum(level < 0 for level in seen)
        said.append(f"{name}: {good} favourable, {bad} adverse")
    return "; ".join(said)
