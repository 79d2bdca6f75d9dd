"""Reading a log: in windows, by kind, by words, and whole for print."""

from dataclasses import replace

import pytest

from courtdesk.cases.model import Case, Charge, Party
from courtdesk.cases.service import CaseService
from courtdesk.hearing.model import BadEntry, EntryKind, Hearing
from courtdesk.hearing.service import HearingService
from courtdesk.vault.ids import new_id
from tests.vaults import CASE, START, ZONE, typed


@pytest.fixture
def logged(hearings: HearingService, hearing: Hearing) -> Hearing:
    """A hearing of 41 lines: the start, then notes, every fourth of them a ruling."""
    for number in range(2, 42):
        kind = EntryKind.RULING if number % 4 == 0 else EntryKind.NOTE
        hearings.record(typed(hearing.id, f"line {number} about the harbour", number, kind))
    return hearing


@pytest.mark.parametrize(
    ("first", "count", "numbers"),
    [(1, 3, [1, 2, 3]), (40, 10, [40, 41]), (42, 5, []), (-3, 5, [1]), (7, 0, [])],
)
def test_a_window_holds_its_entries_and_no_others(
    hearings: HearingService, logged: Hearing, first: int, count: int, numbers: list[int]
) -> None:
    assert [entry.number for entry in hearings.window(logged.id, first, count)] == numbers


def test_entries_are_read_by_their_numbers_in_the_order_of_the_record(
    hearings: HearingService, logged: Hearing
) -> None:
    found = hearings.entries([30, 4, 99], logged.id)
    assert [entry.number for entry in found] == [4, 30]


def test_counts_and_numbers_by_kind(hearings: HearingService, logged: Hearing) -> None:
    counts = hearings.counts(logged.id)
    assert counts.total == 41
    assert counts.by_kind == {EntryKind.COURSE: 1, EntryKind.RULING: 10, EntryKind.NOTE: 30}
    assert counts.bookmarks == 0
    rulings = hearings.numbers(logged.id, frozenset({EntryKind.RULING}))
    assert list(rulings) == list(range(4, 41, 4))


def test_find_gives_the_newest_that_hold_every_word(
    hearings: HearingService, logged: Hearing
) -> None:
    for number, text in ((42, "The HARBOR lights"), (43, "harbour master José Núñez")):
        hearings.record(typed(logged.id, text, number))
    assert [e.number for e in hearings.find(logged.id, "harbour")][:2] == [43, 41]
    assert [e.number for e in hearings.find(logged.id, "lights harbor")] == [42]
    assert [e.number for e in hearings.find(logged.id, "nunez jose")] == [43]
    assert [e.number for e in hearings.find(logged.id, "mas")] == [43]
    assert [e.number for e in hearings.find(logged.id, "pryce", limit=2)] == [43, 42]
    assert hearings.find(logged.id, "zebra") == ()


def test_find_goes_on_where_it_stopped(hearings: HearingService, logged: Hearing) -> None:
    newest = hearings.find(logged.id, "harbour", limit=30)
    older = hearings.find(logged.id, "harbour", before=newest[-1].number)
    assert [e.number for e in newest + older] == list(range(41, 1, -1))


def test_find_stays_within_its_hearing(
    hearings: HearingService, case: Case, logged: Hearing
) -> None:
    other = hearings.plan(case.id, replace(logged.plan, appearances=())).value
    hearings.record(typed(other.id, "harbour again"))
    assert len(hearings.find(other.id, "harbour")) == 1
    assert len(hearings.find(logged.id, "harbour", limit=100)) == 40


@pytest.mark.parametrize(
    "words",
    [
        "",
        "  ",
        '"',
        "*",
        "AND",
        "NOT harbour",
        "a OR",
        "text:",
        "(",
        "-- ;",
        "^",
        "\0",
        "NEAR(",
        "+",
        "'",
        "{a b}",
        "\ud800",
        "x" * 100_000,
    ],
)
def test_no_query_is_an_error(hearings: HearingService, hearing: Hearing, words: str) -> None:
    assert hearings.find(hearing.id, words) == ()


def test_signs_inside_a_word_part_it(hearings: HearingService, logged: Hearing) -> None:
    found = hearings.record(typed(logged.id, 'exhibit 4-B, the "harbour" chart')).value
    for words in ("4-B", "4\0B", '"harbour" chart'):
        assert [e.id for e in hearings.find(logged.id, words)] == [found.id]


def test_find_follows_an_amendment(hearings: HearingService, logged: Hearing) -> None:
    entry = hearings.record(typed(logged.id, "the schooner")).value
    hearings.amend(entry.id, "the ketch", entry.speaker, entry.kind, "misheard", START)
    assert hearings.find(logged.id, "schooner") == ()
    assert [e.id for e in hearings.find(logged.id, "ketch")] == [entry.id]


def test_an_entry_that_does_not_exist_is_told_in_words(hearings: HearingService) -> None:
    with pytest.raises(BadEntry, match="no longer in the vault"):
        hearings.entry("nowhere")
    assert hearings.find("nowhere", "harbour") == ()
    assert hearings.counts("nowhere").total == 0
    assert hearings.draft("nowhere") is None


def test_the_sheets_hold_the_whole_log_in_one_snapshot(
    hearings: HearingService, cases: CaseService, case: Case, logged: Hearing
) -> None:
    details = replace(
        CASE,
        parties=(Party(new_id(), "Defendant", "J. Landry", "R. Voss", in_custody=True),),
        charges=(Charge(new_id(), "1", "Burglary"),),
    )
    cases.change_case(case.id, details)
    log, minutes = hearings.log_sheet(logged.id), hearings.minutes_sheet(logged.id)
    assert [entry.number for entry in log.entries] == list(range(1, 42))
    assert log.entries == minutes.entries
    assert (log.case_number, log.case_title, log.zone) == (CASE.number, CASE.title, ZONE)
    assert minutes.charges == (("1", "Burglary"),)
    assert minutes.parties == (("Defendant", "J. Landry", "R. Voss", True),)
    assert log.hearing == hearings.hearing(logged.id)
