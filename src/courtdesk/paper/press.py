"""The press: a document becomes the bytes of a PDF/A-1b file, in memory.

Importing this module costs nothing; ReportLab is imported when something is pressed. Pressing
is pure: the same document gives the same bytes, so it can run in any process.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from courtdesk.paper.blocks import Document, Heading, Paragraph
from courtdesk.paper.imprint import Imprint, Masthead, PaperSize


def press(document: Document, on_page: Callable[[int], None] | None = None) -> bytes:
    """The pages of ``document`` as a PDF.

    ``on_page`` is told the number of each page as it is finished. At the end the document says
    itself what it could not set, if anything.
    """
    from courtdesk.paper.canvas import PaperCanvas
    from courtdesk.paper.compose import Composer
    from courtdesk.paper.flow import Flow
    from courtdesk.paper.frame import Frame, NoFrame
    from courtdesk.paper.lines import Breaker
    from courtdesk.paper.type import Typesetter

    document = under_pseudonyms(document)
    typesetter = Typesetter()
    canvas = PaperCanvas(document, typesetter)
    breaker = Breaker(typesetter)
    frame = NoFrame(document) if document.bare else Frame(document, canvas, breaker)
    flow = Flow(canvas, frame, on_page)
    composer = Composer(breaker, flow)
    if not document.bare:
        composer.title(document)
    composer.compose(document.blocks)
    if typesetter.unset and not document.bare:
        composer.compose(what_is_missing(typesetter.unset))
    frame.draw_feet(flow.finish())
    return canvas.finish()


def under_pseudonyms(document: Document) -> Document:
    """``document`` with its imprint's pseudonyms put through in all that it says."""
    names = document.imprint.pseudonyms
    if not names:
        return document
    return replace(
        document,
        masthead=names.through_all(document.masthead),
        blocks=names.through_all(document.blocks),
    )


def warm() -> None:
    """Presses a page for nobody, so that this process is quick with its first real one."""
    printed_at = datetime(2000, 1, 1, tzinfo=UTC)
    imprint = Imprint(PaperSize.A4, printed_by="", printed_at=printed_at, zone="UTC")
    press(Document(Masthead(court="", case="", title=""), imprint, (Paragraph("warm"),)))


def what_is_missing(unset: dict[str, int]) -> tuple[Heading, Paragraph]:
    """What a document says at its end of the characters that it could not set."""
    scripts = ", ".join(f"{script} ({count})" for script, count in sorted(unset.items()))
    return (
        Heading("Characters that could not be printed", level=3),
        Paragraph(
            "Some characters cannot be set in the typefaces of this document. Each is replaced, "
            "in square brackets, by its Unicode number; the record itself holds the characters "
            f"unchanged. By script: {scripts}."
        ),
    )
