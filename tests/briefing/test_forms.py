"""The court's own form of the sheet, and notes in a little rich text that is never markup."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from courtdesk.briefing.model import Edition, Section, sections_of
from courtdesk.briefing.model.forms import (
    BadForm,
    Cut,
    NoteBlock,
    NoteKind,
    SheetForm,
    usual_form,
)
from courtdesk.briefing.panel.form_card import SectionList
from courtdesk.briefing.panel.note_edit import NoteEdit
from courtdesk.briefing.service import FormService
from courtdesk.catalogue import Wanted
from courtdesk.paper.press import press
from courtdesk.printing.catalogue import kind_named
from courtdesk.vault.errors import NotAllowed
from courtdesk.vault.store import Vault
from tests.paper.documents import text_of

DAY = date(2026, 11, 23)
NOTE = (
    NoteBlock((("Interpreter: ", Cut.PLAIN), ("ask again", Cut.BOLD), (".", Cut.PLAIN))),
    NoteBlock((("<b>not markup</b> & <script>x</script>", Cut.ITALIC),), NoteKind.BULLET),
    NoteBlock((("second", Cut.PLAIN),), NoteKind.BULLET),
    NoteBlock((("first of all", Cut.PLAIN),), NoteKind.NUMBER),
)


def sheet(vault: Vault, edition: str) -> str:
    document = kind_named("briefing").made(vault, Wanted(date=DAY, edition=edition))
    return text_of(press(document))


def test_a_saved_form_is_the_sheets_from_then_on(vault: Vault) -> None:
    forms = FormService(vault)
    assert forms.form(Edition.BENCH) == usual_form(Edition.BENCH)
    own = SheetForm(Edition.BENCH, (Section.NOTES, Section.CALENDAR, Section.NOTES), 3)
    forms.save_form(own)
    forms.save_form(own)
    assert forms.form(Edition.BENCH).sections == (Section.NOTES, Section.CALENDAR)
    forms.save_note(DAY, Edition.BENCH, NOTE)
    shown = sheet(vault, "bench")
    assert shown.index("Interpreter") < shown.index("Calendar")
    assert forms.form(Edition.CLERK) == usual_form(Edition.CLERK)


def test_notes_print_as_they_were_typed_and_on_their_edition_alone(vault: Vault) -> None:
    FormService(vault).save_note(DAY, Edition.BENCH, NOTE)
    shown = sheet(vault, "bench")
    assert "Interpreter: ask again." in shown
    assert "– <b>not markup</b> & <script>x</script>" in shown
    assert "1. first of all" in shown
    assert "Interpreter" not in sheet(vault, "public")
    assert "Interpreter" not in sheet(vault, "clerk")


def test_a_form_cannot_put_on_an_edition_what_it_may_not_hold(vault: Vault) -> None:
    FormService(vault).save_form(SheetForm(Edition.PUBLIC, tuple(Section)))
    FormService(vault).save_note(DAY, Edition.PUBLIC, NOTE)
    shown = sheet(vault, "public")
    assert "Interpreter" not in shown
    assert "Not part of the public edition" in shown


def test_an_edition_without_any_section_is_still_a_page(vault: Vault) -> None:
    FormService(vault).save_form(SheetForm(Edition.CLERK, ()))
    assert "Daily briefing sheet" in sheet(vault, "clerk")


def test_forms_and_notes_out_of_measure_are_refused(vault: Vault) -> None:
    forms = FormService(vault)
    with pytest.raises(BadForm):
        forms.save_form(SheetForm(Edition.BENCH, (), 61))
    long = (NoteBlock((("x" * 20_001, Cut.PLAIN),)),)
    with pytest.raises(BadForm):
        forms.save_note(DAY, Edition.BENCH, long)


def test_counsels_notes_are_not_the_courts(vault: Vault) -> None:
    forms = FormService(vault)
    assert forms.note(DAY, Edition.COUNSEL) == ()
    with pytest.raises(NotAllowed):
        forms.save_note(DAY, Edition.COUNSEL, NOTE)


def test_the_editor_gives_back_what_it_was_shown(qtbot: QtBot) -> None:
    edit = NoteEdit()
    qtbot.addWidget(edit)
    edit.show_note(NOTE)
    assert edit.note() == NOTE


def test_bold_and_lists_are_made_by_keyboard(qtbot: QtBot) -> None:
    edit = NoteEdit()
    qtbot.addWidget(edit)
    qtbot.keyClick(edit, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(edit, "call")
    qtbot.keyClick(edit, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(edit, " again")
    edit.make_list(NoteKind.BULLET)
    (block,) = edit.note()
    assert block == NoteBlock((("call", Cut.BOLD), (" again", Cut.PLAIN)), NoteKind.BULLET)
    edit.make_list(NoteKind.BULLET)
    assert edit.note()[0].kind is NoteKind.PARAGRAPH


def test_sections_are_ticked_and_moved_by_keyboard(qtbot: QtBot) -> None:
    sections = SectionList()
    qtbot.addWidget(sections)
    sections.show_form(usual_form(Edition.BENCH))
    first, second = sections.chosen()[:2]
    with qtbot.waitSignal(sections.changed):
        qtbot.keyClick(sections, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert sections.chosen()[:2] == (second, first)
    qtbot.keyClick(sections, Qt.Key.Key_Space)
    assert first not in sections.chosen()
    assert {type(section) for section in sections.chosen()} == {Section}
    assert set(sections.chosen()) < set(sections_of(Edition.BENCH))
