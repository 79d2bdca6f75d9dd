"""A case is consolidated with another by order, and severed again."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from courtdesk.cases.imports import plan_day_list, read_table
from courtdesk.cases.model import BadCase, Case, CaseDetails, ListedState, ScheduledHearing
from courtdesk.cases.service import CaseService, ConsolidationService, DayListService
from courtdesk.exhibits.model import ExhibitDetails
from courtdesk.exhibits.service import ExhibitService
from courtdesk.exhibits.sheet import exhibit_list
from courtdesk.hearing.model import Hearing, HearingPlan
from courtdesk.hearing.model.finding import FindRequest
from courtdesk.hearing.service import HearingService
from courtdesk.hearing.service.finding import FindService
from courtdesk.hearing.service.minutes import MinutesService
from courtdesk.hearing.sheet import log_sheet, minutes_sheet
from courtdesk.paper.imprint import Imprint
from courtdesk.vault.store import Vault
from courtdesk.vault.times import now
from tests.vaults import ZONE, typed

JUDGE = "Hon. M. Okafor"
ORDERED = date(2026, 11, 20)
BEFORE = ScheduledHearing("", datetime(2026, 11, 19, 9, tzinfo=UTC), "Motion", "D6")
AFTER = ScheduledHearing("", datetime(2026, 11, 24, 9, tzinfo=UTC), "Trial", "D6")


@dataclass(frozen=True)
class Two:
    """A lead case, one to be joined to it, and the cases' services."""

    lead: Case
    other: Case
    cases: CaseService
    service: ConsolidationService

    def join(self, *, move_dates: bool = False) -> None:
        self.service.consolidate(self.other.id, self.lead.id, ORDERED, JUDGE, move_dates=move_dates)

    def dates(self, case: Case) -> list[str]:
        return [each.title for each in self.cases.case(case.id).details.scheduled]


@pytest.fixture
def two(vault: Vault, cases: CaseService, case: Case) -> Two:
    details = CaseDetails("2026-0500", "State v. Coyle", scheduled=(BEFORE, AFTER))
    other = cases.open_case(details, date(2026, 3, 3)).value
    return Two(case, other, cases, ConsolidationService(vault))


def test_a_consolidated_case_says_so_in_the_list_and_by_itself(two: Two) -> None:
    two.join()
    lines = {line.number: line.lead_number for line in two.cases.cases()}
    assert lines == {"2026-0500": "2026-0417", "2026-0417": ""}
    joined = two.cases.case(two.other.id).joined
    assert joined is not None
    assert (joined.lead.number, joined.ordered_on, joined.ordered_by) == (
        "2026-0417",
        ORDERED,
        JUDGE,
    )
    assert [each.case.number for each in two.cases.case(two.lead.id).followers] == ["2026-0500"]


def test_a_change_of_the_case_leaves_the_order_alone(two: Two) -> None:
    two.join()
    two.cases.change_case(two.other.id, replace(two.other.details, number="2026-0501"))
    assert two.cases.case(two.lead.id).numbers == "2026-0417, 2026-0501"


@pytest.mark.parametrize(
    ("move", "own", "leads"),
    [(True, ["Motion"], ["Trial"]), (False, ["Motion", "Trial"], [])],
)
def test_what_is_set_down_moves_by_choice(
    two: Two, *, move: bool, own: list[str], leads: list[str]
) -> None:
    two.join(move_dates=move)
    assert two.dates(two.other) == own
    assert two.dates(two.lead) == leads


def test_the_papers_name_all_numbers(two: Two, vault: Vault, hearing: Hearing) -> None:
    two.join()
    service, imprint = HearingService(vault, two.cases), Imprint.by(vault, now())
    both = "2026-0417, 2026-0500 · State v. Landry"
    assert log_sheet(service.log_sheet(hearing.id), imprint).masthead.case == both
    minutes = MinutesService(vault, service).sheet(hearing.id)
    assert minutes_sheet(minutes, imprint).masthead.case == both
    exhibits = ExhibitService(vault, two.cases).list_sheet(two.other.id)
    assert exhibit_list(exhibits, imprint).masthead.case == (
        "2026-0500 (consolidated with 2026-0417) · State v. Coyle"
    )


