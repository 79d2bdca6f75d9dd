"""“Back up now” while somebody types, with a backup that the test holds up."""

import errno
import shutil
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from courtdesk.cases.model import Case
from courtdesk.cases.service import CaseService
from courtdesk.cli.subjects import load_tables
from courtdesk.desk.backups import BackupKeeper
from courtdesk.desk.context import CaseRef
from courtdesk.desk.window import Window
from courtdesk.hearing.model import Hearing
from courtdesk.hearing.panel import HearingPanel
from courtdesk.hearing.service import HearingService
from courtdesk.vault import rotation
from courtdesk.vault.store import Vault
from courtdesk.vault.verify import verify
from tests.vaults import reopen

PATIENCE = 20_000
WRITTEN = "The backup is written and was read back whole."


class Held:
    """Copying stands still at its first file until the test lets it go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun = 0
        self.go_on = threading.Event()
        self._copied = rotation._copied
        monkeypatch.setattr(rotation, "_copied", self._copy)

    def _copy(self, source: Path, target: Path, stopped: object) -> bool:
        self.begun += source.name == "keys.a"
        self.go_on.wait(60)
        return self._copied(source, target, stopped)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch):
    made = Held(monkeypatch)
    yield made
    made.go_on.set()


@pytest.fixture
def on_record(hearing: Hearing, vault: Vault, no_microphone: None) -> Hearing:
    """A hearing on the record of the vault, which is closed again."""
    vault.close()
    return hearing


def press_back_up(window: Window) -> None:
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)


def told(window: Window) -> list[str]:
    return [message.happened for message in window.keeper.session.frame.notices.messages()]


def wait_told(window: Window, qtbot, sentence: str) -> None:
    qtbot.waitUntil(lambda: any(sentence in each for each in told(window)), timeout=PATIENCE)


def made_in(vault_folder: Path) -> list[Path]:
    return [path for _, path in rotation.backups(vault_folder / "backups", "court")]


def type_line(window: Window, qtbot, case: Case, hearing: Hearing, text: str) -> None:
    """Type a line into the open hearing and wait until it is on disk."""
    session = window.keeper.session
    session.desk.set_case(CaseRef(case.id, case.details.title))
    session.frame.open_panel("hearing")
    panel = session.frame.front
    assert isinstance(panel, HearingPanel)
    room = panel.courtroom
    qtbot.waitUntil(lambda: room.session.hearing_id == hearing.id, timeout=PATIENCE)
    qtbot.waitUntil(
        lambda: QApplication.focusWidget() is room.composer.edit and window.keeper.lane.is_idle,
        timeout=PATIENCE,
    )
    before = room.session.hearing.entries
    QTest.keyClicks(room.composer.edit, text)
    QTest.keyClick(room.composer.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: room.session.hearing.entries == before + 1, timeout=PATIENCE)
    session.frame.open_panel("custody")


def texts_in(backup: Path, hearing: Hearing) -> list[str]:
    opened = reopen(backup)
    try:
        load_tables()
        assert verify(opened).ok
        log = HearingService(opened, CaseService(opened)).window(hearing.id, 1, 100)
        return [entry.text for entry in log]
    finally:
        opened.close()


def test_a_line_typed_meanwhile_is_saved_at_once_and_the_end_is_told(
    on_record, case, window, panel, held, qtbot, vault_folder
) -> None:
    press_back_up(window)
    qtbot.waitUntil(lambda: held.begun == 1, timeout=PATIENCE)
    assert "being written" in window.keeper.session.desk.status.backup
    type_line(window, qtbot, case, on_record, "Nobody waits")
    assert WRITTEN not in told(window)
    held.go_on.set()
    wait_told(window, qtbot, WRITTEN)
    (made,) = made_in(vault_folder)
    assert "Nobody waits" not in texts_in(made, on_record)


def test_a_second_ask_waits_and_its_backup_has_what_was_saved_meanwhile(
    on_record, case, window, panel, held, qtbot, vault_folder
) -> None:
    press_back_up(window)
    qtbot.waitUntil(lambda: held.begun == 1, timeout=PATIENCE)
    type_line(window, qtbot, case, on_record, "Between the two")
    press_back_up(window)
    wait_told(window, qtbot, "written already")
    qtbot.waitUntil(lambda: window.keeper.lane.is_idle, timeout=PATIENCE)
    assert held.begun == 1
    held.go_on.set()
    qtbot.waitUntil(lambda: len(made_in(vault_folder)) == 2, timeout=PATIENCE)
    wait_told(window, qtbot, WRITTEN)
    later, earlier = made_in(vault_folder)
    assert "Between the two" in texts_in(later, on_record)
    assert "Between the two" not in texts_in(earlier, on_record)


def test_asked_while_the_half_hours_backup_is_written_another_follows(
    on_record, case, window, panel, held, qtbot, vault_folder
) -> None:
    window.keeper.session.desk.findChild(BackupKeeper).back_up()
    qtbot.waitUntil(lambda: held.begun == 1, timeout=PATIENCE)
    type_line(window, qtbot, case, on_record, "After the half hour")
    press_back_up(window)
    held.go_on.set()
    wait_told(window, qtbot, WRITTEN)
    assert "After the half hour" in texts_in(made_in(vault_folder)[0], on_record)


def test_without_news_no_second_backup_is_made(window, panel, qtbot, vault_folder) -> None:
    press_back_up(window)
    wait_told(window, qtbot, WRITTEN)
    press_back_up(window)
    wait_told(window, qtbot, "Nothing was changed")
    assert len(made_in(vault_folder)) == 1


def test_a_full_disk_is_told_in_a_sentence_and_the_status_line_is_red(
    window, panel, qtbot, vault_folder, monkeypatch
) -> None:
    def full(*_: object) -> bool:
        raise OSError(errno.ENOSPC, "No space left on device")

    whole = rotation._copied
    monkeypatch.setattr(rotation, "_copied", full)
    press_back_up(window)
    wait_told(window, qtbot, "A backup failed: The disk is full.")
    status = window.keeper.session.desk.status
    assert status.failure.startswith("Backup failed: The disk is full.")
    assert list((vault_folder / "backups").iterdir()) == []
    monkeypatch.setattr(rotation, "_copied", whole)
    press_back_up(window)
    wait_told(window, qtbot, WRITTEN)
    assert status.failure == ""


def test_a_second_place_that_is_gone_is_told_and_not_made_anew(
    window, panel, qtbot, vault_folder, tmp_path
) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    opened = window.keeper.session.vault
    settings = replace(opened.settings, backup_place=str(place))
    window.keeper.lane.ask(lambda: opened.change_settings(settings))
    press_back_up(window)
    wait_told(window, qtbot, WRITTEN)
    assert len(rotation.backups(place, "court")) == 1
    shutil.rmtree(place)
    press_back_up(window)
    wait_told(window, qtbot, "A backup failed: Second place: The folder is not there.")
    assert not place.exists()
    assert len(made_in(vault_folder)) == 1


def test_the_lock_ends_it_and_what_lies_there_then_is_whole(
    on_record, case, window, panel, qtbot, vault_folder, monkeypatch
) -> None:
    backups = window.keeper.session.desk.findChild(BackupKeeper)
    begun, cut = threading.Event(), []
    whole = rotation._copied

    def until_the_lock(source: Path, target: Path, stopped) -> bool:
        begun.set()
        backups._stopped.wait(60)
        done = whole(source, target, stopped)
        cut.append(not done)
        return done

    monkeypatch.setattr(rotation, "_copied", until_the_lock)
    press_back_up(window)
    qtbot.waitUntil(begun.is_set, timeout=PATIENCE)
    type_line(window, qtbot, case, on_record, "Last words")
    window.keeper.lock()
    assert cut == [True]
    qtbot.waitUntil(lambda: window.keeper.lane.is_idle, timeout=PATIENCE)
    (made,) = (vault_folder / "backups").iterdir()
    assert "Last words" in texts_in(made, on_record)
