"""Binding: the documents of a packet become one PDF/A-1b file with running page numbers.

All is set in one pass. The documents come first, since only then their pages are known; the
cover and the contents are set last, with the right numbers, and put in front. The structure and
the bookmarks are kept in the order of reading.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from courtdesk.paper import matter
from courtdesk.paper.blocks import Document
from courtdesk.paper.canvas import Mark, PaperCanvas
from courtdesk.paper.compose import Composer
from courtdesk.paper.flow import Flow
from courtdesk.paper.frame import Frame, NoFrame
from courtdesk.paper.lines import Breaker
from courtdesk.paper.packet import Packet, Part
from courtdesk.paper.press import under_pseudonyms, what_is_missing
from courtdesk.paper.pseudonyms import merged
from courtdesk.paper.tagging import Tag
from courtdesk.paper.type import Typesetter

OnPage = Callable[[int], None]
_Plan = Callable[[int, list[matter.Numbered]], Document]


def bind(packet: Packet, on_page: OnPage | None = None) -> bytes:
    """The packet as one PDF. The same packet gives the same bytes.

    ``on_page`` is told how many pages are finished.
    """
    return _Bindery(_under_pseudonyms(packet), on_page).bound()


def _under_pseudonyms(packet: Packet) -> Packet:
    """The packet with pseudonyms put through: in each document its own, around them those of all.

    A sealed edition that may show a name shows it on its own pages, not in the contents.
    """
    imprints = [packet.imprint, *(part.document.imprint for part in packet.parts)]
    names = merged(imprint.pseudonyms for imprint in imprints)
    return replace(
        packet,
        masthead=names.through_all(packet.masthead),
        imprint=replace(packet.imprint, pseudonyms=names),
        parts=tuple(
            Part(under_pseudonyms(part.document), names.through(part.about))
            for part in packet.parts
        ),
    )


@dataclass(slots=True)
class _Section:
    """A document of the file: ``first`` of its pages as drawn, and ``number`` as read, from 1.

    ``blanks`` pages follow it, so that the next section begins on a right-hand page.
    """

    pages: int
    first: int = 0
    frame: Frame | None = None
    marks: list[Mark] = field(default_factory=list)
    tab: int = 0
    number: int = 0
    blanks: int = 0


class _Bindery:
    """The setting of one packet."""

    def __init__(self, packet: Packet, on_page: OnPage | None) -> None:
        self._packet = packet
        self._on_page = on_page
        self._typesetter = Typesetter()
        self._canvas = PaperCanvas(Document(packet.masthead, packet.imprint, ()), self._typesetter)
        self._breaker = Breaker(self._typesetter)
        self._drawn = 0

    def bound(self) -> bytes:
        """The bytes of the file."""
        packet = self._packet
        plans = list(_plans(packet))
        each = 2 if packet.tabs else 1
        tags = self._canvas.file.tree.sections(len(plans) + each * len(packet.parts))
        body = self._body(tags[len(plans) :])
        total, parts = self._numbers(plans, body)
        front = [self._set(plan(total, parts), tag) for plan, tag in zip(plans, tags, strict=False)]
        self._close([*front, *body])
        return self._canvas.finish()

    def _body(self, tags: list[Tag]) -> list[_Section]:
        packet = self._packet
        sections: list[_Section] = []
        for number, part in enumerate(packet.parts, start=1):
            imprint = replace(part.document.imprint, copy=packet.imprint.copy)
            tab = number if packet.tabs else 0
            if packet.tabs:
                divider = matter.divider(packet, replace(part), number)
                names = packet.imprint.pseudonyms
                divider = replace(divider, imprint=replace(imprint, pseudonyms=names))
                sections.append(self._set(divider, tags[len(sections)], tab))
            document = replace(part.document, imprint=imprint)
            section = self._set(document, tags[len(sections)], tab)
            if packet.tabs:
                del section.marks[0]  # the divider's bookmark has the same name
            sections.append(section)
        return sections

    def _numbers(
        self, plans: list[_Plan], body: list[_Section]
    ) -> tuple[int, list[matter.Numbered]]:
        """How many pages there will be, and where each part begins.

        The cover and the contents are set once for nobody: how long they are does not depend on
        the numbers in them.
        """
        packet = self._packet
        unnumbered: list[matter.Numbered] = [(part, "", 0) for part in packet.parts]
        front = [_Section(_pages_of(plan(0, unnumbered))) for plan in plans]
        total = _number([*front, *body], duplex=packet.duplex)
        begins = body[:: 2 if packet.tabs else 1]
        parts = [
            (part, section.marks[0].key, section.number)
            for part, section in zip(packet.parts, begins, strict=True)
        ]
        return total, parts

    def _set(self, document: Document, tag: Tag, tab: int = 0) -> _Section:
        canvas, unset = self._canvas, self._typesetter.unset
        document = under_pseudonyms(document)
        marks: list[Mark] = []
        canvas.marks = marks
        canvas.file.tree.section = tag
        canvas.setPageSize(document.page)
        bare = document.bare
        frame = NoFrame(document) if bare else Frame(document, canvas, self._breaker)
        flow = Flow(canvas, frame, self._told)
        composer = Composer(self._breaker, flow)
        if bare:
            canvas.bookmark(document.masthead.title, 0, document.page[1])
        else:
            composer.title(document)
        composer.compose(document.blocks)
        if unset and not bare:
            composer.compose(what_is_missing(unset))
        unset.clear()
        first, pages = self._drawn, flow.finish()
        self._drawn += pages
        return _Section(pages, first, frame, marks, tab)

    def _told(self, pages: int) -> None:
        if self._on_page:
            self._on_page(self._drawn + pages)

    def _close(self, sections: list[_Section]) -> None:
        """Number the pages, fill up with blank ones, and put all in the order of reading."""
        canvas = self._canvas
        total = _number(sections, duplex=self._packet.duplex)
        order: list[int] = []
        canvas.marks = []
        for section in sections:
            canvas.marks += section.marks
            pages = list(range(section.first, section.first + section.pages))
            for _ in range(section.blanks):
                pages.append(self._drawn)
                self._blank(section)
            assert section.frame is not None  # noqa: S101 - all sections are set by now
            for number, page in enumerate(pages, start=section.number):
                section.frame.draw_foot(page, number, total, section.tab)
            order += pages
        canvas.order_pages(order)

    def _blank(self, section: _Section) -> None:
        assert section.frame is not None  # noqa: S101
        self._canvas.setPageSize(section.frame.page)
        self._canvas.begin_page()
        section.frame.draw_blank()
        self._canvas.finish_page()
        self._drawn += 1


def _plans(packet: Packet) -> Iterator[_Plan]:
    if packet.cover:
        yield lambda pages, _: matter.cover(packet, pages)
    if packet.contents:
        yield lambda _, parts: matter.contents(packet, parts)


def _number(sections: list[_Section], *, duplex: bool) -> int:
    """Give each section its first page and the blank ones after it; how many there are in all."""
    page = 1
    for place, section in enumerate(sections):
        section.number = page
        page += section.pages
        last = place == len(sections) - 1
        section.blanks = 1 if duplex and page % 2 == 0 and not last else 0
        page += section.blanks
    return page - 1


def _pages_of(document: Document) -> int:
    document = under_pseudonyms(document)
    typesetter = Typesetter()
    canvas = PaperCanvas(document, typesetter)
    breaker = Breaker(typesetter)
    flow = Flow(canvas, Frame(document, canvas, breaker))
    composer = Composer(breaker, flow)
    composer.title(document)
    composer.compose(document.blocks)
    return flow.finish()
