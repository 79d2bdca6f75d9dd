"""The course of a hearing by keyboard: on and off the record, recess, adjournment."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from courtdesk.desk.dialog import Dialog
from courtdesk.hearing.model import HearingState, Step
from tests.hearing.panel.conftest import Court


def take(court: Court, key: Qt.Key, state: HearingState) -> None:
    court.press(key)
    court.qtbot.waitUntil(lambda: court.room.course.state is state)
    court.settle()


def words(court: Court) -> list[str]:
    return [label.text() for label in court.room.course.findChildren(QLabel)]


def asked(court: Court) -> Dialog:
    def shown() -> bool:
        dialog = court.room.findChild(Dialog)
        return dialog is not None and dialog.isActiveWindow()

    court.qtbot.waitUntil(shown)
    dialog = court.room.findChild(Dialog)
    assert dialog is not None
    return dialog


def test_f10_and_f9_go_into_recess_and_resume(court: Court) -> None:
    take(court, Qt.Key.Key_F10, HearingState.RECESS)
    take(court, Qt.Key.Key_F9, HearingState.ON_RECORD)
    steps = [entry.step for entry in court.on_disk()]
    assert steps == [Step.START, Step.RECESS, Step.RESUME]


def test_f11_goes_off_the_record_and_f9_back(court: Court) -> None:
    take(court, Qt.Key.Key_F11, HearingState.OFF_RECORD)
    assert court.shown()[-1] == "Off the record"
    take(court, Qt.Key.Key_F9, HearingState.ON_RECORD)
    assert court.shown()[-1] == "Back on the record"


def test_the_clock_counts_time_on_record_and_stands_still_off_it(court: Court) -> None:
    assert "00:10:00" in words(court)
    take(court, Qt.Key.Key_F11, HearingState.OFF_RECORD)
    court.clock.go_on(150)
    take(court, Qt.Key.Key_F9, HearingState.ON_RECORD)
    assert "00:10:00" in words(court)
    assert "since 9:04 · off record 2:30" in words(court)


def test_the_clock_goes_on_by_itself(court: Court) -> None:
    court.clock.go_on(65)
    court.qtbot.waitUntil(lambda: "00:11:05" in words(court))


def test_steps_keep_their_place_among_the_lines(court: Court) -> None:
    court.type("Before")
    court.press(Qt.Key.Key_Return)
    court.press(Qt.Key.Key_F10)
    court.type("After")
    court.press(Qt.Key.Key_Return)
    court.qtbot.waitUntil(lambda: court.entries() == 4)
    assert [e.text for e in court.on_disk()[1:]] == ["Before", "Court in recess", "After"]


def test_a_key_for_a_step_that_is_not_possible_does_nothing(court: Court) -> None:
    court.press(Qt.Key.Key_F9)
    court.settle()
    assert court.entries() == 1
    assert court.room.course.state is HearingState.ON_RECORD


def test_a_step_pressed_twice_is_taken_once(court: Court) -> None:
    court.press(Qt.Key.Key_F10)
    court.press(Qt.Key.Key_F10)
    court.qtbot.waitUntil(lambda: court.room.course.state is HearingState.RECESS)
    court.settle()
    assert court.entries() == 2


def test_adjourning_asks_once_and_names_the_hearing(court: Court) -> None:
    court.commit("Trial continues on Monday at 9:00")
    at = court.clock()
    court.press(Qt.Key.Key_F12)
    dialog = asked(court)
    assert "Jury trial, day 1" in dialog.windowTitle()
    court.clock.go_on(4)
    dialog.primary.click()
    court.qtbot.waitUntil(lambda: court.room.course.state is HearingState.ADJOURNED)
    last = court.on_disk()[-1]
    assert (last.step, last.at) == (Step.ADJOURN, at)


def test_an_adjournment_that_is_cancelled_changes_nothing(court: Court) -> None:
    court.press(Qt.Key.Key_F12)
    asked(court)
    court.press(Qt.Key.Key_Escape)
    court.qtbot.waitUntil(lambda: court.room.findChild(Dialog) is None)
    take(court, Qt.Key.Key_F10, HearingState.RECESS)
    assert [entry.step for entry in court.on_disk()] == [Step.START, Step.RECESS]


def test_the_composer_keeps_the_keyboard_through_all_steps(court: Court) -> None:
    take(court, Qt.Key.Key_F10, HearingState.RECESS)
    take(court, Qt.Key.Key_F9, HearingState.ON_RECORD)
    assert QApplication.focusWidget() is court.room.composer.edit
