"""Seat maps: rows of their own length, aisles, turned rows, alternates, numbering."""

from dataclasses import replace

import pytest

from courtdesk.jury.model.layout import (
    Corner,
    LayoutRow,
    SeatLayout,
    Turn,
    extent,
    on_screen,
    order_of_seats,
    seats,
)
from courtdesk.jury.model.presets import layout_data, layout_of
from courtdesk.jury.model.venire import BadJury
from courtdesk.jury.service.presets import layouts

TWO_ROWS = SeatLayout("2 × 3", (LayoutRow(3, "Front row"), LayoutRow(3, "Back row")))


def by_row(layout: SeatLayout) -> list[list[str]]:
    """The labels from the left, the front row first."""
    placed = seats(layout)
    return [[s.label for s in placed if s.row == n] for n in range(len(layout.rows))]


@pytest.mark.parametrize(
    ("start", "serpentine", "front", "back"),
    [
        (Corner.FRONT_LEFT, False, ["1", "2", "3"], ["4", "5", "6"]),
        (Corner.FRONT_RIGHT, False, ["3", "2", "1"], ["6", "5", "4"]),
        (Corner.BACK_LEFT, False, ["4", "5", "6"], ["1", "2", "3"]),
        (Corner.BACK_RIGHT, False, ["6", "5", "4"], ["3", "2", "1"]),
        (Corner.FRONT_LEFT, True, ["1", "2", "3"], ["6", "5", "4"]),
        (Corner.BACK_RIGHT, True, ["4", "5", "6"], ["3", "2", "1"]),
    ],
)
def test_seats_are_numbered_from_any_corner(
    start: Corner, serpentine: bool, front: list[str], back: list[str]
) -> None:
    layout = replace(TWO_ROWS, start=start, serpentine=serpentine)
    assert by_row(layout) == [front, back]


def test_the_first_number_can_be_set_and_a_gallery_has_its_own() -> None:
    layout = SeatLayout(
        "Box and gallery", (LayoutRow(2), LayoutRow(3, gallery=True)), first=1, gallery_first=19
    )
    assert by_row(layout) == [["1", "2"], ["19", "20", "21"]]
    assert by_row(replace(TWO_ROWS, first=13))[0] == ["13", "14", "15"]


def test_alternates_are_numbered_apart_and_filled_last() -> None:
    layout = SeatLayout("2 × 2 + 2", (LayoutRow(3, alternates=1), LayoutRow(3, alternates=1)))
    assert by_row(layout) == [["1", "2", "A1"], ["3", "4", "A2"]]
    assert order_of_seats(seats(layout)) == ("1", "2", "3", "4", "A1", "A2")


def test_rows_have_their_own_length_aisles_and_shift() -> None:
    layout = SeatLayout("odd", (LayoutRow(4, aisles=(2,)), LayoutRow(2, shift=1.0)))
    assert [(s.x, s.y) for s in seats(layout)] == [
        (0, 0),
        (1, 0),
        (2.5, 0),
        (3.5, 0),
        (1, 1),
        (2, 1),
    ]


def test_a_turned_row_stands_beside_the_others() -> None:
    layout = SeatLayout("side", (LayoutRow(3), LayoutRow(2, turn=Turn.RIGHT)))
    placed = seats(layout)
    side = [seat for seat in placed if seat.turned]
    assert {seat.x for seat in side} == {3.6}
    assert [seat.y for seat in side] == [0, 1]


def test_the_bench_sees_the_map_turned_by_half_a_circle() -> None:
    counsel = {s.label: (s.x, s.y) for s in on_screen(seats(TWO_ROWS), from_bench=False)}
    bench = {s.label: (s.x, s.y) for s in on_screen(seats(TWO_ROWS), from_bench=True)}
    assert counsel["1"] == (0, 1)
    assert bench["1"] == (2, 0)
    assert bench["6"] == (0, 1)


def test_a_thousand_rows_are_refused_in_a_sentence() -> None:
    with pytest.raises(BadJury, match="at most 40 rows; this one has 1,000"):
        seats(SeatLayout("endless", (LayoutRow(1),) * 1000))
    with pytest.raises(BadJury, match="at most 400 seats"):
        seats(SeatLayout("wide", (LayoutRow(401),)))
    with pytest.raises(BadJury, match="needs a row"):
        seats(SeatLayout("empty", ()))


def test_every_preset_has_each_label_once_and_no_seat_on_another() -> None:
    for layout in layouts():
        placed = seats(layout)
        assert len({seat.label for seat in placed}) == len(placed), layout.name
        assert len({(seat.x, seat.y) for seat in placed}) == len(placed), layout.name
        assert extent(placed)[2] > 0
        assert layout_of(layout_data(layout)) == layout
