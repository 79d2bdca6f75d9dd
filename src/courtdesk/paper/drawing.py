"""A drawing as a piece of a page: its frames, then its words, in vectors."""

from courtdesk.paper.blocks import Drawing, Words
from courtdesk.paper.canvas import PaperCanvas
from courtdesk.paper.flow import Piece
from courtdesk.paper.frame import Area
from courtdesk.paper.lines import Breaker, Lines
from courtdesk.paper.qr import QrModules
from courtdesk.paper.tagging import Tag

_GAP = 10.0
_LEADING = 1.25
_CUT = "…"
_ROOM_FOR_TITLE = 96.0
"""Kept free on a page beside a drawing that fills it, for its heading and what explains it."""


class Picture(Piece):
    """The drawing of a block, no wider or higher than the page's area."""

    def __init__(self, block: Drawing, breaker: Breaker, area: Area) -> None:
        self._block = block
        self._left = area.left
        is_whole_sheet = not area.bottom  # of a bare document, which has no title either
        height = area.height - (0.0 if is_whole_sheet else _ROOM_FOR_TITLE)
        self._scale = min(block.largest, area.width / block.width, height / block.height)
        self._words = [(words, self._set(breaker, words)) for words in block.words if words.text]
        self._codes = [
            (code, QrModules(code.content, code.side * self._scale)) for code in block.codes
        ]
        self._tag = Tag("Sect")
        self.height = block.height * self._scale
        self.gap = _GAP

    def draw(self, canvas: PaperCanvas, top: float) -> None:
        """Draws the frames as furniture, and each word as a paragraph."""
        scale, left = self._scale, self._left
        canvas.frames(
            (
                left + frame.x * scale,
                top - (frame.y + frame.height) * scale,
                frame.width * scale,
                frame.height * scale,
                frame.grey,
                frame.weight,
            )
            for frame in self._block.frames
        )
        for code, modules in self._codes:
            modules.draw(canvas, left + code.x * scale, top - code.y * scale)
        for words, lines in self._words:
            column = (left + words.x * scale, top - words.y * scale, words.width * scale)
            canvas.put_tagged(Tag("P", self._tag), lines, column, words.align)

    def _set(self, breaker: Breaker, words: Words) -> Lines:
        points = words.points * self._scale
        size = (points, points * _LEADING)
        text = words.text
        lines = breaker.set_in(text, words.width * self._scale, size, words.style)
        while len(lines.lines) > 1 and text:
            text = text[: max(len(text) * 9 // 10, 1) - (len(text) < 10)]
            lines = breaker.set_in(text + _CUT, words.width * self._scale, size, words.style)
        return lines
