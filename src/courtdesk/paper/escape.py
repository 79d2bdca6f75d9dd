"""The one place that makes text from people fit for paper.

Text is never markup here: it is drawn character by character, so ``<b>&`` needs no escaping on
the page. What does need care is what cannot be seen: control characters and marks that turn the
order of reading around. They are shown by their code, so that what the paper says is what the
record says.
"""

import re
import unicodedata
from xml.sax.saxutils import escape

_NEWLINES = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufff9-\ufffb\u202a-\u202e\ufdd0-\ufdef]"
)
_DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\ufe0e\ufe0f"))


def code(characters: str, limit: int = 8) -> str:
    """``characters`` by their Unicode numbers, for instance ``[U+0939 U+093F]``.

    Of more than ``limit`` characters only the first are named, with their number.
    """
    named = " ".join(f"U+{ord(each):04X}" for each in characters[:limit])
    if len(characters) > limit:
        return f"[{named} … {len(characters)} characters]"
    return f"[{named}]"


def printable(text: str) -> str:
    """``text`` in composed form, with line feeds as the only control character.

    Other control characters, overrides of the reading order and broken surrogates are replaced
    by their code; characters that are invisible by design are left out.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _NEWLINES.sub("\n", text).replace("\t", " ")
    text = _HIDDEN.sub(lambda found: code(found[0]), text)
    return unicodedata.normalize("NFC", text.translate(_DROPPED))


def xml(text: str) -> str:
    """``text`` inside an XML element, for the metadata of a PDF."""
    return escape(printable(text))
