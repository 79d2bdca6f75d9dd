"""The frame of every page: who and what at the head, when, from what and which page at the foot."""

from dataclasses import dataclass

from courtdesk.paper.blocks import Align, Document, Style
from courtdesk.paper.canvas import RULE, PaperCanvas
from courtdesk.paper.lines import Breaker, Lines
from courtdesk.paper.words import long_date

_LEFT, _RIGHT = 64.0, 56.0
_HEAD, _FOOT = 40.0, 34.0
_HEAD_SIZE = (8.5, 11.0)
_FOOT_SIZE = (7.5, 10.0)
_TAB = (22.0, 28.0)
_TAB_EDGE = 14.0  # few printers reach nearer to the paper's edge


@dataclass(frozen=True, slots=True)
class Area:
    """The part of the page that a sheet's blocks fill, in points from the lower left."""

    left: float
    right: float
    top: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom


class Frame:
    """Draws the frame of a document's pages."""

    def __init__(self, document: Document, canvas: PaperCanvas, breaker: Breaker) -> None:
        self._document = document
        self._canvas = canvas
        self._breaker = breaker
        self.page = width, height = document.page
        remark = _HEAD_SIZE[1] + 3 if document.imprint.remark else 0.0
        self._top = height - _HEAD
        self._head_rule = self._top - 2 * _HEAD_SIZE[1] - 4
        self._foot_rule = _FOOT + 2 * _FOOT_SIZE[1] + 4
        self.area = Area(
            left=_LEFT,
            right=width - _RIGHT,
            top=self._head_rule - remark - 18,
            bottom=self._foot_rule + 14,
        )
        self._foot = self._set_foot()
        self._first_head = self._set_head(first=True)
        self._later_head = self._set_head(first=False)

    def _set_head(self, *, first: bool) -> list[tuple[Lines, Align, float]]:
        masthead, imprint = self._document.masthead, self._document.imprint
        about = [masthead.edition] if first else [masthead.title, masthead.edition]
        top = self._top
        below = top - _HEAD_SIZE[1]
        return [
            (self._one_line(masthead.court, 0.5), Align.START, top),
            (self._one_line(masthead.marking, 0.48, Style.BOLD), Align.RIGHT, top),
            (self._one_line(masthead.case, 0.5), Align.START, below),
            (self._one_line(" · ".join(filter(None, about)), 0.48), Align.RIGHT, below),
            (self._one_line(imprint.remark, 1.0, Style.ITALIC), Align.START, self._head_rule - 3),
        ]

    def _one_line(
        self,
        text: str,
        share: float,
        style: Style = Style.PLAIN,
        size: tuple[float, float] = _HEAD_SIZE,
    ) -> Lines:
        """``text`` on one line; what is too long for ``share`` of the width ends in an ellipsis."""
        width = self.area.width * share
        text = " ".join(text.split())
        lines = self._breaker.set_in(text, width, size, style)
        while len(lines.lines) > 1:
            kept = "".join(segment for _, segment in lines.lines[0])
            text = kept[: max(len(kept) - 2, 1)].rstrip() + "…"
            lines = self._breaker.set_in(text, width, size, style)
        return lines

    def draw_head(self, *, first: bool) -> None:
        """The head of the page being drawn. The first page has its title below, in large."""
        with self._canvas.artifact():
            for lines, align, top in self._first_head if first else self._later_head:
                self._canvas.put(lines, self.area.left, top, self.area.width, align)
        self._canvas.rule(self.area.left, self.area.right, self._head_rule, RULE)

    def draw_feet(self, pages: int) -> None:
        """The foot of every page, once it is known how many there are."""
        for index in range(pages):
            self.draw_foot(index, index + 1, pages)

    def draw_foot(self, index: int, number: int, pages: int, tab: int = 0) -> None:
        """The foot of the page drawn as ``index``, the ``number``-th of all ``pages``.

        ``tab`` is shown at the page's outer edge.
        """
        top = self._foot_rule - 4
        words = self._foot_line(f"Page {number} of {pages}", 0.2)
        with self._canvas.on_page(index):
            with self._canvas.artifact():
                for lines, align, y in (*self._foot, (words, Align.RIGHT, top)):
                    self._canvas.put(lines, self.area.left, y, self.area.width, align)
            self._canvas.rule(self.area.left, self.area.right, self._foot_rule)
            if tab:
                self._draw_tab(tab, right=number % 2 == 1)

    def draw_blank(self) -> None:
        """The words of a page that is left blank, so that nobody looks for what is missing."""
        lines = self._one_line("This page is left blank.", 1.0, Style.ITALIC)
        with self._canvas.artifact():
            middle = (self.area.top + self.area.bottom) / 2
            self._canvas.put(lines, self.area.left, middle, self.area.width, Align.LEFT)

    def _draw_tab(self, tab: int, *, right: bool) -> None:
        """A box at the outer edge; that of the next document lies lower."""
        places = int(self.area.height // _TAB[1])
        top = self.area.top - (tab - 1) % places * _TAB[1]
        left = self.page[0] - _TAB[0] - _TAB_EDGE if right else _TAB_EDGE
        lines = self._breaker.set_in(str(tab), _TAB[0], _HEAD_SIZE, Style.BOLD)
        self._canvas.frames([(left, top - _TAB[1], *_TAB, 1.0, 0.6)])
        with self._canvas.artifact():
            self._canvas.put(lines, left, top - 8, _TAB[0], Align.CENTRE)

    def _set_foot(self) -> list[tuple[Lines, Align, float]]:
        imprint = self._document.imprint
        fingerprint = imprint.fingerprint
        record = f"Record {_grouped(fingerprint)}" if fingerprint else ""
        top = self._foot_rule - 4
        return [
            (self._foot_line(_printed(self._document), 0.8), Align.START, top),
            (self._foot_line(record, 0.85), Align.START, top - _FOOT_SIZE[1]),
            (self._foot_line(imprint.copy, 0.15), Align.RIGHT, top - _FOOT_SIZE[1]),
        ]

    def _foot_line(self, text: str, share: float) -> Lines:
        return self._one_line(text, share, size=_FOOT_SIZE)


class NoFrame(Frame):
    """The whole sheet of paper, and nothing drawn around it."""

    def __init__(self, document: Document) -> None:
        self.page = width, height = document.page
        self.area = Area(left=0.0, right=width, top=height, bottom=0.0)

    def draw_head(self, *, first: bool) -> None:
        """Draws nothing."""

    def draw_feet(self, pages: int) -> None:
        """Draws nothing."""

    def draw_foot(self, index: int, number: int, pages: int, tab: int = 0) -> None:
        """Draws nothing."""

    def draw_blank(self) -> None:
        """Draws nothing."""


def _printed(document: Document) -> str:
    imprint = document.imprint
    moment = imprint.local_time
    by = f" by {imprint.printed_by}" if imprint.printed_by else ""
    return f"Printed {long_date(moment)}, {moment:%H:%M} ({imprint.zone}){by}"


def _grouped(fingerprint: str) -> str:
    return " ".join(fingerprint[start : start + 4] for start in range(0, len(fingerprint), 4))
