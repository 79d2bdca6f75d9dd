"""Counting days as a court's rule counts them, with every skipped day in sight.

A rule is data with a source; this is only the arithmetic. A day on which the court does not sit
is a Saturday, a Sunday or a holiday of the rule's calendar. The answer names each day that was
not counted and why, so that whoever answers for the deadline can check it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from courtdesk.errors import KnownError

_DAY = timedelta(days=1)
_MOST = 3_650


class Roll(StrEnum):
    """What happens where the last day is none on which the court sits."""

    NONE = "none"
    ONWARD = "onward"


class BadDeadline(KnownError):
    """A period cannot be counted as it was given."""


@dataclass(frozen=True)
class CountingRule:
    """How a court counts days.

    ``clear``: the day of the act that ends the period is left out as well as that on which it
    begins. A period of at most ``short_at_most`` days counts only days on which the court sits.
    """

    id: str
    name: str
    source: str
    effective_from: date
    clear: bool
    short_at_most: int
    roll: Roll


@dataclass(frozen=True)
class Skipped:
    """A day that was not counted, and why."""

    day: date
    why: str


@dataclass(frozen=True)
class Counted:
    """A date, and how it was reached."""

    day: date
    rule: CountingRule
    skipped: tuple[Skipped, ...]


def count_on(start: date, days: int, rule: CountingRule, holidays: Mapping[date, str]) -> Counted:
    """The day on which a period of ``days`` that begins with an act on ``start`` is over.

    Under a rule of clear days that is the first day on which the next act may be done, the days
    between being clear; otherwise it is the last day of the period, rolled on if need be.

    Raises:
        BadDeadline: the period is negative or longer than ten years.
    """
    return _count(start, days, rule, holidays, _DAY)


def count_back(start: date, days: int, rule: CountingRule, holidays: Mapping[date, str]) -> Counted:
    """The last day on which something may be done ``days`` before an event on ``start``.

    Raises:
        BadDeadline: the period is negative or longer than ten years.
    """
    return _count(start, days, rule, holidays, -_DAY)


def _count(
    start: date, days: int, rule: CountingRule, holidays: Mapping[date, str], step: timedelta
) -> Counted:
    if not 0 <= days <= _MOST:
        raise BadDeadline("A period has between 0 days and ten years. Check the number of days.")
    skipped: list[Skipped] = []
    is_short = 0 < days <= rule.short_at_most
    day, counted = start, 0
    while counted < days:
        day += step
        why = _why_closed(day, holidays)
        if is_short and why:
            skipped.append(Skipped(day, why))
        else:
            counted += 1
    if rule.clear:
        day = _next_act(day, step, is_short, holidays, skipped)
    while rule.roll is Roll.ONWARD and (why := _why_closed(day, holidays)):
        skipped.append(Skipped(day, why))
        day += step
    return Counted(day, rule, tuple(sorted(skipped, key=lambda s: s.day)))


def _next_act(
    last: date,
    step: timedelta,
    is_short: bool,
    holidays: Mapping[date, str],
    skipped: list[Skipped],
) -> date:
    """The day after the clear ones; in a short period it is one on which the court sits."""
    day = last + step
    while is_short and (why := _why_closed(day, holidays)):
        skipped.append(Skipped(day, why))
        day += step
    return day


def _why_closed(day: date, holidays: Mapping[date, str]) -> str:
    if day in holidays:
        return holidays[day]
    return {5: "Saturday", 6: "Sunday"}.get(day.weekday(), "")
