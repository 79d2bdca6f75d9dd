"""Exhibits are registered, followed through their states, and handed over."""

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from courtdesk.cases.model import Case
from courtdesk.cases.service import CaseService
from courtdesk.exhibits.model import (
    BadExhibit,
    CustodyStep,
    Exhibit,
    ExhibitDetails,
    ExhibitState,
    next_number,
)
from courtdesk.exhibits.service import ExhibitService
from courtdesk.exhibits.sheet import exhibit_list
from courtdesk.paper.imprint import Imprint
from courtdesk.paper.press import press
from courtdesk.vault.store import Vault
from tests.paper.documents import text_of
from tests.vaults import START, reopen

KNIFE = ExhibitDetails("State", "13", "Knife in evidence bag 4471")


@pytest.fixture
def exhibits(vault: Vault) -> ExhibitService:
    return ExhibitService(vault, CaseService(vault))


@pytest.fixture
def knife(exhibits: ExhibitService, case: Case) -> Exhibit:
    return exhibits.register(case.id, KNIFE, START).value


def test_a_registered_exhibit_is_marked_and_kept(
    exhibits: ExhibitService, knife: Exhibit, case: Case, vault: Vault, vault_folder: Path
) -> None:
    exhibits.set_state(knife.id, ExhibitState.OFFERED, START)
    vault.close()
    with closing(reopen(vault_folder)) as again:
        (kept,) = ExhibitService(again, CaseService(again)).exhibits(case.id)
        assert kept.name == "State 13"
        assert kept.state is ExhibitState.OFFERED


def test_the_history_tells_each_state_with_its_time_and_author(
    exhibits: ExhibitService, knife: Exhibit
) -> None:
    later = START + timedelta(minutes=3)
    exhibits.set_state(knife.id, ExhibitState.ADMITTED_IN_PART, later, "sheets 1–4")
    history = exhibits.record(knife.id).history
    assert [(change.state, change.at) for change in history] == [
        (ExhibitState.MARKED, START),
        (ExhibitState.ADMITTED_IN_PART, later),
    ]
    assert history[1].note == "sheets 1–4"
    assert history[1].by == "A. Clerk"


@pytest.mark.parametrize("again", [("State", "13"), ("STATE", "13"), (" state ", " 13 ")])
def test_the_same_number_twice_is_refused_naming_the_first(
    exhibits: ExhibitService, knife: Exhibit, case: Case, again: tuple[str, str]
) -> None:
    with pytest.raises(BadExhibit, match="State 13 is on the register already: Knife"):
        exhibits.register(case.id, ExhibitDetails(*again), START)
    assert len(exhibits.exhibits(case.id)) == 1


def test_another_party_may_use_the_same_number(
    exhibits: ExhibitService, knife: Exhibit, case: Case
) -> None:
    exhibits.register(case.id, ExhibitDetails("Def.", "13"), START)
    assert len(exhibits.exhibits(case.id)) == 2


def test_the_register_counts_as_people_do(exhibits: ExhibitService, case: Case) -> None:
    for number in ("10", "9", "2A", "2"):
        exhibits.register(case.id, ExhibitDetails("State", number), START)
    exhibits.register(case.id, ExhibitDetails("Def.", "C"), START)
    numbers = [exhibit.name for exhibit in exhibits.exhibits(case.id)]
    assert numbers == ["Def. C", "State 2", "State 2A", "State 9", "State 10"]


@pytest.mark.parametrize(
    ("taken", "expected"),
    [([], "1"), (["1", "3"], "4"), (["A", "B"], "C"), (["13", "13A"], "14")],
)
def test_the_next_number_follows_the_partys_own_way_of_counting(
    taken: list[str], expected: str
) -> None:
    assert next_number(taken) == expected


def test_an_exhibit_without_a_number_is_refused(exhibits: ExhibitService, case: Case) -> None:
    with pytest.raises(BadExhibit, match="party and a number"):
        exhibits.register(case.id, ExhibitDetails("State", "  "), START)


def test_a_state_that_it_has_already_is_refused(exhibits: ExhibitService, knife: Exhibit) -> None:
    with pytest.raises(BadExhibit, match="marked already"):
        exhibits.set_state(knife.id, ExhibitState.MARKED, START)


def test_a_hazardous_exhibit_is_handed_over_against_a_signature_only(
    exhibits: ExhibitService, case: Case
) -> None:
    acid = exhibits.register(
        case.id, ExhibitDetails("State", "2", "Acid", hazardous=True), START
    ).value
    step = CustodyStep("", START, "Clerk", "Evidence room", "Rack 4", "MO", "sealed")
    with pytest.raises(BadExhibit, match="must sign"):
        exhibits.hand_over(acid.id, step)
    exhibits.hand_over(
        acid.id, CustodyStep("", START, "Clerk", "Evidence room", signed_by="P. Vale")
    )
    (kept,) = exhibits.record(acid.id).custody
    assert kept.signed_by == "P. Vale"


def test_destroying_before_returning_is_refused(exhibits: ExhibitService, case: Case) -> None:
    wrong = ExhibitDetails("State", "3", return_on=date(2027, 5, 1), destroy_on=date(2027, 4, 1))
    with pytest.raises(BadExhibit, match="before it is to be returned"):
        exhibits.register(case.id, wrong, START)


def test_the_printed_list_holds_every_exhibit_and_its_custody(
    exhibits: ExhibitService, knife: Exhibit, case: Case, vault: Vault
) -> None:
    exhibits.set_state(knife.id, ExhibitState.ADMITTED, START)
    exhibits.hand_over(knife.id, CustodyStep("", START, "Ofc. Bell", "Clerk", "Vault 2"))
    exhibits.register(case.id, ExhibitDetails("Def.", "C", "Call log <2 May> & notes"), START)
    document = exhibit_list(exhibits.list_sheet(case.id), Imprint.by(vault, START))
    text = text_of(press(document))
    for expected in ("State 13", "admitted", "Ofc. Bell", "Vault 2", "Call log <2 May> & notes"):
        assert expected in text


def test_the_list_says_where_an_exhibit_goes_in_the_end(
    exhibits: ExhibitService, knife: Exhibit, case: Case, vault: Vault
) -> None:
    plain = text_of(press(exhibit_list(exhibits.list_sheet(case.id), Imprint.by(vault, START))))
    assert "Return and destruction" not in plain
    details = ExhibitDetails(
        "State",
        "13",
        "Knife",
        return_to="Harbour police",
        return_on=date(2027, 1, 4),
        destroy_on=date(2029, 1, 4),
        hazardous=True,
    )
    exhibits.change(knife.id, details)
    text = text_of(press(exhibit_list(exhibits.list_sheet(case.id), Imprint.by(vault, START))))
    assert "HAZARDOUS. Knife" in text
    assert "State 13 Harbour police 4 January 2027 4 January 2029" in text
