"""Spelling: what is marked and what is not, and what Ctrl+. offers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from courtdesk.hearing.model import BadEntry
from courtdesk.hearing.model.spelling import key_of, misspelt, suggestions, words_of
from courtdesk.hearing.panel.amend_dialog import AmendDialog
from courtdesk.hearing.service.terms import TermService, legal_terms, variants
from courtdesk.vault.store import Vault
from tests.hearing.panel.conftest import CONTROL, Court
from tests.hearing.panel.test_clerk import ready
from tests.hearing.panel.test_course_side import asked, wait


def wrong(text: str) -> list[str]:
    own = {key_of(word) for word in legal_terms()}
    keys = [key_of(word.text) for word in words_of(text)]
    return list(misspelt([key for key in keys if key not in own], variants()))


@pytest.mark.parametrize(
    "text",
    [
        "The witness identified the knife; counsel’s objection was overruled",
        "Defence asks for the colour of the licence; the judgement is organised and analysed",
        "Voir dire of the venire; motion in limine; nolle prosequi as to count 2",
        "Ofc. Bell called at 02:14 about St14 and 4471b; re-cross and re-examination",
        "DNA, GSW, the theatre, counsellor, travelled, recognisance",
    ],
)
def test_right_words_are_left_alone(text: str) -> None:
    assert wrong(text) == []


def test_wrong_words_are_found() -> None:
    assert wrong("The witnes recieved teh knife") == ["witnes", "recieved", "teh"]


def test_suggestions_begin_with_the_courts_own_words() -> None:
    assert suggestions("witnes", ())[0] == "witness"
    assert suggestions("osai", ("Osei",))[0] == "Osei"
    assert suggestions("qqxxzzqq", ()) == ()


def marked(court: Court) -> list[str]:
    return court.room.aids.marks.wrong


def offered(court: Court) -> QMenu | None:
    menus = court.room.composer.edit.findChildren(QMenu)
    return next((menu for menu in menus if menu.isVisible()), None)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_word_is_marked_when_nobody_types_and_put_right_by_keys(court: Court) -> None:
    ready(court)
    court.type("Pryce says the witnes saw teh colour")
    wait(court, lambda: marked(court) == ["witnes", "teh"])
    assert len(court.room.composer.edit.extraSelections()) == 2
    court.press(Qt.Key.Key_Period, CONTROL)
    wait(court, lambda: offered(court) is not None)
    menu = offered(court)
    assert menu is not None
    assert menu.actions()[0].text() == "the"
    court.qtbot.keyClick(menu, Qt.Key.Key_Return)
    wait(court, lambda: marked(court) == ["witnes"])
    assert court.room.composer.edit.toPlainText() == "Pryce says the witnes saw the colour"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_word_is_taken_into_the_courts_dictionary(court: Court) -> None:
    ready(court)
    court.type("the kerbcam")
    wait(court, lambda: marked(court) == ["kerbcam"])
    court.press(Qt.Key.Key_Period, CONTROL)
    wait(court, lambda: offered(court) is not None)
    menu = offered(court)
    assert menu is not None
    menu.actions()[-1].trigger()
    menu.close()
    wait(court, lambda: marked(court) == [])


def test_amendments_are_marked_too(court: Court) -> None:
    ready(court)
    court.commit("The witness wept")
    court.press(Qt.Key.Key_R, CONTROL)
    dialog = asked(court, AmendDialog)
    dialog.corrected.setPlainText("The witness sleppt")
    wait(court, lambda: len(dialog.corrected.extraSelections()) == 1)


def test_the_dictionary_takes_one_word_once(vault: Vault) -> None:
    terms = TermService(vault)
    terms.add("kerbcam")
    terms.add(" kerbcam ")
    assert terms.terms() == ("kerbcam",)
    with pytest.raises(BadEntry):
        terms.add("two words")
