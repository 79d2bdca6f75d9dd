"""The date and time that a line sets the next hearing down for.

Only what is certain is taken: a day that is written out (“3 December”, “December 3, 2026”,
“2026-12-03”, “Monday”, “tomorrow”) and a time of day. “12/3” means two days, and a weekday that
does not fit its date means neither: those set nothing down.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTH = "|".join(rf"{m[:3]}(?:{m[3:]})?" if len(m) > 3 else m for m in _MONTHS) + "|sept"
_DAY = "|".join(rf"{d[:3]}(?:{d[3:]})?" for d in _DAYS) + "|tues|thur|thurs"
_DATE = re.compile(
    rf"""(?:\b(?P<weekday>{_DAY})\b[.,]?\s*)?
    (?:(?P<iso>\b\d{{4}}-\d{{2}}-\d{{2}}\b)
    |\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m1>{_MONTH})\b\.?,?(?:\s+(?P<y1>\d{{4}})\b)?
    |\b(?P<m2>{_MONTH})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:),?(?:\s+(?P<y2>\d{{4}})\b)?)
    |\b(?P<alone>{_DAY}|tomorrow)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_TIME = re.compile(
    r"\b(?:at\s+)?(?P<h>\d{1,2})(?:[:.](?P<m>[0-5]\d))?\s*(?P<half>[ap]\.?m\b\.?)?|\bnoon\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class NextDate:
    """When a hearing is set down for (aware, UTC is left to the caller), and what for."""

    at: datetime
    what: str
    words: str


def next_date(text: str, heard_on: date, zone: tzinfo) -> NextDate | None:
    """What a line sets down, read on ``heard_on`` in the court's ``zone``; None if unsure."""
    found = _DATE.search(text)
    day = None if found is None else _day(found, heard_on)
    if found is None or day is None:
        return None
    clock, end = _clock(text, found.end())
    if clock is None:
        return None
    rest = text[end:].split(";", maxsplit=1)[0]
    what = re.sub(r"^[\s,:.–-]*(?:for\s+)?", "", rest, flags=re.IGNORECASE)
    words = text[found.start() : end].strip(" ,;")
    return NextDate(datetime.combine(day, clock, zone), what.strip(" ."), words)


def _day(found: "re.Match[str]", heard_on: date) -> date | None:
    if found["alone"]:
        if found["alone"].casefold() == "tomorrow":
            return heard_on + timedelta(days=1)
        ahead = (_weekday(found["alone"]) - heard_on.weekday() - 1) % 7 + 1
        return heard_on + timedelta(days=ahead)
    try:
        day = _written(found, heard_on)
    except ValueError:
        return None
    if found["weekday"] and _weekday(found["weekday"]) != day.weekday():
        return None
    return day


def _written(found: "re.Match[str]", heard_on: date) -> date:
    """The date that is written; without a year the first one after the hearing."""
    if found["iso"]:
        return date.fromisoformat(found["iso"])
    month = found["m1"] or found["m2"]
    number = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(month[:3].casefold()))
    day, year = int(found["d1"] or found["d2"]), found["y1"] or found["y2"]
    if year:
        return date(int(year), number, day)
    this_year = date(heard_on.year, number, day)
    return this_year if this_year > heard_on else date(heard_on.year + 1, number, day)


def _weekday(name: str) -> int:
    return next(n for n, day in enumerate(_DAYS) if day.startswith(name[:3].casefold()))


def _clock(text: str, start: int) -> tuple[time | None, int]:
    """The time of day behind ``start``, and where it ends."""
    for found in _TIME.finditer(text, start):
        if found["h"] is None:
            return time(12), found.end()
        if found["m"] is None and found["half"] is None:
            continue
        hour, minute = int(found["h"]), int(found["m"] or 0)
        if found["half"]:
            if not 1 <= hour <= 12:
                return None, start
            hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
        if hour > 23:
            return None, start
        return time(hour, minute), found.end()
    return None, start
