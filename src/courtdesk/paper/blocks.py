"""The vocabulary of a sheet: frozen values that say what stands on the paper, in order.

A sheet's author builds a :class:`Document` from these and nothing else. All text is plain text:
``<b>`` prints as three characters. Emphasis is a :class:`Span`. Everything can be pickled, so
that a document can be pressed in a child process.
"""

from dataclasses import dataclass
from enum import Enum

from courtdesk.paper.imprint import Imprint, Masthead


class Style(Enum):
    """A cut of the house's serif."""

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"


class Size(Enum):
    """A size of type, with size and line distance in points."""

    LEAD = (11.0, 15.0)
    BODY = (10.0, 13.5)
    TABLE = (9.5, 12.5)
    SMALL = (8.5, 11.0)

    @property
    def points(self) -> float:
        """The size of the type."""
        return self.value[0]

    @property
    def leading(self) -> float:
        """From one baseline to the next."""
        return self.value[1]


class Align(Enum):
    """Where a column's lines begin. ``START`` is the left, and the right for Hebrew and Arabic.

    ``LEFT`` suits a column of names, where the eye looks for all of them on one side.
    """

    START = "start"
    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one style."""

    text: str
    style: Style = Style.PLAIN


Text = str | tuple[Span, ...]
"""Plain text, or spans that follow each other without a gap."""


def bold(text: str) -> Span:
    """``text`` in bold."""
    return Span(text, Style.BOLD)


def italic(text: str) -> Span:
    """``text`` in italics."""
    return Span(text, Style.ITALIC)


def plain(text: str) -> Span:
    """``text`` as it is, among other spans."""
    return Span(text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with a rule below (level 2) or without (level 3), and its bookmark."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. A line feed in the text begins a new line."""

    text: Text
    size: Size = Size.BODY


@dataclass(frozen=True, slots=True)
class Items:
    """A list of remarks or actions, each with a number or a dash."""

    items: tuple[Text, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and their values, side by side in one or two columns; empty values are kept."""

    pairs: tuple[tuple[str, Text], ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, and its width.

    ``width`` is in points; columns without one divide the rest by ``share``, so that the same
    table suits both sizes of paper.
    """

    head: str
    width: float = 0.0
    share: float = 1.0
    align: Align = Align.START
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, with a cell for each column.

    A ``bookmark`` makes the row findable in the reader's outline. ``link`` is the name of a place
    in the file, which binding gives, that a click on the row leads to.
    """

    cells: tuple[Text, ...]
    bookmark: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A row that spans the whole table: a recess, a new day, a sealed portion."""

    text: Text
    bookmark: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of any length. Its head returns on each page; ``if_empty`` stands for no rows.

    Where no column has a head, neither has the table.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row | Band, ...]
    if_empty: str = ""
    size: Size = Size.TABLE


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on, side by side, each with what stands below it."""

    captions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """Empty ruled lines to write on by hand."""

    lines: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code that says ``content`` (ASCII), ``side`` points wide.

    It is furniture: whatever it says stands in words beside it too.
    """

    content: str
    side: float = 110.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of a drawing: ``grey`` from 1, white, to 0, black; ``weight`` of its edge.

    Like all lengths of a drawing, its places count from the upper left corner.
    """

    x: float
    y: float
    width: float
    height: float
    grey: float = 1.0
    weight: float = 0.5


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text in a drawing, cut where it has no room; ``y`` is the top of the line."""

    text: str
    x: float
    y: float
    width: float
    points: float = 8.5
    style: Style = Style.PLAIN
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class PlacedCode:
    """A QR code (see :class:`Code`) at its place in a drawing; ``x`` and ``y`` are its corner."""

    content: str
    x: float
    y: float
    side: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Frames and words at their places, in vectors, made to fit the page.

    ``title`` says what it is for those who cannot see it; the words are read in their order.
    ``largest`` is how many times its own size it may become where there is room.
    """

    title: str
    width: float
    height: float
    frames: tuple[Frame, ...] = ()
    words: tuple[Words, ...] = ()
    largest: float = 1.0
    codes: tuple[PlacedCode, ...] = ()


@dataclass(frozen=True, slots=True)
class Space:
    """Empty room, in points."""

    height: float


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stay on one page if one page can hold them."""

    blocks: "tuple[Block, ...]"


Block = (
    Heading
    | Paragraph
    | Items
    | Facts
    | Table
    | Signatures
    | Ruled
    | Code
    | Drawing
    | Space
    | NewPage
    | Together
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document, ready for the press. ``landscape``: the paper lies on its long side.

    One that is ``bare`` fills the whole sheet of paper, without the frame that every other page
    has: sheets of labels, where each thing has its place to the millimetre.
    """

    masthead: Masthead
    imprint: Imprint
    blocks: tuple[Block, ...]
    landscape: bool = False
    bare: bool = False

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of each page, in points."""
        paper = self.imprint.paper
        return (paper.height, paper.width) if self.landscape else (paper.width, paper.height)
