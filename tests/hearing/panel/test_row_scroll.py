"""Scrolling rows of unequal heights."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courtdesk.hearing.panel.log.row_scroll import UNIT, RowScroll

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A slow machine fails no test."""


def scroll_of(heights: list[int], view: int = 100) -> RowScroll:
    made = RowScroll(lambda row: heights[row])
    made.resize(len(heights), view)
    return made


def test_it_begins_at_the_end_with_the_last_row_at_the_bottom() -> None:
    rows = scroll_of([30, 40, 50, 60]).visible()
    assert (rows[-1].row, rows[-1].top + rows[-1].height) == (3, 100)


def test_few_rows_stand_at_the_top() -> None:
    assert [row.top for row in scroll_of([30, 20]).visible()] == [0, 30]


def test_an_added_row_is_in_sight_while_following() -> None:
    heights = [50] * 5
    scroll = scroll_of(heights)
    heights.append(20)
    scroll.resize(6, 100)
    assert scroll.visible()[-1].row == 5


def test_an_added_row_moves_nothing_once_scrolled_up() -> None:
    heights = [50] * 9
    scroll = scroll_of(heights)
    scroll.by(-70)
    before = scroll.visible()
    heights.append(20)
    scroll.resize(10, 100)
    assert not scroll.following
    assert scroll.visible() == before


def test_only_rows_near_the_sight_are_measured() -> None:
    measured: set[int] = set()

    def height(row: int) -> int:
        measured.add(row)
        return 25

    scroll = RowScroll(height)
    scroll.resize(1_000_000, 500)
    scroll.visible()
    scroll.set_value(500_000 * UNIT)
    scroll.visible()
    assert len(measured) < 60


@unhurried
@given(
    st.lists(st.integers(1, 400), min_size=1, max_size=60),
    st.lists(st.integers(-900, 900), max_size=20),
)
def test_rows_in_sight_are_contiguous_and_fill_the_view(
    heights: list[int], moves: list[int]
) -> None:
    scroll = scroll_of(heights)
    for pixels in moves:
        scroll.by(pixels)
        rows = scroll.visible()
        assert rows[0].top <= 0
        for above, below in pairwise(rows):
            assert below.row == above.row + 1
            assert below.top == above.top + above.height
        bottom = rows[-1].top + rows[-1].height
        assert bottom >= 100 or (rows[0].row, rows[0].top) == (0, 0)
        assert bottom >= 100 or rows[-1].row == len(heights) - 1


@unhurried
@given(st.lists(st.integers(1, 400), min_size=2, max_size=60), st.data())
def test_the_scroll_bar_goes_where_it_was_put(heights: list[int], data: st.DataObject) -> None:
    scroll = scroll_of(heights)
    value = data.draw(st.integers(0, scroll.maximum()))
    scroll.set_value(value)
    row = value // UNIT
    assert scroll.top[0] in {row, scroll.end[0]}
    assert 0 <= scroll.value() <= scroll.maximum()


@pytest.mark.parametrize("row", [0, 7, 19])
def test_revealing_brings_a_whole_row_in_sight(row: int) -> None:
    scroll = scroll_of([30] * 20)
    scroll.reveal(row)
    placed = {seen.row: seen for seen in scroll.visible()}
    assert placed[row].top >= 0
    assert placed[row].top + 30 <= 100
