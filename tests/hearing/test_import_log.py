"""Importing a log records all of it or nothing; the real hearings give their known figures."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from courtdesk.cases.model import BadCase, Case
from courtdesk.cli.subjects import load_tables
from courtdesk.hearing.imports import guess, plan_import, read_table
from courtdesk.hearing.model import (
    BadEntry,
    EntryKind,
    HearingState,
    ImportedEntry,
    ImportedSpeaker,
    ImportPlan,
    RowProblem,
)
from courtdesk.hearing.service import HearingService
from courtdesk.vault.store import Vault
from courtdesk.vault.verify import verify
from tests.samples import sample
from tests.vaults import START, ZONE, typed

NIGHT = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)


def lines(count: int, problems: tuple[RowProblem, ...] = ()) -> ImportPlan:
    entries = tuple(
        ImportedEntry(
            NIGHT + timedelta(seconds=n), f"Speaker {n % 3}", EntryKind.NOTE, f"turn {n} of many"
        )
        for n in range(count)
    )
    speakers = tuple(ImportedSpeaker(f"Speaker {n}", "Counsel", count) for n in range(3))
    return ImportPlan(entries, problems, speakers)


def test_an_import_becomes_a_hearing_that_is_over(
    hearings: HearingService, case: Case, vault: Vault
) -> None:
    hearing = hearings.import_log(case.id, " From  the recorder ", lines(2500)).value
    assert (hearing.plan.title, hearing.entries) == ("From the recorder", 2500)
    assert hearing.state is HearingState.ADJOURNED
    assert (hearing.started_at, hearing.ended_at) == (NIGHT, NIGHT + timedelta(seconds=2499))
    assert [p.name for p in hearing.plan.appearances] == ["Speaker 0", "Speaker 1", "Speaker 2"]
    assert hearings.clock(hearing.id).read(START)[0] == timedelta(seconds=2499)
    window = hearings.window(hearing.id, 1000, 2)
    assert [(e.number, e.text) for e in window] == [
        (1000, "turn 999 of many"),
        (1001, "turn 1000 of many"),
    ]
    assert window[0].appearance_id == hearing.plan.appearances[0].id
    assert [e.number for e in hearings.find(hearing.id, "turn 2044")] == [2045]
    load_tables()
    assert verify(vault).ok


def test_the_day_of_an_import_is_the_court_s(hearings: HearingService, case: Case) -> None:
    summer = ImportPlan(
        (ImportedEntry(datetime(2026, 7, 5, 23, 30, tzinfo=UTC), "", EntryKind.NOTE, "x"),), (), ()
    )
    assert hearings.import_log(case.id, "Night", summer).value.plan.day.isoformat() == "2026-07-06"


def test_a_log_may_go_on_beside_an_import(hearings: HearingService, case: Case) -> None:
    first = hearings.import_log(case.id, "One", lines(3)).value
    hearings.record(typed(first.id, "a remark made later"))
    second = hearings.import_log(case.id, "Two", lines(4)).value
    assert [h.entries for h in hearings.hearings()] == [4, 4]
    assert hearings.find(second.id, "remark") == ()
    assert [e.text for e in hearings.find(first.id, "remark")] == ["a remark made later"]


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        (lines(9, (RowProblem(7, "it has no text."),)), "row 7: it has no text. Nothing was"),
        (lines(9, (RowProblem(7, "it has no text."),) * 3), "3 rows cannot"),
        (lines(0), "no entries"),
    ],
)
def test_a_plan_with_problems_imports_nothing(
    hearings: HearingService, case: Case, vault: Vault, plan: ImportPlan, says: str
) -> None:
    before = vault.head()
    with pytest.raises(BadEntry, match=says):
        hearings.import_log(case.id, "Broken", plan)
    assert hearings.hearings() == ()
    assert vault.head() == before


def test_an_import_into_no_case_or_without_title_imports_nothing(
    hearings: HearingService, case: Case
) -> None:
    with pytest.raises(BadCase):
        hearings.import_log("nowhere", "Trial", lines(3))
    with pytest.raises(BadEntry, match="needs a title"):
        hearings.import_log(case.id, " ", lines(3))
    assert hearings.hearings() == ()


@pytest.mark.parametrize("name", ["2015.13-1339-t01", "2015.14-1095-t01"])
def test_a_real_hearing_gives_its_known_figures(
    hearings: HearingService, case: Case, name: str
) -> None:
    expected = json.loads(sample("expected.json").read_text())["hearings"][name]
    table = read_table(sample("hearings", f"{name}.csv"))
    plan = plan_import(table, guess(table.header), START, ZONE)
    assert (plan.problems, plan.remarks) == ((), ())
    assert (len(plan.entries), len(plan.speakers)) == (expected["turns"], expected["speakers"])
    assert plan.last == START + timedelta(seconds=float(expected["last_stop"]))
    hearing = hearings.import_log(case.id, expected["title"], plan).value
    kept = hearings.log_sheet(hearing.id).entries
    assert [(e.at, e.speaker, e.text) for e in kept] == [
        (e.at, e.speaker, e.text) for e in plan.entries
    ]
