"""Checklists: ticks that last, templates that change, regimes that forbid, sessions."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from courtdesk.cases.model import Case
from courtdesk.cases.service import CaseService
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault
from courtdesk.witnesses.model.checklist import (
    Item,
    ItemText,
    Session,
    Stage,
    TemplateItem,
    progress,
)
from courtdesk.witnesses.model.witness import BadWitness, Person, WitnessFile, WitnessKind
from courtdesk.witnesses.service import ChecklistService, HoldsNote, WitnessService, regimes
from tests.vaults import reopen

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ENGLAND = "england-wales"


@pytest.fixture
def file(witnesses: WitnessService, case: Case) -> WitnessFile:
    return witnesses.open_file(case.id, Person("R. Coyle"), WitnessKind.FACT).value


def items_of(witnesses: WitnessService, file: WitnessFile) -> tuple[Item, ...]:
    return witnesses.view(file.id).items


@pytest.mark.parametrize("kind", WitnessKind)
def test_every_kind_of_witness_gets_a_checklist_in_four_stages(
    witnesses: WitnessService, case: Case, kind: WitnessKind
) -> None:
    opened = witnesses.open_file(case.id, Person("N. N."), kind).value
    stages = [item.stage for item in items_of(witnesses, opened)]
    assert list(dict.fromkeys(stages)) == list(Stage)


def test_a_tick_outlives_the_program(
    witnesses: WitnessService, checklists: ChecklistService, file: WitnessFile, vault: Vault
) -> None:
    item = items_of(witnesses, file)[2]
    checklists.tick(item.id, NOW)
    folder = vault.path
    vault.close()
    again = reopen(folder)
    found = WitnessService(again, CaseService(again)).view(file.id).items[2]
    assert (found.done_at, found.done_by) == (NOW, "J. Lindqvist")
    assert progress(WitnessService(again, CaseService(again)).view(file.id).items).done == 1
    ChecklistService(again).tick(item.id, None)
    assert not WitnessService(again, CaseService(again)).view(file.id).items[2].done
    again.close()


def test_a_template_changed_after_use_leaves_what_was_ticked(
    witnesses: WitnessService, checklists: ChecklistService, file: WitnessFile
) -> None:
    first, *rest = items_of(witnesses, file)
    checklists.tick(first.id, NOW)
    own = (
        TemplateItem(Stage.BEFORE, "Dog boarded"),
        TemplateItem(Stage.AFTER, rest[-1].words.text),
    )
    checklists.change_template(WitnessKind.FACT, own)
    assert len(items_of(witnesses, file)) == 1 + len(rest)
    checklists.apply_template(file.id)
    now = items_of(witnesses, file)
    assert len(now) == 2 + len(rest)
    assert [item.words.text for item in now if item.stage is Stage.BEFORE][-1] == "Dog boarded"
    assert next(item for item in now if item.id == first.id).done
    assert not checklists.apply_template(file.id).value


def test_the_next_witness_gets_the_changed_template(
    witnesses: WitnessService, checklists: ChecklistService, case: Case
) -> None:
    checklists.change_template(WitnessKind.EXPERT, (TemplateItem(Stage.BEFORE, "CV read"),))
    file = witnesses.open_file(case.id, Person("Dr. P. Voss"), WitnessKind.EXPERT).value
    assert [item.words.text for item in items_of(witnesses, file)] == ["CV read"]
    assert checklists.template(WitnessKind.EXPERT).own
    assert not checklists.template(WitnessKind.FACT).own


def test_deleting_an_item_that_has_a_note_asks_first(
    witnesses: WitnessService, checklists: ChecklistService, file: WitnessFile
) -> None:
    words = ItemText("Glasses", "M. Pryce", note="left at home last time")
    item = checklists.add_item(file.id, Stage.DAY, words).value
    with pytest.raises(HoldsNote, match="Glasses"):
        checklists.delete_item(item.id)
    assert item in items_of(witnesses, file)
    gone = checklists.delete_item(item.id, even_with_note=True).value
    assert item not in items_of(witnesses, file)
    checklists.restore_item(gone)
    assert item in items_of(witnesses, file)


def test_an_item_without_note_is_deleted_at_once(
    witnesses: WitnessService, checklists: ChecklistService, file: WitnessFile
) -> None:
    item = items_of(witnesses, file)[0]
    checklists.delete_item(item.id)
    assert item not in items_of(witnesses, file)


@pytest.mark.parametrize("text", ["", " \n ", "x" * 501])
def test_an_item_without_text_or_with_too_much_is_refused(
    checklists: ChecklistService, file: WitnessFile, text: str
) -> None:
    with pytest.raises(BadWitness):
        checklists.add_item(file.id, Stage.DAY, ItemText(text))


def test_changing_the_words_keeps_the_tick(
    checklists: ChecklistService, witnesses: WitnessService, file: WitnessFile
) -> None:
    item = items_of(witnesses, file)[0]
    checklists.tick(item.id, NOW)
    words = replace(item.words, text="Summons served", due=date(2026, 11, 30))
    assert checklists.change_item(item.id, words).value.done_at == NOW


def test_where_coaching_is_forbidden_rehearsal_steps_do_not_exist(
    witnesses: WitnessService, checklists: ChecklistService, case: Case
) -> None:
    checklists.set_regime(case.id, ENGLAND)
    file = witnesses.open_file(case.id, Person("R. Coyle"), WitnessKind.FACT).value
    assert items_of(witnesses, file)
    assert {item.practice for item in items_of(witnesses, file)} == {""}


def test_changing_the_regime_takes_open_rehearsals_off_and_keeps_what_was_done(
    witnesses: WitnessService, checklists: ChecklistService, case: Case, file: WitnessFile
) -> None:
    walked = next(item for item in items_of(witnesses, file) if item.practice == "outline")
    checklists.tick(walked.id, NOW)
    checklists.set_regime(case.id, ENGLAND)
    left = [item.id for item in items_of(witnesses, file) if item.practice]
    assert left == [walked.id]
    assert not checklists.apply_template(file.id).value


def test_a_step_that_holds_a_note_stays_in_sight_under_a_regime_that_forbids_it(
    witnesses: WitnessService, checklists: ChecklistService, case: Case, file: WitnessFile
) -> None:
    walked = next(item for item in items_of(witnesses, file) if item.practice == "outline")
    checklists.change_item(walked.id, replace(walked.words, note="half of it, 14 November"))
    checklists.set_regime(case.id, ENGLAND)
    assert [item.id for item in items_of(witnesses, file) if item.practice] == [walked.id]


def test_every_regime_names_its_source_and_its_date() -> None:
    for regime in regimes():
        assert regime.source
        assert regime.effective < date(2026, 1, 1)


def session_of(file: WitnessFile, present: tuple[str, ...] = (), **more: str) -> Session:
    return Session(new_id(), file.id, NOW, 45, present, tasks=("Find the glasses",), **more)


def test_tasks_of_a_session_become_items(
    witnesses: WitnessService, checklists: ChecklistService, file: WitnessFile
) -> None:
    session = session_of(file, ("M. Pryce",), covered="the courtroom")
    checklists.record_session(session)
    view = witnesses.view(file.id)
    assert view.sessions == (session,)
    assert [i.stage for i in view.items if i.words.text == "Find the glasses"] == [Stage.SESSION]


def test_a_familiarisation_tells_who_was_in_the_room_and_walks_through_no_evidence(
    checklists: ChecklistService, witnesses: WitnessService, case: Case, file: WitnessFile
) -> None:
    checklists.set_regime(case.id, ENGLAND)
    with pytest.raises(BadWitness, match="in the room"):
        checklists.record_session(session_of(file))
    with pytest.raises(BadWitness, match="may not be walked through"):
        checklists.record_session(session_of(file, ("K. Lund",), walked_through="direct"))
    checklists.record_session(session_of(file, ("K. Lund", "R. Coyle")))
    assert len(witnesses.view(file.id).sessions) == 1
