"""Where jurors sit: rows of their own length, aisles, turned rows, alternates, numbering.

Coordinates are in seats: one seat is 1 × 1, x grows to the right and y away from the front, as
seen from counsel's tables, the front row first.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from courtdesk.jury.model.venire import BadJury

MAX_ROWS = 40
MAX_SEATS = 400
AISLE = 0.5
_TURNED_GAP = 0.6


class Corner(StrEnum):
    """Where the numbering starts, as seen from counsel's tables."""

    FRONT_LEFT = "front left"
    FRONT_RIGHT = "front right"
    BACK_LEFT = "back left"
    BACK_RIGHT = "back right"

    @property
    def at_back(self) -> bool:
        """Whether the back row has the first number."""
        return self in {Corner.BACK_LEFT, Corner.BACK_RIGHT}

    @property
    def at_right(self) -> bool:
        """Whether a row is numbered from its right."""
        return self in {Corner.FRONT_RIGHT, Corner.BACK_RIGHT}


class Turn(StrEnum):
    """How a row stands to the front."""

    STRAIGHT = "straight"
    LEFT = "left side"
    RIGHT = "right side"


@dataclass(frozen=True)
class LayoutRow:
    """A row of seats; the front row comes first.

    ``alternates`` of its seats, the last ones, are for alternates. ``aisles`` are the seats
    (counted from 1 at the left) after which an aisle runs. ``shift`` moves an odd row sideways.
    """

    seats: int
    name: str = ""
    alternates: int = 0
    aisles: tuple[int, ...] = ()
    shift: float = 0.0
    turn: Turn = Turn.STRAIGHT
    gallery: bool = False


@dataclass(frozen=True)
class SeatLayout:
    """A seat map: its rows and how the seats are numbered."""

    name: str
    rows: tuple[LayoutRow, ...]
    start: Corner = Corner.FRONT_LEFT
    serpentine: bool = False
    first: int = 1
    gallery_first: int = 0
    source: str = ""

    @property
    def size(self) -> int:
        """How many seats there are."""
        return sum(row.seats for row in self.rows)


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat: its label, where its upper left corner lies, and whether it is an alternate's."""

    label: str
    row: int
    x: float
    y: float
    alternate: bool = False
    gallery: bool = False
    turned: bool = False


def checked(layout: SeatLayout) -> SeatLayout:
    """``layout``, if a person can still see all of it.

    Raises:
        BadJury: there is no seat, or there are too many rows or seats.
    """
    if len(layout.rows) > MAX_ROWS:
        raise BadJury(
            f"A seat map has at most {MAX_ROWS} rows; this one has {len(layout.rows):,}. "
            "Make one map for each room or panel."
        )
    if not layout.rows or any(row.seats < 1 for row in layout.rows):
        raise BadJury("A seat map needs a row, and each row a seat.")
    if layout.size > MAX_SEATS:
        raise BadJury(f"A seat map has at most {MAX_SEATS} seats; this one has {layout.size:,}.")
    if any(not 0 <= row.alternates <= row.seats for row in layout.rows):
        raise BadJury("A row cannot have more alternates’ seats than seats.")
    return layout


def seats(layout: SeatLayout) -> tuple[Seat, ...]:
    """The seats of a map in the order of their rows, from the left, with their labels.

    Raises:
        BadJury: the map has no seat, or too many.
    """
    checked(layout)
    placed = _placed(layout)
    labels = _labels(layout)
    return tuple(replace(seat, label=labels[seat.row, n]) for seat, n in placed)


def _placed(layout: SeatLayout) -> list[tuple[Seat, int]]:
    placed = []
    depth = 0.0
    straight = [row for row in layout.rows if row.turn is Turn.STRAIGHT]
    width = max((_width(row) for row in straight), default=0.0)
    sides = {Turn.LEFT: -1.0 - _TURNED_GAP, Turn.RIGHT: width + _TURNED_GAP}
    for index, row in enumerate(layout.rows):
        for n in range(row.seats):
            along = n + AISLE * sum(aisle <= n for aisle in row.aisles)
            x, y = (along + row.shift, depth)
            if row.turn is not Turn.STRAIGHT:
                x, y = sides[row.turn], along + row.shift
            alternate = n >= row.seats - row.alternates
            turned = row.turn is not Turn.STRAIGHT
            placed.append((Seat("", index, x, y, alternate, row.gallery, turned), n))
        if row.turn is Turn.STRAIGHT:
            depth += 1.0
        else:
            sides[row.turn] += -1.0 if row.turn is Turn.LEFT else 1.0
    return placed


def _width(row: LayoutRow) -> float:
    return row.shift + row.seats + AISLE * len(row.aisles)


def _labels(layout: SeatLayout) -> dict[tuple[int, int], str]:
    """The label of each seat, by its row and its place from the left."""
    labels = {}
    order = list(range(len(layout.rows)))
    if layout.start.at_back:
        order.reverse()
    number, alternate = layout.first, 1
    gallery = layout.gallery_first
    for turn, index in enumerate(order):
        row = layout.rows[index]
        if row.gallery and gallery:
            number, gallery = gallery, 0
        places = list(range(row.seats))
        if layout.start.at_right ^ (layout.serpentine and turn % 2 == 1):
            places.reverse()
        for n in places:
            if n >= row.seats - row.alternates:
                labels[index, n] = f"A{alternate}"
                alternate += 1
            else:
                labels[index, n] = str(number)
                number += 1
    return labels


def extent(placed: tuple[Seat, ...]) -> tuple[float, float, float, float]:
    """The least rectangle around the seats: left, top, width, height."""
    left = min(seat.x for seat in placed)
    top = min(seat.y for seat in placed)
    return (
        left,
        top,
        max(seat.x for seat in placed) + 1 - left,
        max(seat.y for seat in placed) + 1 - top,
    )


def on_screen(placed: tuple[Seat, ...], *, from_bench: bool) -> tuple[Seat, ...]:
    """The seats with y growing downwards.

    Counsel see the front row nearest to them, at the bottom; from the bench everything is turned
    by half a circle.
    """
    left, top, width, height = extent(placed)
    turned = []
    for seat in placed:
        x, y = seat.x - left, seat.y - top
        if from_bench:
            turned.append(replace(seat, x=width - 1 - x, y=y))
        else:
            turned.append(replace(seat, x=x, y=height - 1 - y))
    return tuple(turned)


def order_of_seats(placed: tuple[Seat, ...]) -> tuple[str, ...]:
    """The labels in the order of their numbers, alternates last: how seats are filled and slid."""
    return tuple(
        seat.label
        for seat in sorted(placed, key=lambda s: (s.alternate, s.gallery, int(s.label.lstrip("A"))))
    )
