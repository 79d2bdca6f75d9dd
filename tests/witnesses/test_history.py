"""A save is taken back as a whole and done again, and never over something newer."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from courtdesk.cases.model import Case, CaseDetails
from courtdesk.cases.service import CaseService
from courtdesk.vault.changes import Saved
from courtdesk.vault.store import Vault
from courtdesk.witnesses.model.calls import Call
from courtdesk.witnesses.model.checklist import ItemText, Session, Stage, TemplateItem
from courtdesk.witnesses.model.outline import Phase, QuestionText
from courtdesk.witnesses.model.overview import FileView
from courtdesk.witnesses.model.witness import (
    BadWitness,
    Person,
    Record,
    Side,
    Support,
    WitnessFile,
    WitnessKind,
)
from courtdesk.witnesses.service import (
    CallService,
    ChecklistService,
    HistoryService,
    OutlineService,
    WitnessService,
)

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FACT = WitnessKind.FACT


@pytest.fixture
def history(vault: Vault) -> HistoryService:
    return HistoryService(vault)


@pytest.fixture
def file(witnesses: WitnessService, case: Case) -> WitnessFile:
    return witnesses.open_file(case.id, Person("R. Coyle"), FACT, (Side.STATE,)).value


def acts(vault: Vault, file: WitnessFile) -> dict[str, Callable[[], Saved[object]]]:
    """Every form's save."""
    witnesses, lists = WitnessService(vault, CaseService(vault)), ChecklistService(vault)
    items = witnesses.view(file.id).items
    session = Session("s-1", file.id, NOW, 30, ("M. Pryce",), tasks=("Find the glasses",))
    return {
        "renaming": lambda: witnesses.change_person(file.witness_id, Person("R. Coyle-Hart")),
        "the record": lambda: witnesses.change_record(file.id, FACT, Record(role="eyewitness")),
        "support": lambda: witnesses.change_support(file.id, Support(needs="a break")),
        "an item": lambda: lists.add_item(file.id, Stage.DAY, ItemText("Dog boarded")),
        "other words": lambda: lists.change_item(items[0].id, ItemText("Other")),
        "a question": lambda: OutlineService(vault).add_question(
            file.id, Phase.CROSS, QuestionText("Where?")
        ),
        "a call": lambda: CallService(vault).add_call(Call("", file.id, Side.DEFENCE, 0)),
        "a session": lambda: lists.record_session(session),
        "a regime": lambda: lists.set_regime(file.case_id, "england-wales"),
        "a removal": lambda: witnesses.remove_file(file.id),
    }


@pytest.mark.parametrize(
    "name",
    [
        "renaming",
        "the record",
        "support",
        "an item",
        "other words",
        "a question",
        "a call",
        "a session",
        "a regime",
        "a removal",
    ],
)
def test_every_save_is_taken_back_and_done_again(
    vault: Vault, history: HistoryService, witnesses: WitnessService, file: WitnessFile, name: str
) -> None:
    def state() -> FileView | None:
        try:
            return witnesses.view(file.id)
        except BadWitness:
            return None

    before = state()
    _, step = history.saving(file.case_id, acts(vault, file)[name]).value
    after = state()
    assert after != before
    history.take_back(step)
    assert state() == before
    history.do_again(step)
    assert state() == after


def test_taking_back_keeps_what_was_ticked(
    history: HistoryService,
    witnesses: WitnessService,
    checklists: ChecklistService,
    file: WitnessFile,
) -> None:
    ticked = checklists.tick(witnesses.view(file.id).items[0].id, NOW).value
    wanted = (TemplateItem(Stage.BEFORE, "One thing"),)

    def change() -> Saved[object]:
        checklists.change_template(FACT, wanted)
        return checklists.apply_template(file.id)

    _, step = history.saving(file.case_id, change).value
    assert ticked in witnesses.view(file.id).items
    history.take_back(step)
    assert ticked in witnesses.view(file.id).items
    assert not checklists.template(FACT).own


def test_something_newer_is_never_overwritten(
    history: HistoryService, witnesses: WitnessService, file: WitnessFile
) -> None:
    _, step = history.saving(
        file.case_id, lambda: witnesses.change_record(file.id, FACT, Record(role="eyewitness"))
    ).value
    witnesses.change_record(file.id, FACT, Record(role="expert"))
    with pytest.raises(BadWitness, match="changed again"):
        history.take_back(step)
    assert witnesses.view(file.id).file.record.role == "expert"


def test_taking_a_known_witness_back_out_of_a_second_case_keeps_the_person(
    history: HistoryService,
    witnesses: WitnessService,
    cases: CaseService,
    case: Case,
    file: WitnessFile,
) -> None:
    other = cases.open_case(CaseDetails("2026-0500", "State v. Quill"), NOW.date()).value
    _, step = history.saving(
        other.id, lambda: witnesses.add_to_case(file.witness_id, other.id, FACT, (Side.STATE,))
    ).value
    history.take_back(step)
    assert witnesses.overview(other.id, NOW).lines == ()
    assert witnesses.view(file.id).file.person.name == "R. Coyle"
