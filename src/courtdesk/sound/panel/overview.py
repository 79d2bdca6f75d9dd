"""The whole recording at a glance: waveform, spans off the record, speakers, entries."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from courtdesk.desk.fonts import font
from courtdesk.desk.theme import colours
from courtdesk.sound.model.course import Mark, MarkKind
from courtdesk.sound.panel.waveform import Waveform

_SPEAKERS, _WAVE, _AXIS = 17, 44, 16
_LEAST_SPAN_US = 20_000_000
_ZOOM = 2.0
_STEPS = (10, 30, 60, 300, 900, 1800, 3600, 7200)
"""Seconds between times on the axis; the least that leaves room is taken."""
_LABEL_ROOM = 86
_OUTSIDE = 40.0


class Overview(QWidget):
    """A click leads there; + and − show less and more. All moments in microseconds, UTC."""

    wanted = Signal(object)
    """The moment that was clicked."""
    key_typed = Signal(object)
    """A ``QKeyEvent`` that means nothing here."""

    def __init__(self, zone: tzinfo) -> None:
        super().__init__()
        self._zone = zone
        self._wave: Waveform | None = None
        self._marks: tuple[Mark, ...] = ()
        self._entries: list[int] = []
        self._heard: tuple[bool, ...] = ()
        self._whole = (0, 1)
        self._range: tuple[int, int] | None = None
        self._at = 0
        self._loop: tuple[int, int] | None = None
        self._picture: QPixmap | None = None
        self._painted_for: tuple[object, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Overview of the recording")

    @property
    def shown(self) -> tuple[int, int]:
        """The first and the last moment in sight."""
        return self._range or self._whole

    def show_recording(self, wave: Waveform | None, first_us: int, last_us: int) -> None:
        """Show another recording, or the same grown longer."""
        if wave is not self._wave:
            self._range = None
        self._wave, self._whole = wave, (first_us, max(last_us, first_us + 1))
        self.refresh()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show what stands in the log."""
        self._marks = tuple(marks)
        self._entries = sorted(_us(mark.at) for mark in marks if mark.kind is MarkKind.ENTRY)
        self.refresh()

    def show_heard(self, heard: tuple[bool, ...]) -> None:
        """The waveform is that of these channels."""
        self._heard = heard
        self.refresh()

    def show_place(self, at_us: int, loop: tuple[int, int] | None) -> None:
        """Move the line of what is heard now."""
        if loop != self._loop:
            self._loop = loop
            self.update()
        before, self._at = self._x(self._at), at_us
        now = self._x(at_us)
        if round(now) != round(before):
            if self._range is not None and not self._range[0] <= at_us < self._range[1]:
                self._centre(self._range[1] - self._range[0])
                return
            for x in (before, now):
                self.update(round(x) - 2, 0, 5, self.height())

    def refresh(self) -> None:
        """Paint anew: peaks have come."""
        self._painted_for = ()
        self.update()

    def zoom_by(self, steps: int) -> None:
        """Show less around what is heard, or more."""
        first, last = self.shown
        span = round((last - first) / _ZOOM**steps)
        whole = self._whole[1] - self._whole[0]
        if span >= whole:
            self._range = None
            self.refresh()
        else:
            self._centre(max(span, min(_LEAST_SPAN_US, whole)))

    def moment_at(self, x: float) -> int:
        """The moment at a place."""
        first, last = self.shown
        return first + round((last - first) * min(max(x / max(self.width(), 1), 0), 1))

    def sizeHint(self) -> QSize:
        return QSize(600, _SPEAKERS + _WAVE + _AXIS)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, _SPEAKERS + _WAVE + _AXIS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus()
            self.wanted.emit(self.moment_at(event.position().x()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Plus, Qt.Key.Key_Minus}:
            self.zoom_by(1 if event.key() == Qt.Key.Key_Plus else -1)
        elif event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self._go_to_entry(1 if event.key() == Qt.Key.Key_PageDown else -1)
        else:
            self.key_typed.emit(event)
            if not event.isAccepted():
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        wanted = (self.width(), ratio, self.shown, self._heard, colours().name)
        if self._picture is None or wanted != self._painted_for:
            self._picture = QPixmap(self.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(colours()["card"])
            self._paint_all(QPainter(self._picture))
            self._painted_for = wanted
        source = QRectF(event.rect())
        painter.drawPixmap(
            source,
            self._picture,
            QRectF(
                source.x() * ratio,
                source.y() * ratio,
                source.width() * ratio,
                source.height() * ratio,
            ),
        )
        self._paint_now(painter)

    def _paint_now(self, painter: QPainter) -> None:
        shown = colours()
        if self._loop is not None:
            left, right = self._x(self._loop[0]), self._x(self._loop[1])
            painter.setPen(shown["violet"])
            painter.drawRect(QRectF(left, _SPEAKERS, max(right - left, 1), _WAVE - 1))
        if self._wave is not None:
            x = round(self._x(self._at))
            painter.fillRect(QRectF(x - 1, 0, 2, _SPEAKERS + _WAVE), shown["red"])
        if self.hasFocus():
            painter.setPen(shown["accent"])
            painter.drawRect(QRectF(0.5, _SPEAKERS + 0.5, self.width() - 1, _WAVE - 1))

    def _paint_all(self, painter: QPainter) -> None:
        shown = colours()
        wave = QRectF(0, _SPEAKERS, self.width(), _WAVE)
        painter.fillRect(wave, shown["head"])
        self._paint_away(painter)
        if self._wave is not None:
            middle = _SPEAKERS + _WAVE / 2
            heights = self._wave.columns(*self.shown, self.width(), self._heard)
            colour = shown["accent"]
            for x, height in enumerate(heights):
                half = max(height / 255 * (_WAVE / 2 - 2), 0.5 if height else 0.0)
                if half:
                    painter.fillRect(QRectF(x, middle - half, 1, 2 * half), colour)
        self._paint_labels(painter)
        self._paint_marks(painter)
        self._paint_axis(painter)
        painter.end()

    def _paint_away(self, painter: QPainter) -> None:
        for _, box, tone in self._spans():
            painter.fillRect(box, colours()[f"{tone}_pale"])

    def _paint_labels(self, painter: QPainter) -> None:
        """What a span is, on its own paper: the waveform runs behind it."""
        face = font(11, QFont.Weight.Medium)
        metrics = QFontMetrics(face)
        painter.setFont(face)
        for mark, box, tone in self._spans():
            width = metrics.horizontalAdvance(mark.label) + 8
            label = QRectF(max(box.left(), 0), _SPEAKERS, width, 15)
            if label.right() <= min(box.right(), self.width()):
                painter.fillRect(label, colours()[f"{tone}_pale"])
                painter.setPen(colours()[tone])
                painter.drawText(label, Qt.AlignmentFlag.AlignCenter, mark.label)

    def _spans(self) -> Iterator[tuple[Mark, QRectF, str]]:
        """The spans in sight, where they stand, and their tone."""
        for mark in self._marks:
            if mark.kind is MarkKind.ENTRY:
                continue
            left = self._x(_us(mark.at))
            right = self._x(_us(mark.until)) if mark.until is not None else float(self.width())
            if right < 0 or left > self.width():
                continue
            box = QRectF(left, _SPEAKERS, max(right - left, 2), _WAVE)
            tone = "red" if mark.kind is MarkKind.SEALED else "amber"
            yield mark, box, tone

    def _paint_marks(self, painter: QPainter) -> None:
        """A tick for each entry, and who speaks where there is room for the name."""
        shown = colours()
        face = font(11)
        metrics = QFontMetrics(face)
        painter.setFont(face)
        free, last_tick, speaker = -1.0, -9, ""
        for mark in self._marks:
            if mark.kind is not MarkKind.ENTRY:
                continue
            x = self._x(_us(mark.at))
            if not -1 <= x <= self.width():
                continue
            if round(x) > last_tick + 1:
                last_tick = round(x)
                painter.fillRect(QRectF(last_tick, _SPEAKERS - 4, 1, 4), shown["secondary"])
            if mark.speaker and mark.speaker != speaker and x >= free:
                width = metrics.horizontalAdvance(mark.speaker)
                if x + width > self.width():
                    continue
                painter.setPen(shown["secondary"])
                painter.drawText(QPoint(round(x), _SPEAKERS - 6), mark.speaker)
                free, speaker = x + width + 10, mark.speaker

    def _paint_axis(self, painter: QPainter) -> None:
        shown = colours()
        first, last = self.shown
        seconds = (last - first) / 1e6
        room = max(self.width() / _LABEL_ROOM, 1)
        step = next((each for each in _STEPS if seconds / each <= room), 6 * 3600)
        offset = datetime.fromtimestamp(first / 1e6, UTC).astimezone(self._zone).utcoffset()
        shift = 0 if offset is None else round(offset.total_seconds())
        painter.setFont(font(11))
        painter.setPen(shown["secondary"])
        second = -(-(first // 1_000_000 + shift) // step) * step - shift
        while second * 1_000_000 < last:
            x = self._x(second * 1_000_000)
            local = datetime.fromtimestamp(second, UTC).astimezone(self._zone)
            words = f"{local:%H:%M}" if step >= 60 else f"{local:%H:%M:%S}"
            painter.fillRect(QRectF(round(x), _SPEAKERS + _WAVE, 1, 3), shown["line"])
            if x < self.width() - 50:
                painter.drawText(QPoint(round(x) + 3, _SPEAKERS + _WAVE + 13), words)
            second += step

    def _x(self, moment_us: int) -> float:
        """Where a moment stands; what is out of sight stands just outside."""
        first, last = self.shown
        x = (moment_us - first) / (last - first) * self.width()
        return min(max(x, -_OUTSIDE), self.width() + _OUTSIDE)

    def _centre(self, span: int) -> None:
        low, high = self._whole
        first = min(max(self._at - span // 2, low), high - span)
        self._range = (first, first + span)
        self.refresh()

    def _go_to_entry(self, step: int) -> None:
        """The entry before or after what is heard now."""
        margin = 1_500_000
        if step > 0:
            place = bisect_left(self._entries, self._at + margin)
        else:
            place = bisect_left(self._entries, self._at - margin) - 1
        if 0 <= place < len(self._entries):
            self.wanted.emit(self._entries[place])


def _us(moment: datetime) -> int:
    return round(moment.timestamp() * 1e6)
