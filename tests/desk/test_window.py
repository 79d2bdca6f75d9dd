"""The unlocked desk by keyboard: panels, palette, key list, quiet screen, lock."""

import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from courtdesk.desk.context import CaseRef
from courtdesk.desk.frame import Frame
from courtdesk.desk.keylist import KeyList
from courtdesk.desk.palette import Palette
from courtdesk.desk.quiet import NEUTRAL_TITLE
from courtdesk.desk.window import Window
from courtdesk.errors import KnownError
from courtdesk.vault.changes import Changed, Saved
from tests.desk.fakes import FakeDoor, NotesPanel

LANDRY = CaseRef("7", "State v. Landry", "2026-CR-0417 · Department 6")


def press(widget: QWidget, keys: str) -> None:
    """Press ``keys`` where the focus is, as a person does."""
    target = QApplication.focusWidget() or widget
    combination = QKeySequence(keys)[0]
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def notes(frame: Frame) -> NotesPanel:
    panel = frame.front
    assert isinstance(panel, NotesPanel)
    return panel


def test_ctrl_digit_brings_a_panel_to_the_front_with_the_keyboard_in_it(
    window: Window, frame: Frame
) -> None:
    assert frame.front is not None
    assert frame.front.title() == "Today"
    press(window, "Ctrl+2")
    panel = notes(frame)
    assert panel.title() == ""
    assert QApplication.focusWidget() is panel.line_edit
    press(window, "Ctrl+1")
    assert frame.front.title() == "Today"


def test_the_header_shows_the_case_or_what_the_panel_says(window: Window, frame: Frame) -> None:
    frame.desk.set_case(LANDRY)
    assert _header_texts(frame) == ["Today", "Department 6 · 4 matters"]
    press(window, "Ctrl+2")
    assert _header_texts(frame) == [LANDRY.title, LANDRY.line]
    assert window.windowTitle() == NEUTRAL_TITLE, "task bars show it"


def test_keys_of_the_panel_in_front_go_before_those_of_the_desk(
    window: Window, frame: Frame
) -> None:
    press(window, "Ctrl+2")
    panel = notes(frame)
    press(window, "F1")
    press(window, "F10")
    assert panel.actions_run == ["speak", "recess"]
    press(window, "Ctrl+1")
    press(window, "F10")
    assert panel.actions_run == ["speak", "recess"]
    press(window, "F1")
    assert window.findChild(KeyList) is not None


def test_the_key_list_names_every_key_and_esc_closes_it(window: Window, frame: Frame) -> None:
    press(window, "Ctrl+2")
    press(window, "Ctrl+F1")
    listed = window.findChild(KeyList)
    assert listed is not None
    words = [child.text() for child in listed.findChildren(QWidget) if hasattr(child, "text")]
    for action in frame.desk.actions.all():
        if action.keys:
            assert action.title in words
    of_the_list = words[words.index("List of keys") + 1]
    assert of_the_list == "Ctrl+F1"  # F1 is the panel's
    press(window, "Esc")
    assert not listed.isVisible()
    assert QApplication.focusWidget() is notes(frame).line_edit


def test_no_key_of_the_desk_works_under_the_key_list(window: Window, frame: Frame) -> None:
    press(window, "Ctrl+2")
    press(window, "Ctrl+F1")
    press(window, "F10")
    press(window, "Ctrl+1")
    assert notes(frame).actions_run == []


def test_the_palette_runs_a_command(window: Window, frame: Frame, qtbot: QtBot) -> None:
    press(window, "Ctrl+K")
    palette = window.findChild(Palette)
    assert palette is not None
    QTest.keyClicks(QApplication.focusWidget(), "note")
    press(window, "Return")
    assert isinstance(frame.front, NotesPanel)
    assert frame.front.title() == ""


def test_the_palette_finds_things_in_the_vault(window: Window, frame: Frame, qtbot: QtBot) -> None:
    press(window, "Ctrl+K")
    palette = window.findChild(Palette)
    assert palette is not None
    QTest.keyClicks(QApplication.focusWidget(), "landry")
    qtbot.waitUntil(lambda: "State v. Landry" in palette.titles())
    press(window, "Return")
    assert ("reveal", "7") in notes(frame).heard


def test_the_palette_says_when_nothing_is_found_and_esc_closes_it(
    window: Window, frame: Frame
) -> None:
    press(window, "Ctrl+2")
    press(window, "Ctrl+K")
    palette = window.findChild(Palette)
    assert palette is not None
    QTest.keyClicks(QApplication.focusWidget(), "zzz")
    assert palette.titles() == ["Nothing found"]
    press(window, "Esc")
    assert not palette.isVisible()
    assert QApplication.focusWidget() is notes(frame).line_edit


def test_the_quiet_screen_covers_at_once_and_any_key_returns(window: Window, frame: Frame) -> None:
    frame.desk.set_case(LANDRY)
    press(window, "Ctrl+2")
    panel = notes(frame)
    press(window, "Ctrl+Shift+H")
    assert window.keeper.quiet.is_on
    assert window.windowTitle() == NEUTRAL_TITLE
    middle = window.childAt(window.rect().center())
    assert middle is not None
    assert middle.accessibleName().startswith("Quiet screen")
    press(window, "F10")
    assert panel.actions_run == []
    assert not window.keeper.quiet.is_on
    assert window.windowTitle() == NEUTRAL_TITLE, "task bars show it"
    assert QApplication.focusWidget() is panel.line_edit


