"""Tables of any length: rows are broken, placed and forgotten one by one."""

from collections.abc import Iterator

from courtdesk.paper.blocks import Band, Column, Row, Size, Style, Table, Text
from courtdesk.paper.canvas import HAIRLINE, RULE
from courtdesk.paper.escape import printable
from courtdesk.paper.flow import Piece
from courtdesk.paper.frame import Area
from courtdesk.paper.lines import Breaker
from courtdesk.paper.strip import Cell, Rule, Strip
from courtdesk.paper.tagging import Tag

_GUTTER = 9.0
_ABOVE, _BELOW = 2.2, 2.8
_GAP = 5.0
_SHORT = 60.0  # a first row this low is not left alone below its table's head
_BOOKMARK_LEVEL = 2


class TableComposer:
    """Turns tables to strips in the width of the page's area."""

    def __init__(self, breaker: Breaker, area: Area) -> None:
        self._breaker = breaker
        self._area = area

    def pieces(self, table: Table) -> Iterator[Piece]:
        """The head, then the rows of ``table``."""
        tag = Tag("Table")
        places = self._places(table.columns)
        again = None
        if any(column.head for column in table.columns):
            yield self._head(table, places, tag)
            again = self._head(table, places, tag)
            again.furniture = True
        rows = table.rows or ((Band(table.if_empty),) if table.if_empty else ())
        for row in rows:
            if isinstance(row, Band):
                strip = self._band(row, table, tag)
            else:
                strip = self._row(row, table, places, tag)
            strip.head = again
            strip.glued = row is rows[0] and len(rows) > 1 and strip.height < _SHORT
            yield strip

    def _places(self, columns: tuple[Column, ...]) -> list[tuple[float, float]]:
        """The left edge and the width of each column."""
        fixed = sum(column.width for column in columns) + _GUTTER * (len(columns) - 1)
        shares = sum(column.share for column in columns if not column.width)
        places: list[tuple[float, float]] = []
        left = self._area.left
        for column in columns:
            width = column.width or (self._area.width - fixed) * column.share / shares
            places.append((left, width))
            left += width + _GUTTER
        return places

    def _head(self, table: Table, places: list[tuple[float, float]], tag: Tag) -> Strip:
        row = Tag("TR", tag)
        cells = tuple(
            Cell(
                self._breaker.set(column.head, width, Size.SMALL, Style.BOLD),
                left,
                width,
                Tag("TH", row, "/A<</O/Table/Scope/Column>>"),
                column.align,
            )
            for column, (left, width) in zip(table.columns, places, strict=True)
        )
        return Strip(
            cells, gap=_GAP, above=_ABOVE, below=_BELOW, rules=(self._rule(RULE),), glued=True
        )

    def _row(self, row: Row, table: Table, places: list[tuple[float, float]], tag: Tag) -> Strip:
        tr = Tag("TR", tag)
        cells = tuple(
            Cell(
                self._breaker.set(text, width, table.size, column.style),
                left,
                width,
                Tag("TD", tr),
                column.align,
            )
            for text, column, (left, width) in zip(row.cells, table.columns, places, strict=True)
        )
        strip = self._closed(cells, row.bookmark)
        strip.link = (row.link, _spoken(row.cells)) if row.link else None
        note = self._breaker.set("continued", places[0][1], Size.SMALL, Style.ITALIC)
        strip.continued = note if len(note.lines) == 1 else None
        return strip

    def _band(self, band: Band, table: Table, tag: Tag) -> Strip:
        span = f"/A<</O/Table/ColSpan {len(table.columns)}>>"
        lines = self._breaker.set(band.text, self._area.width, table.size, Style.ITALIC)
        cell = Cell(lines, self._area.left, self._area.width, Tag("TD", Tag("TR", tag), span))
        return self._closed((cell,), band.bookmark)

    def _closed(self, cells: tuple[Cell, ...], bookmark: str) -> Strip:
        return Strip(
            cells,
            above=_ABOVE,
            below=_BELOW,
            rules=(self._rule(HAIRLINE),),
            bookmark=(bookmark, _BOOKMARK_LEVEL) if bookmark else None,
        )

    def _rule(self, weight: float) -> Rule:
        return Rule(self._area.left, self._area.right, weight)


def _spoken(cells: tuple[Text, ...]) -> str:
    """The words of a row, for who is told where a link leads."""
    texts = (c if isinstance(c, str) else "".join(span.text for span in c) for c in cells)
    return printable(", ".join(filter(None, texts)))
