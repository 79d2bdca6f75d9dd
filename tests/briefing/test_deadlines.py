"""Days are counted as the rules count them, and every skipped day is named."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from courtdesk.briefing.model import BadDeadline, NewDeadline, Period, Sense
from courtdesk.briefing.service import DeadlineService, RuleService
from courtdesk.cases.model import Case, CaseDetails
from courtdesk.cases.service import CaseService
from courtdesk.vault.store import Vault

CPR, FRCP, OLD, TT = "ew-cpr-2.8", "us-frcp-6a", "us-frcp-6a-1985", "tt-clear"
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def rules(vault: Vault) -> RuleService:
    return RuleService(vault)


@pytest.fixture
def deadlines(vault: Vault) -> DeadlineService:
    return DeadlineService(vault, CaseService(vault))


@pytest.fixture
def case(vault: Vault) -> Case:
    return CaseService(vault).open_case(CaseDetails("C-9", "State v. Moss"), date(2026, 3, 2)).value


def due(rules: RuleService, rule: str, *period: object) -> date:
    return rules.count(rule, Period(*period)).day  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("event", "latest"),
    [(date(2023, 10, 20), date(2023, 10, 16)), (date(2025, 10, 20), date(2025, 10, 14))],
)
def test_three_clear_days_before_a_hearing(rules: RuleService, event: date, latest: date) -> None:
    assert due(rules, CPR, event, 3, Sense.BEFORE) == latest


def test_twenty_eight_clear_days_after_the_first_of_october_end_on_the_thirtieth(
    rules: RuleService,
) -> None:
    assert due(rules, CPR, date(2026, 10, 1), 28, Sense.NOT_BEFORE) == date(2026, 10, 30)


@pytest.mark.parametrize("rule", [CPR, FRCP])
def test_something_due_within_fourteen_days_of_the_second_is_due_on_the_sixteenth(
    rules: RuleService, rule: str
) -> None:
    counted = rules.count(rule, Period(date(2026, 10, 2), 14))
    assert counted.day == date(2026, 10, 16)
    assert counted.skipped == ()


def test_where_both_ends_are_left_out_the_same_period_ends_a_day_later(rules: RuleService) -> None:
    assert due(rules, TT, date(2026, 10, 2), 14) == date(2026, 10, 17)


def test_a_short_federal_period_counts_weekends_too(rules: RuleService) -> None:
    """The rule that left weekends out of periods under eleven days ended in 2009."""
    assert due(rules, FRCP, date(2026, 10, 2), 7) == date(2026, 10, 9)
    assert due(rules, OLD, date(2009, 10, 2), 7) == date(2009, 10, 14)


@pytest.mark.parametrize(
    ("rule", "day"), [(OLD, date(2010, 3, 1)), (FRCP, date(2009, 11, 30)), (CPR, date(1998, 1, 5))]
)
def test_a_rule_counts_no_event_of_another_time(rules: RuleService, rule: str, day: date) -> None:
    with pytest.raises(BadDeadline, match="stands from"):
        due(rules, rule, day, 7)


def test_a_federal_period_that_ends_on_a_holiday_rolls_on_and_says_so(rules: RuleService) -> None:
    counted = rules.count(FRCP, Period(date(2026, 11, 12), 14))
    assert counted.day == date(2026, 11, 27)
    assert [(s.day, s.why) for s in counted.skipped] == [(date(2026, 11, 26), "Thanksgiving Day")]


def test_a_federal_period_before_an_event_rolls_back(rules: RuleService) -> None:
    assert due(rules, FRCP, date(2026, 11, 23), 14, Sense.BEFORE) == date(2026, 11, 9)
    assert due(rules, FRCP, date(2026, 11, 22), 14, Sense.BEFORE) == date(2026, 11, 6)


def test_service_by_mail_adds_its_days_to_the_period_as_it_would_end(rules: RuleService) -> None:
    counted = rules.count(FRCP, Period(date(2026, 11, 12), 14, service="mail"))
    assert counted.day == date(2026, 11, 30)
    assert "FRCP 6(d)" in counted.explanation()


def test_service_by_post_moves_the_beginning_to_a_day_on_which_the_court_sits(
    rules: RuleService,
) -> None:
    counted = rules.count(CPR, Period(date(2026, 10, 1), 14, service="post"))
    assert counted.begins == date(2026, 10, 5)
    assert counted.day == date(2026, 10, 19)
    assert [s.why for s in counted.skipped] == ["Saturday", "Sunday"]


def test_a_way_of_service_that_the_rule_does_not_know_is_refused(rules: RuleService) -> None:
    with pytest.raises(BadDeadline, match="Known are: mail"):
        due(rules, FRCP, date(2026, 10, 2), 7, Sense.WITHIN, "pigeon")


def test_each_skipped_day_of_a_short_period_is_named(rules: RuleService) -> None:
    counted = rules.count(CPR, Period(date(2025, 10, 20), 3, Sense.BEFORE))
    assert [s.why for s in counted.skipped] == ["Saturday", "Sunday"]


def test_a_bank_holiday_is_no_court_day(rules: RuleService) -> None:
    counted = rules.count(CPR, Period(date(2026, 4, 8), 2, Sense.BEFORE))
    assert counted.day == date(2026, 4, 1)
    assert {s.why for s in counted.skipped} == {
        "Easter Monday",
        "Good Friday",
        "Saturday",
        "Sunday",
    }


@pytest.mark.parametrize("days", [-1, 4_000])
def test_a_period_out_of_reason_is_refused(rules: RuleService, days: int) -> None:
    with pytest.raises(BadDeadline, match="ten years"):
        due(rules, CPR, date(2026, 1, 1), days)


def test_every_rule_names_its_source_and_since_when_it_stands(rules: RuleService) -> None:
    for rule in rules.rules():
        assert rule.source
        assert rule.effective_from < date(2026, 11, 22)
        assert all(method.source for method in rule.services)


def test_a_court_edits_the_rules_in_a_file_and_its_days_off_count(rules: RuleService) -> None:
    document = json.loads(rules.export_rules())
    federal = next(entry for entry in document["rules"] if entry["id"] == FRCP)
    federal["closed"] = [{"day": "2026-10-09", "why": "Court moves house"}]
    federal["verified_on"] = "2026-11-01"
    rules.import_rules(json.dumps({"rules": [federal]}))
    counted = rules.count(FRCP, Period(date(2026, 10, 2), 7))
    assert counted.day == date(2026, 10, 13)
    assert counted.skipped[0].why == "Court moves house"
    assert rules.rule(FRCP).verified_on == "2026-11-01"
    assert len(rules.rules()) == len(document["rules"])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"rules": []}',
        '{"rules": [{"id": "x"}]}',
        '{"rules": ["x"]}',
        json.dumps({"rules": [{"id": "x", "name": "X", "source": "S", "roll": "none",
            "effective_from": "2026-01-01", "clear": False, "short_at_most": 0,
            "holidays": {"country": "Nowhere"}}]}),
    ],
)  # fmt: skip
def test_a_file_that_holds_no_rules_changes_nothing(rules: RuleService, text: str) -> None:
    before = rules.rules()
    with pytest.raises(BadDeadline):
        rules.import_rules(text)
    assert rules.rules() == before


def test_a_counted_deadline_keeps_how_it_was_reached(
    deadlines: DeadlineService, case: Case
) -> None:
    period = Period(date(2026, 11, 12), 14)
    new = NewDeadline(case.id, " Answer \n", date.max, "P. Hart", FRCP, period=period)
    kept = deadlines.add(new).value
    assert (kept.what.due_on, kept.what.text) == (date(2026, 11, 27), "Answer")
    assert deadlines.deadline(kept.id) == kept
    for words in ("14 days after Thu 12 Nov 2026", "Thu 26 Nov 2026, Thanksgiving Day", "r. 6(a)"):
        assert words in kept.what.explanation


def test_a_deadline_is_moved_ticked_off_opened_and_deleted(
    deadlines: DeadlineService, case: Case
) -> None:
    period = Period(date(2026, 11, 12), 14)
    new = NewDeadline(case.id, "Answer", date.max, rule_id=FRCP, period=period)
    kept = deadlines.add(new).value
    moved = NewDeadline(case.id, "Answer", date(2026, 12, 4))
    assert deadlines.change(kept.id, moved).value.what == moved
    assert [item.deadline.what for item in deadlines.due(date.max)] == [moved]
    deadlines.set_done(kept.id, AT)
    assert deadlines.due(date.max) == ()
    deadlines.set_done(kept.id, None)
    deadlines.delete(kept.id)
    assert deadlines.due(date.max) == ()
    with pytest.raises(BadDeadline, match="no longer"):
        deadlines.set_done(kept.id, AT)


@pytest.mark.parametrize("text", ["", " \n ", "x" * 501])
def test_a_deadline_without_words_or_with_too_many_is_refused(
    deadlines: DeadlineService, case: Case, text: str
) -> None:
    with pytest.raises(BadDeadline):
        deadlines.add(NewDeadline(case.id, text, date(2026, 12, 4)))


def test_the_shipped_rules_are_a_file_that_a_court_can_read(rules: RuleService) -> None:
    path = Path(__file__).parents[2] / "resources" / "briefing" / "counting.json"
    ids = [entry["id"] for entry in json.loads(path.read_text(encoding="utf-8"))["rules"]]
    assert [rule.id for rule in rules.rules()] == ids
