"""Sound is given out from the desk: encrypted with its passphrase shown, or in the clear."""

import errno
import io
from datetime import timedelta
from pathlib import Path

import pytest
import pyzipper
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from courtdesk.desk.dialog import Dialog
from courtdesk.sound.panel.errand import GivenUp
from courtdesk.sound.panel.give_dialog import GiveDialog
from courtdesk.sound.store.box import EncryptedZip
from courtdesk.vault.prints import Prints
from courtdesk.vault.roles import Ability
from tests.desk.test_accessibility import nameless
from tests.sound.conftest import RATE, speech
from tests.sound.panel.conftest import Court
from tests.vaults import START, reopen

_BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def open_giving(court: Court) -> GiveDialog:
    court.press(Qt.Key.Key_G, _BOTH)
    court.until(lambda: court.window.findChild(GiveDialog) is not None)
    dialog = court.window.findChild(GiveDialog)
    assert isinstance(dialog, GiveDialog)
    return dialog


def notices(court: Court) -> list[str]:
    """What the desk says above the panel from now on."""
    said: list[str] = []
    court.window.keeper.session.desk.notice_given.connect(lambda m: said.append(m.happened))
    return said


def written(court: Court, dialog: GiveDialog) -> None:
    court.until(lambda: dialog.result_page.isVisible() or bool(dialog.wrong.text()))
    assert dialog.wrong.text() == ""


