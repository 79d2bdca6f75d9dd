"""Counting rules: those shipped, the court's own over them, and the holidays of a kept library."""

from datetime import date
from functools import cache

from sqlalchemy import select

from courtdesk.assets import resource
from courtdesk.briefing.model import (
    BadDeadline,
    Counted,
    CountingRule,
    Period,
    Sense,
    count,
    rules_from_json,
    rules_to_json,
)
from courtdesk.briefing.tables import CountingRuleRow
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.roles import Ability
from courtdesk.vault.store import Vault


class RuleService:
    """The counting rules of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def rules(self) -> tuple[CountingRule, ...]:
        """Every rule; one of the court's own stands in place of the shipped one of its id."""
        with self._vault.read() as session:
            rows = session.scalars(select(CountingRuleRow).order_by(CountingRuleRow.id))
            own = {rule.id: rule for row in rows for rule in rules_from_json(row.rule)}
        shipped_ids = {rule.id for rule in shipped()}
        return (
            *(own.get(rule.id, rule) for rule in shipped()),
            *(rule for rule_id, rule in own.items() if rule_id not in shipped_ids),
        )

    def rule(self, rule_id: str) -> CountingRule:
        """The rule with this id.

        Raises:
            BadDeadline: there is none.
        """
        for rule in self.rules():
            if rule.id == rule_id:
                return rule
        known = ", ".join(rule.id for rule in self.rules())
        raise BadDeadline(f"There is no counting rule “{rule_id}”. Known are: {known}.")

    def count(self, rule_id: str, period: Period) -> Counted:
        """The day that a period comes to under a rule, with each day that was not counted.

        Raises:
            BadDeadline: there is no such rule, it did not stand then, or the period makes no
                sense.
        """
        rule = self.rule(rule_id)
        reach = max(period.days, 0) // 365 * 2 + 2
        years = range(period.trigger.year, period.trigger.year + reach)
        if period.sense is Sense.BEFORE:
            years = range(period.trigger.year - reach + 1, period.trigger.year + 1)
        return count(rule, period, holidays_of(rule, years))

    def import_rules(self, text: str) -> Saved[int]:
        """Keep the rules of a file as the court's own; the value is how many there were.

        Raises:
            BadDeadline: it is no file of rules, or one of them names no calendar that is known.
            NotAllowed: the role may not change settings.
        """
        self._vault.require(Ability.CHANGE_SETTINGS)
        rules = rules_from_json(text)
        for rule in rules:
            holidays_of(rule, range(2026, 2027))
        with self._vault.write("rules.import") as unit:
            for rule in rules:
                row = unit.session.get(CountingRuleRow, rule.id)
                if row is None:
                    row = CountingRuleRow(id=rule.id)
                    unit.add(row)
                row.rule = rules_to_json((rule,))
            unit.commit()
        ids = frozenset(rule.id for rule in rules)
        return Saved(len(rules), Changed(frozenset({"counting_rule"}), ids))

    def export_rules(self) -> str:
        """All rules as a file that :meth:`import_rules` reads."""
        return rules_to_json(self.rules())


@cache
def shipped() -> tuple[CountingRule, ...]:
    """The rules of ``resources/briefing/counting.json``."""
    return rules_from_json(resource("briefing", "counting.json").read_text(encoding="utf-8"))


def holidays_of(rule: CountingRule, years: range) -> dict[date, str]:
    """The holidays of a rule's calendar in ``years``, with their names.

    Raises:
        BadDeadline: the library has no such calendar.
    """
    import holidays

    try:
        found = holidays.country_holidays(rule.country, subdiv=rule.subdivision, years=years)
    except NotImplementedError:
        place = "-".join(filter(None, (rule.country, rule.subdivision)))
        raise BadDeadline(f"“{rule.name}”: there is no calendar of holidays “{place}”.") from None
    return dict(found.items())
