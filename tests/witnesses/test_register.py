"""Exhibits that a file names are linked to the court's register, and told where they are not."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from courtdesk.cases.model import Case
from courtdesk.cases.service import CaseService
from courtdesk.exhibits.model import ExhibitDetails
from courtdesk.exhibits.service import ExhibitService
from courtdesk.vault.store import Vault
from courtdesk.witnesses.model.outline import Phase, QuestionText
from courtdesk.witnesses.model.witness import (
    ExhibitNote,
    Person,
    Record,
    Side,
    WitnessFile,
    WitnessKind,
)
from courtdesk.witnesses.service import OutlineService, WitnessService

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def register(vault: Vault, cases: CaseService, case: Case) -> ExhibitService:
    """State 3 and State 7, and Def. C."""
    service = ExhibitService(vault, cases)
    for party, number in (("State", "3"), ("State", "7"), ("Def.", "C")):
        service.register(case.id, ExhibitDetails(party, number, "Something"), AT)
    return service


@pytest.fixture
def file(witnesses: WitnessService, case: Case) -> WitnessFile:
    return witnesses.open_file(case.id, Person("R. Coyle"), WitnessKind.FACT, (Side.STATE,)).value


@pytest.mark.parametrize("typed", ["State 3", "state 3", "State Exhibit 3", "State’s Ex. 3", "3"])
def test_typed_text_resolves_to_the_register(
    outlines: OutlineService, register: ExhibitService, file: WitnessFile, typed: str
) -> None:
    words = outlines.add_question(file.id, Phase.DIRECT, QuestionText("Q?", exhibit=typed)).value
    assert words.words.exhibit == "State 3"
    assert words.words.exhibit_id


def test_a_renumbered_exhibit_is_shown_under_its_new_number(
    witnesses: WitnessService,
    outlines: OutlineService,
    register: ExhibitService,
    case: Case,
    file: WitnessFile,
) -> None:
    outlines.add_question(file.id, Phase.DIRECT, QuestionText("Q?", exhibit="State 3"))
    witnesses.change_record(file.id, file.kind, Record(exhibits=(ExhibitNote("State 3"),)))
    exhibit = next(e for e in register.exhibits(case.id) if e.name == "State 3")
    register.change(exhibit.id, replace(exhibit.details, number="30"))
    view = witnesses.view(file.id)
    assert view.questions[0].words.exhibit == "State 30"
    assert [note.exhibit for note in view.file.record.exhibits] == ["State 30"]
    assert view.loose == ()
    order = witnesses.order_sheet(case.id, AT)
    assert dict(order.exhibits)[file.id] == ("State 30",)


def test_what_the_register_does_not_know_is_told(
    witnesses: WitnessService, outlines: OutlineService, register: ExhibitService, file: WitnessFile
) -> None:
    outlines.add_question(file.id, Phase.DIRECT, QuestionText("Q?", exhibit="State 99"))
    outlines.add_question(file.id, Phase.DIRECT, QuestionText("Q?", exhibit="State 3 and State 7"))
    assert witnesses.view(file.id).loose == ("State 99",)


def test_an_exhibit_that_is_registered_later_is_no_longer_loose(
    witnesses: WitnessService,
    outlines: OutlineService,
    register: ExhibitService,
    case: Case,
    file: WitnessFile,
) -> None:
    outlines.add_question(file.id, Phase.DIRECT, QuestionText("Q?", exhibit="State 9"))
    assert witnesses.view(file.id).loose == ("State 9",)
    register.register(case.id, ExhibitDetails("State", "9", "Line-up"), AT)
    assert witnesses.view(file.id).loose == ()
