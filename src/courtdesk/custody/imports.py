"""Printouts from outside, read before anything in them is believed."""

from courtdesk.errors import KnownError
from courtdesk.intake.confined import ReaderEnded, confined
from courtdesk.paper.reading import fingerprint_of


def fingerprint_on(content: bytes) -> str:
    """The record's fingerprint in a PDF from outside, read in a child process; else empty.

    Raises:
        KnownError: reading the file takes more memory or time than it may.
    """
    if not content.startswith(b"%PDF-"):
        return ""
    try:
        return str(confined(fingerprint_of, content))
    except ReaderEnded as error:
        raise KnownError(
            "The PDF asks for more memory or time than a printout should, and was not read. Check "
            "the receipt’s code or compare the fingerprint at the foot of the page by eye."
        ) from error
