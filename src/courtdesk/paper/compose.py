"""From a sheet's blocks to the strips of its pages. Measures and spacing of the house."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from courtdesk.paper.blocks import (
    Block,
    Code,
    Document,
    Drawing,
    Facts,
    Heading,
    Items,
    NewPage,
    Paragraph,
    Ruled,
    Signatures,
    Size,
    Space,
    Style,
    Table,
    Text,
    Together,
)
from courtdesk.paper.canvas import RULE
from courtdesk.paper.drawing import Picture
from courtdesk.paper.flow import Flow, Piece
from courtdesk.paper.lines import Breaker, Lines
from courtdesk.paper.qr import QrCode
from courtdesk.paper.strip import Cell, Rule, Strip
from courtdesk.paper.tables import TableComposer
from courtdesk.paper.tagging import Tag

_TITLE = (19.0, 23.0)
_SUBTITLE = (10.5, 14.0)
_HEADINGS = {2: (12.0, 15.0), 3: (10.0, 13.5)}
_HEADING_GAP = {2: 16.0, 3: 9.0}
_LABEL = (9.0, 13.5)
_LABEL_WIDTH = 82.0
_GUTTER = 20.0
_ITEM_INDENT = 16.0
_RULED_LINE = 24.0
_TO_WRITE_ON = 0.4
_TO_SIGN = 30.0


class Composer:
    """Turns blocks to strips, for one document."""

    def __init__(self, breaker: Breaker, flow: Flow) -> None:
        self._breaker = breaker
        self._flow = flow
        self._area = flow.area
        self._makers: dict[type, Callable[[Any], Iterator[Piece]]] = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            Items: self._items,
            Facts: self._facts,
            Table: TableComposer(breaker, flow.area).pieces,
            Signatures: self._signatures,
            Ruled: self._ruled,
            Code: self._code,
            Drawing: self._drawing,
            Space: self._space,
            Together: self._together,
        }

    def title(self, document: Document) -> None:
        """The title of the document, large, at the top of the first page."""
        masthead = document.masthead
        title = self._cell(self._set(masthead.title, _TITLE, Style.BOLD), Tag("H1"))
        pieces = [Strip((title,), below=3, bookmark=(masthead.title, 0), glued=True)]
        if masthead.subtitle:
            subtitle = self._cell(self._set(masthead.subtitle, _SUBTITLE), Tag("P"))
            pieces.append(Strip((subtitle,), below=3))
        self._flow.place(pieces)

    def compose(self, blocks: Iterable[Block]) -> None:
        """Places ``blocks``; a heading stays with what follows it."""
        part: list[Block] = []
        for block in blocks:
            if isinstance(block, NewPage):
                self._flow.place(self._all(part))
                self._flow.new_page()
                part = []
            else:
                part.append(block)
        self._flow.place(self._all(part))

    def _all(self, blocks: Iterable[Block]) -> Iterator[Piece]:
        for block in blocks:
            yield from self._makers[type(block)](block)

    def _space(self, block: Space) -> Iterator[Piece]:
        yield Strip((), gap=block.height)

    def _code(self, block: Code) -> Iterator[Piece]:
        yield QrCode(block, self._area.left)

    def _drawing(self, block: Drawing) -> Iterator[Piece]:
        yield Picture(block, self._breaker, self._area)

    def _heading(self, block: Heading) -> Iterator[Piece]:
        lines = self._set(block.text, _HEADINGS[block.level], Style.BOLD)
        ruled = block.level == 2
        yield Strip(
            (self._cell(lines, Tag(f"H{block.level}")),),
            gap=_HEADING_GAP[block.level],
            below=2.0 if ruled else 0.0,
            rules=(self._across(RULE),) if ruled else (),
            bookmark=(block.text, block.level - 1),
            glued=True,
        )

    def _paragraph(self, block: Paragraph) -> Iterator[Piece]:
        lines = self._breaker.set(block.text, self._area.width, block.size)
        yield Strip((self._cell(lines, Tag("P")),), gap=5)

    def _items(self, block: Items) -> Iterator[Piece]:
        list_tag = Tag("L")
        for number, text in enumerate(block.items, start=1):
            item = Tag("LI", list_tag)
            label = self._breaker.set(f"{number}." if block.numbered else "–", 40, Size.BODY)
            body_width = self._area.width - _ITEM_INDENT
            body = self._breaker.set(text, body_width, Size.BODY)
            left = self._area.left
            yield Strip(
                (
                    Cell(label, left, _ITEM_INDENT, Tag("Lbl", item)),
                    Cell(body, left + _ITEM_INDENT, body_width, Tag("LBody", item)),
                ),
                gap=3,
            )

    def _facts(self, block: Facts) -> Iterator[Piece]:
        table = Tag("Table")
        width = (self._area.width - _GUTTER * (block.columns - 1)) / block.columns
        for start in range(0, len(block.pairs), block.columns):
            row = Tag("TR", table)
            cells: list[Cell] = []
            left = self._area.left
            for label, value in block.pairs[start : start + block.columns]:
                cells += self._fact(label, value, left, width, row)
                left += width + _GUTTER
            yield Strip(tuple(cells), gap=2 if start else 10)

    def _fact(
        self, label: str, value: Text, left: float, width: float, row: Tag
    ) -> tuple[Cell, Cell]:
        indent = min(_LABEL_WIDTH, width * 0.36)
        head = self._breaker.set_in(label, indent - 6, _LABEL, Style.ITALIC)
        body = self._breaker.set(value, width - indent, Size.BODY)
        return (
            Cell(head, left, indent - 6, Tag("TH", row, "/A<</O/Table/Scope/Row>>")),
            Cell(body, left + indent, width - indent, Tag("TD", row)),
        )

    def _signatures(self, block: Signatures) -> Iterator[Piece]:
        count = len(block.captions)
        width = (self._area.width - _GUTTER * (count - 1)) / count
        lefts = [self._area.left + place * (width + _GUTTER) for place in range(count)]
        rules = tuple(Rule(left, left + width, RULE) for left in lefts)
        yield Strip((), above=_TO_SIGN, rules=rules, glued=True)
        cells = tuple(
            Cell(self._breaker.set(caption, width, Size.SMALL), left, width, Tag("P"))
            for caption, left in zip(block.captions, lefts, strict=True)
        )
        yield Strip(cells, above=2)

    def _ruled(self, block: Ruled) -> Iterator[Piece]:
        if block.label:
            lines = self._breaker.set(block.label, self._area.width, Size.SMALL, Style.ITALIC)
            yield Strip((self._cell(lines, Tag("P")),), gap=8, glued=True)
        for _ in range(block.lines):
            yield Strip((), above=_RULED_LINE, rules=(self._across(_TO_WRITE_ON),))

    def _together(self, block: Together) -> Iterator[Piece]:
        pieces = list(self._all(block.blocks))
        for piece in pieces[:-1]:
            piece.glued = True
        return iter(pieces)

    def _set(self, text: Text, size: tuple[float, float], style: Style = Style.PLAIN) -> Lines:
        return self._breaker.set_in(text, self._area.width, size, style)

    def _cell(self, lines: Lines, tag: Tag) -> Cell:
        """``lines`` across the whole width."""
        return Cell(lines, self._area.left, self._area.width, tag)

    def _across(self, weight: float) -> Rule:
        return Rule(self._area.left, self._area.right, weight)
