"""A log leaves as CSV or JSON, harms no spreadsheet, and comes back as it was."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from courtdesk.cases.model import Case
from courtdesk.hearing.imports import BadFile, guess, plan_import, read_table
from courtdesk.hearing.model import Entry, EntryKind, Hearing, HearingLogSheet, ImportPlan, Step
from courtdesk.hearing.service import HearingService
from courtdesk.hearing.sheet.open_format import log_csv, log_json
from courtdesk.vault.ids import new_id
from tests.vaults import START, ZONE, typed

TEXTS = (
    '=HYPERLINK("http://example.invalid")',
    "'+1 555 0100, as the witness wrote it",
    'two\nlines; and, "quotes"',
    "Þórður said “nothing”",
    "-40 °C",
)


def kept(hearings: HearingService, hearing: Hearing) -> HearingLogSheet:
    """A log with steps and awkward texts, adjourned."""
    for place, text in enumerate(TEXTS):
        hearings.record(typed(hearing.id, text, 60 * place + 10, EntryKind.WITNESS))
    recess, resume = START + timedelta(minutes=10), START + timedelta(minutes=25)
    hearings.take_step(hearing.id, Step.RECESS, recess, new_id())
    hearings.take_step(hearing.id, Step.RESUME, resume, new_id())
    hearings.take_step(hearing.id, Step.ADJOURN, START + timedelta(hours=1), new_id())
    return hearings.log_sheet(hearing.id)


def planned(file: Path) -> ImportPlan:
    table = read_table(file)
    return plan_import(table, guess(table.header), None, ZONE)


def told(entries: tuple[Entry, ...]) -> list[tuple[object, ...]]:
    return [(e.at, e.speaker, e.kind, e.step, e.text) for e in entries]


@pytest.mark.parametrize(("name", "write"), [("log.csv", log_csv), ("log.json", log_json)])
def test_a_log_that_was_written_is_imported_as_it_was(
    hearings: HearingService, hearing: Hearing, case: Case, tmp_path: Path, name: str, write: object
) -> None:
    sheet = kept(hearings, hearing)
    file = tmp_path / name
    file.write_bytes(write(sheet))  # type: ignore[operator]
    plan = planned(file)
    assert plan.problems == ()
    assert plan.remarks == ()
    again = hearings.import_log(case.id, "Brought back", plan).value
    back = hearings.log_sheet(again.id)
    assert told(back.entries) == told(sheet.entries)
    assert (back.clock.on_record, back.clock.off_record) == (
        timedelta(minutes=45),
        timedelta(minutes=15),
    )


def test_no_cell_begins_as_a_formula(hearings: HearingService, hearing: Hearing) -> None:
    data = log_csv(kept(hearings, hearing)).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(data, newline="")) for cell in row]
    assert "'" + TEXTS[0] in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_a_sealed_portion_is_said_and_not_told(hearings: HearingService, hearing: Hearing) -> None:
    sheet = kept(hearings, hearing)
    entries = tuple(
        replace(entry, sealed=True) if "Þórður" in entry.text or "two" in entry.text else entry
        for entry in sheet.entries
    )
    sheet = replace(sheet, entries=entries)
    for data in (log_csv(sheet), log_json(sheet)):
        assert "Þórður" not in data.decode()
        assert "two" not in data.decode()
    document = json.loads(log_json(sheet))
    (portion,) = [entry for entry in document["entries"] if entry["sealed"]]
    assert (portion["text"], portion["speaker"], portion["kind"]) == (None, None, None)
    assert "Þórður" in log_json(sheet, sealed=True).decode()


def test_an_amendment_keeps_what_it_replaced(hearings: HearingService, hearing: Hearing) -> None:
    entry = hearings.record(typed(hearing.id, "at 14:02", 5)).value
    hearings.amend(entry.id, "at 14:20", entry.speaker, entry.kind, "misheard", START)
    document = json.loads(log_json(hearings.log_sheet(hearing.id)))
    (amendment,) = document["entries"][-1]["amendments"]
    assert (amendment["former_text"], amendment["reason"]) == ("at 14:02", "misheard")


def test_the_hour_that_comes_twice_is_told_apart(
    hearings: HearingService, hearing: Hearing, case: Case, tmp_path: Path
) -> None:
    first = replace(
        typed(hearing.id, "before the clock went back"),
        at=START.replace(month=10, day=25, hour=0, minute=30),
    )
    second = replace(typed(hearing.id, "after it"), at=first.at + timedelta(hours=1))
    hearings.record(first)
    hearings.record(second)
    file = tmp_path / "log.csv"
    file.write_bytes(log_csv(hearings.log_sheet(hearing.id)))
    assert b"T01:30:00.000+01:00" in file.read_bytes()
    assert b"T01:30:00.000+00:00" in file.read_bytes()
    plan = planned(file)
    assert {entry.at for entry in plan.entries} >= {first.at, second.at}


def test_a_document_that_is_no_log_is_refused(tmp_path: Path) -> None:
    for content in ("{", "{}", '{"entries": 3}', "{" * 5000):
        file = tmp_path / "log.json"
        file.write_text(content)
        with pytest.raises(BadFile):
            planned(file)
