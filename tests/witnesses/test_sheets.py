"""Witnesses on paper: real pages, and the names that must not stand on them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from courtdesk.cases.model import Case
from courtdesk.paper.blocks import Document
from courtdesk.paper.imprint import Imprint, PaperSize
from courtdesk.paper.press import press
from courtdesk.vault.store import Vault
from courtdesk.witnesses.model.checklist import ItemText, Stage
from courtdesk.witnesses.model.outline import Phase, QuestionText
from courtdesk.witnesses.model.witness import (
    Absence,
    ExhibitNote,
    Measure,
    Passage,
    Person,
    Record,
    Risk,
    Side,
    Statement,
    Subpoena,
    Support,
    WitnessFile,
    WitnessKind,
)
from courtdesk.witnesses.service import ChecklistService, OutlineService, WitnessService
from courtdesk.witnesses.sheet import (
    checklist_sheet,
    day_card,
    logistics,
    order_of_call,
    witness_binder,
    witness_grid,
)
from tests.paper.documents import needs_preflight, pages, verdict

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.date()
IMPRINT = Imprint(PaperSize.A4, "J. Lindqvist", NOW, "Europe/Dublin", "ab" * 32)
SECRET = "Adaline Fellowes"
CONTACT = "12 Weir Lane"


@pytest.fixture
def coyle(
    witnesses: WitnessService, checklists: ChecklistService, outlines: OutlineService, case: Case
) -> WitnessFile:
    """An ordinary witness with everything in the file."""
    record = Record(
        role="eyewitness",
        subpoena=Subpoena.SERVED,
        served_on=date(2026, 11, 3),
        travel="bus 14",
        away=(Absence(date(2026, 11, 26), date(2026, 11, 26), "surgery"),),
        statements=(
            Statement("Police", passages=(Passage("Lighting", "2:14", "the lamp was out"),)),
            Statement("Grand jury", passages=(Passage("Lighting", "41:7", "it flickered"),)),
        ),
        exhibits=(ExhibitNote("State 7", seen_before=False), ExhibitNote("State 10")),
        risks=(Risk("wears glasses", "wore them"),),
    )
    support = Support(
        measures=(Measure("Screen", TODAY, TODAY),), waiting="Room 2", needs="afraid of lifts"
    )
    file = witnesses.open_file(
        case.id,
        Person("R. Coyle", "ext. 210"),
        WitnessKind.FACT,
        (Side.STATE,),
        record=record,
        support=support,
    ).value
    words = QuestionText("Where were you?", proves="presence", exhibit="State 3", minutes=12)
    outlines.add_question(file.id, Phase.DIRECT, words)
    item = witnesses.view(file.id).items[0]
    checklists.change_item(item.id, replace(item.words, note="by hand", evidence="return"))
    checklists.tick(item.id, NOW)
    return file


@pytest.fixture
def secret(
    witnesses: WitnessService, checklists: ChecklistService, outlines: OutlineService, case: Case
) -> WitnessFile:
    """A protected witness whose name stands in every text that someone may have typed."""
    said = f"asks {SECRET}; FELLOWES and Adaline too"
    record = Record(
        role=said,
        travel=said,
        standby=said,
        proof=said,
        privilege=said,
        subpoena=Subpoena.SERVED,
        statements=(Statement(said, passages=(Passage("x", "1:1", said),)),),
        exhibits=(ExhibitNote("State 1", note=said),),
        risks=(Risk(said, said),),
    )
    support = Support(
        measures=(Measure(said, arranged=said),), waiting=said, escort=said, companion=said
    )
    person = Person(SECRET, CONTACT, "Irish", said, protected=True, pseudonym="Witness A")
    file = witnesses.open_file(
        case.id, person, WitnessKind.FACT, (Side.STATE,), record=record, support=support
    ).value
    words = QuestionText(said, said, said, said, said, "State 1", said, said, said)
    outlines.add_question(file.id, Phase.DIRECT, words)
    checklists.add_item(file.id, Stage.DAY, ItemText(said, said, None, said, said, said))
    return file


def documents(service: WitnessService, case: Case, file: WitnessFile) -> dict[str, Document]:
    one = service.file_sheet(file.id, NOW)
    order = service.order_sheet(case.id, NOW)
    today = service.order_sheet(case.id, NOW, TODAY)
    return {
        "checklist": checklist_sheet(one, IMPRINT),
        "blank": checklist_sheet(one, IMPRINT, blank=True),
        "binder": witness_binder(one, IMPRINT),
        "order": order_of_call(order, IMPRINT),
        "court": order_of_call(order, IMPRINT, for_court=True),
        "grid": witness_grid(order, IMPRINT),
        "logistics": logistics(order, IMPRINT),
        "card": day_card(today, IMPRINT),
    }


def text(document: Document) -> str:
    return " ".join(pages(press(document)))


def test_the_checklist_shows_what_was_ticked_by_whom(
    witnesses: WitnessService, case: Case, coyle: WitnessFile
) -> None:
    printed = documents(witnesses, case, coyle)
    filled, blank = text(printed["checklist"]), text(printed["blank"])
    assert "Before trial: 1 of 9" in filled
    assert "23 Nov, J. Lindqvist" in filled
    assert "Note: by hand" in filled
    assert "Formal Opinion 508" in filled
    assert "by hand" not in blank
    assert "☑" not in blank


def test_the_binder_holds_outline_statements_conflicts_exhibits_and_risks(
    witnesses: WitnessService, case: Case, coyle: WitnessFile
) -> None:
    printed = text(documents(witnesses, case, coyle)["binder"])
    for words in ("Where were you?", "2:14", "Conflicts between", "Never", "wears glasses"):
        assert words in printed
    assert "ATTORNEY WORK PRODUCT" in printed


def test_the_courts_order_of_call_tells_nothing_of_the_teams_work(
    witnesses: WitnessService, case: Case, coyle: WitnessFile
) -> None:
    printed = documents(witnesses, case, coyle)
    assert "presence" in text(printed["order"])
    for_court = text(printed["court"])
    assert "R. Coyle" in for_court
    for words in ("presence", "WORK PRODUCT", "away", "surgery", "afraid"):
        assert words not in for_court


def test_reasons_for_absence_stand_on_no_sheet(
    witnesses: WitnessService, case: Case, coyle: WitnessFile
) -> None:
    printed = documents(witnesses, case, coyle)
    assert "26 Nov" in text(printed["logistics"])
    for name, document in printed.items():
        assert "surgery" not in text(document), name


def test_the_grid_puts_exhibits_against_witnesses_in_the_order_of_their_numbers(
    witnesses: WitnessService, case: Case, coyle: WitnessFile
) -> None:
    printed = text(documents(witnesses, case, coyle)["grid"])
    assert "State 3 U State 7 S ! State 10 S" in printed


def test_the_day_card_tells_nothing_of_the_case(
    witnesses: WitnessService, case: Case, coyle: WitnessFile
) -> None:
    printed = text(documents(witnesses, case, coyle)["card"])
    assert "R. Coyle" in printed
    assert "Room 2" in printed
    for words in ("Landry", "2026-0417", "State", "eyewitness", "Screen", "afraid", "presence"):
        assert words not in printed


def test_a_protected_name_is_in_no_part_of_any_pdf(
    witnesses: WitnessService, case: Case, coyle: WitnessFile, secret: WitnessFile
) -> None:
    import io

    import pikepdf

    for name, document in documents(witnesses, case, secret).items():
        data = press(document)
        plain = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pdf.save(plain, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        everything = " ".join(pages(data)) + plain.getvalue().decode("latin-1")
        assert "Witness A" in everything, name
        for part in ("Adaline", "Fellowes", "FELLOWES", CONTACT):
            assert part not in everything, name
            assert part.encode("utf-16-be").hex() not in everything.lower(), name


def test_a_former_name_of_a_protected_witness_is_masked_too(
    witnesses: WitnessService, case: Case, secret: WitnessFile
) -> None:
    person = witnesses.view(secret.id).file.person
    witnesses.change_person(secret.witness_id, replace(person, name="Bea Quarrie"))
    printed = " ".join(text(d) for d in documents(witnesses, case, secret).values())
    for part in ("Adaline", "Fellowes", "Quarrie"):
        assert part not in printed


@needs_preflight
@pytest.mark.parametrize("name", ["checklist", "binder", "order", "grid", "logistics", "card"])
def test_every_sheet_is_an_archive_file(
    witnesses: WitnessService, case: Case, coyle: WitnessFile, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(press(documents(witnesses, case, coyle)[name]))
    assert "is a valid PDF/A-1b file" in verdict(path)


def test_sheets_of_a_case_without_witnesses_say_so(witnesses: WitnessService, case: Case) -> None:
    order = witnesses.order_sheet(case.id, NOW, TODAY)
    assert "Nobody is in the order of call" in text(order_of_call(order, IMPRINT))
    assert "No witness has an exhibit" in text(witness_grid(order, IMPRINT))
    assert "Nobody is to come" in text(logistics(order, IMPRINT))
    assert "No witness is to come" in text(day_card(order, IMPRINT))


def test_forty_witnesses_with_long_names_fit_the_grid(
    witnesses: WitnessService, case: Case, vault: Vault
) -> None:
    for number in range(40):
        record = Record(exhibits=(ExhibitNote(f"State {number + 1}"),))
        witnesses.open_file(
            case.id,
            Person(f"Bartholomew Featherstonehaugh the {number}th"),
            WitnessKind.FACT,
            record=record,
        )
    printed = text(witness_grid(witnesses.order_sheet(case.id, NOW), IMPRINT))
    assert printed.count(" S ") + printed.count(" S") >= 40
    assert "39th" in printed
