"""Where a view of rows with unequal heights stands, without knowing the heights of all rows."""

from collections.abc import Callable
from typing import NamedTuple

UNIT = 16
"""Steps of the scroll bar for one row, whatever its height."""


class PlacedRow(NamedTuple):
    """A row in sight: its place and height in pixels of the viewport."""

    row: int
    top: int
    height: int


class RowScroll:
    """The first row in sight and how many of its pixels are scrolled away.

    Only rows near the sight are ever asked for their height. While it follows, the last row
    stays at the bottom, whatever is added.
    """

    def __init__(self, height_of: Callable[[int], int]) -> None:
        self._height_of = height_of
        self._count = 0
        self._height = 0
        self._row = 0
        self._offset = 0
        self._end: tuple[int, int] | None = None
        self.following = True

    @property
    def top(self) -> tuple[int, int]:
        """The first row in sight and the pixels of it that are scrolled away."""
        self._settle()
        return self._row, self._offset

    @property
    def end(self) -> tuple[int, int]:
        """The first row in sight, and its hidden pixels, when the last row is at the bottom."""
        if self._end is None:
            row, left = self._count, self._height
            while row > 0 and left > 0:
                row -= 1
                left -= self._height_of(row)
            self._end = (row, max(-left, 0))
        return self._end

    def resize(self, count: int, height: int) -> None:
        """There are now ``count`` rows, seen through ``height`` pixels."""
        self._count = count
        self._height = height
        self._end = None

    def heights_changed(self) -> None:
        """Some rows have another height than before; the first row in sight stays."""
        self._end = None

    def visible(self) -> list[PlacedRow]:
        """The rows in sight, from the top."""
        self._settle()
        placed = []
        row, y = self._row, -self._offset
        while row < self._count and y < self._height:
            height = self._height_of(row)
            placed.append(PlacedRow(row, y, height))
            y += height
            row += 1
        return placed

    def by(self, pixels: int) -> None:
        """Scroll down by ``pixels``, or up when negative."""
        self._settle()
        self.following = False
        offset = self._offset + pixels
        row = self._row
        while offset < 0 and row > 0:
            row -= 1
            offset += self._height_of(row)
        while row < self._count - 1 and offset >= (height := self._height_of(row)):
            offset -= height
            row += 1
        self._row, self._offset = row, max(offset, 0)
        self._settle()

    def to_end(self) -> None:
        """Show the last row at the bottom, and follow."""
        self.following = True

    def stand_at(self, row: int, offset: int) -> None:
        """Show ``row`` first, with ``offset`` of its pixels scrolled away."""
        self._row, self._offset, self.following = row, offset, False

    def reveal(self, row: int, above: int = 0) -> None:
        """Bring ``row`` wholly in sight with as little movement as that takes.

        ``above`` is a part of the view, in pixels, to leave above it when it was far away.
        """
        for placed in self.visible():
            if placed.row == row:
                below = placed.top + placed.height - self._height
                if placed.top < 0 or placed.height > self._height:
                    self.by(placed.top)
                elif below > 0:
                    self.by(below)
                return
        self._row, self._offset, self.following = row, 0, False
        if above:
            self.by(-above)

    def maximum(self) -> int:
        """The scroll bar's largest value."""
        return self._value(*self.end)

    def value(self) -> int:
        """The scroll bar's value."""
        return min(self._value(*self.top), self.maximum())

    def set_value(self, value: int) -> None:
        """Go where the scroll bar was moved to; at its end, follow."""
        self.following = value >= self.maximum()
        if not self.following:
            self._row, part = divmod(value, UNIT)
            self._offset = -(-self._height_of(self._row) * part // UNIT)

    def _value(self, row: int, offset: int) -> int:
        if row >= self._count:
            return 0
        return row * UNIT + offset * UNIT // max(self._height_of(row), 1)

    def _settle(self) -> None:
        """Never look past the end; being there means following."""
        if self.following or (self._row, self._offset) >= self.end:
            self._row, self._offset = self.end
            self.following = True
