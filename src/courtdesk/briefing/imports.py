"""The counting rules that are shipped as data, and the holidays of a kept calendar library."""

import json
from datetime import date
from functools import cache
from typing import Any

from courtdesk.assets import resource
from courtdesk.briefing.model import BadDeadline, CountingRule, Roll


@cache
def rules() -> tuple[CountingRule, ...]:
    """Every counting rule, in the order of the file."""
    return tuple(
        CountingRule(
            id=entry["id"],
            name=entry["name"],
            source=entry["source"],
            effective_from=date.fromisoformat(entry["effective_from"]),
            clear=entry["clear"],
            short_at_most=entry["short_at_most"],
            roll=Roll(entry["roll"]),
        )
        for entry in _entries()
    )


def rule_named(rule_id: str) -> CountingRule:
    """The rule with this id.

    Raises:
        BadDeadline: there is none.
    """
    for rule in rules():
        if rule.id == rule_id:
            return rule
    known = ", ".join(rule.id for rule in rules())
    raise BadDeadline(f"There is no counting rule “{rule_id}”. Known are: {known}.")


def holidays_between(rule_id: str, first: date, last: date) -> dict[date, str]:
    """The holidays of a rule's calendar from ``first`` to ``last``, with their names.

    Raises:
        BadDeadline: there is no such rule.
    """
    import holidays

    rule_named(rule_id)
    (entry,) = (entry for entry in _entries() if entry["id"] == rule_id)
    place = entry["holidays"]
    years = range(first.year, last.year + 1)
    found = holidays.country_holidays(place["country"], subdiv=place["subdivision"], years=years)
    return {day: name for day, name in found.items() if first <= day <= last}


@cache
def _entries() -> list[dict[str, Any]]:
    text = resource("briefing", "counting.json").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = json.loads(text)["rules"]
    return entries
