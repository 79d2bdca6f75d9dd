"""What a seat shows, and how it is painted.

A panel may have 200 seats, so a seat is cheap to paint: its frame is a picture that seats alike
share, and each piece of text is shaped once for the room that it has.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPixmap,
    QPixmapCache,
    QStaticText,
    QTransform,
)

from courtdesk.desk import fonts
from courtdesk.desk.theme import colours

_LEAN = {-3: "red", -2: "red", -1: "amber", 0: "line", 1: "green", 2: "green", 3: "green"}
_EDGE = 5.0
_LEFT, _TOP, _BOTTOM = 10.0, 13.0, 9.0
_CAP = 15.0
_ROOM_FOR_LINE, _ROOM_FOR_FOOT, _ROOM_FOR_STATUS = 62.0, 76.0, 96.0
_TEXTS = 8192


@dataclass(frozen=True)
class SeatFace:
    """What a seat shows. ``rating`` is None where nothing is known or nobody may see it."""

    label: str
    juror_id: str = ""
    number: str = ""
    name: str = ""
    line: str = ""
    status: str = ""
    last: str = ""
    flags: tuple[str, ...] = ()
    rating: int | None = None
    spoken: bool = True
    chosen: bool = False
    marked: bool = False
    key: str = ""

    @property
    def spoken_aloud(self) -> str:
        """The seat for a screen reader."""
        if not self.juror_id:
            return f"Seat {self.label}, empty"
        parts = [
            f"Seat {self.label}",
            f"juror {self.number}" if self.number else "",
            self.name,
            self.line,
            self.status,
            "" if self.rating is None else f"rating {self.rating:+d}",
            *self.flags,
            self.last,
            "" if self.spoken else "not spoken yet",
            "hand raised" if self.marked else "",
        ]
        return ", ".join(part for part in parts if part)


def paint_seat(
    painter: QPainter, width: int, height: int, face: SeatFace, *, focused: bool
) -> None:
    """Paint a seat of a size in pixels."""
    cap_above = bool(face.key) and height - _TOP - _BOTTOM < _ROOM_FOR_FOOT
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(0, 0, _frame(width, height, ratio, face, focused=focused))
    words = _Words(painter, width, height)
    right = words.right - (_CAP + 4 if cap_above else 0)
    taken = words.put(face.label, 17, QFont.Weight.Bold, 0, "ink") + 6
    if face.juror_id:
        words.put_corner(face, right, right - _LEFT - taken)
        words.put(face.name, 13, QFont.Weight.DemiBold, 22, "ink")
        if words.room > _ROOM_FOR_LINE:
            words.put(face.line, 12, QFont.Weight.Normal, 41, "secondary")
        if words.room > _ROOM_FOR_STATUS and (face.status or face.flags):
            status = " · ".join(filter(None, (face.status, *face.flags)))
            words.put(status, 11, QFont.Weight.Normal, 59, "amber")
        if words.room > _ROOM_FOR_FOOT:
            said = face.last or ("" if face.spoken else "not spoken")
            tone = "accent" if face.last else "secondary"
            words.put(said, 11, QFont.Weight.DemiBold, words.room - 16, tone, 18)
    elif words.room > 46:
        words.put("empty", 12, QFont.Weight.Normal, 24, "secondary")
    if face.key and face.juror_id:
        words.put_cap(face.key, cap_above=cap_above)


class _Words:
    """Puts the words of one seat, with as few changes of the painter as it can."""

    def __init__(self, painter: QPainter, width: int, height: int) -> None:
        self._painter = painter
        self._shown = colours()
        self.right = width - _LEFT
        self.bottom = height - _BOTTOM
        self.room = height - _TOP - _BOTTOM

    def put(
        self, text: str, px: int, weight: QFont.Weight, down: float, ink: str, less: int = 0
    ) -> float:
        """A line ``down`` pixels below the top, cut where it has no room; its width."""
        if not text:
            return 0.0
        room = max(int(self.right - _LEFT) - less, 1)
        shaped, width = _shaped(text, px, weight, room)
        self._draw(shaped, px, weight, QPointF(_LEFT, _TOP + down), ink)
        return width

    def put_corner(self, face: SeatFace, right: float, room: float) -> None:
        """Rating and number beside the seat’s label, as far as there is room for them."""
        number = f"#{face.number}" if face.number else ""
        rating = f"{face.rating:+d}".replace("-", "−") if face.rating else ""
        for words in (f"{rating}  {number}".strip(), number, face.number):
            if not words:
                return
            shaped, width = _shaped(words, 11, QFont.Weight.Normal, 0)
            if width <= room:
                at = QPointF(right - width, _TOP)
                self._draw(shaped, 11, QFont.Weight.Normal, at, "secondary")
                return

    def put_cap(self, key: str, *, cap_above: bool) -> None:
        """The letter that chooses the seat, in the frame that the picture has for it."""
        shaped, width = _shaped(key, 10, QFont.Weight.Medium, 0)
        top = _TOP if cap_above else self.bottom - _CAP
        at = QPointF(self.right - (_CAP + width) / 2, top + 1)
        self._draw(shaped, 10, QFont.Weight.Medium, at, "secondary")

    def _draw(
        self, shaped: QStaticText, px: int, weight: QFont.Weight, at: QPointF, ink: str
    ) -> None:
        painter = self._painter
        painter.setFont(_font(px, weight))
        painter.setPen(self._shown[ink])
        painter.drawStaticText(at, shaped)


@cache
def _font(px: int, weight: QFont.Weight) -> QFont:
    return fonts.font(px, weight)


@cache
def _metrics(px: int, weight: QFont.Weight) -> QFontMetricsF:
    return QFontMetricsF(_font(px, weight))


@lru_cache(maxsize=_TEXTS)
def _shaped(text: str, px: int, weight: QFont.Weight, room: int) -> tuple[QStaticText, float]:
    """``text`` ready to be drawn, cut to ``room`` pixels unless that is 0, and its width."""
    metrics = _metrics(px, weight)
    if room:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    shaped = QStaticText(text)
    shaped.setTextFormat(Qt.TextFormat.PlainText)
    shaped.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    shaped.prepare(QTransform(), _font(px, weight))
    return shaped, metrics.horizontalAdvance(text)


def _frame(width: int, height: int, ratio: float, face: SeatFace, *, focused: bool) -> QPixmap:
    """The box of a seat, the edge of its lean, the frame of its letter; alike ones share it."""
    weight = 3 if face.chosen else 2 if focused else 1
    ground = "accent_pale" if face.marked else "card" if face.juror_id else "ground"
    lean = _LEAN[face.rating] if face.juror_id and face.rating is not None else ""
    has_cap = bool(face.key and face.juror_id)
    key = f"seat {colours().name} {width} {height} {ratio} {weight} {ground} {lean} {has_cap}"
    picture = QPixmap()
    if QPixmapCache.find(key, picture):
        return picture
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shown, box = colours(), QRectF(1.5, 1.5, width - 3, height - 3)
    painter.setPen(QPen(shown["accent" if weight > 1 else "line"], weight))
    painter.setBrush(shown[ground])
    painter.drawRoundedRect(box, 6, 6)
    if lean:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shown[lean])
        painter.drawRoundedRect(QRectF(3.5, 3.5, width - 7, _EDGE), 2, 2)
    if has_cap:
        above = height - _TOP - _BOTTOM < _ROOM_FOR_FOOT
        top = _TOP if above else height - _BOTTOM - _CAP
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(shown["field_line"]))
        painter.drawRoundedRect(QRectF(width - _LEFT - _CAP, top, _CAP, _CAP), 3, 3)
    painter.end()
    QPixmapCache.insert(key, picture)
    return picture
