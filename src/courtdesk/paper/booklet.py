"""Booklets: two pages a side on sheets that are printed on both sides and folded once.

A booklet is a copy for the printer. It holds no tags and does not claim to be PDF/A.
"""

import io
from typing import TYPE_CHECKING

from courtdesk.errors import KnownError

if TYPE_CHECKING:
    from courtdesk.paper.packet import Packet

MOST_PAGES = 200
"""A thicker one does not fold."""


def booklet(content: bytes) -> bytes:
    """The pages of a PDF in the order in which a folded booklet needs them, on sheets lying flat.

    The sheet is the page's own paper turned; the pages shrink to half of it.

    Raises:
        KnownError: it has more pages than can be folded.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pages, pikepdf.new() as out:
        count = len(pages.pages)
        if count > MOST_PAGES:
            raise KnownError(
                f"A booklet of {count} pages cannot be folded. Choose fewer documents, or print "
                f"them as a packet; up to {MOST_PAGES} pages go."
            )
        width, height = sorted(float(each) for each in pages.pages[0].mediabox[2:])
        for left, right in spreads(count):
            sheet = out.add_blank_page(page_size=(height, width))
            forms, drawn = pikepdf.Dictionary(), []
            for name, number, edge in (("/L", left, 0.0), ("/R", right, height / 2)):
                if number is not None:
                    page = pages.pages[number]
                    forms[name] = out.copy_foreign(page.as_form_xobject())
                    size = tuple(float(each) for each in page.mediabox[2:])
                    drawn.append(f"q {_placed(size, (height / 2, width), edge)} cm {name} Do Q")
            sheet.Resources = pikepdf.Dictionary(XObject=forms)
            sheet.Contents = out.make_stream(" ".join(drawn).encode())
        title = str(pages.docinfo.get("/Title", ""))
        keywords = str(pages.docinfo.get("/Keywords", ""))
        out.docinfo["/Title"] = f"{title}, booklet"
        if keywords:
            out.docinfo["/Keywords"] = keywords
        made = io.BytesIO()
        out.save(made, deterministic_id=True)
    return made.getvalue()


def _placed(page: tuple[float, ...], room: tuple[float, float], edge: float) -> str:
    """The matrix that shrinks a page into the middle of the room that begins at ``edge``."""
    scale = min(room[0] / page[0], room[1] / page[1])
    across = edge + (room[0] - scale * page[0]) / 2
    return f"{scale:.5f} 0 0 {scale:.5f} {across:.3f} {(room[1] - scale * page[1]) / 2:.3f}"


def spreads(count: int) -> list[tuple[int | None, int | None]]:
    """For each side of each sheet, the left and the right page (from 0); None stays empty."""
    whole = -(-count // 4) * 4
    order = []
    for sheet in range(whole // 4):
        first, last = 2 * sheet, whole - 1 - 2 * sheet
        order += [(last, first), (first + 1, last - 1)]
    return [
        (left if left < count else None, right if right < count else None) for left, right in order
    ]


def bind_folded(packet: "Packet") -> bytes:
    """A packet as a booklet."""
    from courtdesk.paper.binding import bind

    return booklet(bind(packet))
