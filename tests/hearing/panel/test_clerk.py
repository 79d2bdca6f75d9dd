"""What the clerk gets while typing: expansion, kinds, findings, exhibits; all by keys alone."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from courtdesk.hearing.model import EntryKind, Step
from courtdesk.hearing.panel.adjourn_dialog import AdjournDialog
from tests.hearing.panel.conftest import Court

CONTROL = Qt.KeyboardModifier.ControlModifier


def ready(court: Court) -> None:
    """Wait until the code book and the checker are read."""
    room = court.room
    court.qtbot.waitUntil(lambda: room.composer._book is not None)
    court.qtbot.waitUntil(lambda: room.check._log.follower is not None)


def test_the_meaning_is_in_sight_before_enter_and_goes_on_record(court: Court) -> None:
    ready(court)
    edit = court.room.composer.edit
    court.type("wit id's st15, tod chart")
    meant = "Witness identifies State 15, time of death chart"
    court.qtbot.waitUntil(lambda: edit.expansion == meant)
    assert "Witness identifies State 15" in edit.accessibleDescription()
    court.press(Qt.Key.Key_Return)
    court.qtbot.waitUntil(lambda: court.entries() == 2)
    assert court.shown()[-1] == "Witness identifies State 15, time of death chart"
    assert edit.expansion == ""


def test_the_words_set_the_kind_and_tab_goes_before_them(court: Court) -> None:
    ready(court)
    assert court.commit("ob hearsay").kind is EntryKind.OBJECTION
    assert court.commit("plain words").kind is EntryKind.NOTE
    court.type("ov")
    court.press(Qt.Key.Key_Tab)
    chosen = court.room.composer._kind
    court.type("; st14 rcv")
    assert court.room.composer._kind is chosen


def test_a_line_moves_an_exhibit_on_the_card(court: Court) -> None:
    ready(court)
    court.commit("mk st13, knife")
    card = court.room.exhibits
    court.qtbot.waitUntil(lambda: [e.state.value for e in card._shown or ()] == ["marked"])
    court.commit("ofr st13")
    court.commit("ov; rcv st13")
    court.qtbot.waitUntil(lambda: [e.state.value for e in card._shown or ()] == ["admitted"])


def test_a_finding_leads_to_its_entry_by_keys(court: Court) -> None:
    ready(court)
    sworn = court.commit("sw Dr. Lena Haas, pathologist")
    for number in range(60):
        court.commit(f"answer {number}")
    court.commit("sw R. Coyle")
    shown = court.room.checker.list
    assert shown.item(0).text() == "▲ Not excused: Dr. Lena Haas"
    court.press(Qt.Key.Key_T, CONTROL)
    assert court.focused() is shown
    court.press(Qt.Key.Key_Return)
    court.settle()
    current = court.room.log.view.current_entry
    assert current is not None
    assert current.id == sworn.id


def test_adjourning_shows_what_is_open_and_takes_a_reason(court: Court) -> None:
    ready(court)
    court.commit("ob hearsay")
    court.press(Qt.Key.Key_F12)
    court.qtbot.waitUntil(lambda: court.room.findChild(AdjournDialog) is not None)
    dialog = court.room.findChild(AdjournDialog)
    assert isinstance(dialog, AdjournDialog)
    dialog.primary.click()
    assert dialog.isVisible()
    dialog.reason.setText("ruling reserved to Monday")
    dialog.primary.click()
    court.qtbot.waitUntil(lambda: court.entries() == 3)
    last = court.on_disk()[-1]
    assert last.step is Step.ADJOURN
    assert last.text == ("Hearing adjourned: 2 matters left open (ruling reserved to Monday)")


def test_the_time_of_a_line_is_nudged_by_keys_but_not_into_the_future(court: Court) -> None:
    ready(court)
    began = court.clock()
    court.type("late")
    court.press(Qt.Key.Key_Down, CONTROL)
    court.press(Qt.Key.Key_Down, CONTROL)
    for _ in range(9):
        court.press(Qt.Key.Key_Up, CONTROL)
    assert court.room.composer._at == began
    court.press(Qt.Key.Key_Down, CONTROL)
    court.press(Qt.Key.Key_Return)
    court.qtbot.waitUntil(lambda: court.entries() == 2)
    assert court.on_disk()[-1].at == began - timedelta(seconds=5)


def test_the_last_line_is_repeated_by_a_key(court: Court) -> None:
    ready(court)
    court.commit("ob hearsay")
    court.press(Qt.Key.Key_D, CONTROL)
    court.press(Qt.Key.Key_Return)
    court.qtbot.waitUntil(lambda: court.entries() == 3)
    assert court.shown()[-2:] == ["Objection: hearsay", "Objection: hearsay"]
    assert QApplication.focusWidget() is court.room.composer.edit
