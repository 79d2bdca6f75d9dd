"""Who comes and goes, whose key is whose, and whose time runs: by keys, on the real panel."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel

from courtdesk.desk.dialog import Dialog
from courtdesk.hearing.model import EntryKind
from courtdesk.hearing.panel.arrival_dialog import ArrivalDialog
from courtdesk.hearing.panel.limits_dialog import LimitsDialog
from courtdesk.hearing.service import ProceedingsService
from tests.hearing.panel.conftest import CONTROL, SHIFT, Court
from tests.hearing.panel.test_clerk import ready

Asked = TypeVar("Asked", bound=Dialog)


def wait(court: Court, condition: Callable[[], bool]) -> None:
    court.qtbot.waitUntil(condition, timeout=20_000)


def followed(court: Court) -> None:
    ready(court)
    wait(court, lambda: court.room.side.follows.proceedings is not None)


def asked(court: Court, kind: type[Asked]) -> Asked:
    wait(court, lambda: court.room.findChild(kind) is not None)
    dialog = court.room.findChild(kind)
    assert dialog is not None
    return dialog


def here(court: Court, name: str) -> bool:
    proceedings = court.room.side.follows.proceedings
    if proceedings is None:
        return False
    everyone = proceedings.attendance.everyone()
    return any(one.is_here for one in everyone if one.person.name == name)


def away(court: Court) -> list[str]:
    return [button.accessibleDescription() for button in court.room.speakers.buttons()]


def test_one_key_records_that_a_speaker_leaves_and_comes_back(court: Court) -> None:
    followed(court)
    assert here(court, "E. Pryce")
    court.press(Qt.Key.Key_F3, SHIFT)
    wait(court, lambda: court.entries() == 2)
    wait(court, lambda: not here(court, "E. Pryce"))
    wait(court, lambda: away(court) == ["", "not present"])
    court.clock.go_on(60)
    court.press(Qt.Key.Key_F3, SHIFT)
    wait(court, lambda: court.entries() == 3)
    wait(court, lambda: here(court, "E. Pryce"))
    assert court.focused() is court.room.composer.edit
    left, came = court.on_disk()[-2:]
    assert (left.text, came.text) == ("Leaves", "Arrives")
    assert (left.kind, left.speaker) == (EntryKind.APPEARANCE, "Ms. Pryce (State)")


def test_a_code_line_with_a_speaker_key_does_the_same(court: Court) -> None:
    followed(court)
    assert court.commit("dep F3").text == "E. Pryce leaves"
    assert not here(court, "E. Pryce")
    assert court.commit("arr f3").text == "E. Pryce arrives"
    assert here(court, "E. Pryce")
    assert court.commit("the bus stood at F3").text == "the bus stood at F3"


def test_a_late_arrival_gets_a_speaker_key(court: Court) -> None:
    followed(court)
    court.press(Qt.Key.Key_A, CONTROL | SHIFT)
    dialog = asked(court, ArrivalDialog)
    dialog.who.setCurrentText("I. Duarte")
    dialog.party.setCurrentText("R. Landry")
    dialog.primary.click()
    wait(court, lambda: court.entries() == 2)
    wait(court, lambda: court.room.speakers.with_key(2) is not None)
    wait(court, lambda: here(court, "I. Duarte"))
    court.press(Qt.Key.Key_F2)
    assert court.commit("Good morning").speaker == "I. Duarte (R. Landry)"


def test_who_speaks_takes_another_key_and_the_keys_are_changed(court: Court) -> None:
    followed(court)
    court.press(Qt.Key.Key_F3)
    court.press(Qt.Key.Key_F1, CONTROL | SHIFT)
    wait(court, lambda: court.room.speakers.with_key(1).name == "E. Pryce")  # type: ignore[union-attr]
    other = court.room.speakers.with_key(3)
    assert other is not None
    assert other.name == "M. Okafor"
    court.settle()
    assert court.commit("Yes").speaker == "Ms. Pryce (State)"


def test_a_speaker_dropped_on_another_changes_keys_with_them(court: Court) -> None:
    followed(court)
    court_key, pryce = court.room.speakers.buttons()
    carried = QMimeData()
    person = court.room.speakers.with_key(3)
    assert person is not None
    carried.setData("application/x-courtdesk-speaker", person.id.encode())
    move = Qt.DropAction.MoveAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(5, 5), move, carried, left, none, QEvent.Type.Drop)
    QApplication.sendEvent(court_key, QDragEnterEvent(QPoint(5, 5), move, carried, left, none))
    QApplication.sendEvent(court_key, drop)
    wait(court, lambda: court.room.speakers.with_key(1).name == "E. Pryce")  # type: ignore[union-attr]
    assert pryce is not court_key


def test_the_chess_clock_runs_for_who_examines(court: Court) -> None:
    followed(court)
    court.commit("sw Dr. Haas")
    court.press(Qt.Key.Key_F3)
    court.commit("dx")
    court.clock.go_on(600)
    court.room.times._show()
    assert court.room.times.words_of("State")[0] == "0:10:00"
    assert court.room.course._turn == "Direct · Dr. Haas · State"
    court.press(Qt.Key.Key_F10)
    wait(court, lambda: court.room.course._turn == "")
    court.clock.go_on(600)
    court.room.times._show()
    assert court.room.times.words_of("State")[0] == "0:10:00"


def test_a_limit_warns_quietly_when_it_is_near_and_when_it_is_over(court: Court) -> None:
    followed(court)
    court.press(Qt.Key.Key_T, CONTROL | SHIFT)
    dialog = asked(court, LimitsDialog)
    dialog.times["State"].setText("soon")
    dialog.primary.click()
    assert dialog.isVisible()
    dialog.times["State"].setText("1 h")
    dialog.primary.click()
    times = court.room.times
    wait(court, lambda: times.parties() == ["State"])
    court.press(Qt.Key.Key_F3)
    court.commit("os State")
    assert times.words_of("State")[1] == "1:00 left"
    court.clock.go_on(55 * 60)
    times._show()
    assert times.words_of("State")[1] == "5 min left"
    court.clock.go_on(10 * 60)
    times._show()
    assert times.words_of("State")[1] == "5 min over"


def test_what_the_desk_shows_is_what_the_vault_says(court: Court) -> None:
    followed(court)
    court.commit("sw Dr. Haas")
    court.press(Qt.Key.Key_F3)
    court.commit("dx")
    court.clock.go_on(60)
    assert court.commit("wex").kind is EntryKind.WITNESS
    follows = court.room.side.follows
    assert follows.proceedings is not None
    shown = follows.proceedings.stopwatch.read(court.clock())
    service: ProceedingsService = follows._service
    hearing_id = court.hearing_id
    read: list[object] = []
    court.room.session.read(lambda: service.times(hearing_id, court.clock()), read.append)
    wait(court, lambda: bool(read))
    assert read == [shown]
    assert shown[0].time == timedelta(minutes=1)


def test_a_next_date_is_set_down_and_the_clerk_is_told_so(court: Court) -> None:
    followed(court)
    court.commit("nd 3 December 2026 at 9:30, sentencing")
    said = court.room.composer._about._said.toolTip() or court.room.composer._about._said.text()
    assert said == "Set down in the case for Thu 3 Dec 2026, 9:30."


def test_a_clock_that_was_set_back_is_told(court: Court) -> None:
    followed(court)
    court.commit("first")
    court.clock.go_on(-3600)
    court.commit("second")
    told = [text.text() for text in court.window.findChildren(QLabel)]
    assert any("60 min behind" in text for text in told)
