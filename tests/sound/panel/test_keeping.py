"""Starting the hearing starts the recording; the desk keeps it in step, and finds it again."""

import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from courtdesk.cases.model import Case
from courtdesk.hearing.panel.adjourn_dialog import AdjournDialog
from courtdesk.sound.model.settings import OffRecord
from courtdesk.sound.panel import keeper as keeping
from courtdesk.sound.panel.state import RecordingState
from courtdesk.sound.recorder.live import LiveFile
from courtdesk.sound.service import FOLDER, SoundService, live_of
from tests.sound.panel.conftest import PLAN, Court, open_desk
from tests.vaults import reopen


def test_the_recording_follows_the_course_of_the_hearing(speaking: None, court: Court) -> None:
    court.press(Qt.Key.Key_F9)
    court.shows("● RECORDING")
    court.until(lambda: max(court.side.strip.meters.levels, default=0) > 0.2)
    court.until(lambda: "verified to" in court.side.strip.verified.text())
    court.press(Qt.Key.Key_F11)
    court.shows("PAUSED")
    court.press(Qt.Key.Key_F9)
    court.shows("● RECORDING")
    court.press(Qt.Key.Key_F12)
    court.until(lambda: court.panel.findChild(AdjournDialog) is not None)
    asked = court.panel.findChild(AdjournDialog)
    asked.reason.setText("the jury is at home")
    asked.primary.click()
    court.shows("NO RECORDING")
    court.until(lambda: court.window.keeper.lane.is_idle)
    assert all("lost" not in entry.text for entry in court.log_on_disk())
    vault = reopen(court.folder)
    (recording,) = SoundService(vault).recordings(court.hearing_id)
    vault.close()
    assert recording.plan == PLAN
    assert recording.ended_at is not None
    assert recording.samples > PLAN.rate


def test_off_record_only_marks_the_recording_where_the_court_wants_it_so(
    speaking: None, court: Court
) -> None:
    court.keeper.settings = _marking(court)
    court.press(Qt.Key.Key_F9)
    court.shows("● RECORDING")
    court.press(Qt.Key.Key_F11)
    court.until(lambda: court.keeper.course(court.hearing_id).stand == "off record")
    before = court.keeper.look.seconds
    court.until(lambda: court.keeper.look.seconds > before + 0.5)
    assert court.keeper.look.state is RecordingState.RECORDING


def _marking(court: Court) -> object:

    return replace(court.keeper.settings, off_record=OffRecord.MARK)


def test_a_locked_desk_finds_its_recording_again(
    speaking: None, court: Court, qapp: QApplication, qtbot: QtBot, case: Case
) -> None:
    court.press(Qt.Key.Key_F9)
    court.shows("● RECORDING")
    court.close()
    assert live_of(court.folder / FOLDER) is not None
    again = open_desk(qapp, qtbot, court.folder, case, court.hearing_id)
    again.shows("● RECORDING")
    assert again.keeper.recorded_hearing == court.hearing_id
    again.close()


def test_a_recorder_that_died_while_the_desk_was_locked_is_begun_anew(
    speaking: None, court: Court, qapp: QApplication, qtbot: QtBot, case: Case
) -> None:
    court.press(Qt.Key.Key_F9)
    court.shows("● RECORDING")
    court.until(lambda: court.keeper.look.seconds > 1)
    court.close()
    live = live_of(court.folder / FOLDER)
    assert live is not None
    os.kill(live.pid, signal.SIGKILL)
    os.waitpid(live.pid, 0)
    stale(court.folder / FOLDER / live.recording_id)
    again = open_desk(qapp, qtbot, court.folder, case, court.hearing_id)
    again.shows("● RECORDING")
    assert again.keeper.look.recording_id != live.recording_id
    assert any("the recorder broke off at" in entry.text for entry in again.log_on_disk())


def test_a_recording_that_was_prepared_and_never_began_is_forgotten_at_the_next_unlock(
    no_microphone: None, court: Court, qapp: QApplication, qtbot: QtBot, case: Case
) -> None:
    court.close()
    vault = reopen(court.folder)
    SoundService(vault).prepare(court.hearing_id, PLAN)
    vault.close()
    open_desk(qapp, qtbot, court.folder, case, court.hearing_id).close()
    vault = reopen(court.folder)
    assert SoundService(vault).recordings() == ()
    vault.close()


def stale(folder: Path) -> None:
    """Make the recorder's last word old, as it is after a restart of the computer."""
    file = LiveFile(folder)
    live = file.read()
    assert live is not None
    file.tell(replace(live, told_us=live.told_us - 10_000_000))
    file.close()


def test_a_recorder_that_was_killed_is_told_in_the_log(speaking: None, court: Court) -> None:
    court.press(Qt.Key.Key_F9)
    court.shows("● RECORDING")
    court.until(lambda: court.keeper.look.seconds > 2)
    live = live_of(court.folder / FOLDER)
    assert live is not None
    os.kill(live.pid, signal.SIGKILL)
    court.shows("NOT RECORDING")
    court.until(lambda: court.window.keeper.lane.is_idle)
    texts = [entry.text for entry in court.log_on_disk()]
    assert any("the recorder broke off at" in text for text in texts)
    assert any("not recording since" in text for text in texts)


def test_a_recorder_that_hangs_is_shown_and_followed_when_it_goes_on(
    speaking: None, court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_DEAD_SECONDS", 1.0)
    court.press(Qt.Key.Key_F9)
    court.shows("● RECORDING")
    court.until(lambda: court.keeper.look.seconds > 1)
    live = live_of(court.folder / FOLDER)
    assert live is not None
    os.kill(live.pid, signal.SIGSTOP)
    try:
        court.until(lambda: "does not answer" in court.side.strip.sign.text())
    finally:
        os.kill(live.pid, signal.SIGCONT)
    heard = court.keeper.look.seconds
    court.until(lambda: not court.keeper.look.signs and court.keeper.look.seconds > heard)
    assert court.keeper.look.recording_id == live.recording_id


def test_without_a_microphone_the_desk_says_so_and_works(no_microphone: None, court: Court) -> None:
    court.press(Qt.Key.Key_F9)
    court.shows("NOT RECORDING")
    assert "no microphone" in court.side.strip.words.accessibleName()
    texts = [entry.text for entry in court.log_on_disk()]
    assert any("There is no microphone" in text for text in texts)


def test_the_settings_are_a_form(no_microphone: None, court: Court) -> None:
    from courtdesk.sound.panel.settings_dialog import SettingsDialog

    court.press(
        Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    court.until(lambda: court.window.findChild(SettingsDialog) is not None)
    dialog = court.window.findChild(SettingsDialog)
    dialog.channels.setText("Bench, Bench")
    dialog.primary.click()
    assert "name of its own" in dialog.wrong.text()
    dialog.channels.setText("Bench, Witness, State")
    dialog.copy.setText(str(court.folder / "no such drive"))
    court.qtbot.keyClick(dialog.copy, Qt.Key.Key_Return)
    assert "no such folder" in dialog.copy.accessibleDescription()
    dialog.copy.setText(str(court.folder.parent))
    dialog.primary.click()
    court.until(lambda: court.keeper.settings.plan.channels == ("Bench", "Witness", "State"))
    court.until(lambda: court.keeper.lane.is_idle)
