"""A machine's draft of what was said. It is never the record."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class DraftLine:
    """Words that a machine believes to have heard from ``at`` (UTC) on, for ``seconds``."""

    at: datetime
    seconds: float
    text: str
