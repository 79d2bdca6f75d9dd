"""Times as people type them, on a day of the court."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

_TYPED = re.compile(
    r"\s*(?:(\d{4})-(\d{1,2})-(\d{1,2})[ T]+)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*"
)


def moment_of(text: str, day: date | None, zone: ZoneInfo) -> datetime | None:
    """The moment of ``10:31``, ``10:31:04`` or ``2026-11-23 10:31:04`` in the court's ``zone``.

    A time alone is on ``day``. None if it is no time, or there is no day.
    """
    found = _TYPED.fullmatch(text)
    if found is None or (found[1] is None and day is None):
        return None
    year, month, number, hour, minute, second = (int(part or 0) for part in found.groups())
    if year == 0 and day is not None:
        year, month, number = day.year, day.month, day.day
    try:
        return datetime(year, month, number, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None


def length(seconds: float) -> str:
    """``1:02:03`` or ``2:03``."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
