"""A log made elsewhere is read whatever its encoding and shape, or refused row by row."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from courtdesk.hearing.imports import BadFile, Mapping, guess, plan_import, read_table
from courtdesk.hearing.model import EntryKind, ImportPlan
from tests.vaults import ZONE
from tests.workbooks import MOMENT, TIME_OF_DAY, packed, workbook

HEAD = "Start (s),Stop (s),Speaker,Role,Text\n"
SUMMER = datetime(2026, 7, 6, 9, tzinfo=ZoneInfo(ZONE))


def plan_of(
    folder: Path, content: bytes | str, start: datetime | None = SUMMER, **columns: int
) -> ImportPlan:
    """What a file with this content would import, its columns guessed unless they are given."""
    file = folder / "log.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    table = read_table(file)
    mapping = Mapping(**columns) if columns else guess(table.header)
    return plan_import(table, mapping, start, ZONE)


def texts(plan: ImportPlan) -> list[str]:
    assert plan.problems == ()
    return [entry.text for entry in plan.entries]


def problems(plan: ImportPlan) -> dict[int, str]:
    return {problem.row: problem.sentence for problem in plan.problems}


def test_seconds_count_from_the_start_that_was_given(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path, HEAD + '0.00,7.235,"Roe, Jr.",Judge,Good morning\n7.235,9,Doe,,Hello\n'
    )
    first, second = plan.entries
    assert first.at == datetime(2026, 7, 6, 8, tzinfo=UTC)
    assert second.at - first.at == timedelta(milliseconds=7235)
    assert (first.speaker, first.text, first.kind) == ("Roe, Jr.", "Good morning", EntryKind.NOTE)
    assert plan.last == first.at + timedelta(seconds=9)
    assert [(s.name, s.role, s.turns) for s in plan.speakers] == [
        ("Roe, Jr.", "Judge", 1),
        ("Doe", "", 1),
    ]
    assert plan.remarks == ()


def test_seconds_without_a_start_count_from_midnight_and_say_so(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "time,text\n60,a\n", None)
    at = plan.entries[0].at.astimezone(ZoneInfo(ZONE))
    assert (at.hour, at.minute, at.second) == (0, 1, 0)
    assert any("midnight" in remark for remark in plan.remarks)


@pytest.mark.parametrize(
    ("cell", "utc"),
    [
        ("9:04", datetime(2026, 7, 6, 8, 4, tzinfo=UTC)),
        ("09:04:30", datetime(2026, 7, 6, 8, 4, 30, tzinfo=UTC)),
        ("00:00", datetime(2026, 7, 5, 23, tzinfo=UTC)),
        ("23:59:59.5", datetime(2026, 7, 6, 22, 59, 59, 500_000, tzinfo=UTC)),
        ("2026-01-12T09:04", datetime(2026, 1, 12, 9, 4, tzinfo=UTC)),
        ("2026-07-12 09:04:30", datetime(2026, 7, 12, 8, 4, 30, tzinfo=UTC)),
        ("2026-07-12T09:04:30-05:00", datetime(2026, 7, 12, 14, 4, 30, tzinfo=UTC)),
        ("2026-07-12T09:04:30Z", datetime(2026, 7, 12, 9, 4, 30, tzinfo=UTC)),
    ],
)
def test_times_of_day_and_moments_are_read_in_the_court_s_zone(
    tmp_path: Path, cell: str, utc: datetime
) -> None:
    assert plan_of(tmp_path, f"time,text\n{cell},x\n").entries[0].at == utc


def test_a_log_that_runs_past_midnight_keeps_its_order_by_its_dates(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "date,time,text\n2026-07-06,23:58,late\n2026-07-07,0:03,later\n")
    assert texts(plan) == ["late", "later"]
    assert plan.entries[1].at - plan.entries[0].at == timedelta(minutes=5)


@pytest.mark.parametrize(
    "cell",
    [
        "noon",
        "25:00",
        "-3",
        "1e300",
        "nan",
        "inf",
        "2026-02-30",
        "",
        "9:04 pm",
        "9999-12-31T23:59-12:00",
        "0001-01-01T00:00+14:00",
        "1e9",
    ],
)
def test_a_time_that_is_none_is_told_by_its_row(tmp_path: Path, cell: str) -> None:
    plan = plan_of(tmp_path, f"time,text\n0,fine\n{cell},x\n")
    assert list(problems(plan)) == [2]


def test_an_end_before_the_start_is_told_by_its_row(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, HEAD + "1,2,A,,x\n9,4,A,,y\n5,5,A,,z\n")
    assert problems(plan) == {2: "it starts at 9, after its end at 4."}


def test_rows_out_of_order_are_put_in_order_and_counted(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "time,text\n5,b\n1,a\n9,c\n")
    assert texts(plan) == ["a", "b", "c"]
    assert plan.remarks == ("2 rows were not in the order of time and were put in order.",)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_common_delimiter_and_line_end_is_understood(
    tmp_path: Path, delimiter: str, line_end: str
) -> None:
    rows = [["Start", "Speaker", "Text"], ["1", "A", f'"one{delimiter} two"'], ["2", "B", "three"]]
    content = line_end.join(delimiter.join(row) for row in rows)
    assert texts(plan_of(tmp_path, content)) == [f"one{delimiter} two", "three"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_unicode_encoding_is_understood(tmp_path: Path, encoding: str) -> None:
    text = "Café – עדות – 证人 👩🏽‍⚖️"
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    plan = plan_of(tmp_path, mark + f"time,text\n1,{text}\n".encode(encoding))
    assert texts(plan) == [text]
    assert plan.remarks == ()


def test_windows_1252_is_read_and_said(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "time,text\n1,naïve “café”\n".encode("cp1252"))
    assert texts(plan) == ["naïve “café”"]
    assert any("Windows-1252" in remark for remark in plan.remarks)


def test_ragged_rows_are_told_and_empty_ones_passed_over(tmp_path: Path) -> None:
    content = "time,speaker,text\n1,A,fine\n\n,,\n2,A,too,many\n3,A\n4,A,padded,,\n"
    found = problems(plan_of(tmp_path, content))
    assert found == {
        2: "it has 4 cells where the head has 3; put text with commas in quotes.",
        3: "it has no text.",
    }


def test_hard_texts_survive(tmp_path: Path) -> None:
    hard = ["<b>&amp;</b>", 'a "quoted" word', "two\nlines", "قال الشاهد", "x" * 100_000, "=1+1"]
    body = "".join(f'{n},"{text.replace(chr(34), chr(34) * 2)}"\n' for n, text in enumerate(hard))
    assert texts(plan_of(tmp_path, "time,text\n" + body)) == hard


def test_a_text_that_no_entry_can_hold_is_told_by_its_row(tmp_path: Path) -> None:
    assert "200,000" in problems(plan_of(tmp_path, f"time,text\n1,{'x' * 200_001}\n"))[1]


def test_kinds_are_taken_over_where_they_are_known(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "time,kind,text\n1,Ruling,a\n2,course,b\n3,gossip,c\n4,next date,d\n")
    kinds = [entry.kind for entry in plan.entries]
    assert kinds == [EntryKind.RULING, EntryKind.NOTE, EntryKind.NOTE, EntryKind.NEXT_DATE]


def test_the_person_may_say_which_column_is_which(tmp_path: Path) -> None:
    content = "Wer,Wann,Was\nA,1,eins\nB,2,zwei\n"
    with pytest.raises(BadFile, match=r"which column holds the time.*Wer, Wann, Was"):
        plan_of(tmp_path, content)
    plan = plan_import(read_table(tmp_path / "log.csv"), Mapping(1, 2, speaker=0), SUMMER, ZONE)
    assert [(e.speaker, e.text) for e in plan.entries] == [("A", "eins"), ("B", "zwei")]


def test_a_workbook_is_read_as_its_table(tmp_path: Path) -> None:
    day = (46209.375, MOMENT)  # 2026-07-06 09:00
    content = workbook(
        [
            ["Time", "Speaker", "Text"],
            [day, "A", "<b>&</b>"],
            [12.5, "B", "עדות 👩🏽‍⚖️"],
            [(0.5, TIME_OF_DAY), "A", 417.0],
        ]
    )
    plan = plan_of(tmp_path, content)
    assert texts(plan) == ["<b>&</b>", "עדות 👩🏽‍⚖️", "417"]
    first, second, third = plan.entries
    assert first.at == datetime(2026, 7, 6, 8, tzinfo=UTC)
    assert second.at - first.at == timedelta(seconds=12.5)
    assert third.at == datetime(2026, 7, 6, 11, tzinfo=UTC)


BAD_FILES = {
    "nothing": b"",
    "blanks": b" \n\n,,\n",
    "binary": bytes(range(256)) * 4,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(64),
    "an open quote": b'time,text\n1,"never closed\n2,b\n',
    "a cut workbook": workbook([["Time", "Text"], [1.0, "x"]])[:300],
    "a workbook of nonsense": packed("<worksheet><sheetData><row><c"),
    "another archive": b"PK\x03\x04" + bytes(500),
}


@pytest.mark.parametrize("content", BAD_FILES.values(), ids=BAD_FILES)
def test_what_is_no_table_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(BadFile):
        plan_of(tmp_path, content)


def test_a_workbook_that_asks_for_all_memory_is_refused(tmp_path: Path) -> None:
    row = '<row><c r="A1"><v>1</v></c><c r="B99999999999999"><v>1</v></c></row>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    far = packed(f'<worksheet xmlns="{main}"><sheetData>{row}</sheetData></worksheet>')
    with pytest.raises(BadFile, match="more memory or time"):
        plan_of(tmp_path, far)


def test_a_long_file_is_read_whole(tmp_path: Path) -> None:
    body = "".join(f"{n},שורה number {n} of a long hearing\n" for n in range(40_000))
    assert len(texts(plan_of(tmp_path, "time,text\n" + body))) == 40_000


def test_a_file_that_is_missing_or_a_folder_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.csv", tmp_path):
        with pytest.raises(BadFile, match="cannot be read"):
            read_table(path)


def test_a_file_too_large_is_not_even_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate((64 << 20) + 1)
    with pytest.raises(BadFile, match="64 MB"):
        read_table(huge)


def test_a_head_alone_imports_nothing(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, HEAD)
    assert (plan.entries, plan.problems, plan.first, plan.last) == ((), (), None, None)
