"""A recording that was made elsewhere, and when it began."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Origin:
    """The file that a recording was imported from: its name, its form, and its SHA-256."""

    file: str
    form: str
    sha256: str


@dataclass(frozen=True)
class ImportPlan:
    """What is imported to which hearing. ``started_at`` is when its first sample was heard, UTC.

    ``channels`` names each of the file's channels; ``rate`` is samples a second.
    """

    hearing_id: str
    channels: tuple[str, ...]
    rate: int
    started_at: datetime
    origin: Origin
