"""Placing pieces down the pages, and turning to a new page where one does not fit."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator

from courtdesk.paper.canvas import PaperCanvas
from courtdesk.paper.frame import Area, Frame

_TOLERANCE = 0.01


class Piece(ABC):
    """What is placed as one.

    ``height`` is its own, ``gap`` the room above it, which a page's top swallows. ``glued`` keeps
    it on the page of the piece that follows. ``head`` is drawn again, as furniture, at the top of
    each further page that the piece is moved or continued to.
    """

    height: float = 0.0
    gap: float = 0.0
    glued: bool = False
    head: "Piece | None" = None

    @abstractmethod
    def draw(self, canvas: PaperCanvas, top: float) -> None:
        """Draws the piece below ``top``."""

    def divided(self, room: float, *, force: bool) -> "tuple[Piece, Piece] | None":
        """A part no higher than ``room``, and the rest; None where it is not to be divided.

        ``force`` says that no page has more room: looks no longer count.
        """
        del room, force
        return None


class Flow:
    """Fills the pages of one document, from the top of the first."""

    def __init__(
        self, canvas: PaperCanvas, frame: Frame, on_page: Callable[[int], None] | None = None
    ) -> None:
        self._canvas = canvas
        self._frame = frame
        self._on_page = on_page
        self.area: Area = frame.area
        self.pages = 0
        self._begin_page(None)

    def _begin_page(self, head: Piece | None) -> None:
        self._canvas.begin_page()
        self._frame.draw_head(first=self.pages == 0)
        self._y = self.area.top
        if head:
            self._draw(head)
        self._fresh = True

    def _end_page(self) -> None:
        self._canvas.finish_page()
        self.pages += 1
        if self._on_page:
            self._on_page(self.pages)

    def _turn(self, following: Piece) -> None:
        self._end_page()
        self._begin_page(following.head)

    def new_page(self) -> None:
        """Turns to a new page, unless nothing stands on this one."""
        if not self._fresh:
            self._end_page()
            self._begin_page(None)

    def finish(self) -> int:
        """Ends the last page and returns how many there are; their feet are still to be drawn."""
        self._end_page()
        return self.pages

    def place(self, pieces: Iterable[Piece]) -> None:
        """Places ``pieces`` one below the other; glued ones on one page if it can hold them."""
        for group in _groups(pieces):
            self._place(group)

    def _place(self, group: list[Piece]) -> None:
        *lead, last = group
        while True:
            room = self._room() - self._cost([*lead, last]) + last.height
            if last.height <= room:
                break
            parts = last.divided(room, force=self._fresh)
            if parts:
                for piece in (*lead, parts[0]):
                    self._draw(piece)
                lead, last = [], parts[1]
                self._turn(last)
            elif not self._fresh:
                self._turn(group[0] if lead else last)
            elif lead:
                for piece in lead:
                    self._place([piece])
                lead = []
            else:
                break
        for piece in (*lead, last):
            self._draw(piece)

    def _cost(self, pieces: list[Piece]) -> float:
        swallowed = pieces[0].gap if self._fresh else 0.0
        return sum(piece.gap + piece.height for piece in pieces) - swallowed

    def _room(self) -> float:
        return self._y - self.area.bottom + _TOLERANCE

    def _draw(self, piece: Piece) -> None:
        if not self._fresh:
            self._y -= piece.gap
        self._fresh = False
        piece.draw(self._canvas, self._y)
        self._y -= piece.height


def _groups(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.glued:
            yield group
            group = []
    if group:
        yield group
