"""The court's day list is taken over whole, or refused row by row; twice is once."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from courtdesk.cases.imports import BadFile, plan_day_list, read_table
from courtdesk.cases.model import BadCase, Case, DayList, ListedState, ListPlan
from courtdesk.cases.service import CaseService, DayListService
from courtdesk.vault.store import Vault
from tests.vaults import ZONE
from tests.workbooks import workbook

DAY = date(2026, 11, 23)
HEAD = "Hearing Time,Case Reference,Defendant Name(s),Hearing Type,Sitting at,Judge\n"
EVENT = "BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20261101T000000Z\n{lines}\nEND:VEVENT\n"
BERLIN = (
    "BEGIN:VTIMEZONE\nTZID:Court\nBEGIN:STANDARD\nDTSTART:19701025T030000\n"
    "TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n"
)


@dataclass
class Desk:
    """What reads lists and takes them over."""

    folder: Path
    service: DayListService
    cases: CaseService

    def read(self, content: str | bytes, name: str = "list.csv", day: date | None = DAY) -> DayList:
        file = self.folder / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return plan_day_list(read_table(file), day, ZONE, DAY)

    def calendar(self, *events: str, more: str = "") -> DayList:
        told = "".join(EVENT.format(uid=n, lines=lines) for n, lines in enumerate(events))
        text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y\n{more}{told}END:VCALENDAR\n"
        return self.read(text.replace("\n", "\r\n"), "list.ics")

    def take(self, read: DayList) -> ListPlan:
        return self.service.take_over(read, DAY).value

    def set_down(self, number: str) -> list[tuple[datetime, str, str]]:
        scheduled = self.cases.case_numbered(number).details.scheduled
        return [(hearing.starts_at, hearing.title, hearing.room) for hearing in scheduled]


@pytest.fixture
def desk(vault: Vault, cases: CaseService, tmp_path: Path) -> Desk:
    return Desk(tmp_path, DayListService(vault), cases)


def states(plan: ListPlan) -> list[ListedState]:
    return [step.state for step in plan.steps]


def test_known_cases_are_matched_and_new_ones_opened(desk: Desk, case: Case) -> None:
    read = desk.read(
        HEAD + f"09:30,{case.details.number.lower()},LANDRY R,Trial,Court 4,Hon. M. Okafor\n"
        "2.15pm,T20260001,“O’NEIL” Zoë,Plea and trial preparation,Court 2,\n"
    )
    plan = desk.take(read)
    assert states(plan) == [ListedState.SET_DOWN, ListedState.NEW_CASE]
    assert plan.steps[0].case_title == "State v. Landry"
    assert desk.set_down(case.details.number) == [
        (datetime(2026, 11, 23, 9, 30, tzinfo=UTC), "Trial", "Court 4")
    ]
    opened = desk.cases.case_numbered("T20260001").details
    assert (opened.title, opened.room) == ("“O’NEIL” Zoë", "Court 2")
    assert desk.set_down("T20260001")[0][0] == datetime(2026, 11, 23, 14, 15, tzinfo=UTC)


def test_the_same_list_again_changes_nothing(desk: Desk, vault: Vault, case: Case) -> None:
    content = (
        HEAD + f"09:30,{case.details.number},x,Trial,4,\n10:00,N-1,y,Plea,4,\n10:00,N-1,y,Plea,4,\n"
    )
    first = desk.take(desk.read(content))
    assert states(first)[1:] == [ListedState.NEW_CASE, ListedState.UNCHANGED]
    head = vault.head()
    again = desk.take(desk.read(content))
    assert set(states(again)) == {ListedState.UNCHANGED}
    assert vault.head() == head
    assert len(desk.set_down("N-1")) == 1


def test_a_later_issue_of_the_list_moves_a_hearing(desk: Desk) -> None:
    desk.take(desk.read(HEAD + "09:30,N-1,y,Plea,4,\n"))
    plan = desk.take(desk.read(HEAD + "11:00,N-1,y,PLEA,5,\n"))
    assert states(plan) == [ListedState.MOVED]
    assert desk.set_down("N-1") == [(datetime(2026, 11, 23, 11, tzinfo=UTC), "Plea", "5")]
    twice = HEAD + "09:30,N-1,y,Plea,5,\n14:00,N-1,y,Plea,5,\n"
    assert states(desk.take(desk.read(twice))) == [ListedState.SET_DOWN, ListedState.SET_DOWN]


def test_a_row_that_cannot_be_read_stops_all_of_it(desk: Desk, vault: Vault) -> None:
    head = vault.head()
    read = desk.read(
        HEAD + "09:30,N-1,y,Plea,4,\nsoon,N-2,y,Plea,4,\n10:00,,y,Plea,4,\n10:00,N-4,a,b,c,d,e\n"
        "25:10,N-5,y,Plea,4,\n1030,N-6,y,Plea,4,\n" + f"10:00,{'9' * 90},y,Plea,4,\n"
    )
    assert [problem.row for problem in read.problems] == [2, 3, 4, 5, 6, 7]
    with pytest.raises(BadCase, match="row 2: its time “soon”"):
        desk.take(read)
    assert vault.head() == head


def test_a_list_without_a_time_or_a_number_is_refused(desk: Desk) -> None:
    with pytest.raises(BadFile, match="case’s number"):
        desk.read("Time,Room\n09:30,4\n")
    with pytest.raises(BadFile, match="the time"):
        desk.read("Case number,Room\nN-1,4\n")
    with pytest.raises(BadCase, match="no hearings"):
        desk.take(desk.read(HEAD))


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("25/12/2026", date(2026, 12, 25)),
        ("12/25/2026", date(2026, 12, 25)),
        ("1 Dec 2026", date(2026, 12, 1)),
        ("Tuesday, December 1, 2026", date(2026, 12, 1)),
    ],
)
def test_days_are_read_where_they_are_certain(desk: Desk, cell: str, day: date) -> None:
    read = desk.read(f'Date,Time,Case number\n"{cell}",09:30,N-1\n')
    assert read.matters[0].at.date() == day
    assert read.remarks == ()


def test_a_day_that_could_be_two_is_asked_for(desk: Desk) -> None:
    read = desk.read("Date,Time,Case number\n11/12/2026,09:30,N-1\n31/02/2026,9:30,N-2\n")
    assert [problem.row for problem in read.problems] == [1, 2]
    assert "write it as 2026-11-23" in read.problems[0].sentence


def test_a_list_that_names_no_day_says_for_which_it_was_taken(desk: Desk) -> None:
    read = desk.read(HEAD + "09:30,N-1,y,Plea,4,\n,N-2,y,Plea,4,\n", day=None)
    assert any("names no day" in remark and "2026-11-23" in remark for remark in read.remarks)
    assert any("no time of day" in remark for remark in read.remarks)


def test_the_hour_that_is_missing_and_the_hour_that_comes_twice(desk: Desk) -> None:
    read = desk.read("Date,Time,Case number\n2026-03-29,01:30,N-1\n2026-10-25,01:30,N-2\n")
    assert "clocks go forward" in read.problems[0].sentence
    assert read.matters[0].at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert any("comes twice" in remark for remark in read.remarks)


def test_two_hearings_in_one_room_at_once_are_told(desk: Desk) -> None:
    read = desk.read(
        HEAD + "09:30,N-1,y,Plea,Court 4,\n9.30,N-2,y,Plea,court  4,\n09:30,N-1,z,Trial,Court 4,\n"
    )
    assert desk.service.plan(read).clashes == (
        "Court 4, 2026-11-23 09:30: 2 hearings at once (N-1, N-2).",
    )


def test_windows_text_and_semicolons_are_read_and_said(desk: Desk) -> None:
    content = "Time;Case number;Case name\n09:30;N-1;Frau Müller\n".encode("cp1252")
    read = desk.read(content)
    assert read.matters[0].name == "Frau Müller"
    assert any("Windows-1252" in remark for remark in read.remarks)
    assert desk.read("Time,Case number\n09:30,N-1\n".encode("utf-16")).matters[0].number == "N-1"


def test_a_workbook_is_read(desk: Desk) -> None:
    rows = [["Time", "Case number", "Case name"], ["09:30", "N-1", "In re Fern"]]
    read = desk.read(workbook(rows), "list.xlsx")
    assert [(m.number, m.name) for m in read.matters] == [("N-1", "In re Fern")]


def test_a_calendar_is_read_in_its_zones(desk: Desk) -> None:
    read = desk.calendar(
        "DTSTART:20261123T093000Z\nLOCATION:Dept. 6\n"
        "SUMMARY:2026-CR-0417 State v. Landry: Jury trial",
        "DTSTART;TZID=America/Chicago:20261123T093000\nSUMMARY:Status conference - 2026/88",
        "DTSTART;TZID=Court:20261123T093000\nSUMMARY:N-3",
        "DTSTART:20261123T093000\nSUMMARY:N-4\\, Müller",
        "DTSTART;VALUE=DATE:20261124\nSUMMARY:N-5",
        "DTSTART:20261123T100000Z\nRRULE:FREQ=DAILY;COUNT=400\nSUMMARY:N-6",
        "DTSTART:20261123T100000Z\nSTATUS:CANCELLED\nSUMMARY:N-7",
        more=BERLIN,
    )
    assert read.problems == ()
    by_number = {matter.number: matter for matter in read.matters}
    first = by_number["2026-CR-0417"]
    assert (first.name, first.title, first.room) == ("State v. Landry", "Jury trial", "Dept. 6")
    assert by_number["2026/88"].at == datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
    assert by_number["N-3"].at == datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    assert by_number["N-4"].at == datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    assert by_number["N-5"].at == datetime(2026, 11, 24, tzinfo=UTC)
    assert "N-7" not in by_number
    said = " ".join(read.remarks)
    for words in ("no time zone", "no time of day", "1 events repeat", "1 cancelled"):
        assert words in said


def test_events_that_name_no_case_are_problems(desk: Desk) -> None:
    read = desk.calendar("DTSTART:20261123T093000Z\nSUMMARY:Lunch", "SUMMARY:N-2")
    assert [problem.row for problem in read.problems] == [1, 2]


@pytest.mark.parametrize(
    "content", [b"BEGIN:VCALENDAR\r\nEND:VEVENT", b"BEGIN:VCALENDAR\r\n\x00\xff"]
)
def test_what_is_no_calendar_is_refused(desk: Desk, content: bytes) -> None:
    with pytest.raises(BadFile):
        desk.read(content, "list.ics")


def test_ten_thousand_rows_are_taken_over(desk: Desk) -> None:
    rows = "".join(
        f"{9 + n % 8:02}:{n % 60:02},N-{n},Name {n},Plea,{n % 20},\n" for n in range(10_000)
    )
    plan = desk.take(desk.read(HEAD + rows))
    assert plan.count(ListedState.NEW_CASE) == 10_000
    again = desk.service.plan(desk.read(HEAD + rows))
    assert not again.changes_anything


def test_nothing_is_left_of_the_list_outside_the_vault(desk: Desk) -> None:
    before = set(desk.folder.iterdir())
    desk.take(desk.read(HEAD + "09:30,N-1,y,Plea,4,\n"))
    assert set(desk.folder.iterdir()) - before == {desk.folder / "list.csv"}