def test_the_key_that_returns_from_the_quiet_screen_types_nothing(
    window: Window, frame: Frame
) -> None:
    press(window, "Ctrl+2")
    press(window, "Ctrl+Shift+H")
    press(window, "Shift")
    assert window.keeper.quiet.is_on
    QTest.keyClicks(QApplication.focusWidget(), "x")
    assert not window.keeper.quiet.is_on
    assert notes(frame).line_edit.text() == ""


def test_locking_drops_the_panels_closes_the_vault_and_hides_the_case(
    window: Window, frame: Frame, door: FakeDoor, qtbot: QtBot
) -> None:
    frame.desk.set_case(LANDRY)
    press(window, "Ctrl+2")
    panel = notes(frame)
    press(window, "Ctrl+L")
    assert panel.left
    assert window.keeper.session is None
    assert window.unlock.isVisible()
    assert window.windowTitle() == NEUTRAL_TITLE
    qtbot.waitUntil(lambda: door.vaults[0].closed)
    qtbot.waitUntil(lambda: not isValid(panel))


def test_keys_of_the_desk_do_nothing_when_locked(window: Window, frame: Frame) -> None:
    press(window, "Ctrl+L")
    for keys in ("Ctrl+K", "Ctrl+1", "F1"):
        press(window, keys)
    assert window.findChild(Palette) is None
    assert window.findChild(KeyList) is None


def test_the_panel_in_front_hears_at_once_and_others_when_next_shown(
    window: Window, frame: Frame, qtbot: QtBot
) -> None:
    press(window, "Ctrl+2")
    panel = notes(frame)
    press(window, "Ctrl+1")
    for number in "12":
        changed = Changed(frozenset({"entry"}), frozenset({number}))
        frame.desk.lane.ask(lambda value=changed: Saved(None, value))  # type: ignore[misc]
    front = notes(frame)
    qtbot.waitUntil(lambda: len([heard for heard in front.heard if heard[0] == "changed"]) == 2)
    assert panel.heard == [("case", None)]
    press(window, "Ctrl+2")
    both = Changed(frozenset({"entry"}), frozenset({"1", "2"}))
    assert panel.heard == [("case", None), ("changed", both)]


def test_a_failed_save_stays_red_until_it_is_solved(window: Window, frame: Frame) -> None:
    status, line = frame.desk.status, frame.status_line
    status.saved("Entry 1 saved at 10:00:00")
    assert line.property("failed") is False
    status.save_failed("Entry 2 is not saved: the disk is full.", "2")
    status.saved("Entry 3 saved at 10:00:09", "3")
    assert line.property("failed") is True
    assert "disk is full" in line.accessibleName()
    status.saved("Entry 2 saved at 10:01:00", "2")
    assert line.property("failed") is False
    assert "Entry 2 saved" in line.accessibleName()


def test_a_refusal_that_no_panel_took_becomes_a_notice(
    window: Window, frame: Frame, qtbot: QtBot
) -> None:
    def refuse() -> None:
        raise KnownError("The disk is full.")

    frame.desk.lane.ask(refuse)
    qtbot.waitUntil(lambda: bool(frame.notices.messages()))
    assert [message.happened for message in frame.notices.messages()] == ["The disk is full."]


def test_a_bug_on_the_lane_is_told_calmly_and_logged_without_content(
    window: Window, frame: Frame, qtbot: QtBot, tmp_path: Path
) -> None:
    def stumble() -> None:
        raise ValueError("Ms. Duarte")

    frame.desk.lane.ask(stumble)
    qtbot.waitUntil(lambda: bool(frame.notices.messages()))
    assert "mistake" in frame.notices.messages()[0].happened
    logged = (tmp_path / "log" / "courtdesk.log").read_text()
    assert "ValueError" in logged
    assert "desk/lanes:" in logged
    assert "Duarte" not in logged


def test_the_theme_is_chosen_by_command_and_remembered(window: Window, frame: Frame) -> None:
    press(window, "Ctrl+K")
    QTest.keyClicks(QApplication.focusWidget(), "dark")
    press(window, "Return")
    assert frame.desk.theme.is_dark
    from courtdesk.desk.settings import DeskSettings

    assert DeskSettings().scheme == "dark"


def test_closing_the_window_saves_what_is_half_typed_first(
    window: Window, frame: Frame, door: FakeDoor, qtbot: QtBot
) -> None:
    panel = notes(frame)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert panel.left or not isValid(panel)
    assert door.vaults[0].closed


def test_what_was_read_for_a_panel_does_not_reach_it_after_the_lock(
    window: Window, door: FakeDoor, frame: Frame, qtbot: QtBot
) -> None:
    panel, lane = notes(frame), frame.desk.lane
    read = threading.Event()

    def read_on() -> None:
        if door.vaults[0].closed:
            raise KnownError("The vault is closed.")

    lane.ask(lambda: None, lambda _: lane.ask(read_on, owner=panel), owner=panel)
    lane.ask(read.set)
    assert read.wait(20)  # what was read is on its way to the panel
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)


@pytest.mark.parametrize("width", [1180, 1440])
def test_the_frame_fits(window: Window, frame: Frame, width: int) -> None:
    window.resize(width, 700)
    assert frame.minimumSizeHint().width() <= 1180
    assert frame.minimumSizeHint().height() <= 700


def _header_texts(frame: Frame) -> list[str]:
    return [label.accessibleName() for label in frame.header.texts()]


def test_typing_goes_on_while_a_palette_was_open(window: Window, frame: Frame) -> None:
    press(window, "Ctrl+2")
    press(window, "Ctrl+K")
    press(window, "Esc")
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    QTest.keyClicks(focus, "on the record")
    press(window, "F10")
    assert notes(frame).actions_run == ["recess"]
    assert focus.text() == "on the record"
