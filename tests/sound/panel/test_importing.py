"""A recording made elsewhere comes in at the desk, lined up to the log, or is refused."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from courtdesk.desk.widgets.chip import Tone
from courtdesk.sound.model import SoundPlan
from courtdesk.sound.panel.import_dialog import ImportDialog
from courtdesk.sound.service import FOLDER, SoundService
from courtdesk.vault.times import from_ms, to_ms
from tests.desk.test_accessibility import nameless
from tests.sound.conftest import RATE, speech
from tests.sound.panel.conftest import Court
from tests.vaults import START, reopen

_BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def open_import(court: Court) -> ImportDialog:
    court.press(Qt.Key.Key_I, _BOTH)
    court.until(lambda: court.window.findChild(ImportDialog) is not None)
    dialog = court.window.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    return dialog


def named_by_its_start(court: Court, folder: Path, form: str = "flac") -> Path:
    start = START.astimezone(court.keeper.zone)
    return folder / f"Court 4 {start:%Y-%m-%d %H.%M.%S}.{form}"


def recordings(court: Court) -> list[str]:
    """The folders of sound in the vault."""
    return [each.name for each in (court.folder / FOLDER).iterdir()]


def test_a_file_that_names_its_start_is_kept_sample_for_sample(
    heard_court: Court, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    court = heard_court
    path = named_by_its_start(court, tmp_path)
    soundfile.write(path, speech(30), RATE)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    dialog = open_import(court)
    assert nameless(dialog) == []
    assert not dialog.primary.isEnabled()
    dialog.file.button.click()
    court.until(dialog.primary.isEnabled)
    assert dialog.sum.text() == "2 of 3 entries lie in it"
    assert dialog.sum.tone is Tone.GREEN
    assert "2 channels · 16 kHz · 0:30" in dialog.words.text()
    dialog.offset.setText("-3.5")
    dialog.channels.setText("Judge, Dock")
    dialog.primary.click()
    court.until(lambda: court.window.findChild(ImportDialog) is None)
    court.close()
    vault = reopen(court.folder)
    try:
        service = SoundService(vault)
        found = [each for each in service.recordings(court.hearing_id) if each.origin is not None]
        assert [each.origin.file for each in found] == [path.name]
        assert found[0].started_at == from_ms(to_ms(START - timedelta(seconds=3.5)))
        assert found[0].plan == SoundPlan(("Judge", "Dock"), rate=RATE)
        reader = service.open(found[0].id)
        assert np.array_equal(reader.read(0, reader.samples).samples, speech(30))
    finally:
        vault.close()


def test_a_file_whose_name_says_no_time_is_asked_for_it(heard_court: Court, tmp_path: Path) -> None:
    court, path = heard_court, tmp_path / "take 2.wav"
    soundfile.write(path, speech(5), RATE)
    dialog = open_import(court)
    dialog.read(path)
    court.until(lambda: "does not say when" in dialog.start.accessibleDescription())
    assert not dialog.primary.isEnabled()
    dialog.start.setText(f"{START.astimezone(court.keeper.zone) + timedelta(hours=9):%H:%M}")
    assert dialog.sum.text() == "No entry of the log lies in it"
    assert "Is its start right?" in dialog.words.text()
    assert dialog.primary.isEnabled()
    dialog.reject()


def test_more_names_than_channels_are_refused(heard_court: Court, tmp_path: Path) -> None:
    court = heard_court
    path = named_by_its_start(court, tmp_path)
    soundfile.write(path, speech(2), RATE)
    dialog = open_import(court)
    dialog.read(path)
    court.until(dialog.primary.isEnabled)
    dialog.channels.setText("Bench, Witness, Dock")
    dialog.primary.click()
    assert "2 channels, and 3 are named" in dialog.channels.accessibleDescription()
    dialog.reject()


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), (b"no sound at all" * 99, "no sound"), (None, "cannot be read")],
)
def test_what_is_no_sound_is_refused_in_a_sentence(
    heard_court: Court, tmp_path: Path, content: bytes | None, words: str
) -> None:
    path = tmp_path / "2026-11-23 09.04.00.wav"
    if content is not None:
        path.write_bytes(content)
    dialog = open_import(heard_court)
    dialog.file.setText(str(path))
    dialog.read(path)
    heard_court.until(lambda: words in dialog.wrong.text())
    assert not dialog.primary.isEnabled()
    assert dialog.sum.text() == "No file yet"
    dialog.reject()


def test_a_damaged_file_is_refused_and_leaves_nothing(heard_court: Court, tmp_path: Path) -> None:
    court = heard_court
    path = named_by_its_start(court, tmp_path)
    soundfile.write(path, speech(20), RATE)
    content = bytearray(path.read_bytes())
    content[len(content) // 2 :] = b""
    path.write_bytes(content)
    before = recordings(court)
    dialog = open_import(court)
    dialog.read(path)
    court.until(dialog.primary.isEnabled)
    dialog.primary.click()
    court.until(lambda: "damaged" in dialog.wrong.text())
    assert recordings(court) == before
    assert dialog.primary.isEnabled()
    dialog.reject()


def test_the_same_file_is_not_taken_twice(heard_court: Court, tmp_path: Path) -> None:
    court = heard_court
    path = named_by_its_start(court, tmp_path)
    soundfile.write(path, speech(3), RATE)
    _import(court, path)
    court.until(lambda: court.window.findChild(ImportDialog) is None)
    dialog = _import(court, path)
    court.until(lambda: "imported to this hearing already" in dialog.wrong.text())
    dialog.reject()


def _import(court: Court, path: Path) -> ImportDialog:
    dialog = open_import(court)
    dialog.read(path)
    court.until(dialog.primary.isEnabled)
    dialog.primary.click()
    return dialog


def test_esc_gives_it_up_and_leaves_nothing(heard_court: Court, tmp_path: Path) -> None:
    court = heard_court
    path = named_by_its_start(court, tmp_path, "wav")
    soundfile.write(path, speech(120), RATE)
    before = recordings(court)
    dialog = open_import(court)
    dialog.read(path)
    court.until(dialog.primary.isEnabled)
    dialog.primary.click()
    court.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    court.until(lambda: "Given up" in dialog.wrong.text())
    assert recordings(court) == before
    dialog.reject()
