"""The day's sheet holds what its edition may show, and nothing of another."""

from datetime import UTC, date, datetime, timedelta

import pytest

from courtdesk.briefing.model import Edition, NewDeadline, Section
from courtdesk.briefing.service import BriefingService, DeadlineService
from courtdesk.briefing.sheet import briefing_sheet
from courtdesk.cases.model import Case, CaseDetails, CaseKind, Party, ScheduledHearing
from courtdesk.cases.service import CaseService
from courtdesk.exhibits.model import ExhibitDetails, ExhibitState
from courtdesk.exhibits.service import ExhibitService
from courtdesk.hearing.service import HearingService
from courtdesk.paper.imprint import Imprint
from courtdesk.paper.press import press
from courtdesk.vault.store import Vault
from tests.paper.documents import text_of

DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def briefings(vault: Vault) -> BriefingService:
    cases = CaseService(vault)
    return BriefingService(vault, cases, HearingService(vault, cases), ExhibitService(vault, cases))


@pytest.fixture
def set_down(vault: Vault) -> Case:
    details = CaseDetails(
        "C-9",
        "State v. <Moss> & Fern",
        CaseKind.CRIMINAL,
        court="Harbour Court",
        parties=(Party("", "Defendant", "W. Moss", "T. Reed"), Party("", "State", "The State")),
        scheduled=(ScheduledHearing("", AT, "Plea hearing", "Court 2"),),
    )
    case = CaseService(vault).open_case(details, DAY).value
    exhibits = ExhibitService(vault, CaseService(vault))
    offered = exhibits.register(case.id, ExhibitDetails("State", "4", "Ledger"), AT).value
    exhibits.set_state(offered.id, ExhibitState.OFFERED, AT)
    return case


def deadlines(vault: Vault) -> DeadlineService:
    return DeadlineService(vault, CaseService(vault))


def text(briefings: BriefingService, vault: Vault, edition: Edition) -> str:
    document = briefing_sheet(
        briefings.briefing(DAY), edition, tuple(Section), Imprint.by(vault, AT)
    )
    return text_of(press(document))


def test_the_bench_sees_what_has_to_be_ruled_on(
    briefings: BriefingService, vault: Vault, set_down: Case
) -> None:
    shown = text(briefings, vault, Edition.BENCH)
    for expected in (
        "State v. <Moss> & Fern",
        "Plea hearing",
        "State 4, offered",
        "no counsel for",
    ):
        assert expected in shown


def test_the_public_list_names_the_matter_and_says_what_it_leaves_out(
    briefings: BriefingService, vault: Vault, set_down: Case
) -> None:
    deadlines(vault).add(NewDeadline(set_down.id, "Psychiatric report", DAY, "Defence"))
    shown = text(briefings, vault, Edition.PUBLIC)
    assert "State v. <Moss> & Fern" in shown
    assert "Not part of the public edition" in shown
    for kept_back in ("Ledger", "Psychiatric report", "offered"):
        assert kept_back not in shown


def test_a_day_without_matters_says_so(briefings: BriefingService, vault: Vault) -> None:
    assert "Nothing is set down for this day." in text(briefings, vault, Edition.BENCH)


def test_a_deadline_that_was_done_is_due_no_more(vault: Vault, set_down: Case) -> None:
    kept = deadlines(vault)
    late = kept.add(NewDeadline(set_down.id, "Report", DAY - timedelta(days=2), "Probation")).value
    (item,) = kept.due(DAY)
    assert item.days_late(DAY) == 2
    kept.set_done(late.id, AT)
    assert kept.due(DAY) == ()
    kept.set_done(late.id, None)
    assert len(kept.due(DAY)) == 1


def test_matters_of_other_days_are_not_on_the_sheet(
    briefings: BriefingService, set_down: Case
) -> None:
    assert briefings.briefing(DAY + timedelta(days=1)).matters == ()
    (following,) = briefings.briefing(DAY - timedelta(days=1)).following
    assert following.title == "Plea hearing"
