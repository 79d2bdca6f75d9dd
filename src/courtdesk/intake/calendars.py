"""Calendars from outside (iCalendar, RFC 5545) as tables of text. Runs in the child with limits.

Moments keep their zone's offset; a moment without a zone, and a day without a time, stand without
one, and whoever reads the table says what that means.
"""

from datetime import date, datetime
from typing import Any

from courtdesk.intake.tables import BadFile

HEAD = ("start", "end", "summary", "location", "description", "status", "repeats")
_NOT_A_CALENDAR = "The file is not a readable calendar. Nothing was imported."


def event_rows(text: str) -> list[list[str]]:
    """The head, and a row for each event of a calendar.

    Raises:
        BadFile: it is no calendar.
    """
    from icalendar import Calendar

    try:
        calendars = Calendar.from_ical(text, multiple=True)
        events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
        rows = [_row(event) for event in events]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise BadFile(_NOT_A_CALENDAR) from error
    if not calendars or "END:VCALENDAR" not in text[-200:].upper():
        raise BadFile("The calendar breaks off before its end. Nothing was imported.")
    return [list(HEAD), *rows]


def _row(event: Any) -> list[str]:
    return [
        _moment(event, "DTSTART"),
        _moment(event, "DTEND"),
        _text(event, "SUMMARY"),
        _text(event, "LOCATION"),
        _text(event, "DESCRIPTION"),
        _text(event, "STATUS").casefold(),
        "yes" if "RRULE" in event or "RDATE" in event else "",
    ]


def _moment(event: Any, name: str) -> str:
    value = event.get(name)
    moment = getattr(value, "dt", None)
    return moment.isoformat() if isinstance(moment, datetime | date) else ""


def _text(event: Any, name: str) -> str:
    value = event.get(name)
    return "" if value is None else str(value).strip()
