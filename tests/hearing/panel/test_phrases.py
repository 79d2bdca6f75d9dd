"""Set phrases: by short form or from the picker, their blanks filled in by Tab."""

import pytest
from PySide6.QtCore import Qt

from courtdesk.hearing.model import BadEntry, EntryKind
from courtdesk.hearing.model.phrases import Phrase, checked_phrase, last_blank, next_blank
from courtdesk.hearing.panel.phrases_dialog import PhrasesDialog
from courtdesk.hearing.service.phrases import PhraseService, shipped
from courtdesk.vault.store import Vault
from tests.hearing.panel.conftest import CONTROL, SHIFT, Court
from tests.hearing.panel.test_accessible import nameless
from tests.hearing.panel.test_clerk import ready
from tests.hearing.panel.test_course_side import asked, wait


@pytest.fixture
def clerk(court: Court) -> Court:
    ready(court)
    wait(court, lambda: bool(court.room.composer._phrases))
    return court


def test_a_short_form_and_tab_put_a_phrase_in_and_tab_fills_its_blanks(clerk: Court) -> None:
    clerk.type("oath")
    clerk.press(Qt.Key.Key_Tab)
    clerk.type("Dr. Lena Haas")
    clerk.press(Qt.Key.Key_Tab)
    clerk.type("pathologist")
    clerk.press(Qt.Key.Key_Return)
    wait(clerk, lambda: clerk.entries() == 2)
    last = clerk.room.session.last_entry
    assert last is not None
    assert last.text == "Witness sworn: Dr. Lena Haas, pathologist"
    assert last.kind is EntryKind.WITNESS


def test_enter_goes_to_a_blank_that_is_left_and_then_leaves_it(clerk: Court) -> None:
    clerk.type("ioath")
    clerk.press(Qt.Key.Key_Tab)
    clerk.type("K. Osei")
    clerk.press(Qt.Key.Key_Return)
    assert clerk.entries() == 1
    assert clerk.room.composer.edit.textCursor().selectedText() == "[language]"
    clerk.press(Qt.Key.Key_Return)
    wait(clerk, lambda: clerk.entries() == 2)
    assert clerk.shown()[-1] == "Interpreter sworn: K. Osei ([language])"


def test_brackets_that_a_clerk_types_are_no_blanks(clerk: Court) -> None:
    assert clerk.commit("He said it [sic] twice").text == "He said it [sic] twice"


def test_the_picker_inserts_by_keys(clerk: Court) -> None:
    clerk.press(Qt.Key.Key_P, CONTROL | SHIFT)
    dialog = asked(clerk, PhrasesDialog)
    wait(clerk, lambda: clerk.focused() is dialog.filter)
    assert nameless(dialog) == []
    clerk.type("verdict")
    clerk.press(Qt.Key.Key_Return)
    wait(clerk, lambda: clerk.focused() is clerk.room.composer.edit)
    edit = clerk.room.composer.edit
    assert edit.toPlainText().startswith("Jury returns at [time].")
    assert edit.textCursor().selectedText() == "[time]"
    assert clerk.room.composer._kind is EntryKind.JURY


def test_a_shipped_phrase_is_changed_into_the_courts_own(clerk: Court) -> None:
    clerk.press(Qt.Key.Key_P, CONTROL | SHIFT)
    dialog = asked(clerk, PhrasesDialog)
    wait(clerk, lambda: clerk.focused() is dialog.filter)
    clerk.type("poll")
    dialog.text.setPlainText("Jury polled: [number] say aye")
    clerk.press(Qt.Key.Key_S, CONTROL)
    wait(clerk, lambda: bool(dialog._shown and dialog._shown[0].id))
    wait(clerk, lambda: "say aye" in clerk.room.composer._phrases["poll"].text)
    clerk.press(Qt.Key.Key_Delete, CONTROL)
    wait(clerk, lambda: bool(dialog._shown and not dialog._shown[0].id))


def test_what_is_shipped_can_be_kept_as_it_is(vault: Vault) -> None:
    shorts = [phrase.short for phrase in shipped()]
    assert len(set(shorts)) == len(shorts)
    for phrase in shipped():
        assert checked_phrase(phrase) == phrase
    service = PhraseService(vault)
    assert service.phrases() == shipped()
    service.save(Phrase("hush", "Silence", EntryKind.ORDER, "Silence in court"))
    with pytest.raises(BadEntry):
        service.save(Phrase("HUSH", "Other", EntryKind.ORDER, "Other words"))
    with pytest.raises(BadEntry):
        service.save(Phrase("two words", "Title", EntryKind.ORDER, "Words"))


def test_blanks_are_gone_through_round_and_round() -> None:
    text = "a [b] c [d]"
    assert next_blank(text, 0) == (2, 5)
    assert next_blank(text, 5) == (8, 11)
    assert next_blank(text, 11) == (2, 5)
    assert last_blank(text, 8) == (2, 5)
    assert last_blank(text, 2) == (8, 11)
    assert next_blank("none", 0) is None
    assert last_blank("none", 4) is None