def test_a_hearing_before_the_order_names_its_own_number(two: Two, vault: Vault) -> None:
    two.join()
    service = HearingService(vault, two.cases)
    early = service.plan(two.lead.id, HearingPlan("Motion", date(2026, 11, 19))).value
    assert service.log_sheet(early.id).together == ""
    own = service.plan(two.other.id, HearingPlan("Motion", date(2026, 11, 19))).value
    assert service.log_sheet(own.id).together == "2026-0500 (consolidated with 2026-0417)"
    assert service.minutes_sheet(own.id).together == ""


def test_log_and_exhibits_stay_and_are_found_from_either(
    two: Two, vault: Vault, hearings: HearingService, hearing: Hearing
) -> None:
    ExhibitService(vault, two.cases).register(two.other.id, ExhibitDetails("State", "1"), now())
    own = hearings.plan(two.other.id, HearingPlan("Motion", date(2026, 11, 19))).value
    hearings.record(typed(own.id, "A heron on the slate roof", 0))
    hearings.record(typed(hearing.id, "The heron again", 5))
    finder = FindService(vault)

    def found(case: Case) -> set[str]:
        return {hit.case_number for hit in finder.find(FindRequest("heron", case.id)).hits}

    assert found(two.lead) == {"2026-0417"}
    two.join()
    assert found(two.lead) == found(two.other) == {"2026-0417", "2026-0500"}
    assert len(ExhibitService(vault, two.cases).exhibits(two.other.id)) == 1
    two.service.sever(two.other.id, date(2026, 11, 25), JUDGE)
    assert found(two.other) == {"2026-0500"}


def test_after_severing_each_is_heard_by_itself(two: Two) -> None:
    two.join()
    made = two.service.sever(two.other.id, date(2026, 11, 25), JUDGE).value
    assert (made.severed_on, made.severed_by) == (date(2026, 11, 25), JUDGE)
    lead = two.cases.case(two.lead.id)
    assert lead.numbers_on(date(2026, 11, 24)) == "2026-0417, 2026-0500"
    assert lead.numbers_on(date(2026, 11, 25)) == ""
    assert two.cases.case(two.other.id).joined is None
    two.join()
    assert two.cases.case(two.other.id).joined is not None


def test_chains_rings_and_orders_of_nobody_are_refused(two: Two) -> None:
    third = two.cases.open_case(CaseDetails("2026-0600", "In re Fern"), ORDERED).value
    two.join()
    for case, lead, says in (
        (two.lead, two.lead, "with itself"),
        (two.other, third, "with 2026-0417 already"),
        (third, two.other, "Name 2026-0417 as the lead"),
        (two.lead, two.other, "Sever that first"),
        (two.lead, third, "is the lead of 2026-0500"),
    ):
        with pytest.raises(BadCase, match=says):
            two.service.consolidate(case.id, lead.id, ORDERED, JUDGE, move_dates=True)
    with pytest.raises(BadCase, match="who ordered it"):
        two.service.consolidate(third.id, two.lead.id, ORDERED, " ", move_dates=True)
    with pytest.raises(BadCase, match="before that day"):
        two.service.sever(two.other.id, date(2026, 11, 1), JUDGE)
    with pytest.raises(BadCase, match="not consolidated"):
        two.service.sever(third.id, ORDERED, JUDGE)


def test_a_day_list_that_names_it_leads_to_the_lead_case(
    two: Two, vault: Vault, tmp_path: Path
) -> None:
    two.join(move_dates=True)
    file = tmp_path / "list.csv"
    file.write_text(
        "Time,Case number,Hearing type,Room\n"
        "10:00,2026-0417,Sentence,D6\n10:00,2026-0500,Sentence,D6\n"
    )
    day = date(2026, 12, 1)
    read = plan_day_list(read_table(file), day, ZONE, day)
    plan = DayListService(vault).take_over(read, day).value
    assert [step.state for step in plan.steps] == [ListedState.SET_DOWN, ListedState.UNCHANGED]
    assert plan.clashes == ()
    assert plan.remarks == ("2026-0500 is consolidated with 2026-0417: it is set down there.",)
    assert two.dates(two.lead) == ["Trial", "Sentence"]
    assert two.dates(two.other) == ["Motion"]
