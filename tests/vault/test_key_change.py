"""A change of keys that was cut short leaves the old record or the new one, never an empty one."""

import errno
from pathlib import Path

import pytest

from courtdesk.cases.service import CaseService
from courtdesk.hearing.model import Hearing
from courtdesk.hearing.service import HearingService
from courtdesk.vault import cipher, files, rekey
from courtdesk.vault.errors import CannotWrite, DamagedVault
from courtdesk.vault.keys import Compartment
from courtdesk.vault.store import Vault
from tests.vaults import reopen, typed

RECORD = frozenset({Compartment.RECORD})


def texts(vault: Vault, hearing: Hearing) -> list[str]:
    hearings = HearingService(vault, CaseService(vault))
    return [entry.text for entry in hearings.log_sheet(hearing.id).entries[1:]]


def test_a_half_made_copy_never_takes_the_place_of_the_record(
    vault: Vault, hearings: HearingService, hearing: Hearing, vault_folder: Path
) -> None:
    """A copy that was begun is rolled back to nothing, and nothing opens with any key."""
    hearings.record(typed(hearing.id, "must stay"))
    key = vault.ring.derived(Compartment.RECORD, "database")
    vault.close()
    copy = files.successor(vault_folder / "record.db")
    for make in (
        lambda: copy.write_bytes(b""),
        lambda: copy.write_bytes(bytes(4096)),
        lambda: cipher.connect(copy, key, create=True).close(),
    ):
        make()
        again = reopen(vault_folder)
        assert texts(again, hearing) == ["must stay"]
        again.close()
        assert not copy.exists()


def test_an_emptied_database_is_not_taken_for_a_new_one(vault: Vault, vault_folder: Path) -> None:
    key = vault.ring.derived(Compartment.RECORD, "database")
    vault.close()
    database = vault_folder / "record.db"
    database.unlink()
    cipher.connect(database, key, create=True).close()
    emptied = database.read_bytes()
    with pytest.raises(DamagedVault, match="backup"):
        reopen(vault_folder)
    assert database.read_bytes() == emptied


def test_a_change_cut_short_before_the_key_file_keeps_the_old_keys(
    vault: Vault, hearings: HearingService, hearing: Hearing, vault_folder: Path
) -> None:
    hearings.record(typed(hearing.id, "must stay"))
    _, fresh = rekey.prepare(vault, RECORD)
    fresh.wipe()
    vault.close()
    again = reopen(vault_folder)
    assert texts(again, hearing) == ["must stay"]
    assert not files.successor(vault_folder / "record.db").exists()
    again.close()


def test_a_change_cut_short_after_the_key_file_is_finished_at_the_next_opening(
    vault: Vault, hearings: HearingService, hearing: Hearing, vault_folder: Path
) -> None:
    hearings.record(typed(hearing.id, "must stay"))
    before = vault.ring.derived(Compartment.RECORD, "database")
    content, fresh = rekey.prepare(vault, RECORD)
    vault.close_databases()
    rekey.switch(vault_folder, content, fresh)
    vault.close()
    again = reopen(vault_folder)
    assert texts(again, hearing) == ["must stay"]
    assert again.ring.derived(Compartment.RECORD, "database") != before
    again.close()
    with pytest.raises(DamagedVault):
        cipher.connect(vault_folder / "record.db", before)


def test_a_change_that_the_disk_refuses_leaves_the_vault_at_work(
    vault: Vault,
    hearings: HearingService,
    hearing: Hearing,
    vault_folder: Path,
) -> None:
    """A folder stands where the copy would go."""
    blocked = files.successor(vault_folder / "record.db")
    blocked.mkdir()
    with pytest.raises(CannotWrite):
        vault.change_keys(RECORD)
    hearings.record(typed(hearing.id, "goes on"))
    blocked.rmdir()
    vault.change_keys(RECORD)
    assert texts(vault, hearing) == ["goes on"]


def test_a_change_that_fails_half_way_is_finished_by_the_next_line(
    vault: Vault,
    hearings: HearingService,
    hearing: Hearing,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The key file is exchanged, and then the disk refuses to move the copy into its place."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, "the disk")

    hearings.record(typed(hearing.id, "must stay"))
    with monkeypatch.context() as failing:
        failing.setattr(rekey, "_put_in_place", refuse)
        with pytest.raises(CannotWrite):
            vault.change_keys(RECORD)
        with pytest.raises(CannotWrite):
            hearings.record(typed(hearing.id, "not yet"))
    hearings.record(typed(hearing.id, "goes on"))
    assert texts(vault, hearing) == ["must stay", "goes on"]
