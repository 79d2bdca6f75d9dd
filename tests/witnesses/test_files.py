"""The file of a witness: people, cases, names, support that not everyone may see."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from courtdesk.cases.model import Case, CaseDetails
from courtdesk.cases.service import CaseService
from courtdesk.vault.errors import NotAllowed
from courtdesk.vault.kdf import KdfParams
from courtdesk.vault.opening import open_vault
from courtdesk.vault.roles import Role
from courtdesk.vault.store import Vault
from courtdesk.vault.users import Users
from courtdesk.witnesses.model.witness import (
    Absence,
    BadWitness,
    Measure,
    Passage,
    Person,
    Record,
    Side,
    Statement,
    Subpoena,
    Support,
    WitnessKind,
    conflicts,
)
from courtdesk.witnesses.service import (
    CallService,
    ChecklistService,
    WitnessFinder,
    WitnessService,
)
from tests.vaults import PASSPHRASE, reopen

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FACT = WitnessKind.FACT


def test_a_file_comes_back_as_it_was_kept(
    witnesses: WitnessService, case: Case, vault: Vault
) -> None:
    record = Record(
        role="eyewitness",
        subpoena=Subpoena.SERVED,
        served_on=date(2026, 11, 3),
        away=(Absence(date(2026, 11, 26), date(2026, 11, 27), "funeral"),),
        statements=(Statement("Police, 2 May", date(2026, 5, 2), "statement"),),
    )
    opened = witnesses.open_file(case.id, Person("R. Coyle"), FACT, record=record).value
    folder = vault.path
    vault.close()
    again = reopen(folder)
    assert WitnessService(again, CaseService(again)).view(opened.id).file == opened
    assert opened.record == record
    again.close()


def test_a_witness_in_two_cases_is_one_person_with_two_checklists(
    witnesses: WitnessService, checklists: ChecklistService, cases: CaseService, case: Case
) -> None:
    other = cases.open_case(CaseDetails("2026-0500", "State v. Quill"), date(2026, 5, 1)).value
    first = witnesses.open_file(case.id, Person("T. Bell"), WitnessKind.POLICE).value
    second = witnesses.add_to_case(first.witness_id, other.id, WitnessKind.POLICE).value
    item = witnesses.view(first.id).items[0]
    checklists.tick(item.id, NOW)
    witnesses.change_person(first.witness_id, Person("T. Bell", contact="ext. 44"))
    assert second.witness_id == first.witness_id
    assert witnesses.view(second.id).file.person.contact == "ext. 44"
    assert not any(each.done for each in witnesses.view(second.id).items)
    with pytest.raises(BadWitness, match="already"):
        witnesses.add_to_case(first.witness_id, other.id, FACT)


def test_two_people_with_one_name_stay_two(witnesses: WitnessService, case: Case) -> None:
    first = witnesses.open_file(case.id, Person("A. Moss"), FACT).value
    second = witnesses.open_file(case.id, Person("A. Moss"), FACT).value
    witnesses.change_person(first.witness_id, Person("A. Moss", contact="of the first"))
    assert witnesses.view(second.id).file.person.contact == ""


def test_a_witness_called_by_both_sides_is_called_twice_and_prepared_once(
    witnesses: WitnessService, case: Case
) -> None:
    file = witnesses.open_file(case.id, Person("S. Amadi"), FACT, (Side.STATE, Side.DEFENCE)).value
    overview = witnesses.overview(case.id, NOW)
    assert [line.call.side for line in overview.lines if line.call] == [Side.STATE, Side.DEFENCE]
    assert {line.file.id for line in overview.lines} == {file.id}
    assert overview.files == (file,)


def test_a_renamed_witness_keeps_the_former_name_beside_the_new_one(
    witnesses: WitnessService, case: Case
) -> None:
    file = witnesses.open_file(case.id, Person("M. Iglesias"), FACT).value
    witnesses.change_person(file.witness_id, Person("M. Ruiz"))
    person = witnesses.change_person(file.witness_id, Person("M. Ruiz", contact="x")).value
    assert (person.name, person.former_names) == ("M. Ruiz", ("M. Iglesias",))
    assert witnesses.view(file.id).file.id == file.id


@pytest.mark.parametrize(
    ("person", "sentence"),
    [
        (Person("  "), "needs a name"),
        (Person("x" * 201), "longer than"),
        (Person("Ada Fell", protected=True), "another name"),
        (Person("Ada Fell", protected=True, pseudonym="Witness Fell"), "gives"),
    ],
)
def test_a_person_who_cannot_be_kept_is_refused(
    witnesses: WitnessService, case: Case, person: Person, sentence: str
) -> None:
    with pytest.raises(BadWitness, match=sentence):
        witnesses.open_file(case.id, person, FACT)
    assert witnesses.overview(case.id, NOW).lines == ()


def test_days_to_avoid_that_end_before_they_begin_are_refused(
    witnesses: WitnessService, case: Case
) -> None:
    file = witnesses.open_file(case.id, Person("S. Amadi"), FACT).value
    wrong = Record(away=(Absence(date(2026, 11, 26), date(2026, 11, 25)),))
    with pytest.raises(BadWitness, match="end before"):
        witnesses.change_record(file.id, FACT, wrong)


def test_conflicting_statements_stand_side_by_side() -> None:
    record = Record(
        statements=(
            Statement(
                "Police, 2 May",
                passages=(
                    Passage("Lighting", "2:14", "the lamp was out"),
                    Passage("Time", "1:3", "about 01:50"),
                ),
            ),
            Statement(
                "Grand jury",
                passages=(
                    Passage("lighting ", "41:7", "the lamp was lit"),
                    Passage("Time", "40:1", "About 01:50"),
                ),
            ),
        )
    )
    (found,) = conflicts(record)
    assert found.topic == "Lighting"
    assert found.versions == (
        ("Police, 2 May", "2:14", "the lamp was out"),
        ("Grand jury", "41:7", "the lamp was lit"),
    )


def test_fears_and_needs_are_withheld_from_those_who_do_not_need_them(
    witnesses: WitnessService, case: Case, vault: Vault
) -> None:
    Users(vault).add("K. Lund", Role.COUNSEL, "old copper kettle by the door", params=_CHEAP)
    support = Support(
        measures=(Measure("Screen", date(2026, 11, 1), date(2026, 11, 10)),),
        waiting="Room 3",
        needs="anxious about seeing the defendant",
        contact="victim services, ext. 210",
        readers=(vault.user.id,),
    )
    protected = Person("Ada Fell", "12 Weir Lane", protected=True, pseudonym="Witness A")
    file = witnesses.open_file(case.id, protected, FACT, support=support).value
    folder = vault.path
    vault.close()
    other = open_vault(folder, None, "old copper kettle by the door")
    service = WitnessService(other, CaseService(other))
    seen = service.view(file.id).file
    assert seen.withheld
    assert seen.support.measures == support.measures
    assert (seen.support.waiting, seen.support.needs, seen.support.contact) == ("Room 3", "", "")
    assert (seen.person.name, seen.person.contact) == ("Witness A", "")
    with pytest.raises(NotAllowed):
        service.change_support(file.id, Support())
    with pytest.raises(NotAllowed):
        service.change_person(file.witness_id, Person("x"))
    other.close()
    mine = open_vault(folder, None, PASSPHRASE)
    assert WitnessService(mine, CaseService(mine)).view(file.id).file.support == support
    mine.close()


def test_whoever_limits_the_readers_stays_among_them(
    witnesses: WitnessService, case: Case, vault: Vault
) -> None:
    file = witnesses.open_file(case.id, Person("R. Coyle"), FACT).value
    kept = witnesses.change_support(file.id, Support(needs="quiet", readers=("another",))).value
    assert not kept.withheld
    assert vault.user.id in kept.support.readers


def test_a_clerk_has_no_key_to_the_witnesses(
    tmp_path: object, vault_template: object, cases: CaseService, case: Case
) -> None:
    import shutil
    from pathlib import Path

    folder = Path(shutil.copytree(str(vault_template), f"{tmp_path}/clerk.courtdesk"))
    clerk = reopen(folder)
    theirs = CaseService(clerk)
    opened = theirs.open_case(case.details, date(2026, 3, 2)).value
    service = WitnessService(clerk, theirs)
    with pytest.raises(NotAllowed):
        service.overview(opened.id, NOW)
    with pytest.raises(NotAllowed):
        service.open_file(opened.id, Person("R. Coyle"), FACT)
    clerk.close()


def test_removing_a_file_leaves_the_person_to_other_cases(
    witnesses: WitnessService, calls: CallService, cases: CaseService, case: Case
) -> None:
    other = cases.open_case(CaseDetails("2026-0500", "State v. Quill"), date(2026, 5, 1)).value
    file = witnesses.open_file(case.id, Person("T. Bell"), FACT, (Side.STATE,)).value
    witnesses.add_to_case(file.witness_id, other.id, FACT)
    witnesses.remove_file(file.id)
    assert witnesses.overview(case.id, NOW).lines == ()
    assert witnesses.people(case.id) == ((file.witness_id, Person("T. Bell")),)


def test_open_items_are_listed_by_their_day(
    vault: Vault,
    cases: CaseService,
    witnesses: WitnessService,
    checklists: ChecklistService,
    case: Case,
) -> None:
    file = witnesses.open_file(case.id, Person("R. Coyle"), FACT).value
    first, second, third, *_ = witnesses.view(file.id).items
    today = date(2026, 11, 23)
    for item, days in ((first, 0), (second, -2), (third, 1)):
        words = replace(item.words, due=today + timedelta(days=days))
        checklists.change_item(item.id, words)
    finder = WitnessFinder(vault, cases)
    due = finder.due(today, case.id)
    assert [each.item.id for each in due] == [second.id, first.id]
    assert [each.item.overdue(today) for each in due] == [True, False]
    checklists.tick(second.id, NOW)
    assert len(finder.due(today)) == 1


_CHEAP = KdfParams(memory_kib=19 * 1024, passes=1, lanes=1)
