"""Days are counted as the rules count them, and every skipped day is named."""

from datetime import date

import pytest

from courtdesk.briefing.imports import holidays_between, rules
from courtdesk.briefing.model import BadDeadline, count_back, count_on

RULES = {rule.id: rule for rule in rules()}
CPR = RULES["ew-cpr-2.8"]
FRCP = RULES["us-frcp-6a"]


def days_off(rule_id: str, year: int) -> dict[date, str]:
    return holidays_between(rule_id, date(year, 1, 1), date(year + 1, 1, 31))


@pytest.mark.parametrize(
    ("event", "latest"),
    [(date(2023, 10, 20), date(2023, 10, 16)), (date(2025, 10, 20), date(2025, 10, 14))],
)
def test_three_clear_days_before_a_hearing(event: date, latest: date) -> None:
    assert count_back(event, 3, CPR, days_off(CPR.id, event.year)).day == latest


def test_twenty_eight_clear_days_after_the_first_of_october_end_on_the_thirtieth() -> None:
    assert count_on(date(2026, 10, 1), 28, CPR, days_off(CPR.id, 2026)).day == date(2026, 10, 30)


def test_fourteen_days_under_the_federal_rule_are_calendar_days() -> None:
    counted = count_on(date(2026, 10, 2), 14, FRCP, days_off(FRCP.id, 2026))
    assert counted.day == date(2026, 10, 16)
    assert counted.skipped == ()


def test_a_short_federal_period_counts_weekends_too() -> None:
    """The rule that left weekends out of periods under eleven days ended in 2009."""
    assert count_on(date(2026, 10, 2), 7, FRCP, days_off(FRCP.id, 2026)).day == date(2026, 10, 9)


def test_a_federal_period_that_ends_on_a_holiday_rolls_on_and_says_so() -> None:
    counted = count_on(date(2026, 11, 12), 14, FRCP, days_off(FRCP.id, 2026))
    assert counted.day == date(2026, 11, 27)
    assert [(s.day, s.why) for s in counted.skipped] == [(date(2026, 11, 26), "Thanksgiving Day")]


def test_each_skipped_day_of_a_short_period_is_named() -> None:
    counted = count_back(date(2025, 10, 20), 3, CPR, days_off(CPR.id, 2025))
    assert [s.why for s in counted.skipped] == ["Saturday", "Sunday"]


def test_a_bank_holiday_is_no_court_day() -> None:
    counted = count_back(date(2026, 4, 8), 2, CPR, days_off(CPR.id, 2026))
    assert counted.day == date(2026, 4, 1)
    assert {s.why for s in counted.skipped} == {
        "Easter Monday",
        "Good Friday",
        "Saturday",
        "Sunday",
    }


@pytest.mark.parametrize("days", [-1, 4_000])
def test_a_period_out_of_reason_is_refused(days: int) -> None:
    with pytest.raises(BadDeadline, match="ten years"):
        count_on(date(2026, 1, 1), days, CPR, {})


def test_every_rule_names_its_source_and_since_when_it_stands() -> None:
    for rule in rules():
        assert rule.source
        assert rule.effective_from < date(2026, 11, 22)
