"""The course of a hearing: its steps, its clock, its plan."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from courtdesk.cases.model import BadCase, Case
from courtdesk.cases.service import CaseService
from courtdesk.hearing.model import (
    Appearance,
    BadEntry,
    EntryKind,
    Hearing,
    HearingPlan,
    HearingState,
    Step,
    possible,
)
from courtdesk.hearing.service import HearingService
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault
from tests.vaults import START, reopen


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def test_the_clock_counts_time_on_and_off_the_record(
    hearings: HearingService, hearing: Hearing
) -> None:
    for step, after in (
        (Step.GO_OFF_RECORD, 10),
        (Step.GO_ON_RECORD, 14),
        (Step.RECESS, 20),
        (Step.RESUME, 35),
        (Step.ADJOURN, 60),
    ):
        hearings.take_step(hearing.id, step, START + minutes(after), new_id())
    clock = hearings.clock(hearing.id)
    assert clock.read(START + minutes(500)) == (minutes(41), minutes(19))
    over = hearings.hearing(hearing.id)
    assert (over.state, over.started_at) == (HearingState.ADJOURNED, START)
    assert over.ended_at == START + minutes(60)


def test_a_running_clock_goes_on_after_the_vault_was_closed(
    hearing: Hearing, vault: Vault, vault_folder: Path
) -> None:
    vault.close()
    again = reopen(vault_folder)
    clock = HearingService(again, CaseService(again)).clock(hearing.id)
    assert clock.state is HearingState.ON_RECORD
    assert clock.read(START + minutes(7)) == (minutes(7), minutes(0))
    again.close()


def test_a_clock_that_was_set_back_never_shrinks_the_record(
    hearings: HearingService, hearing: Hearing
) -> None:
    hearings.take_step(hearing.id, Step.RECESS, START - minutes(3), new_id())
    assert hearings.clock(hearing.id).on_record == minutes(0)


def test_each_step_leaves_a_line_in_the_log(hearings: HearingService, hearing: Hearing) -> None:
    hearings.take_step(hearing.id, Step.RECESS, START + minutes(5), new_id(), " until 10:30 ")
    first, second = hearings.window(hearing.id, 1, 10)
    assert (first.step, first.kind, first.number) == (Step.START, EntryKind.COURSE, 1)
    assert second.text == "Court in recess: until 10:30"
    assert second.at == START + minutes(5)


def test_the_same_step_sent_twice_is_taken_once(hearings: HearingService, hearing: Hearing) -> None:
    entry_id = new_id()
    for _ in range(2):
        saved = hearings.take_step(hearing.id, Step.RECESS, START + minutes(5), entry_id)
        assert saved.value.id == entry_id
    assert hearings.hearing(hearing.id).entries == 2


@pytest.mark.parametrize("step", [Step.START, Step.GO_ON_RECORD, Step.RESUME])
def test_a_step_that_the_state_forbids_changes_nothing(
    hearings: HearingService, hearing: Hearing, step: Step
) -> None:
    with pytest.raises(BadEntry, match="not possible now"):
        hearings.take_step(hearing.id, step, START + minutes(1), new_id())
    assert hearings.hearing(hearing.id) == hearing


def test_nothing_follows_the_end(hearings: HearingService, hearing: Hearing) -> None:
    hearings.take_step(hearing.id, Step.ADJOURN, START + minutes(1), new_id())
    assert possible(HearingState.ADJOURNED) == ()
    for step in Step:
        with pytest.raises(BadEntry):
            hearings.take_step(hearing.id, step, START + minutes(2), new_id())


def test_changing_the_plan_keeps_the_log_and_the_people(
    hearings: HearingService, hearing: Hearing
) -> None:
    court, state = hearing.plan.appearances
    moved = replace(state, manner="by video", key=1)
    plan = replace(hearing.plan, room="Court 9", appearances=(moved, replace(court, key=0)))
    changed = hearings.change_plan(hearing.id, plan)
    assert changed.value == replace(hearing, plan=plan)
    assert changed.changed.concerns("hearing")


@pytest.mark.parametrize(
    ("people", "says"),
    [
        ((Appearance("", " ", ""),), "needs a name"),
        ((Appearance("", "A", "", key=2), Appearance("", "B", "", key=2)), "one person only"),
        ((Appearance("", "A", "", key=9),), "one person only"),
    ],
)
def test_a_plan_with_nameless_people_or_shared_keys_is_refused(
    hearings: HearingService, case: Case, people: tuple[Appearance, ...], says: str
) -> None:
    with pytest.raises(BadEntry, match=says):
        hearings.plan(case.id, HearingPlan("Trial", START.date(), appearances=people))
    assert hearings.hearings(case.id) == ()


def test_a_hearing_needs_a_title_and_a_case(hearings: HearingService, case: Case) -> None:
    with pytest.raises(BadEntry, match="needs a title"):
        hearings.plan(case.id, HearingPlan("  ", START.date()))
    with pytest.raises(BadCase):
        hearings.plan("nowhere", HearingPlan("Trial", START.date()))
    assert hearings.hearings() == ()


def test_hearings_are_listed_newest_day_first(
    hearings: HearingService, case: Case, hearing: Hearing
) -> None:
    later = HearingPlan("Jury trial, day 2", START.date() + timedelta(days=1))
    second = hearings.plan(case.id, later).value
    assert [h.id for h in hearings.hearings(case.id)] == [second.id, hearing.id]
    assert hearings.hearings("nowhere") == ()


def test_a_hearing_that_does_not_exist_is_told_in_words(hearings: HearingService) -> None:
    for ask in (hearings.hearing, hearings.clock, hearings.log_sheet, hearings.minutes_sheet):
        with pytest.raises(BadEntry, match="no longer in the vault"):
            ask("nowhere")
    with pytest.raises(BadEntry, match="no longer in the vault"):
        hearings.take_step("nowhere", Step.START, START, new_id())
