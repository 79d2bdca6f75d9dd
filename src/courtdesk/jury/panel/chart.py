"""The seating chart: seats as widgets where the map has them, and the courtroom around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from courtdesk.desk.fonts import font
from courtdesk.desk.theme import colours
from courtdesk.jury.model.layout import Seat, SeatLayout, on_screen, seats
from courtdesk.jury.panel.seat import SeatTile
from courtdesk.jury.panel.seat_face import SeatFace

_KEY_ROWS = ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
_NAMES_WIDTH = 74
_ROOM_FOR_NAMES = 700
_FURNITURE_HEIGHT = 32
_GAP = 8
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class SeatingChart(QWidget):
    """The chart. Letters choose seats by where they are; arrows walk; drop moves a juror."""

    seat_chosen = Signal(str)
    seat_marked = Signal(str)
    juror_dropped = Signal(str, str)
    code_typed = Signal(str)
    words_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Seating chart")
        self._layout: SeatLayout | None = None
        self._from_bench = False
        self._places: tuple[Seat, ...] = ()
        self.tiles: dict[str, SeatTile] = {}
        self.keys: dict[str, str] = {}
        self._chosen = ""
        self._furniture: tuple[str, ...] = ()
        self.setMinimumHeight(150)

    @property
    def chosen(self) -> str:
        """The label of the chosen seat; empty for none."""
        return self._chosen

    def show_layout(
        self, layout: SeatLayout, furniture: Sequence[str], *, from_bench: bool
    ) -> None:
        """Show a seat map as counsel see it, or as the bench does."""
        self._furniture = tuple(furniture)
        if layout != self._layout or from_bench != self._from_bench:
            self._layout, self._from_bench = layout, from_bench
            self._places = on_screen(seats(layout), from_bench=from_bench)
            for tile in self.tiles.values():
                tile.deleteLater()
            self.tiles = {seat.label: self._tile(seat.label) for seat in self._places}
            self.keys = _keys(self._places)
            self._place()
        self.update()

    def show_faces(self, faces: Mapping[str, SeatFace]) -> None:
        """Show who sits where; seats that are not named are empty."""
        for label, tile in self.tiles.items():
            tile.show_face(faces.get(label) or SeatFace(label))

    def choose(self, label: str) -> None:
        """Choose a seat and put the keyboard there; it is announced."""
        if label in self.tiles:
            self._chosen = label
            self.tiles[label].setFocus()
            self.seat_chosen.emit(label)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in _STEPS:
            self._walk(*_STEPS[key])
        elif plain and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.words_wanted.emit()
        elif plain and event.text().upper() in self.keys:
            self.choose(self.keys[event.text().upper()])
        elif plain and event.text().isprintable() and event.text():
            self.code_typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        painter = QPainter(self)
        painter.setFont(font(11))
        painter.setPen(colours()["secondary"])
        for name, box in self._row_names():
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, name)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(12, QFont.Weight.DemiBold))
        for name, box in self._furniture_boxes():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours()["neutral_pale"])
            painter.drawRoundedRect(box, 6, 6)
            painter.setPen(colours()["secondary"])
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)

    def _tile(self, label: str) -> SeatTile:
        tile = SeatTile(label, self)
        tile.chosen.connect(self.choose)
        tile.marked.connect(self.seat_marked)
        tile.dropped.connect(self.juror_dropped)
        tile.show()
        return tile

    @property
    def _left(self) -> int:
        """Where the seats begin: beside the names of the rows, if there is room for them."""
        return _NAMES_WIDTH if self.width() >= _ROOM_FOR_NAMES else 0

    def _area(self) -> QRect:
        foot = _FURNITURE_HEIGHT + _GAP if self._furniture else 0
        top = foot if self._from_bench else 0
        return QRect(self._left, top, self.width() - self._left, self.height() - foot)

    def _place(self) -> None:
        if not self._places:
            return
        area = self._area()
        columns = max(seat.x for seat in self._places) + 1
        rows = max(seat.y for seat in self._places) + 1
        wide = min(area.width() / columns, 150.0)
        high = min(area.height() / rows, 230.0)
        for seat in self._places:
            self.tiles[seat.label].setGeometry(
                round(area.left() + seat.x * wide),
                round(area.top() + seat.y * high),
                max(round(wide) - _GAP, 24),
                max(round(high) - _GAP, 20),
            )

    def _row_names(self) -> list[tuple[str, QRect]]:
        if self._layout is None or not self._left:
            return []
        found = []
        for n, row in enumerate(self._layout.rows):
            boxes = [self.tiles[seat.label].geometry() for seat in self._places if seat.row == n]
            if boxes and row.name:
                middle = QRect(0, boxes[0].top(), _NAMES_WIDTH - 10, boxes[0].height())
                found.append((row.name, middle))
        return found

    def _furniture_boxes(self) -> list[tuple[str, QRect]]:
        if not self._furniture or not self.tiles:
            return []
        width = max(tile.geometry().right() for tile in self.tiles.values()) - self._left + 1
        shares = [4 if "Bench" in name else 2 for name in self._furniture]
        below = max(tile.geometry().bottom() for tile in self.tiles.values()) + 1 + _GAP
        top = 0 if self._from_bench else min(below, self.height() - _FURNITURE_HEIGHT)
        x, found = float(self._left), []
        free = width - _GAP * (len(shares) - 1)
        names = reversed(self._furniture) if self._from_bench else self._furniture
        for name, share in zip(names, shares, strict=True):
            part = free * share / sum(shares)
            found.append((name, QRect(round(x), top, round(part), _FURNITURE_HEIGHT)))
            x += part + _GAP
        return found

    def _walk(self, across: int, down: int) -> None:
        here = next((seat for seat in self._places if seat.label == self._chosen), None)
        if here is None:
            self.choose(self._places[0].label)
            return
        ahead = [
            seat
            for seat in self._places
            if (seat.x - here.x) * across > 0 or (seat.y - here.y) * down > 0
        ]
        if ahead:
            self.choose(min(ahead, key=lambda seat: _distance(seat, here, across)).label)


def _distance(seat: Seat, here: Seat, across: int) -> float:
    along, aside = abs(seat.x - here.x), abs(seat.y - here.y)
    return along + 50 * aside if across else aside + 50 * along


def _keys(places: Sequence[Seat]) -> dict[str, str]:
    """A letter for each seat, from where it is: the keyboard's rows are the rows on the screen."""
    keys = {}
    rows = sorted({seat.y for seat in places})
    if len(rows) > len(_KEY_ROWS):
        return {}
    for letters, y in zip(_KEY_ROWS, rows, strict=False):
        row = sorted((seat for seat in places if seat.y == y), key=lambda seat: seat.x)
        keys.update({letter: seat.label for letter, seat in zip(letters, row, strict=False)})
    return keys
