"""Counting rules: data of a court, with source and dates, and how they are written in a file."""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from courtdesk.errors import KnownError


class Roll(StrEnum):
    """What happens where the last day is none on which the court sits."""

    NONE = "none"
    ONWARD = "onward"


class BadDeadline(KnownError):
    """A period cannot be counted as it was given, or a deadline not kept."""


@dataclass(frozen=True)
class ServiceMethod:
    """A way of service, and the days that it costs.

    ``moves_start``: the period begins ``adds`` days later, on a day on which the court sits if
    ``on_court_day``; otherwise the days are added after the period.
    """

    id: str
    name: str
    adds: int
    source: str
    moves_start: bool = False
    on_court_day: bool = False


@dataclass(frozen=True)
class CountingRule:
    """How a court counts days.

    ``clear``: the day of the act that ends a period is left out as well as that on which it
    begins; ``last_day_out``: the last day is left out in every period. A period of at most
    ``short_at_most`` days counts only days on which the court sits. ``roll_within`` is for
    something to be done within a period. ``country`` and ``subdivision`` name the calendar of a
    kept library; ``closed`` are the court's own days off. ``effective_to`` is None while the rule
    stands; ``verified_on`` is empty until somebody has checked it for the court.
    """

    id: str
    name: str
    source: str
    effective_from: date
    clear: bool
    short_at_most: int
    roll: Roll
    roll_within: Roll
    country: str
    subdivision: str | None = None
    last_day_out: bool = False
    effective_to: date | None = None
    verified_on: str = ""
    services: tuple[ServiceMethod, ...] = ()
    closed: tuple[tuple[date, str], ...] = ()

    def method(self, service_id: str) -> ServiceMethod:
        """The way of service with this id.

        Raises:
            BadDeadline: the rule knows none.
        """
        for method in self.services:
            if method.id == service_id:
                return method
        known = ", ".join(method.id for method in self.services) or "none"
        raise BadDeadline(f"“{self.name}” knows no service “{service_id}”. Known are: {known}.")

    def check_stands(self, day: date) -> None:
        """Raises:
        BadDeadline: the rule did not stand on ``day``, or no longer does.
        """
        if day < self.effective_from or (self.effective_to and day > self.effective_to):
            until = f" to {self.effective_to}" if self.effective_to else ""
            raise BadDeadline(
                f"“{self.name}” stands from {self.effective_from}{until}, and the event is of "
                f"{day}. Choose the rule of that time."
            )

    def leaves_last_out(self, *, in_sense_of_within: bool) -> bool:
        """Whether the last day of a period is not counted."""
        return self.last_day_out or (self.clear and not in_sense_of_within)


def rules_from_json(text: str) -> tuple[CountingRule, ...]:
    """The rules of a file as :func:`rules_to_json` writes it.

    Raises:
        BadDeadline: it is no such file; the sentence names the rule and what is wrong.
    """
    try:
        entries = json.loads(text)["rules"]
    except (ValueError, KeyError, TypeError):
        raise BadDeadline(
            "This is no file of counting rules. Export the rules to see one."
        ) from None
    if not isinstance(entries, list) or not entries:
        raise BadDeadline("The file has no rule in it.")
    found = tuple(rule_of(entry, place) for place, entry in enumerate(entries, start=1))
    if len({rule.id for rule in found}) < len(found):
        raise BadDeadline("Two rules of the file have the same id.")
    return found


def rules_to_json(rules: tuple[CountingRule, ...]) -> str:
    """Rules as a file that a court can edit."""
    entries = [entry_of(rule) for rule in rules]
    return json.dumps({"rules": entries}, ensure_ascii=False, indent=1) + "\n"


def rule_of(entry: Any, place: int = 1) -> CountingRule:
    """One rule of a file.

    Raises:
        BadDeadline: something in it is missing or not understood.
    """
    try:
        return _rule(entry)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        name = entry.get("id", place) if isinstance(entry, dict) else place
        raise BadDeadline(f"Rule {name}: {error} is missing or not understood.") from None


def _rule(entry: dict[str, Any]) -> CountingRule:
    roll, place = Roll(entry["roll"]), entry["holidays"]
    until = entry.get("effective_to")
    rule = CountingRule(
        id=_text(entry, "id"),
        name=_text(entry, "name"),
        source=_text(entry, "source"),
        effective_from=date.fromisoformat(entry["effective_from"]),
        clear=bool(entry["clear"]),
        short_at_most=int(entry["short_at_most"]),
        roll=roll,
        roll_within=Roll(entry.get("roll_within", roll)),
        country=_text(place, "country"),
        subdivision=place.get("subdivision"),
        last_day_out=bool(entry.get("last_day_out", False)),
        effective_to=date.fromisoformat(until) if until else None,
        verified_on=str(entry.get("verified_on", "")),
        services=tuple(
            ServiceMethod(
                _text(each, "id"),
                _text(each, "name"),
                int(each["adds"]),
                _text(each, "source"),
                bool(each.get("moves_start", False)),
                bool(each.get("on_court_day", False)),
            )
            for each in entry.get("services", ())
        ),
        closed=tuple(
            (date.fromisoformat(each["day"]), str(each["why"])) for each in entry.get("closed", ())
        ),
    )
    if rule.short_at_most < 0 or any(method.adds < 0 for method in rule.services):
        raise ValueError("a negative number of days")
    return rule


def _text(entry: dict[str, Any], name: str) -> str:
    text = str(entry[name]).strip()
    if not text:
        raise ValueError(f"“{name}”")
    return text


def entry_of(rule: CountingRule) -> dict[str, Any]:
    """A rule as it stands in a file."""
    return {
        "id": rule.id,
        "name": rule.name,
        "source": rule.source,
        "effective_from": rule.effective_from.isoformat(),
        "effective_to": rule.effective_to.isoformat() if rule.effective_to else None,
        "verified_on": rule.verified_on,
        "clear": rule.clear,
        "last_day_out": rule.last_day_out,
        "short_at_most": rule.short_at_most,
        "roll": rule.roll.value,
        "roll_within": rule.roll_within.value,
        "holidays": {"country": rule.country, "subdivision": rule.subdivision},
        "services": [vars(method) for method in rule.services],
        "closed": [{"day": day.isoformat(), "why": why} for day, why in rule.closed],
    }
