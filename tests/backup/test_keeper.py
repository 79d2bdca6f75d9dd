"""Backups while the desk is open, on a real vault."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject

from courtdesk.desk.backups import BackupKeeper
from courtdesk.desk.lanes import VaultLane
from courtdesk.desk.status import Status
from courtdesk.vault import rotation
from tests.vaults import reopen


class FakeDesk(QObject):
    """As much of a desk as a keeper needs."""

    def __init__(self, vault: object, lane: VaultLane) -> None:
        super().__init__()
        self.vault, self.lane, self.status = vault, lane, Status(self)


@pytest.fixture
def desk(qtbot, vault_folder):
    lane = VaultLane()
    opened = []
    lane.ask(lambda: reopen(vault_folder), opened.append)
    qtbot.waitUntil(lambda: bool(opened))
    made = FakeDesk(opened[0], lane)
    yield made
    lane.ask(opened[0].close)
    lane.close()
    made.deleteLater()
    lane.deleteLater()


def test_a_backup_is_written_and_said(desk, qtbot) -> None:
    keeper = BackupKeeper(desk)
    qtbot.waitUntil(lambda: desk.status.backup == "Backup: none yet")
    keeper.back_up()
    qtbot.waitUntil(lambda: desk.status.backup not in {"", "Backup: none yet"})
    assert len(rotation.backups(desk.vault.path / "backups", "court")) == 1
    keeper.stop()


def test_a_failed_backup_turns_the_status_line_red_until_one_succeeds(
    desk, qtbot, monkeypatch, tmp_path
) -> None:
    bad = tmp_path / "file"
    bad.write_text("no folder")
    places = [(bad / "x",)]
    monkeypatch.setattr(type(desk.vault), "backup_places", property(lambda _: places[0]))
    keeper = BackupKeeper(desk)
    keeper.back_up()
    qtbot.waitUntil(lambda: desk.status.failure.startswith("Backup failed"))
    places[0] = (tmp_path / "good",)
    places[0][0].mkdir()
    keeper.back_up()
    qtbot.waitUntil(lambda: desk.status.failure == "")
    keeper.stop()


def test_stopping_in_the_middle_leaves_nothing_half_made(desk, qtbot, monkeypatch) -> None:
    begun = SimpleNamespace(is_so=False)

    def cut_short(*_: object) -> bool:
        begun.is_so = True
        return False

    monkeypatch.setattr(rotation, "_copied", cut_short)
    keeper = BackupKeeper(desk)
    keeper.back_up()
    qtbot.waitUntil(lambda: begun.is_so)
    keeper.stop()
    place = desk.vault.path / "backups"
    assert not place.exists() or list(place.iterdir()) == []
