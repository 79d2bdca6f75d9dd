"""Typing lines, as a clerk does: by keyboard alone, into a real vault."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from courtdesk.cases.service import CaseService
from courtdesk.desk.context import CaseRef
from courtdesk.hearing.model import BadEntry, Draft, EntryKind, NewEntry
from courtdesk.hearing.panel import HearingPanel
from courtdesk.hearing.service import HearingService
from courtdesk.vault.errors import CannotWrite
from tests.hearing.panel.conftest import CONTROL, SHIFT, Court
from tests.vaults import PASSPHRASE, START, reopen


def test_enter_puts_the_line_on_record_and_leaves_the_composer_empty(court: Court) -> None:
    court.commit("Calls the next witness")
    assert court.room.composer.empty
    assert court.shown()[-1] == "Calls the next witness"
    assert court.on_disk()[-1].text == "Calls the next witness"


def test_a_line_keeps_the_time_of_its_first_keystroke(court: Court) -> None:
    court.clock.go_on(5)
    first = court.clock()
    court.type("S")
    court.clock.go_on(30)
    court.type("worn")
    court.press(Qt.Key.Key_Return)
    court.qtbot.waitUntil(lambda: court.entries() == 2)
    court.clock.go_on(1)
    entry = court.commit("Next")
    assert entry.at == court.clock()
    assert court.on_disk()[1].at == first


def test_the_next_line_can_be_typed_before_the_last_one_is_on_disk(court: Court) -> None:
    for number in range(12):
        court.type(f"Line {number}")
        court.press(Qt.Key.Key_Return)
    court.type("half")
    court.qtbot.waitUntil(lambda: court.entries() == 13)
    assert court.room.composer.edit.toPlainText() == "half"
    assert [entry.text for entry in court.on_disk()[1:]] == [f"Line {n}" for n in range(12)]


def test_shift_enter_begins_a_new_line_of_the_same_entry(court: Court) -> None:
    court.type("One")
    court.press(Qt.Key.Key_Return, SHIFT)
    assert court.commit("Two").text == "One\nTwo"


def test_tab_turns_the_kind_and_shift_tab_turns_it_back(court: Court) -> None:
    court.type("Handed up")
    court.press(Qt.Key.Key_Tab)
    court.press(Qt.Key.Key_Tab)
    court.press(Qt.Key.Key_Tab)
    court.press(Qt.Key.Key_Backtab, SHIFT)
    assert court.commit("").kind is EntryKind.WITNESS
    assert court.commit("Plain again").kind is EntryKind.NOTE


def test_speaker_keys_pick_from_the_appearances_and_leave_the_cursor_alone(court: Court) -> None:
    court.type("ab")
    court.press(Qt.Key.Key_Left)
    court.press(Qt.Key.Key_F3)
    court.type("X")
    entry = court.commit("")
    assert entry.text == "aXb"
    assert entry.speaker == "Ms. Pryce (State)"
    assert entry.appearance_id


def test_a_key_without_a_speaker_changes_nothing(court: Court) -> None:
    court.type("ab")
    court.press(Qt.Key.Key_F7)
    assert court.commit("").speaker == ""


def test_escape_clears_and_undo_brings_text_and_time_back(court: Court) -> None:
    first = court.clock()
    court.type("Handed up")
    court.press(Qt.Key.Key_Tab)
    court.clock.go_on(9)
    court.press(Qt.Key.Key_Escape)
    assert court.room.composer.empty
    court.press(Qt.Key.Key_Z, CONTROL)
    entry = court.commit("")
    assert (entry.text, entry.at, entry.kind) == ("Handed up", first, EntryKind.APPEARANCE)


def test_undo_after_enter_says_that_the_record_is_amended_instead(court: Court) -> None:
    court.commit("Sworn")
    court.press(Qt.Key.Key_Z, CONTROL)
    said = {label.text() for label in court.room.composer.findChildren(QLabel)}
    assert any("Amend it" in words for words in said)
    assert court.room.composer.empty


def test_ctrl_b_marks_the_line_that_is_typed(court: Court) -> None:
    court.type("Remember this")
    court.press(Qt.Key.Key_B, CONTROL)
    assert court.commit("").bookmarked


def test_ctrl_b_without_a_line_marks_the_last_entry_and_unmarks_it(court: Court) -> None:
    court.commit("Said")
    court.press(Qt.Key.Key_B, CONTROL)
    court.qtbot.waitUntil(lambda: court.room.session.counts.bookmarks == 1)
    court.press(Qt.Key.Key_B, CONTROL)
    court.qtbot.waitUntil(lambda: court.room.session.counts.bookmarks == 0)


def test_blanks_are_no_entry(court: Court) -> None:
    court.type("   ")
    court.press(Qt.Key.Key_Return)
    court.settle()
    assert court.entries() == 1
    assert not court.room.composer.empty


def test_a_half_typed_line_is_in_the_vault_before_anything_is_committed(court: Court) -> None:
    court.press(Qt.Key.Key_F3)
    with court.qtbot.waitSignal(court.room.lines.drafts.kept):
        court.type("The witness says th")
    draft = _draft(court)
    assert draft is not None
    assert draft.text == "The witness says th"
    assert draft.speaker == "Ms. Pryce (State)"
    assert draft.at == court.clock()


def test_leaving_the_composer_saves_the_draft_at_once(court: Court) -> None:
    drafts = court.room.lines.drafts
    drafts._soon.setInterval(600_000)  # not by its own clock
    court.type("abc")
    with court.qtbot.waitSignal(drafts.kept):
        court.press(Qt.Key.Key_G, CONTROL)
    assert QApplication.focusWidget() is court.room.log.view


def test_a_half_typed_line_comes_back_with_its_time_after_a_lock(court: Court) -> None:
    first = court.clock()
    court.type("Unfinished")
    court.window.keeper.lock()
    draft = _draft(court)
    assert draft is not None
    assert (draft.text, draft.at) == ("Unfinished", first)


def test_a_committed_line_leaves_no_draft(court: Court) -> None:
    with court.qtbot.waitSignal(court.room.lines.drafts.kept):
        court.type("Whole")
    court.commit("")
    court.settle()
    assert _draft(court) is None


def test_a_cleared_line_leaves_no_draft(court: Court) -> None:
    with court.qtbot.waitSignal(court.room.lines.drafts.kept):
        court.type("Gone")
    with court.qtbot.waitSignal(court.room.lines.drafts.kept):
        court.press(Qt.Key.Key_Escape)
    assert _draft(court) is None


def test_a_draft_of_an_earlier_day_is_in_the_composer_when_the_hearing_opens(
    court: Court,
) -> None:
    court.type("Left behind")
    court.window.keeper.lock()
    court.window.unlock.unlock(PASSPHRASE)
    court.qtbot.waitUntil(lambda: court.window.keeper.session is not None, timeout=20_000)
    assert court.window.keeper.session is not None
    desk = court.window.keeper.session.desk
    panel = court.window.keeper.session.frame.front
    assert isinstance(panel, HearingPanel)
    vault = desk.vault
    hearings = HearingService(vault, CaseService(vault))
    found: list[str] = []
    desk.lane.ask(lambda: hearings.hearing(court.hearing_id).case_id, found.append)
    court.qtbot.waitUntil(lambda: bool(found))
    desk.set_case(CaseRef(found[0], "State v. Landry"))
    edit = panel.courtroom.composer.edit
    court.qtbot.waitUntil(lambda: edit.toPlainText() == "Left behind")


def test_a_line_that_the_disk_refuses_stays_in_sight_and_goes_first_when_tried_again(
    court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = HearingService.record
    full = [True]

    def record(self: HearingService, new: NewEntry) -> object:
        if full[0]:
            raise CannotWrite("The disk is full. Free some space and try again.")
        return real(self, new)

    monkeypatch.setattr(HearingService, "record", record)
    court.type("First")
    court.press(Qt.Key.Key_Return)
    court.qtbot.waitUntil(court.room.lines.unsaved.isVisible)
    court.type("Second")
    court.press(Qt.Key.Key_Return)
    court.settle()
    assert court.entries() == 1
    assert [line.new.text for line in court.room.lines.queue.lines] == ["First", "Second"]
    full[0] = False
    court.press(Qt.Key.Key_Return, CONTROL)
    court.qtbot.waitUntil(lambda: court.entries() == 3)
    assert not court.room.lines.unsaved.isVisible()
    assert [entry.text for entry in court.on_disk()[1:]] == ["First", "Second"]


def test_a_line_that_is_refused_for_what_it_says_comes_back_into_the_composer(
    court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = HearingService.record

    def record(self: HearingService, new: NewEntry) -> object:
        if "too long" in new.text:
            raise BadEntry("The entry is too long. Divide it and save the parts.")
        return real(self, new)

    monkeypatch.setattr(HearingService, "record", record)
    first = court.clock()
    court.type("too long")
    court.press(Qt.Key.Key_Return)
    edit = court.room.composer.edit
    court.qtbot.waitUntil(lambda: edit.toPlainText() == "too long")
    court.clock.go_on(60)
    edit.selectAll()
    court.type("sh")
    entry = court.commit("ort")
    assert (entry.text, entry.at) == ("short", first)


def test_a_long_paste_is_recorded_whole(court: Court) -> None:
    QApplication.clipboard().setText("word " * 20_000)
    court.press(Qt.Key.Key_V, CONTROL)
    entry = court.commit("end")
    assert len(entry.text) == 100_003


def test_page_keys_scroll_the_log_and_the_composer_keeps_the_keyboard(court: Court) -> None:
    for number in range(30):
        court.type(f"Line {number}")
        court.press(Qt.Key.Key_Return)
    court.qtbot.waitUntil(lambda: court.entries() == 31)
    court.press(Qt.Key.Key_PageUp)
    assert not court.room.log.view.following
    assert QApplication.focusWidget() is court.room.composer.edit
    court.press(Qt.Key.Key_PageDown)
    court.press(Qt.Key.Key_PageDown)
    assert court.room.log.view.following


def _draft(court: Court) -> Draft | None:
    court.close()
    vault = reopen(court.folder)
    try:
        return HearingService(vault, CaseService(vault)).draft(court.hearing_id)
    finally:
        vault.close()


def test_times_are_kept_in_utc(court: Court) -> None:
    assert START.utcoffset() == court.commit("x").at.utcoffset()
