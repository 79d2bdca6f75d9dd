"""A copy that only a password opens, for e-mail (AES-256, ISO 32000-2 revision 6).

PDF/A forbids encryption, so this is a second copy beside the archival one and does not claim to
be one.
"""

import io
import re
from pathlib import Path

from courtdesk.errors import KnownError

FEWEST = 10
"""Characters of a password. Whoever has the file can try as often as they like."""
_CLAIM = re.compile(rb"<rdf:Description[^>]*pdfa/ns/id/[^>]*>.*?</rdf:Description>\n?", re.DOTALL)


class BadPassword(KnownError):
    """The password would not protect."""


def protected(content: bytes, password: str) -> bytes:
    """``content``, a PDF of ours, encrypted so that ``password`` opens it.

    Raises:
        BadPassword: it is too short, or longer than readers take.
    """
    import pikepdf

    if len(password) < FEWEST:
        raise BadPassword(f"Give a password of at least {FEWEST} characters.")
    if len(password.encode()) > 127:
        raise BadPassword("Give a shorter password: PDF readers take 127 bytes at most.")
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if "/Metadata" in pdf.Root:
            packet = _CLAIM.sub(b"", pdf.Root.Metadata.read_bytes())
            pdf.Root.Metadata.write(packet)
        pdf.save(made, encryption=pikepdf.Encryption(owner=password, user=password, R=6))
    return made.getvalue()


def protected_name(target: Path) -> Path:
    """The copy's name beside the archival file's."""
    return target.with_name(f"{target.stem}, with password{target.suffix}")
