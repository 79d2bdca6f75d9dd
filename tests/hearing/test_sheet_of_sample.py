"""A real hearing, imported and printed, holds every turn with its time and speaker."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from courtdesk.hearing.imports import guess, plan_import, read_table
from courtdesk.hearing.model import (
    Clock,
    Entry,
    Hearing,
    HearingLogSheet,
    HearingPlan,
    HearingState,
)
from courtdesk.hearing.sheet import log_sheet
from courtdesk.paper.imprint import Imprint, PaperSize
from courtdesk.paper.press import press
from tests.paper.documents import pages
from tests.samples import sample

_ZONE = "America/New_York"
_START = datetime(2015, 11, 2, 10, 4, tzinfo=ZoneInfo(_ZONE)).astimezone(UTC)


def _body(page: str) -> str:
    """What stands between the head and the foot of a page."""
    return page.split("Time Speaker Entry ", 1)[1].split(" Printed 2 November 2015", 1)[0]


def _words(text: str) -> str:
    """``text`` without the word that a divided row goes on with."""
    return f" {' '.join(word for word in text.split() if word != 'continued')} "


def test_all_turns_of_a_real_hearing_are_on_its_log() -> None:
    table = read_table(sample("hearings", "2015.13-1339-t01.csv"))
    turns = plan_import(table, guess(table.header), _START, _ZONE).entries
    assert len(turns) == 307
    entries = tuple(
        Entry(f"e{n}", "h", n, turn.at, turn.speaker, turn.kind, turn.text, "A. Reyes")
        for n, turn in enumerate(turns, start=1)
    )
    plan = HearingPlan("Oral argument", date(2015, 11, 2))
    hearing = Hearing("h", "c", plan, HearingState.ADJOURNED, _START, _START, len(entries))
    clock = Clock(HearingState.ADJOURNED, _START, _START, timedelta(hours=1))
    sheet = HearingLogSheet("13-1339", "A v. B", hearing, clock, entries, _ZONE)
    imprint = Imprint(PaperSize.A4, "A. Reyes", _START, _ZONE)
    for paper in PaperSize:
        read = pages(press(log_sheet(sheet, replace(imprint, paper=paper))))
        printed = _words(" ".join(_body(page) for page in read))
        place = 0
        for turn in turns:
            time = f"{turn.at.astimezone(ZoneInfo(_ZONE)):%H:%M:%S}"
            place = printed.index(_words(f"{time} {turn.speaker} {turn.text}"), place)
