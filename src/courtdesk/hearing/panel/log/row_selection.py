"""Which rows of the log are selected."""


class RowSelection:
    """A current row, and with Shift a span from an anchor to it."""

    def __init__(self) -> None:
        self.current: int | None = None
        self._anchor: int | None = None

    @property
    def span(self) -> tuple[int, int] | None:
        """First and last selected row."""
        if self.current is None or self._anchor is None:
            return None
        return min(self.current, self._anchor), max(self.current, self._anchor)

    def __contains__(self, row: int) -> bool:
        span = self.span
        return span is not None and span[0] <= row <= span[1]

    def clear(self) -> None:
        """Select nothing."""
        self.current = self._anchor = None

    def move(self, row: int, *, extend: bool = False) -> None:
        """Make ``row`` current; with ``extend`` the span reaches from where it began to it."""
        self.current = row
        if not extend or self._anchor is None:
            self._anchor = row
