"""Typed lines: on disk once, in order, corrected in sight; and the half-typed one."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from courtdesk.cases.service import CaseService
from courtdesk.hearing.model import BadEntry, Draft, EntryKind, Hearing
from courtdesk.hearing.service import HearingService
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault
from tests.vaults import CLERK, START, reopen, typed

HARD_TEXTS = [
    "<b>bold</b> & “quotes” 'n' \\ %s {0}",
    "שלום לעולם — עדות",
    "قال الشاهد إنه لم يرَ السيارة",
    "证人出庭作证",
    "👩🏽‍⚖️ sustained 🇮🇪",
    "line one\nline two\n\n\tindented",
    '=HYPERLINK("x")',
    "x" * 100_000,
]


@pytest.mark.parametrize("text", HARD_TEXTS, ids=lambda text: ascii(text[:12]))
def test_text_comes_back_as_it_was_typed(
    hearings: HearingService, hearing: Hearing, text: str
) -> None:
    saved = hearings.record(typed(hearing.id, text, 61.25)).value
    assert hearings.entry(saved.id) == saved
    assert (saved.text, saved.by, saved.number) == (text, CLERK, 2)
    assert saved.at == START + timedelta(seconds=61.25)
    assert saved.speaker == "Ms. Pryce (State)"


def test_line_ends_are_unified_and_outer_blanks_dropped(
    hearings: HearingService, hearing: Hearing
) -> None:
    assert hearings.record(typed(hearing.id, "  a\r\nb\rc \n")).value.text == "a\nb\nc"


def test_halves_of_characters_do_not_keep_the_rest_from_being_saved(
    hearings: HearingService, hearing: Hearing
) -> None:
    saved = hearings.record(typed(hearing.id, "a\ud83d b\0c \ud83d\ude00")).value
    assert hearings.entry(saved.id).text == "a\ufffd bc 😀"


@pytest.mark.parametrize(
    ("text", "says"), [(" \n\t", "nothing to save"), ("x" * 200_001, "divide")]
)
def test_nothing_and_too_much_are_refused(
    hearings: HearingService, hearing: Hearing, text: str, says: str
) -> None:
    with pytest.raises(BadEntry, match=says):
        hearings.record(typed(hearing.id, text))
    assert hearings.hearing(hearing.id).entries == 1


def test_a_line_of_a_hearing_that_does_not_exist_is_refused(hearings: HearingService) -> None:
    with pytest.raises(BadEntry, match="no longer in the vault"):
        hearings.record(typed("nowhere", "lost"))


def test_recording_a_line_twice_keeps_it_once(hearings: HearingService, hearing: Hearing) -> None:
    line = typed(hearing.id, "Sustained.")
    first = hearings.record(line)
    again = hearings.record(replace(line, text="something else"))
    assert again.value == first.value
    assert hearings.hearing(hearing.id).entries == 2


def test_numbers_run_in_the_order_of_recording_not_of_the_keystrokes(
    hearings: HearingService, hearing: Hearing
) -> None:
    late, early = typed(hearing.id, "late", 90), typed(hearing.id, "early", 30)
    assert [hearings.record(line).value.number for line in (late, early)] == [2, 3]


def test_saving_tells_which_hearing_and_entry_changed(
    hearings: HearingService, hearing: Hearing
) -> None:
    saved = hearings.record(typed(hearing.id, "Overruled."))
    assert saved.changed.concerns("entry")
    assert saved.changed.ids == {hearing.id, saved.value.id}


def test_an_amendment_keeps_the_old_text_in_sight(
    hearings: HearingService, hearing: Hearing
) -> None:
    entry = hearings.record(typed(hearing.id, "the blue car")).value
    at = START + timedelta(minutes=9)
    hearings.amend(entry.id, "the red car", entry.speaker, EntryKind.WITNESS, "misheard", at)
    hearings.amend(entry.id, "the red van", "Ms. Pryce", EntryKind.WITNESS, " misheard ", at)
    amended = hearings.entry(entry.id)
    assert (amended.text, amended.number, amended.at) == ("the red van", entry.number, entry.at)
    assert amended.amended
    first, second = amended.amendments
    assert (first.old_text, first.old_kind, first.version) == ("the blue car", EntryKind.NOTE, 1)
    assert (second.old_text, second.old_speaker) == ("the red car", entry.speaker)
    assert (second.reason, second.by, second.at) == ("misheard", CLERK, at)


def test_an_amendment_needs_a_reason_a_change_and_an_entry(
    hearings: HearingService, hearing: Hearing
) -> None:
    entry = hearings.record(typed(hearing.id, "the blue car")).value
    for text, reason, says in (
        ("the red car", " ", "needs a reason"),
        (" the blue car ", "misheard", "Nothing was changed"),
        ("", "misheard", "nothing to save"),
    ):
        with pytest.raises(BadEntry, match=says):
            hearings.amend(entry.id, text, entry.speaker, entry.kind, reason, START)
    with pytest.raises(BadEntry, match="no longer in the vault"):
        hearings.amend("nowhere", "x", "", EntryKind.NOTE, "misheard", START)
    assert hearings.entry(entry.id) == entry


def test_amending_a_line_of_the_course_leaves_it_one(
    hearings: HearingService, hearing: Hearing
) -> None:
    (start,) = hearings.window(hearing.id, 1, 1)
    hearings.amend(start.id, "Hearing starts late", "", EntryKind.NOTE, "was late", START)
    assert hearings.entry(start.id).kind is EntryKind.COURSE


def test_a_bookmark_is_set_and_taken_away(hearings: HearingService, hearing: Hearing) -> None:
    entry = hearings.record(typed(hearing.id, "mark this")).value
    assert hearings.bookmark(entry.id, on=True).value.bookmarked
    assert list(hearings.numbers(hearing.id, None, bookmarked=True)) == [entry.number]
    assert not hearings.bookmark(entry.id, on=False).value.bookmarked
    with pytest.raises(BadEntry, match="no longer in the vault"):
        hearings.bookmark("nowhere", on=True)


def draft_of(hearing: Hearing, text: str, entry_id: str) -> Draft:
    return Draft(hearing.id, entry_id, START, "Ms. Pryce", EntryKind.RULING, text, "someone")


def test_the_half_typed_line_outlives_a_crash(
    hearings: HearingService, hearing: Hearing, vault: Vault, vault_folder: Path
) -> None:
    entry_id = new_id()
    for text in ("Obj", "Objection, hear"):
        hearings.save_draft(draft_of(hearing, text, entry_id))
    vault.close()
    again = reopen(vault_folder)
    kept = HearingService(again, CaseService(again)).draft(hearing.id)
    assert kept == draft_of(hearing, "Objection, hear", entry_id)
    again.close()


def test_recording_the_line_ends_its_draft_and_no_other(
    hearings: HearingService, hearing: Hearing
) -> None:
    line = typed(hearing.id, "Objection, hearsay.")
    hearings.save_draft(draft_of(hearing, "Objection", line.id))
    hearings.record(typed(hearing.id, "another line"))
    assert hearings.draft(hearing.id) is not None
    hearings.record(line)
    assert hearings.draft(hearing.id) is None


def test_a_draft_can_be_dropped_and_enters_no_chain(
    hearings: HearingService, hearing: Hearing, vault: Vault
) -> None:
    before = vault.head()
    hearings.save_draft(draft_of(hearing, "never mind", new_id()))
    hearings.drop_draft(hearing.id)
    assert hearings.draft(hearing.id) is None
    assert vault.head() == before
