"""Second copies of a PDF, as the press's child makes them: the bytes, and what they are."""

from datetime import UTC, datetime

from courtdesk.paper.password import protected
from courtdesk.paper.signature import Certificate, signed


def protected_copy(content: bytes, password: str) -> tuple[bytes, str]:
    """A copy that ``password`` opens."""
    return protected(content, password), "with password"


def signed_copy(content: bytes, certificate: Certificate) -> tuple[bytes, str]:
    """A copy signed now."""
    return signed(content, certificate, datetime.now(UTC)), "signed"
