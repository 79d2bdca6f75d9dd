"""Reading a printout again: the fingerprint that a PDF of ours bears."""

import io
import re

_KEYWORD = re.compile(r"record ([0-9a-f]{64})")
_FOOT = re.compile(r"Record((?:\s*[0-9a-f]{4}){16})")
_MAX_PAGES = 5


def fingerprint_of(content: bytes) -> str:
    """The record's fingerprint in a PDF, from its metadata or from the foot of its pages.

    Empty where it bears none, or is no PDF.
    """
    if not content.startswith(b"%PDF-"):
        return ""
    return _in_metadata(content) or _in_text(content)


def page_count(content: bytes) -> int:
    """How many pages a PDF of ours has."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        return len(document)
    finally:
        document.close()


def _in_metadata(content: bytes) -> str:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            found = _KEYWORD.search(str(document.docinfo.get("/Keywords", "")))
    except (pikepdf.PdfError, ValueError):
        return ""
    return found[1] if found else ""


def _in_text(content: bytes) -> str:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return ""
    try:
        for index in range(min(len(document), _MAX_PAGES)):
            page = document[index]
            text = page.get_textpage().get_text_bounded()
            found = _FOOT.search(text)
            if found:
                return "".join(found[1].split())
    finally:
        document.close()
    return ""
