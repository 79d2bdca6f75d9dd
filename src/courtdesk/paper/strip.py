"""The piece that everything is made of: cells side by side, with rules below where wanted."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from courtdesk.paper.blocks import Align
from courtdesk.paper.canvas import PaperCanvas
from courtdesk.paper.flow import Piece
from courtdesk.paper.lines import Lines
from courtdesk.paper.tagging import Tag

_FEWEST = 2  # lines of a divided cell on either page


class Cell(NamedTuple):
    """Lines in a column: its left edge and width in points, and what the lines are."""

    lines: Lines
    left: float
    width: float
    tag: Tag
    align: Align = Align.START


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule below a strip, from the one edge to the other."""

    left: float
    right: float
    weight: float


@dataclass(slots=True, eq=False)
class Strip(Piece):
    """Cells side by side. ``above`` and ``below`` are the room inside, around the text.

    With ``furniture`` it repeats what stands elsewhere and is no part of the text. ``continued``
    is drawn likewise, in the first cell's place, where the strip goes on on another page.
    ``link`` is the place that a click leads to, and what is said of it.
    """

    cells: tuple[Cell, ...]
    gap: float = 0.0
    above: float = 0.0
    below: float = 0.0
    rules: tuple[Rule, ...] = ()
    glued: bool = False
    head: "Strip | None" = None
    bookmark: tuple[str, int] | None = None
    link: tuple[str, str] | None = None
    furniture: bool = False
    continued: Lines | None = None
    notes: tuple[Cell, ...] = ()
    height: float = 0.0

    def __post_init__(self) -> None:
        tallest = max((cell.lines.height for cell in self.cells), default=0.0)
        self.height = self.above + tallest + self.below

    def draw(self, canvas: PaperCanvas, top: float) -> None:
        """Draws the cells, then the rule."""
        if self.bookmark:
            canvas.bookmark(*self.bookmark, top)
        if self.link and self.cells:
            last = self.cells[-1]
            right, bottom = last.left + last.width, top - self.height
            canvas.link(*self.link, (self.cells[0].left, bottom, right, top))
        inside = top - self.above
        for lines, left, width, tag, align in self.cells:
            canvas.put_tagged(None if self.furniture else tag, lines, (left, inside, width), align)
        for lines, left, width, _, align in self.notes:
            canvas.put_tagged(None, lines, (left, inside, width), align)
        for rule in self.rules:
            canvas.rule(rule.left, rule.right, top - self.height, rule.weight)

    def divided(self, room: float, *, force: bool) -> tuple[Piece, Piece] | None:
        """The first lines of every cell, and the rest; never less than two lines by choice."""
        count = max((len(cell.lines.lines) for cell in self.cells), default=0)
        leading = max((cell.lines.leading for cell in self.cells), default=1.0)
        fitting = int((room - self.above) / leading)
        fitting = min(max(fitting, 1), count - 1) if force else min(fitting, count - _FEWEST)
        if fitting < (1 if force else _FEWEST):
            return None
        first = tuple(c._replace(lines=c.lines.divided(fitting)[0]) for c in self.cells)
        rest = tuple(c._replace(lines=c.lines.divided(fitting)[1]) for c in self.cells)
        notes: tuple[Cell, ...] = ()
        if self.continued and rest[0].lines.blank:
            notes = (rest[0]._replace(lines=self.continued),)
        return (
            replace(self, cells=first, below=0.0, rules=(), glued=False),
            replace(self, cells=rest, gap=0.0, bookmark=None, notes=notes),
        )
