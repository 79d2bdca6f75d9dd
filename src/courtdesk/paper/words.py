"""Dates, times and spans in the words of the paper, the same on every machine."""

from datetime import date, timedelta

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def long_date(day: date) -> str:
    """A day in words, for instance “23 November 2026”."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def full_date(day: date) -> str:
    """A day in words with its name, for instance “Monday 23 November 2026”."""
    return f"{_DAYS[day.weekday()]} {long_date(day)}"


def span(length: timedelta) -> str:
    """How long something took, in hours and minutes, or in seconds below a minute."""
    minutes, seconds = divmod(round(length.total_seconds()), 60)
    if not minutes:
        return f"{seconds} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min"
