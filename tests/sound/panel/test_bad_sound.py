"""PortAudio is missing, a wrong key, two recordings at once: the desk says so and works."""

import sys

import pytest
from PySide6.QtCore import Qt

from courtdesk.sound.model import SoundPlan
from courtdesk.sound.panel.settings_dialog import SettingsDialog
from courtdesk.sound.service import FOLDER, SoundService, stop_recorder
from tests.sound.panel.conftest import PLAN, Court
from tests.vaults import reopen

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def no_portaudio(monkeypatch: pytest.MonkeyPatch) -> None:
    """``import sounddevice`` raises OSError, as it does where the library is missing."""

    class Missing:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "sounddevice":
                raise OSError("PortAudio library not found")

    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])


def test_without_portaudio_the_settings_say_why_there_is_no_sound(
    no_portaudio: None, no_microphone: None, court: Court
) -> None:
    court.press(Qt.Key.Key_S, CONTROL | SHIFT)
    court.until(lambda: court.window.findChild(SettingsDialog) is not None)
    dialog = court.window.findChild(SettingsDialog)
    court.until(lambda: "PortAudio" in dialog.device.accessibleDescription())
    dialog.reject()
    court.until(lambda: court.keeper.lane.is_idle)


def test_a_recording_whose_files_are_gone_says_so(heard_court: Court) -> None:
    for path in (heard_court.folder / FOLDER).glob("*/*.sound"):
        path.unlink()
    heard_court.press(Qt.Key.Key_J, CONTROL)
    words = heard_court.side.player.words
    heard_court.until(lambda: "no sound yet" in words.accessibleName())


def test_a_recording_of_another_key_says_so(heard_court: Court) -> None:
    for path in (heard_court.folder / FOLDER).glob("*/*.sound"):
        content = bytearray(path.read_bytes())
        for place in range(200, len(content), 97):
            content[place] ^= 0xFF
        path.write_bytes(bytes(content))
    heard_court.press(Qt.Key.Key_J, CONTROL)
    words = heard_court.side.player.words
    heard_court.until(lambda: bool(words.accessibleName()))
    assert not heard_court.side.player._listening.state.playing


def test_a_second_hearing_is_not_recorded_at_once(speaking: None, court: Court) -> None:
    court.press(Qt.Key.Key_F9)
    court.shows("● RECORDING")
    court.keeper.start("0" * 32)
    assert court.keeper.recorded_hearing == court.hearing_id
    court.side.strip.open("0" * 32)
    assert "ANOTHER HEARING" in court.side.strip.state.text()
    court.side.strip.open(court.hearing_id)


def test_a_recorder_begun_outside_the_desk_is_found_at_the_unlock(
    speaking: None, planned: str, vault_folder: object, request: pytest.FixtureRequest
) -> None:
    vault = reopen(vault_folder)
    SoundService(vault).begin(planned, SoundPlan(PLAN.channels, PLAN.device, PLAN.rate))
    vault.close()
    court = request.getfixturevalue("court")
    court.shows("● RECORDING")
    court.close()
    stop_recorder(vault_folder / FOLDER)
