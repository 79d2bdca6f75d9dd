"""Counting days as a court's rule counts them, with every skipped day in sight.

A rule is data with a source; this is only the arithmetic. A day on which the court does not sit
is a Saturday, a Sunday or a holiday of the rule's calendar. The answer names each day that was
not counted and why, so that whoever answers for the deadline can check it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from courtdesk.briefing.model.rules import BadDeadline, CountingRule, Roll, ServiceMethod

_DAY = timedelta(days=1)
_MOST = 3_650


class Sense(StrEnum):
    """What a period is for."""

    WITHIN = "within"
    """Something must be done within the days after the event; the answer is the last day."""
    NOT_BEFORE = "not before"
    """So many days must pass after the event; the answer is the first day on which one may act."""
    BEFORE = "before"
    """Something must be done so many days before the event; the answer is the last day for it."""


@dataclass(frozen=True)
class Period:
    """What is counted: ``days`` from or to the event of ``trigger``, served in some way."""

    trigger: date
    days: int
    sense: Sense = Sense.WITHIN
    service: str = ""


@dataclass(frozen=True)
class Skipped:
    """A day that was not counted, and why."""

    day: date
    why: str


@dataclass(frozen=True)
class Counted:
    """A date, and how it was reached. ``begins`` is the day from which was counted."""

    day: date
    rule: CountingRule
    skipped: tuple[Skipped, ...]
    period: Period
    begins: date

    def explanation(self) -> str:
        """How the date was reached: the period, the rule with its source, every day left out."""
        period, words = self.period, _WORDS[self.period.sense]
        plural = "" if period.days == 1 else "s"
        lines = [f"{period.days} day{plural} {words} {_said(period.trigger)}: {_said(self.day)}."]
        lines.append(f"{self.rule.name}; {self.rule.source}.")
        if period.service:
            method = self.rule.method(period.service)
            counted = f", counted from {_said(self.begins)}" if method.moves_start else ""
            lines.append(f"Served {method.name} ({method.source}){counted}.")
        skipped = "; ".join(f"{_said(s.day)}, {s.why}" for s in self.skipped)
        lines.append(f"Not counted: {skipped or 'no day'}.")
        return "\n".join(lines)


_WORDS = {Sense.WITHIN: "after", Sense.NOT_BEFORE: "clear after", Sense.BEFORE: "before"}


def _said(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"


def count(rule: CountingRule, period: Period, holidays: Mapping[date, str]) -> Counted:
    """The day that a period comes to.

    Raises:
        BadDeadline: the period is negative or longer than ten years, the rule does not stand on
            the day of the event, or knows no such way of service.
    """
    if not 0 <= period.days <= _MOST:
        raise BadDeadline("A period has between 0 days and ten years. Check the number of days.")
    rule.check_stands(period.trigger)
    walk = _Walk(rule, holidays, -_DAY if period.sense is Sense.BEFORE else _DAY)
    method = rule.method(period.service) if period.service else None
    day = period.trigger
    if method is not None and method.moves_start:
        day = walk.served(day, method)
    begins = day
    day = walk.over(day, period.days, is_short=0 < period.days <= rule.short_at_most)
    if rule.leaves_last_out(in_sense_of_within=period.sense is Sense.WITHIN):
        day = walk.next_act(day, is_short=0 < period.days <= rule.short_at_most)
    roll = rule.roll_within if period.sense is Sense.WITHIN else rule.roll
    if roll is Roll.ONWARD:
        day = walk.rolled(day)
    if method is not None and not method.moves_start and method.adds:
        day += timedelta(days=method.adds)  # after the period as it would otherwise end
        day = walk.rolled(day) if roll is Roll.ONWARD else day
    skipped = tuple(sorted(walk.skipped, key=lambda s: s.day))
    return Counted(day, rule, skipped, period, begins)


class _Walk:
    """Goes from day to day and notes each one that does not count."""

    def __init__(self, rule: CountingRule, holidays: Mapping[date, str], step: timedelta) -> None:
        self._rule = rule
        self._holidays = holidays
        self._step = step
        self.skipped: list[Skipped] = []

    def served(self, day: date, method: ServiceMethod) -> date:
        """The day on which something counts as served that went off on ``day``."""
        day += timedelta(days=method.adds)
        while method.on_court_day and self._why_closed(day):
            self._skip(day)
            day += _DAY
        return day

    def over(self, day: date, days: int, *, is_short: bool) -> date:
        """``days`` further; a short period counts only days on which the court sits."""
        counted = 0
        while counted < days:
            day += self._step
            if is_short and self._why_closed(day):
                self._skip(day)
            else:
                counted += 1
        return day

    def next_act(self, last: date, *, is_short: bool) -> date:
        """The day after the clear ones; in a short period it is one on which the court sits."""
        day = last + self._step
        while is_short and self._why_closed(day):
            self._skip(day)
            day += self._step
        return day

    def rolled(self, day: date) -> date:
        """``day``, or the next one on which the court sits."""
        while self._why_closed(day):
            self._skip(day)
            day += self._step
        return day

    def _skip(self, day: date) -> None:
        self.skipped.append(Skipped(day, self._why_closed(day)))

    def _why_closed(self, day: date) -> str:
        closed = dict(self._rule.closed)
        if day in closed:
            return closed[day]
        if day in self._holidays:
            return self._holidays[day]
        return {5: "Saturday", 6: "Sunday"}.get(day.weekday(), "")