def test_an_archive_opens_with_the_passphrase_that_was_shown(
    heard_court: Court, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    court, target = heard_court, tmp_path / "given.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    dialog = open_giving(court)
    assert nameless(dialog) == []
    dialog.asked.target.button.click()
    court.qtbot.keyClick(dialog.asked.target, Qt.Key.Key_Return)
    written(court, dialog)
    shown = dialog.passphrase.text()
    with pyzipper.AESZipFile(target) as archive:
        archive.setpassword(shown.encode())
        assert archive.testzip() is None
        names = set(archive.namelist())
        sound, _ = soundfile.read(io.BytesIO(archive.read("sound-001.flac")), dtype="int16")
    assert {"log.csv", "log.pdf", "channels.csv", "certificate.pdf"} <= names
    assert (sound == speech(60)).all()
    dialog.reject()
    assert dialog.isVisible()
    assert "shown only once" in dialog.wrong.text()
    court.qtbot.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.passphrase.button.click()
    assert QGuiApplication.clipboard().text() == shown
    dialog.primary.click()
    court.until(lambda: court.window.findChild(GiveDialog) is None)
    court.close()
    vault = reopen(court.folder)
    try:
        assert {each.what.title for each in Prints(vault).history()} == {
            "certificate.pdf",
            "log.pdf",
        }
    finally:
        vault.close()


def test_a_folder_in_the_clear_is_written_after_a_warning_only(
    heard_court: Court, tmp_path: Path
) -> None:
    court, target = heard_court, tmp_path / "given"
    said = notices(court)
    dialog = open_giving(court)
    dialog.asked.way.setCurrentIndex(1)
    dialog.asked.form.setCurrentIndex(2)
    dialog.asked.span.setCurrentIndex(1)
    start = START.astimezone(court.keeper.zone)
    dialog.asked.first.setText(f"{start:%Y-%m-%d %H:%M:%S}")
    dialog.asked.last.setText(f"{start + timedelta(seconds=10):%Y-%m-%d %H:%M:%S}")
    dialog.asked.target.setText(str(target))
    dialog.primary.click()
    asked = _asked(court, dialog)
    asked.reject()
    assert not target.exists()
    court.until(lambda: not asked.isVisible())
    dialog.primary.click()
    _asked(court, dialog).primary.click()
    court.until(lambda: bool(said) or bool(dialog.wrong.text()))
    assert said, dialog.wrong.text()
    sound, rate = soundfile.read(target / "sound-001.wav", dtype="int16")
    assert rate == RATE
    assert (sound == speech(60)[: 10 * RATE]).all()
    assert "not encrypted" in said[0]


def _asked(court: Court, dialog: GiveDialog) -> Dialog:
    def asked() -> list[Dialog]:
        return [each for each in dialog.findChildren(Dialog) if each.isVisible()]

    court.until(lambda: len(asked()) == 1)
    return asked()[0]


def test_the_entries_selected_propose_the_span(heard_court: Court) -> None:
    court = heard_court
    view = court.panel.courtroom.log.view
    view.setFocus()
    court.until(lambda: view.current_entry is not None)
    court.qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    dialog = open_giving(court)
    assert dialog.asked.span.currentData() == "span"
    assert dialog.asked.first.text().endswith(":17")
    assert dialog.asked.last.text().endswith(":41")
    dialog.reject()


@pytest.mark.parametrize(
    ("first", "last", "where", "words"),
    [
        ("noon", "10:00", "x", "Type a time such as"),
        ("10:00", "09:00", "x", "lies before"),
        ("09:00", "23:00", "", "Say where"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    heard_court: Court, tmp_path: Path, first: str, last: str, where: str, words: str
) -> None:
    dialog = open_giving(heard_court)
    dialog.asked.span.setCurrentIndex(1)
    dialog.asked.first.setText(first)
    dialog.asked.last.setText(last)
    dialog.asked.target.setText(where and str(tmp_path / where))
    dialog.primary.click()
    fields = (dialog.asked.first, dialog.asked.last, dialog.asked.target)
    assert any(words in each.accessibleDescription() for each in fields)
    assert list(tmp_path.glob("x*")) == []
    dialog.reject()


def test_nothing_is_overwritten(heard_court: Court, tmp_path: Path) -> None:
    (tmp_path / "given.zip").write_bytes(b"another")
    dialog = open_giving(heard_court)
    dialog.asked.target.setText(str(tmp_path / "given"))
    dialog.primary.click()
    heard_court.until(lambda: "exists already" in dialog.wrong.text())
    assert (tmp_path / "given.zip").read_bytes() == b"another"
    assert dialog.primary.isEnabled()
    dialog.reject()


def test_a_full_disk_is_said_and_leaves_nothing(
    heard_court: Court, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(EncryptedZip, "put", full)
    dialog = open_giving(heard_court)
    dialog.asked.target.setText(str(tmp_path / "given.zip"))
    dialog.primary.click()
    heard_court.until(lambda: "disk is full" in dialog.wrong.text())
    assert list(tmp_path.glob("given*")) == []
    dialog.reject()


def test_it_is_given_up_with_esc_and_leaves_nothing(
    heard_court: Court, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_giving(heard_court)
    monkeypatch.setattr(EncryptedZip, "put", lambda *_: _until_cancelled(dialog))
    dialog.asked.target.setText(str(tmp_path / "given.zip"))
    dialog.primary.click()
    heard_court.until(lambda: dialog._giving is not None)
    heard_court.until((tmp_path / "given.zip.part").exists)
    heard_court.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    heard_court.until(lambda: "Given up" in dialog.wrong.text())
    assert list(tmp_path.glob("given*")) == []
    assert dialog.isVisible()
    dialog.reject()


def test_the_lock_ends_what_is_being_written(
    heard_court: Court, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_giving(heard_court)
    monkeypatch.setattr(EncryptedZip, "put", lambda *_: _until_cancelled(dialog))
    dialog.asked.target.setText(str(tmp_path / "given.zip"))
    dialog.primary.click()
    heard_court.until((tmp_path / "given.zip.part").exists)
    heard_court.close()
    assert list(tmp_path.glob("given*")) == []


def _until_cancelled(dialog: GiveDialog) -> None:
    giving = dialog._giving
    assert giving is not None
    giving.errand._cancelled.wait(20)
    raise GivenUp("Given up.")


def test_a_hearing_without_sound_says_so(court: Court, no_microphone: None) -> None:
    said = notices(court)
    court.press(Qt.Key.Key_G, _BOTH)
    court.until(lambda: said == ["Nothing of this hearing was recorded."])


def test_sealed_sound_is_offered_only_to_who_may_hear_it(
    heard_court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_giving(heard_court)
    assert dialog.asked.sealed.findData("included") >= 0
    dialog.reject()
    heard_court.until(lambda: heard_court.window.findChild(GiveDialog) is None)
    vault = heard_court.window.keeper.session.desk.vault
    monkeypatch.setattr(vault, "may", lambda ability: ability is not Ability.SEE_SEALED)
    dialog = open_giving(heard_court)
    assert dialog.asked.sealed.findData("included") < 0
    dialog.reject()


def test_who_does_not_keep_the_record_is_told_so(
    heard_court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heard_court.keeper, "_may", False)
    said = notices(heard_court)
    heard_court.press(Qt.Key.Key_G, _BOTH)
    heard_court.press(Qt.Key.Key_I, _BOTH)
    deeds = ("give sound out", "import a recording")
    assert said == [f"Only who keeps the record may {deed}." for deed in deeds]
