"""Backups made while the vault is open, and what they give back."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from courtdesk.cli import main
from courtdesk.cli.subjects import load_tables
from courtdesk.custody.service import CustodyService
from courtdesk.errors import KnownError
from courtdesk.vault import backup, rotation
from courtdesk.vault.errors import CannotWrite, DamagedVault
from courtdesk.vault.verify import verify
from tests.vaults import PASSPHRASE, reopen, typed

AT = datetime(2026, 11, 23, 10, 40, tzinfo=UTC)


def test_a_backup_opens_and_holds_what_was_there(vault, hearings, hearing, tmp_path) -> None:
    hearings.record(typed(hearing.id, "Good morning", 5))
    made = rotation.write(rotation.begin(vault, AT), tmp_path / "place")
    rotation.end(vault)
    hearings.record(typed(hearing.id, "Later", 9))
    opened = reopen(made)
    try:
        load_tables()
        assert verify(opened).ok
        assert dict(CustodyService(opened).receipt().counts)["Entries of the log"] == 2
    finally:
        opened.close()


def test_the_writer_goes_on_while_files_are_copied(
    vault, hearings, hearing, tmp_path, monkeypatch
) -> None:
    """Between two steps of the copy, more than a whole log's worth is written."""
    monkeypatch.setattr(rotation, "_CHUNK", 4096)
    snapshot = rotation.begin(vault, AT)
    before = (vault.path / "record.db").read_bytes()
    steps = iter(range(10**9))

    def write_between() -> bool:
        if next(steps) < 40:
            hearings.record(typed(hearing.id, "x" * 9000, 5))
        return False

    made = rotation.write(snapshot, tmp_path / "place", write_between)
    assert (vault.path / "record.db").read_bytes() == before
    rotation.end(vault)
    opened = reopen(made)
    try:
        load_tables()
        assert verify(opened).ok
    finally:
        opened.close()
    load_tables()
    assert verify(vault).ok


def test_a_backup_that_is_stopped_leaves_nothing(vault, tmp_path) -> None:
    assert rotation.write(rotation.begin(vault, AT), tmp_path / "place", lambda: True) is None
    assert list((tmp_path / "place").iterdir()) == []


def test_what_a_crash_left_half_made_is_swept_away(vault, tmp_path) -> None:
    left = tmp_path / "place" / ".court 2026-11-22 09-00-00.courtdesk.part"
    left.mkdir(parents=True)
    rotation.write(rotation.begin(vault, AT), tmp_path / "place")
    assert not left.exists()


def test_a_backup_unlike_the_vault_is_thrown_away(vault, tmp_path, monkeypatch) -> None:
    whole = rotation._copied

    def torn(source: Path, target: Path, stopped: object) -> bool:
        whole(source, target, stopped)
        if target.suffix == ".db":
            with target.open("r+b") as file:
                file.seek(-2000, os.SEEK_END)
                file.write(b"\0" * 64)
        return True

    monkeypatch.setattr(rotation, "_copied", torn)
    with pytest.raises((DamagedVault, CannotWrite)):
        rotation.write(rotation.begin(vault, AT), tmp_path / "place")
    assert list((tmp_path / "place").iterdir()) == []


def test_two_backups_of_one_second_stand_beside_each_other(vault, hearing, tmp_path) -> None:
    for _ in range(2):
        rotation.write(rotation.begin(vault, AT), tmp_path / "place")
        rotation.end(vault)
    assert [at - AT for at, _ in rotation.backups(tmp_path / "place", "court")] == [
        timedelta(seconds=1),
        timedelta(0),
    ]


def test_nothing_is_due_while_nothing_changes(vault, hearings, hearing, tmp_path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    assert rotation.back_up(vault, (place,), AT) == ()
    assert not rotation.is_due(vault, place)
    hearings.record(typed(hearing.id, "Good morning", 5))
    assert rotation.is_due(vault, place)


def test_a_place_that_cannot_be_written_is_said_and_the_other_is_served(vault, tmp_path) -> None:
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "place").mkdir()
    wrong = rotation.back_up(vault, (tmp_path / "file" / "x", tmp_path / "place"), AT)
    assert len(wrong) == 1
    assert len(rotation.backups(tmp_path / "place", "court")) == 1


def test_backups_are_thinned_to_the_newest_of_days_weeks_and_months() -> None:
    moments = [AT - timedelta(minutes=30 * n) for n in range(48 * 400)]
    kept = sorted(rotation.kept_of(moments, rotation.Keep()), reverse=True)
    assert kept[:6] == moments[:6]
    days = {at.date() for at in kept}
    assert {(AT - timedelta(days=n)).date() for n in range(7)} <= days
    assert len({(at.year, at.month) for at in kept}) == 12
    assert len(kept) <= 6 + 7 + 5 + 12


def test_another_vaults_backups_in_the_same_place_stay(vault, tmp_path) -> None:
    other = tmp_path / "place" / "court annex 2020-01-01 09-00-00.courtdesk"
    other.mkdir(parents=True)
    rotation.thin(tmp_path / "place", "court", rotation.Keep(0, 0, 0, 0))
    assert other.exists()


def test_a_backups_folder_and_an_archive_are_previewed_and_restored(
    vault, vault_folder, tmp_path
) -> None:
    made = rotation.write(rotation.begin(vault, AT), tmp_path / "place")
    vault.close()
    backup.archive(vault_folder, tmp_path / "one.backup")
    for source in (made, tmp_path / "one.backup"):
        assert backup.preview(source).users == ("A. Clerk",)
        restored = backup.restore(source, tmp_path / f"from {source.suffix[1:]}")
        reopen(restored).close()


@pytest.fixture
def drill(tmp_path: Path):
    secret = tmp_path / "passphrase.txt"
    secret.write_text(PASSPHRASE)
    return lambda file: main(["restore", str(file), "--drill", "--passphrase-file", str(secret)])


def test_a_drill_restores_checks_and_leaves_nothing(
    vault, vault_folder, hearing, tmp_path, drill, capsys
) -> None:
    vault.close()
    backup.archive(vault_folder, tmp_path / "one.backup")
    before = set(tmp_path.iterdir())
    assert drill(tmp_path / "one.backup") == 0
    assert "Hearings: 1" in capsys.readouterr().out
    assert set(tmp_path.iterdir()) == before


def test_a_drill_on_a_damaged_backup_says_so(vault, vault_folder, tmp_path, drill) -> None:
    made = rotation.write(rotation.begin(vault, AT), tmp_path / "place")
    with (made / "record.db").open("r+b") as file:
        file.seek(8192)
        file.write(os.urandom(64))
    assert drill(made) == 4


def test_a_preview_of_what_is_no_backup_is_refused(tmp_path) -> None:
    (tmp_path / "x.backup").write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(KnownError):
        backup.preview(tmp_path / "x.backup")
