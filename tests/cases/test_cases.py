"""A clerk opens, changes and finds cases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from courtdesk.cases.model import (
    BadCase,
    Case,
    CaseDetails,
    CaseKind,
    CaseStatus,
    Charge,
    Party,
    ScheduledHearing,
)
from courtdesk.cases.service import CaseService
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault
from courtdesk.vault.times import now
from tests.vaults import reopen

TODAY = date(2026, 11, 23)
FULL = CaseDetails(
    number="2026-CV-77",
    title="Marsh v. Ferry & Sons <Ltd>",
    kind=CaseKind.CIVIL,
    court="Superior Court",
    room="Department 6",
    judge="Hon. M. Okafor",
    judge_abbreviation="MO",
    parties=(
        Party(new_id(), "Plaintiff", "Ines Marsh", "L. Quill"),
        Party(new_id(), "Defendant", "Ferry & Sons <Ltd>", "R. Voss", in_custody=True),
    ),
    charges=(Charge(new_id(), "1", "Breach of contract"), Charge(new_id(), "2", "Negligence")),
    scheduled=(
        ScheduledHearing(new_id(), datetime(2026, 11, 24, 9, tzinfo=UTC), "Motion", "D6"),
        ScheduledHearing(new_id(), datetime(2027, 1, 4, 9, 30, tzinfo=UTC), "Trial", "D6"),
    ),
)


def test_a_case_comes_back_as_it_was_typed(cases: CaseService) -> None:
    opened = cases.open_case(FULL, TODAY).value
    assert cases.case(opened.id) == Case(opened.id, FULL, CaseStatus.OPEN, TODAY)


def test_a_case_is_there_after_the_vault_was_closed(
    cases: CaseService, vault: Vault, vault_folder: Path
) -> None:
    opened = cases.open_case(FULL, TODAY).value
    vault.close()
    again = reopen(vault_folder)
    assert CaseService(again).case(opened.id) == opened
    again.close()


def test_blanks_around_number_and_title_are_no_part_of_them(cases: CaseService) -> None:
    details = replace(FULL, number="  2026  CV 77 ", title=" Marsh\tv.  Ferry ")
    assert cases.open_case(details, TODAY).value.details.number == "2026 CV 77"
    assert cases.case_numbered(" 2026 CV  77").details.title == "Marsh v. Ferry"


@pytest.mark.parametrize(
    ("details", "says"),
    [
        (replace(FULL, number=" "), "needs a number"),
        (replace(FULL, title="\n"), "needs a title"),
        (replace(FULL, number="9" * 81), "80 characters"),
        (replace(FULL, title="x" * 501), "500 characters"),
    ],
)
def test_a_case_without_number_or_title_is_refused(
    cases: CaseService, details: CaseDetails, says: str
) -> None:
    with pytest.raises(BadCase, match=says):
        cases.open_case(details, TODAY)
    assert cases.cases() == ()


def test_a_number_is_given_once_whatever_its_capitals(cases: CaseService, case: Case) -> None:
    cases.open_case(FULL, TODAY)
    with pytest.raises(BadCase, match="already"):
        cases.open_case(replace(FULL, number="2026-cv-77"), TODAY)
    with pytest.raises(BadCase, match="already"):
        cases.change_case(case.id, FULL)
    assert cases.case(case.id) == case


def test_changing_a_case_keeps_its_identity_and_its_people(cases: CaseService) -> None:
    opened = cases.open_case(FULL, TODAY).value
    plaintiff, defendant = FULL.parties
    renamed = replace(plaintiff, name="Ines Marsh-Bell")
    wanted = replace(FULL, number="2026-CV-78", parties=(defendant, renamed), charges=())
    changed = cases.change_case(opened.id, wanted)
    assert changed.value == Case(opened.id, wanted, CaseStatus.OPEN, TODAY)
    assert changed.changed.concerns("case")
    assert changed.changed.ids == {opened.id}
    assert [party.id for party in changed.value.details.parties] == [defendant.id, plaintiff.id]


def test_a_case_that_does_not_exist_is_told_in_words(cases: CaseService) -> None:
    with pytest.raises(BadCase, match="no longer in the vault"):
        cases.case("nowhere")
    with pytest.raises(BadCase, match="no longer in the vault"):
        cases.change_case("nowhere", FULL)
    with pytest.raises(BadCase, match="no case 12"):
        cases.case_numbered("12")


@pytest.mark.parametrize(
    "words", ["2026-cv", "ferry marsh", "okafor", "ines", "quill 77", "MARSH v."]
)
def test_a_case_is_found_by_number_title_judge_party_and_counsel(
    cases: CaseService, case: Case, words: str
) -> None:
    cases.open_case(FULL, TODAY)
    assert [line.number for line in cases.cases(words)] == [FULL.number]


@pytest.mark.parametrize("words", ["%", "_", "\\", "ferry landry", "' OR 1=1 --"])
def test_signs_of_the_query_language_find_nothing(
    cases: CaseService, case: Case, words: str
) -> None:
    cases.open_case(FULL, TODAY)
    assert cases.cases(words) == ()


def test_the_newest_case_stands_first(cases: CaseService, case: Case) -> None:
    cases.open_case(FULL, TODAY)
    assert [line.number for line in cases.cases()] == [FULL.number, case.details.number]
    assert [line.number for line in cases.cases(limit=1)] == [FULL.number]


def test_the_next_hearing_of_a_case_is_the_first_that_lies_ahead(cases: CaseService) -> None:
    days = (timedelta(days=-3), timedelta(days=9), timedelta(days=2))
    scheduled = tuple(ScheduledHearing(new_id(), now() + day, "Status") for day in days)
    cases.open_case(replace(FULL, scheduled=scheduled), TODAY)
    (line,) = cases.cases()
    assert line.next_hearing == scheduled[2].starts_at


def test_what_is_scheduled_stands_in_the_order_of_time(cases: CaseService) -> None:
    backwards = replace(FULL, scheduled=FULL.scheduled[::-1])
    assert cases.open_case(backwards, TODAY).value.details.scheduled == FULL.scheduled
