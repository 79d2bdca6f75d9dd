"""Sound belongs to a backup: copied once, verified, restored, whoever is removed."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from courtdesk.sound.store.reader import SoundReader
from courtdesk.sound.store.writer import segment_path
from courtdesk.vault import backup, rotation, soundfiles
from courtdesk.vault.errors import DamagedVault
from courtdesk.vault.store import Vault
from tests.sound.conftest import ID, KEY, speech, write
from tests.vaults import reopen

AT = datetime(2026, 11, 23, 10, 40, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)


def recorded(vault: Path, seconds: float = 3) -> np.ndarray:
    sound = speech(seconds)
    write(vault / "audio" / ID, sound)
    return sound


def heard(vault: Path) -> np.ndarray:
    reader = SoundReader(vault / "audio" / ID, ID, KEY, 2)
    assert reader.verify()[1] == ()
    return reader.read(0, reader.samples).samples


def made(vault: Vault, place: Path, at: datetime = AT) -> Path:
    try:
        written = rotation.write(rotation.begin(vault, at), place)
    finally:
        rotation.end(vault)
    assert written is not None
    return written


def test_an_archive_holds_the_sound_and_gives_it_back(vault_folder: Path, tmp_path: Path) -> None:
    sound = recorded(vault_folder)
    backup.archive(vault_folder, tmp_path / "one.backup")
    restored = backup.restore(tmp_path / "one.backup", tmp_path / "again")
    assert np.array_equal(heard(restored), sound)


def test_an_archive_made_while_sound_is_written_holds_what_was_there(
    vault_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = recorded(vault_folder)
    path = segment_path(vault_folder / "audio" / ID, 0)
    real = backup._pack

    def growing(*given: object) -> str:
        with path.open("ab") as file:
            file.write(b"more")
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(backup, "_pack", growing)
    backup.archive(vault_folder, tmp_path / "one.backup")
    restored = backup.restore(tmp_path / "one.backup", tmp_path / "again")
    assert np.array_equal(heard(restored), sound)


@pytest.mark.parametrize("own", [True, False])
def test_a_place_takes_only_what_was_recorded_since(
    vault: Vault, vault_folder: Path, tmp_path: Path, own: bool
) -> None:
    place = vault_folder / "backups" if own else tmp_path / "drive"
    whole = recorded(vault_folder, 6)
    path = segment_path(vault_folder / "audio" / ID, 0)
    content = path.read_bytes()
    path.write_bytes(content[:40_000])
    first = made(vault, place)
    pooled = place / "court sound" / "audio" / ID / "000000.sound"
    assert pooled.samefile(path) == own
    with path.open("ab") as file:
        file.write(content[40_000:])
    assert rotation.is_due(vault, place)
    second = made(vault, place, AT + HALF_HOUR)
    assert not rotation.is_due(vault, place)
    (pieces,) = soundfiles.listing(second).files.values()
    assert [piece.length for piece in pieces] == [40_000, len(content) - 40_000]
    assert pooled.read_bytes() == content
    assert np.array_equal(heard(backup.restore(second, tmp_path / "two")), whole)
    earlier = backup.restore(first, tmp_path / "one")
    assert segment_path(earlier / "audio" / ID, 0).read_bytes() == content[:40_000]
    assert backup.preview(second).size > backup.preview(first).size


def test_what_was_copied_once_is_not_copied_again(
    vault: Vault, vault_folder: Path, tmp_path: Path
) -> None:
    recorded(vault_folder)
    made(vault, tmp_path / "drive")
    pooled = tmp_path / "drive" / "court sound" / "audio" / ID / "000000.sound"
    before = pooled.stat().st_mtime_ns
    made(vault, tmp_path / "drive", AT + HALF_HOUR)
    assert pooled.stat().st_mtime_ns == before


def test_a_copy_that_a_crash_cut_short_is_made_whole_by_the_next(
    vault: Vault, vault_folder: Path, tmp_path: Path
) -> None:
    sound = recorded(vault_folder)
    pooled = tmp_path / "drive" / "court sound" / "audio" / ID / "000000.sound"
    pooled.parent.mkdir(parents=True)
    pooled.write_bytes(b"half")
    whole = made(vault, tmp_path / "drive")
    assert np.array_equal(heard(backup.restore(whole, tmp_path / "again")), sound)


def test_who_closes_the_desk_does_not_wait_for_the_sound(
    vault: Vault, vault_folder: Path, tmp_path: Path
) -> None:
    recorded(vault_folder)
    place = tmp_path / "drive"
    rotation.write(rotation.begin(vault, AT), place, enough=lambda: True)
    rotation.end(vault)
    assert rotation.is_due(vault, place)
    assert soundfiles.listing(made(vault, place, AT + HALF_HOUR)).files


def test_sound_that_no_backup_lists_any_more_is_removed(
    vault: Vault, vault_folder: Path, tmp_path: Path
) -> None:
    recorded(vault_folder)
    made(vault, tmp_path / "drive")
    shutil.rmtree(vault_folder / "audio")
    made(vault, tmp_path / "drive", AT + HALF_HOUR)
    pool = tmp_path / "drive" / "court sound"
    assert list(pool.glob("audio/*/*.sound"))
    rotation.thin(tmp_path / "drive", "court", rotation.Keep(1, 0, 0, 0))
    assert not list(pool.glob("audio/*/*.sound"))


def test_damaged_or_missing_sound_of_a_backup_is_told(
    vault: Vault, vault_folder: Path, tmp_path: Path
) -> None:
    recorded(vault_folder)
    whole = made(vault, tmp_path / "drive")
    pool = tmp_path / "drive" / "court sound"
    pooled = pool / "audio" / ID / "000000.sound"
    content = bytearray(pooled.read_bytes())
    content[len(content) // 2] ^= 1
    pooled.write_bytes(content)
    with pytest.raises(DamagedVault, match="sound is damaged"):
        backup.restore(whole, tmp_path / "again")
    with pytest.raises(DamagedVault):
        backup.preview(whole)
    pool.rename(tmp_path / "elsewhere")
    with pytest.raises(DamagedVault, match="not beside it"):
        backup.restore(whole, tmp_path / "again")
    assert not (tmp_path / "again.courtdesk").exists()


@pytest.mark.parametrize(
    "told",
    [
        "{",
        json.dumps({"pool": "court sound", "files": {"../../keys.a": [[1, ""]]}}),
        json.dumps({"pool": "..", "files": {}}),
        json.dumps({"pool": "court sound", "files": {f"audio/{ID}/000000.sound": 3}}),
    ],
)
def test_a_list_that_was_tampered_with_reaches_nothing_else(
    vault: Vault, tmp_path: Path, told: str
) -> None:
    whole = made(vault, tmp_path / "drive")
    (whole / soundfiles.LIST).write_text(told)
    with pytest.raises(DamagedVault):
        backup.restore(whole, tmp_path / "again")


def test_new_keys_leave_the_sound_and_its_backups_readable(
    vault: Vault, vault_folder: Path, tmp_path: Path
) -> None:
    sound = recorded(vault_folder)
    before = made(vault, tmp_path / "drive")
    vault.change_keys(vault.compartments)
    after = made(vault, tmp_path / "drive", AT + HALF_HOUR)
    for source, name in ((before, "before"), (after, "after")):
        restored = backup.restore(source, tmp_path / name)
        assert np.array_equal(heard(restored), sound)
        reopen(restored).close()
