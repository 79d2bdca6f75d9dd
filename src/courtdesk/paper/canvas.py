"""A ReportLab canvas that tags what is drawn and sets text in faces chosen by run."""

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from courtdesk.paper.archive import ArchivalFile
from courtdesk.paper.blocks import Align, Document
from courtdesk.paper.lines import Line, Lines
from courtdesk.paper.marks import Run
from courtdesk.paper.tagging import Tag
from courtdesk.paper.type import Typesetter

HAIRLINE = 0.35
RULE = 0.6
_GREY = 0.5  # of a hairline: quiet beside text; if a fax loses it, nothing is lost
_FREE_AT_LEFT = {Align.START: 0.0, Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}
_PRINTED = 4  # PDF/A wants links to be marked as printed, though nothing of them is seen
_ASCENT = 0.78  # of the size of the type: from the top of a line's letters to the baseline


class Mark(NamedTuple):
    """A bookmark: the name of its place in the file, what it says, and its level from 0."""

    key: str
    title: str
    level: int


class PaperCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """Draws the pages of one document. Origin at the lower left, lengths in points."""

    def __init__(self, document: Document, typesetter: Typesetter) -> None:
        super().__init__(None, pagesize=document.page, pageCompression=1)
        self._doc = self.file = ArchivalFile(document)
        self._code: list[str] = []
        self.typesetter = typesetter
        self.marks: list[Mark] = []

    def _make_preamble(self) -> None:
        """ReportLab would name an unembedded Helvetica here, which no archive takes."""
        self._preamble = ""

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn inside is furniture of the page: rules, heads that return, numbers."""
        self._code.append("/Artifact BMC")
        yield
        self._code.append("EMC")

    def rule(self, left: float, right: float, y: float, weight: float = HAIRLINE) -> None:
        """A horizontal rule, an artifact: grey where it is a hairline, else black."""
        ink = _GREY if weight == HAIRLINE else 0
        self._code.append(
            f"/Artifact BMC {ink} G {weight} w {left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S EMC"
        )

    def squares(
        self, places: Iterable[tuple[int, int]], left: float, top: float, side: float
    ) -> None:
        """Black squares of ``side`` points at the columns and rows of ``places``, an artifact."""
        boxes = " ".join(
            f"{left + column * side:.3f} {top - (row + 1) * side:.3f} {side:.3f} {side:.3f} re"
            for column, row in places
        )
        self._code.append(f"/Artifact BMC 0 g {boxes} f EMC")

    def frames(self, boxes: Iterable[tuple[float, float, float, float, float, float]]) -> None:
        """Rectangles with left, bottom, width, height, grey inside and weight of the edge."""
        self._code.append("/Artifact BMC 0 G")
        for left, bottom, width, height, grey, weight in boxes:
            paint = "B" if weight else "f"
            self._code.append(
                f"{grey:.3g} g {weight:.2f} w "
                f"{left:.2f} {bottom:.2f} {width:.2f} {height:.2f} re {paint}"
            )
        self._code.append("0 g EMC")

    def put(self, lines: Lines, left: float, top: float, width: float, align: Align) -> None:
        """Draws ``lines`` in the column that begins at ``left``, the first below ``top``."""
        if lines.blank:
            return  # an empty remark must not name a font that the page does not have
        points, leading = lines.points, lines.leading
        baseline = top - (leading - points) / 2 - points * _ASCENT
        share = _FREE_AT_LEFT[align]
        if lines.from_right and align is Align.START:
            share = 1.0
        code = ["BT"]
        font = None
        x = y = 0.0
        for line in lines.lines:
            runs = self._runs(line, from_right=lines.from_right)
            start = left + share * (width - _width(runs, points)) if share else left
            code.append(f"{start - x:.2f} {baseline - y:.2f} Td")
            x, y = round(start, 2), round(baseline, 2)
            baseline -= leading
            for run in runs:
                if run.face is not font:
                    code.append(f"/{run.face.key} {points} Tf")
                    font = run.face
                code.append(_shown(run, points))
        code.append("ET")
        self._code.append(" ".join(code))

    def put_tagged(
        self, tag: Tag | None, lines: Lines, column: tuple[float, float, float], align: Align
    ) -> None:
        """Like :meth:`put`, as the content of ``tag``, or as furniture without one.

        ``column`` is left, top and width.
        """
        left, top, width = column
        if tag is None:
            self._code.append("/Artifact BMC")
        elif lines.blank:
            self.file.tree.add(tag)
            return
        else:
            if lines.actual and tag.number < 0:
                tag.attributes += f"/ActualText<FEFF{lines.actual.encode('utf-16-be').hex()}>"
            self._code.append(f"/{tag.kind} <</MCID {self.file.tree.mark(tag)}>> BDC")
        self.put(lines, left, top, width, align)
        self._code.append("EMC")

    def _runs(self, line: Line, *, from_right: bool) -> list[Run]:
        runs_of = self.typesetter.runs
        if len(line) == 1:
            style, text = line[0]
            return runs_of(text, style, from_right=from_right)
        segments = reversed(line) if from_right else line
        return [
            run for style, text in segments for run in runs_of(text, style, from_right=from_right)
        ]

    def bookmark(self, title: str, level: int, top: float) -> None:
        """An entry of the outline that leads to ``top`` on this page."""
        key = f"b{len(self._destinations)}"
        self.bookmarkPage(key, fit="XYZ", left=0, top=round(top, 1), zoom=0)
        self.marks.append(Mark(key, title, level))

    def link(self, key: str, what: str, box: tuple[float, float, float, float]) -> None:
        """Lets a click on ``box`` (left, bottom, right, top) lead to the place called ``key``."""
        self.linkAbsolute(what, key, box, F=_PRINTED, Border="[0 0 0]")

    def begin_page(self) -> None:
        """Begins a page."""
        self.file.tree.begin_page()

    def finish_page(self) -> None:
        """Ends the page. Its content is compressed at once; the foot is drawn at the end."""
        content = "\n".join(self._code).encode("ascii")
        self._code = []
        self.showPage()
        page = self.file.Pages.pages[-1]
        index = len(self.file.Pages.pages) - 1
        page.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = index
        page.Tabs = "/S"
        page.Contents = [self.file.add_content(zlib.compress(content))]

    @contextmanager
    def on_page(self, index: int) -> Iterator[None]:
        """What is drawn inside is added to a page that is finished already."""
        self._code = []
        yield
        content = zlib.compress("\n".join(self._code).encode("ascii"))
        self.file.Pages.pages[index].Contents.append(self.file.add_content(content))
        self._code = []

    def order_pages(self, order: list[int]) -> None:
        """Put the finished pages in this order: for each place, which was drawn there."""
        pages = self.file.Pages.pages
        self.file.Pages.pages = [pages[index] for index in order]

    def finish(self) -> bytes:
        """The bytes of the file."""
        deepest = 0
        for mark in self.marks:
            level = min(mark.level, deepest)
            self.addOutlineEntry(mark.title, mark.key, level=level)
            deepest = level + 1
        for page in self.file.Pages.pages:
            page.Contents = pdfdoc.PDFArray([self.file.Reference(part) for part in page.Contents])
        fonts = self.file.idToObject["BasicFonts"].dict
        for face in self.typesetter.faces.values():
            if face.used:
                fonts[face.key] = face.embed(self.file)
        data: bytes = self.file.GetPDFData(self)
        return data


def _shown(run: Run, points: float) -> str:
    """The operators that draw a run where the last one ended."""
    text = run.face.encode(run.text)
    if not run.shift and not run.rise:
        return f"{text} Tj"
    there = round(-run.shift)
    return f"{run.rise * points / 1000:.2f} Ts [{there} {text} {-there}] TJ 0 Ts"


def _width(runs: list[Run], points: float) -> float:
    return sum(run.face.width(run.text) for run in runs) * points / 1000
