"""Booklets: two pages a side on sheets that are printed on both sides and folded once.

A booklet is a copy for the printer. It holds no tags and does not claim to be PDF/A.
"""

import io

from courtdesk.errors import KnownError

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
        width, height = (float(each) for each in pages.pages[0].mediabox[2:])
        for left, right in spreads(count):
            sheet = out.add_blank_page(page_size=(height, width))
            halves = {
                name: (out.copy_foreign(pages.pages[page].as_form_xobject()), edge)
                for name, page, edge in (("/L", left, 0.0), ("/R", right, height / 2))
                if page is not None
            }
            forms = {name: form for name, (form, _) in halves.items()}
            sheet.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(forms))
            scale = min(height / 2 / width, width / height)
            drawn = [
                f"q {scale:.5f} 0 0 {scale:.5f} {edge + (height / 2 - scale * width) / 2:.3f} "
                f"{(width - scale * height) / 2:.3f} cm {name} Do Q"
                for name, (_, edge) in halves.items()
            ]
            sheet.Contents = out.make_stream(" ".join(drawn).encode())
        title = str(pages.docinfo.get("/Title", ""))
        keywords = str(pages.docinfo.get("/Keywords", ""))
        out.docinfo["/Title"] = f"{title}, booklet"
        if keywords:
            out.docinfo["/Keywords"] = keywords
        made = io.BytesIO()
        out.save(made, deterministic_id=True)
    return made.getvalue()


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
