"""Venire lists from courts, spreadsheets and the clipboard."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from courtdesk.cases.service import CaseService
from courtdesk.intake.tables import BadFile, table_of_text
from courtdesk.jury.imports import columns, fitting, mapping_from, plan_venire, problems_sentence
from courtdesk.jury.model.venire import BadJury, JurorEntry, JurorStatus, Side
from courtdesk.jury.service import VenireService
from tests.jury.courtroom import courtroom, plan_of, venire


def test_number_seat_and_order_of_call_are_three_things() -> None:
    plan = plan_of("Juror No.\tSeat\tCall order\tName\n118\t7\t2\tAna Gallo\n121\t3\t1\tBo Hsu")
    assert [(e.number, e.seat, e.name) for e in plan.entries] == [
        ("121", "3", "Bo Hsu"),
        ("118", "7", "Ana Gallo"),
    ]
    assert plan.rows == (2, 1)


def test_a_list_of_england_and_one_of_the_united_states_are_both_understood() -> None:
    english = plan_of("Juror number;First name;Last name;Postcode\n0645;Ida;Moss;LS1 2AB")
    american = plan_of(
        "first_name,last_name,email,city,state,zip_code,date_of_birth\n"
        "Ray,Osei,r@example.test,Dayton,OH,45402,1971-05-04"
    )
    assert english.entries[0].name == "Ida Moss"
    assert english.entries[0].number == "0645"
    assert english.entries[0].details["postcode"] == "LS1 2AB"
    assert american.entries[0].details["town"] == "Dayton"
    assert american.entries[0].details["born"] == "1971-05-04"


def test_a_column_that_is_no_field_is_kept_as_an_answer() -> None:
    plan = plan_of("No.,Name,Served before?\n1,Ana Gallo,yes")
    assert plan.entries[0].answers == {"Served before?": "yes"}


def test_two_jurors_with_one_number_are_shown_with_both_rows() -> None:
    plan = plan_of("No.,Name\n101,Ana\n102,Bo\n101,Cy")
    assert problems_sentence(plan) == (
        "Nothing was imported. Row 3: its number 101 stands in row 1 too."
    )


def test_a_list_without_names_is_read_and_said_so() -> None:
    plan = plan_of("Juror No.,Race\n1,White\n2,Black")
    assert len(plan.entries) == 2
    assert plan.remarks == ("2 jurors have no name and are shown by their numbers.",)


def test_a_juror_without_a_number_is_shown_by_name_and_one_without_either_is_a_problem() -> None:
    plan = plan_of("No.,Name,Race\n,Ana Gallo,White\n,,White")
    assert plan.entries[0].name == "Ana Gallo"
    assert [(p.row, p.sentence) for p in plan.problems] == [
        (2, "it has neither a number nor a name.")
    ]


def test_ragged_rows_are_shown_and_none_is_dropped() -> None:
    plan = plan_of("No.,Name,Race\n1,Ana\n2,Bo,White,extra\n3,Cy,Black")
    assert [entry.number for entry in plan.entries] == ["1", "3"]
    assert [problem.row for problem in plan.problems] == [2]
    assert "Rows shorter than the head, their missing cells read as empty: 1." in plan.remarks


def test_an_unknown_race_or_sex_stays_unknown() -> None:
    plan = plan_of("No.,Race,Sex\n1,Unknown,\n2,White,Male")
    assert (plan.entries[0].race, plan.entries[0].sex) == ("Unknown", "")
    assert "The race or sex of 1 jurors is unknown, and stays so." in plan.remarks


def test_outcomes_and_eligibility_come_with_the_list() -> None:
    plan = plan_of(
        "No.,Outcome,Eligible To\n1,Struck by the prosecution,State\n"
        "2,Struck by the defence,Both State and Defense\n3,Excused,n/a\n4,Juror not struck,"
    )
    assert [entry.status for entry in plan.entries] == [
        JurorStatus.STRUCK,
        JurorStatus.STRUCK,
        JurorStatus.EXCUSED,
        JurorStatus.NOT_REACHED,
    ]
    assert [entry.eligible for entry in plan.entries] == [
        {Side.STATE},
        {Side.STATE, Side.DEFENCE},
        frozenset(),
        None,
    ]
    assert plan.labels == {Side.STATE: "Prosecution", Side.DEFENCE: "Defence"}


def test_an_outcome_that_is_not_understood_is_a_problem_of_its_row() -> None:
    plan = plan_of("No.,Outcome\n1,Went home early")
    assert plan.problems[0].sentence.startswith("its outcome “Went home early” is not understood")


def test_a_workbook_is_read_like_a_file_of_text(tmp_path: Path) -> None:
    from courtdesk.intake.tables import read_table

    path = tmp_path / "venire.xlsx"
    path.write_bytes(_workbook([["Juror No.", "Name"], ["101", "Ana Gallo"]]))
    table = read_table(path)
    assert plan_venire(table, mapping_from(table.header, [])).entries[0].name == "Ana Gallo"


def test_a_mapping_is_remembered_by_its_heads(tmp_path: Path) -> None:
    table = table_of_text("Nr,Wer,Beruf\n7,Ana Gallo,Koch")
    mapping = mapping_from(table.header, ["Nr=number", "Wer=name", "Beruf=occupation"])
    with courtroom(tmp_path) as (vault, _):
        service = VenireService(vault, CaseService(vault))
        service.remember_columns("Amtsgericht", columns(table.header, mapping))
        kept = service.remembered_columns()["Amtsgericht"]
    assert mapping_from(table.header, fitting(table.header, kept)) == mapping


def test_a_mapping_to_an_unknown_head_or_field_names_those_that_exist() -> None:
    with pytest.raises(BadFile, match=r"no column “Nr”\. It has: No\., Name"):
        mapping_from(["No.", "Name"], ["Nr=number"])
    with pytest.raises(BadFile, match="“nummer” is no field"):
        mapping_from(["No.", "Name"], ["No.=nummer"])


def test_a_list_that_partly_is_in_the_venire_names_the_jurors(tmp_path: Path) -> None:
    with courtroom(tmp_path) as (vault, case_id):
        service = VenireService(vault, CaseService(vault))
        service.import_venire(case_id, venire(3))
        with pytest.raises(BadJury, match=r"In the venire already: 101, 102, 103\. Nothing"):
            service.import_venire(case_id, venire(4))
        assert len(service.jurors(case_id)) == 3


def test_a_second_panel_follows_in_the_order_of_call(tmp_path: Path) -> None:
    with courtroom(tmp_path) as (vault, case_id):
        service = VenireService(vault, CaseService(vault))
        service.import_venire(case_id, venire(3))
        service.import_venire(case_id, plan_of("No.,Name\n900,Zed"))
        service.add_juror(case_id, JurorEntry("901", "Una"))
        assert [(j.call, j.number) for j in service.jurors(case_id)][3:] == [(4, "900"), (5, "901")]


def test_a_juror_added_by_hand_needs_a_number_or_a_name(tmp_path: Path) -> None:
    with courtroom(tmp_path) as (vault, case_id):
        service = VenireService(vault, CaseService(vault))
        with pytest.raises(BadJury, match="needs a number or a name"):
            service.add_juror(case_id, JurorEntry(" ", ""))


def _workbook(rows: list[list[str]]) -> bytes:
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>"
        for row in rows
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/s.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" '
        f'Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>'
        '<sheet name="Venire" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{rel}/worksheet" Target="s.xml"/></Relationships>',
        "xl/s.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()
