"""The papers of a hearing, read back: all that happened, corrections in sight, nothing sealed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest

from courtdesk.hearing.model import (
    Amendment,
    Appearance,
    Clock,
    Entry,
    EntryKind,
    Hearing,
    HearingLogSheet,
    HearingPlan,
    HearingState,
    MinutesSheet,
)
from courtdesk.hearing.sheet import log_sheet, minutes_sheet
from courtdesk.paper.blocks import Document
from courtdesk.paper.imprint import Imprint, PaperSize
from courtdesk.paper.press import press
from tests.paper.documents import needs_pdftotext, needs_preflight, pages, text_of, verdict

START = datetime(2026, 11, 23, 15, 4, tzinfo=UTC)  # 09:04 in Chicago
IMPRINT = Imprint(
    PaperSize.LETTER, "A. Reyes", START + timedelta(hours=3), "America/Chicago", "9f3a"
)
PLAN = HearingPlan(
    title="Jury trial, day 3",
    day=date(2026, 11, 23),
    court="Superior Court",
    room="Department 6",
    judge="Hon. M. Okafor",
    judge_abbreviation="MO",
    recorder="A. Reyes",
    jury=True,
    appearances=(Appearance("a", "Matthew Pryce", "Mr. Pryce (State)", "State", "Counsel"),),
)


def _entry(number: int, kind: EntryKind, text: str, **more: object) -> Entry:
    at = START + timedelta(seconds=67 * number)
    speaker = "" if kind is EntryKind.COURSE else "Mr. Pryce (State)"
    entry = Entry(f"e{number}", "h", number, at, speaker, kind, text, "A. Reyes")
    return replace(entry, **more)  # type: ignore[arg-type]


ENTRIES = (
    _entry(1, EntryKind.COURSE, "Hearing starts. On the record"),
    _entry(2, EntryKind.WITNESS, "Witness sworn: Dr. Lena Haas"),
    _entry(3, EntryKind.NOTE, "Rigor and temperature"),
    _entry(4, EntryKind.EXHIBIT, "Offers State 14"),
    _entry(5, EntryKind.NOTE, "Name of the child", sealed=True),
    _entry(6, EntryKind.MOTION, "Motion by the child's guardian", sealed=True),
    _entry(7, EntryKind.RULING, "Overruled as to sheets 1–4", bookmarked=True),
    _entry(8, EntryKind.NEXT_DATE, "Trial continues on 24 November at 9:00"),
)


def _hearing() -> Hearing:
    ended = START + timedelta(hours=2)
    return Hearing("h", "c", PLAN, HearingState.ADJOURNED, START, ended, len(ENTRIES))


def _clock() -> Clock:
    on_record = timedelta(hours=1, minutes=42)
    return Clock(HearingState.ADJOURNED, START, START, on_record, timedelta(minutes=18))


def _log(*entries: Entry) -> HearingLogSheet:
    return HearingLogSheet(
        "2026-CR-0417", "State v. Landry", _hearing(), _clock(), entries, "America/Chicago"
    )


def _minutes(*entries: Entry) -> MinutesSheet:
    return MinutesSheet(
        case_number="2026-CR-0417",
        case_title="State v. Landry",
        hearing=_hearing(),
        clock=_clock(),
        entries=entries,
        charges=(("1", "Burglary"),),
        parties=(("Defendant", "R. Landry", "I. Duarte", True),),
        zone="America/Chicago",
    )


def _read(document: Document) -> str:
    return " ".join(pages(press(document)))


def test_the_log_has_every_entry_with_its_time_on_the_courts_clock() -> None:
    text = _read(log_sheet(_log(*ENTRIES), IMPRINT, sealed=True))
    for entry in ENTRIES:
        assert text.count(entry.text) == 1
    assert "09:05:07 Hearing starts. On the record" in text
    assert "09:06:14 Mr. Pryce (State) Witness sworn: Dr. Lena Haas Witness" in text


def test_the_head_says_who_and_when() -> None:
    text = _read(log_sheet(_log(*ENTRIES), IMPRINT))
    for value in (
        "Superior Court · Department 6",
        "Jury trial, day 3 · Monday 23 November 2026",
        "Hon. M. Okafor (MO)",
        "Adjourned 11:04:00",
        "1 h 42 min",
        "18 min",
        "Matthew Pryce Mr. Pryce (State) State Counsel in person",
    ):
        assert value in text


def test_a_sealed_portion_is_named_but_not_shown() -> None:
    text = _read(log_sheet(_log(*ENTRIES), IMPRINT))
    assert "child" not in text
    assert "A portion is sealed. Sealed" in text
    assert "09:09:35" not in text
    assert "PUBLIC" in text


def test_a_copy_with_sealed_portions_says_so_on_its_pages() -> None:
    text = _read(log_sheet(_log(*ENTRIES), IMPRINT, sealed=True))
    assert "SEALED" in text
    assert "Name of the child Sealed" in text
    assert "PUBLIC" not in text


def test_a_sealed_bookmark_is_not_in_the_outline_of_the_public_copy() -> None:
    entries = tuple(replace(entry, bookmarked=True) for entry in ENTRIES)
    with pypdfium2.PdfDocument(press(log_sheet(_log(*entries), IMPRINT))) as pdf:
        titles = [entry.get_title() for entry in pdf.get_toc()]
    assert any("Offers State 14" in title for title in titles)
    assert not any("child" in title for title in titles)


def test_corrections_keep_the_old_text_in_sight() -> None:
    first = Amendment(
        1, "range 02:00–03:00", "Dr. Haas", EntryKind.NOTE, "misheard", "A. Reyes", START
    )
    second = replace(first, version=2, old_text="range 02:00–05:00", reason="", by="K. Lund")
    entry = _entry(9, EntryKind.NOTE, "range 02:00–04:00", amendments=(first, second))
    text = _read(log_sheet(_log(entry), IMPRINT))
    assert "range 02:00–04:00 Amended 09:04:00 by A. Reyes: misheard. Formerly (Dr. Haas):" in text
    assert text.count("“range 02:00–03:00”") == 1
    assert "by K. Lund. Formerly" in text
    assert text.count("“range 02:00–05:00”") == 1


def test_kinds_and_bookmarks_are_words_and_marks_not_colours() -> None:
    document = log_sheet(_log(*ENTRIES), IMPRINT)
    text = _read(document)
    assert "Overruled as to sheets 1–4 Ruling ◆" in text
    assert "◆ marked by the clerk" in text


def test_a_hearing_over_midnight_names_the_new_day() -> None:
    late = _entry(2, EntryKind.NOTE, "Past midnight")
    late = replace(late, at=START + timedelta(hours=16))
    assert "Tuesday 24 November 2026 01:04:00" in _read(log_sheet(_log(ENTRIES[0], late), IMPRINT))


def test_an_empty_log_says_so() -> None:
    assert "No entry has been made." in _read(log_sheet(_log(), IMPRINT))


def test_the_minutes_leave_out_narrative_and_sealed_matter() -> None:
    text = _read(minutes_sheet(_minutes(*ENTRIES), IMPRINT))
    assert "Rigor and temperature" not in text
    assert "child" not in text
    assert "A portion of the record is sealed and left out here." in text
    for shown in (ENTRIES[1], ENTRIES[3], ENTRIES[6], ENTRIES[7]):
        assert text.count(shown.text) == 1


def test_the_minutes_have_their_sections_in_order_and_none_that_is_empty() -> None:
    text = _read(minutes_sheet(_minutes(*ENTRIES), IMPRINT))
    order = (
        "Parties and counsel",
        "Charges and claims",
        "Appearances",
        "Course of the hearing",
        "Motions, objections and rulings",
        "Witnesses",
        "Exhibits",
        "Next dates",
        "I certify",
    )
    places = [text.index(title) for title in order]
    assert places == sorted(places)
    for empty in ("Pleas", "Orders", "Jury ", "Appearances noted"):
        assert empty not in text.replace("Jury trial", "").replace("Jury Yes", "")
    assert "Defendant R. Landry (in custody) I. Duarte" in text


@needs_preflight
@pytest.mark.parametrize(
    "made",
    [log_sheet(_log(*ENTRIES), IMPRINT, sealed=True), minutes_sheet(_minutes(*ENTRIES), IMPRINT)],
    ids=["log", "minutes"],
)
def test_both_papers_are_valid_for_the_archive(tmp_path: Path, made: Document) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(press(made))
    assert "is a valid PDF/A-1b file" in verdict(file)


@needs_pdftotext
@pytest.mark.parametrize("paper", list(PaperSize))
def test_a_long_log_holds_every_value_once(paper: PaperSize) -> None:
    entries = tuple(
        _entry(n, EntryKind.NOTE, f"Entry{n}x and {'more ' * (n % 40)}end{n}x") for n in range(400)
    )
    text = text_of(press(log_sheet(_log(*entries), replace(IMPRINT, paper=paper))))
    for number in range(400):
        assert text.count(f"Entry{number}x ") == 1
        assert text.count(f" end{number}x") == 1
