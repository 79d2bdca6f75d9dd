"""What a matter lacks stands with who owes it, until it has come."""

from datetime import UTC, date, datetime, timedelta

import pytest

from courtdesk.briefing.model import BadDeadline, Edition, NeedKind, NewNeed, Section
from courtdesk.briefing.service import BriefingService, ReadinessService
from courtdesk.briefing.sheet import briefing_sheet
from courtdesk.cases.model import Case, CaseDetails, Party, ScheduledHearing
from courtdesk.cases.service import CaseService
from courtdesk.exhibits.service import ExhibitService
from courtdesk.hearing.model import EntryKind, HearingPlan, NewEntry, Step
from courtdesk.hearing.service import HearingService
from courtdesk.paper.imprint import Imprint
from courtdesk.paper.press import press
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault
from tests.paper.documents import text_of

DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def briefings(vault: Vault) -> BriefingService:
    cases = CaseService(vault)
    return BriefingService(vault, cases, HearingService(vault, cases), ExhibitService(vault, cases))


@pytest.fixture
def readiness(vault: Vault) -> ReadinessService:
    return ReadinessService(vault, CaseService(vault))


@pytest.fixture
def case(vault: Vault) -> Case:
    details = CaseDetails(
        "C-9",
        "State v. Moss",
        parties=(Party("", "State", "The State", "T. Reed"),),
        scheduled=(ScheduledHearing("", AT, "Plea hearing"),),
    )
    cases = CaseService(vault)
    return cases.case(cases.open_case(details, DAY).value.id)


def need(case: Case, kind: NeedKind, what: str = "", owner: str = "") -> NewNeed:
    return NewNeed(case.id, case.details.scheduled[0].id, kind, what, owner, DAY)


def test_what_is_missing_stands_with_who_owes_it_until_it_has_come(
    briefings: BriefingService, readiness: ReadinessService, case: Case
) -> None:
    kept = readiness.add(need(case, NeedKind.INTERPRETER, "Twi", "Clerk")).value
    (matter,) = briefings.briefing(DAY).matters
    assert matter.missing[0] == "interpreter: Twi (Clerk)"
    readiness.set_done(kept.id, AT)
    (matter,) = briefings.briefing(DAY).matters
    assert "interpreter: Twi (Clerk)" not in matter.missing
    assert [each.done_at for each in matter.needs] == [AT]
    readiness.set_done(kept.id, None)
    readiness.delete(kept.id)
    (matter,) = briefings.briefing(DAY).matters
    assert matter.needs == ()


def test_open_needs_are_listed_those_due_first(readiness: ReadinessService, case: Case) -> None:
    late = readiness.add(need(case, NeedKind.REPORT, "pre-sentence")).value
    whenever = NewNeed(case.id, "", NeedKind.OTHER, "Screen in court")
    other = readiness.add(whenever).value
    assert [each.id for each in readiness.open()] == [late.id, other.id]
    assert late.days_late(DAY + timedelta(days=2)) == 2
    changed = readiness.change(other.id, NewNeed(case.id, "", NeedKind.OTHER, "Two screens"))
    assert changed.value.new.what == "Two screens"


@pytest.mark.parametrize("what", ["", "x" * 301])
def test_a_need_that_says_nothing_or_too_much_is_refused(
    readiness: ReadinessService, case: Case, what: str
) -> None:
    with pytest.raises(BadDeadline):
        readiness.add(need(case, NeedKind.OTHER, what))


def test_the_public_list_does_not_say_what_is_missing(
    briefings: BriefingService, readiness: ReadinessService, vault: Vault, case: Case
) -> None:
    readiness.add(need(case, NeedKind.TRANSPORT, "van from the prison"))
    briefing = briefings.briefing(DAY)

    def text(edition: Edition) -> str:
        return text_of(press(briefing_sheet(briefing, edition, tuple(Section), imprint)))

    imprint = Imprint.by(vault, AT)
    assert "van from the prison" in text(Edition.BENCH)
    assert "van from the prison" not in text(Edition.PUBLIC)
    assert "Attention" not in text(Edition.PUBLIC)


def test_what_the_last_days_log_left_open_is_found_for_a_week(
    briefings: BriefingService, vault: Vault, case: Case
) -> None:
    hearings = HearingService(vault, CaseService(vault))
    yesterday = DAY - timedelta(days=3)  # a Friday: the court's last day
    start = datetime(2026, 11, 20, 9, tzinfo=UTC)
    hearing = hearings.plan(case.id, HearingPlan("Jury trial", yesterday)).value
    hearings.take_step(hearing.id, Step.START, start, new_id())
    for minute, kind, text in (
        (1, EntryKind.WITNESS, "Witness sworn: Dr. L. Haas"),
        (2, EntryKind.OBJECTION, "Objection, hearsay"),
    ):
        at = start + timedelta(minutes=minute)
        hearings.record(NewEntry(new_id(), hearing.id, at, "Clerk", kind, text))
    hearings.take_step(hearing.id, Step.ADJOURN, start + timedelta(hours=1), new_id())
    found = briefings.with_points(briefings.briefing(DAY)).points
    assert any("witness sworn but not excused" in point.words for point in found)
    assert any("objection without ruling" in point.words for point in found)
    assert {point.day for point in found} == {yesterday}
    assert briefings.with_points(briefings.briefing(DAY + timedelta(days=9))).points == ()
