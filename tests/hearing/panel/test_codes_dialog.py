"""The code book on the desk: found, added, changed, deleted, imported and exported by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from courtdesk.desk.dialog import Dialog
from courtdesk.hearing.panel.codes_dialog import CodesDialog
from tests.hearing.panel.conftest import CONTROL, SHIFT, Court
from tests.hearing.panel.test_accessible import nameless
from tests.hearing.panel.test_clerk import ready
from tests.hearing.panel.test_course_side import asked, wait


@pytest.fixture
def book(court: Court) -> CodesDialog:
    ready(court)
    court.press(Qt.Key.Key_K, CONTROL | SHIFT)
    dialog = asked(court, CodesDialog)
    wait(court, lambda: dialog.model.total > 400)
    wait(court, lambda: dialog.isAncestorOf(court.focused()))
    return dialog


def test_a_code_is_added_by_keys_and_works_in_the_next_line(
    court: Court, book: CodesDialog
) -> None:
    court.press(Qt.Key.Key_N, CONTROL)
    court.type("zz")
    court.press(Qt.Key.Key_Tab)
    court.press(Qt.Key.Key_Tab)
    court.type("Zoom link fails for {}")
    assert (
        book.form.preview._whole == "“zz hearsay” goes on record as “Zoom link fails for hearsay”"
    )
    court.press(Qt.Key.Key_Return)
    wait(court, lambda: bool(book.form.code().id))
    court.press(Qt.Key.Key_Escape)
    wait(court, lambda: court.focused() is court.room.composer.edit)
    codes = court.room.composer
    wait(court, lambda: codes._book is not None and codes._book.codes[0].short == "zz")
    assert court.commit("zz the jury").text == "Zoom link fails for the jury"


def test_a_shipped_code_is_changed_into_the_courts_own_and_back(
    court: Court, book: CodesDialog
) -> None:
    court.type("obh")
    court.press(Qt.Key.Key_Down)
    assert book.form.short.text() == "obh"
    court.press(Qt.Key.Key_Return)
    court.press(Qt.Key.Key_A, CONTROL)
    court.type("Objection, hearsay rule")
    court.press(Qt.Key.Key_Return)
    wait(court, lambda: book.model.rowCount() == 2)
    first = book.model.code(0)
    assert first is not None
    assert first.phrase == "Objection, hearsay rule"
    court.press(Qt.Key.Key_Delete, CONTROL)
    wait(court, lambda: book.findChild(Dialog) is not None)
    question = book.findChild(Dialog)
    assert question is not None
    question.primary.click()
    wait(court, lambda: book.model.rowCount() == 1)


def test_what_is_wrong_with_a_code_is_said_and_nothing_is_saved(
    court: Court, book: CodesDialog
) -> None:
    court.press(Qt.Key.Key_N, CONTROL)
    court.type("a;b")
    book.form.phrase.setText("Words")
    book.primary.click()
    wait(court, lambda: "semicolon" in book.wrong.text())
    book.filter.setText("objection: narrative")
    book.table.selectRow(0)
    court.press(Qt.Key.Key_Delete, CONTROL)
    assert "shipped stays" in book.wrong.text()


def test_the_book_goes_out_to_a_file_and_comes_back(
    court: Court, book: CodesDialog, tmp_path: Path
) -> None:
    out = tmp_path / "codes.csv"
    total = book.model.total
    book.give_out(out)
    wait(court, out.exists)
    more = tmp_path / "more.csv"
    more.write_text("short,phrase,kind,court\nqq,Quiet in court,order,\n", encoding="utf-8")
    book.take_in(more)
    wait(court, lambda: book.model.total == total + 1)
    book.take_in(tmp_path / "missing.csv")
    wait(court, lambda: "cannot be read" in book.wrong.text())


def test_every_part_of_it_has_a_name(book: CodesDialog) -> None:
    assert nameless(book) == []
