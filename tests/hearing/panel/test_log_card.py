"""Filters, find, amendments and bookmarks on the real desk."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton

from courtdesk.desk.widgets.filters import FilterChips
from courtdesk.hearing.model import EntryKind
from courtdesk.hearing.panel.amend_dialog import AmendDialog
from tests.hearing.panel.conftest import CONTROL, Court

Edit = TypeVar("Edit", QLineEdit, QPlainTextEdit)
ALT = Qt.KeyboardModifier.AltModifier


def ruling(court: Court, text: str) -> None:
    """Commit a line whose words make it a ruling."""
    assert court.commit(text).kind is EntryKind.RULING


def amend_dialog(court: Court) -> AmendDialog:
    def shown() -> bool:
        dialog = court.panel.findChild(AmendDialog)
        return dialog is not None and dialog.isActiveWindow()

    court.qtbot.waitUntil(shown)
    dialog = court.panel.findChild(AmendDialog)
    assert dialog is not None
    return dialog


def edit_named(dialog: AmendDialog, kind: type[Edit], name: str) -> Edit:
    (found,) = (edit for edit in dialog.findChildren(kind) if edit.accessibleName() == name)
    return found


def test_a_filter_shows_its_entries_alone_and_new_ones_of_its_kind(court: Court) -> None:
    ruling(court, "Overruled")
    court.commit("A note")
    court.press(Qt.Key.Key_R, ALT)
    court.qtbot.waitUntil(lambda: court.shown() == ["Overruled"])
    court.commit("Another note")
    ruling(court, "Sustained")
    court.qtbot.waitUntil(lambda: court.shown() == ["Overruled", "Sustained"])
    court.press(Qt.Key.Key_A, ALT)
    court.qtbot.waitUntil(lambda: len(court.shown()) == 5)


def test_filters_tell_how_many_there_are(court: Court) -> None:
    ruling(court, "Overruled")
    court.press(Qt.Key.Key_B, CONTROL)
    court.qtbot.waitUntil(lambda: court.room.session.counts.bookmarks == 1)
    texts = [button.text() for button in _chips(court)]
    assert texts == ["All", "Rulings 1", "Exhibits 0", "Witnesses 0", "Bookmarks 1"]


def test_find_goes_to_the_newest_hit_first_and_back_to_older_ones(court: Court) -> None:
    for text in ("the knife", "a chart", "the knife again", "nothing"):
        court.commit(text)
    court.press(Qt.Key.Key_F, CONTROL)
    court.type("knife")
    view = court.room.log.view
    court.qtbot.waitUntil(lambda: view.current_number == 4)
    court.press(Qt.Key.Key_Return)
    court.qtbot.waitUntil(lambda: view.current_number == 2)
    court.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    court.qtbot.waitUntil(lambda: view.current_number == 4)
    court.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is court.room.composer.edit


def test_find_leaves_a_filter_that_hides_the_hit(court: Court) -> None:
    ruling(court, "Overruled")
    court.commit("the knife")
    court.press(Qt.Key.Key_R, ALT)
    court.qtbot.waitUntil(lambda: court.shown() == ["Overruled"])
    court.press(Qt.Key.Key_F, CONTROL)
    court.type("knife")
    court.qtbot.waitUntil(lambda: court.room.log.view.current_number == 3)


def test_an_amendment_by_keyboard_keeps_the_old_text_in_the_record(court: Court) -> None:
    court.commit("Time of death 02:00")
    court.press(Qt.Key.Key_R, CONTROL)
    dialog = amend_dialog(court)
    assert edit_named(dialog, QPlainTextEdit, "On record").toPlainText() == "Time of death 02:00"
    text = edit_named(dialog, QPlainTextEdit, "Corrected")
    assert QApplication.focusWidget() is text
    text.selectAll()
    court.type("Time of death 04:00")
    edit_named(dialog, QLineEdit, "Reason").setFocus()
    court.type("misheard")
    court.press(Qt.Key.Key_Return)
    court.qtbot.waitUntil(lambda: court.shown()[-1] == "Time of death 04:00")
    last = court.on_disk()[-1]
    assert last.amendments[0].old_text == "Time of death 02:00"
    assert last.amendments[0].reason == "misheard"
    assert last.number == 2


def test_an_amendment_without_a_reason_is_not_made(court: Court) -> None:
    court.commit("Sworn")
    court.press(Qt.Key.Key_R, CONTROL)
    dialog = amend_dialog(court)
    court.type(" in")
    court.press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert QApplication.focusWidget() is edit_named(dialog, QLineEdit, "Reason")
    court.press(Qt.Key.Key_Escape)
    assert not court.on_disk()[-1].amended


def test_an_amendment_that_changes_nothing_says_so(court: Court) -> None:
    court.commit("Sworn")
    court.press(Qt.Key.Key_R, CONTROL)
    dialog = amend_dialog(court)
    edit_named(dialog, QLineEdit, "Reason").setFocus()
    court.type("misheard")
    court.press(Qt.Key.Key_Return)
    court.qtbot.waitUntil(lambda: "Nothing was changed" in dialog.wrong.text())


def test_f2_in_the_log_amends_the_entry_that_was_gone_to(court: Court) -> None:
    court.commit("First")
    court.commit("Second")
    court.press(Qt.Key.Key_G, CONTROL)
    court.press(Qt.Key.Key_Up)
    court.press(Qt.Key.Key_F2)
    dialog = amend_dialog(court)
    assert edit_named(dialog, QPlainTextEdit, "On record").toPlainText() == "First"


def test_the_bookmark_filter_follows_the_marks(court: Court) -> None:
    court.commit("Keep")
    court.press(Qt.Key.Key_B, CONTROL)
    court.press(Qt.Key.Key_B, ALT)
    court.qtbot.waitUntil(lambda: court.shown() == ["Keep"])
    court.press(Qt.Key.Key_B, CONTROL)
    court.qtbot.waitUntil(lambda: court.shown() == [])


def test_typing_in_the_log_goes_on_in_the_composer(court: Court) -> None:
    court.commit("First")
    court.press(Qt.Key.Key_G, CONTROL)
    court.type("W")
    court.type("itness")
    assert court.commit("").text == "Witness"


def _chips(court: Court) -> list[QPushButton]:
    chips = court.room.log.findChild(FilterChips)
    assert chips is not None
    return chips.findChildren(QPushButton)
