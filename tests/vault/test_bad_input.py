"""What a person or the world can do to a vault: each time a sentence that helps, and no change."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from courtdesk.errors import KnownError
from courtdesk.hearing.model import Hearing, NewEntry
from courtdesk.hearing.service import HearingService
from courtdesk.vault.backup import archive, restore
from courtdesk.vault.errors import (
    CannotWrite,
    DamagedVault,
    NewerVault,
    NotAVault,
    VaultExists,
    VaultInUse,
    VaultMissing,
    WrongPassphrase,
)
from courtdesk.vault.header import read_header
from courtdesk.vault.opening import create_vault
from courtdesk.vault.roles import Role
from courtdesk.vault.settings import VaultSettings
from courtdesk.vault.store import Vault
from tests.vaults import CHEAP, CLERK, PASSPHRASE, reopen, typed


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder but the lock and the count of wrong tries."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in {"vault.lock", "tries"}
    }


def refused(folder: Path, error: type[KnownError], says: str) -> None:
    """Opening is refused in words, and every file stays as it was."""
    before = contents(folder)
    with pytest.raises(error, match=says) as caught:
        reopen(folder)
    assert folder.name not in str(caught.value) or "“" in str(caught.value)
    assert contents(folder) == before


@pytest.mark.parametrize("wrong", ["", "seven grey herons over the wear", PASSPHRASE + " "])
def test_a_wrong_passphrase_opens_nothing(vault_folder: Path, wrong: str) -> None:
    before = contents(vault_folder)
    with pytest.raises(WrongPassphrase, match=CLERK):
        reopen(vault_folder, wrong)
    assert contents(vault_folder) == before
    reopen(vault_folder).close()


def test_a_passphrase_opens_however_its_accents_were_typed(tmp_path: Path) -> None:
    path = tmp_path / "v.courtdesk"
    one, other = "cafe\u0301 noir sur la table", "caf\u00e9 noir sur la table"
    settings = VaultSettings("V")
    create_vault(path, settings, CLERK, Role.CLERK, one, params=CHEAP).close()
    reopen(path, other).close()


def test_a_vault_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(VaultMissing, match="no vault"):
        reopen(tmp_path / "gone.courtdesk")
    assert list(tmp_path.iterdir()) == []


def test_a_file_and_a_foreign_folder_are_no_vaults(tmp_path: Path) -> None:
    (tmp_path / "letter.courtdesk").write_text("Dear Sir")
    (tmp_path / "folder.courtdesk").mkdir()
    (tmp_path / "folder.courtdesk" / "record.db").write_bytes(bytes(4096))
    for name in ("letter", "folder"):
        with pytest.raises(NotAVault, match=r"Nothing was changed|is a file"):
            reopen(tmp_path / f"{name}.courtdesk")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def foreign(path: Path) -> None:
    path.write_bytes(b"\x7fELF" + os.urandom(8188))


def plain(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + bytes(4080))


def cut_short(path: Path) -> None:
    os.truncate(path, 10)


Harm = Callable[[Path], None]


@pytest.mark.parametrize("harm", [Path.unlink, empty, cut, foreign, plain, cut_short])
def test_a_harmed_database_is_told_and_left_as_it_is(vault_folder: Path, harm: Harm) -> None:
    harm(vault_folder / "record.db")
    refused(vault_folder, DamagedVault, "backup")


@pytest.mark.parametrize("harm", [empty, cut, foreign, cut_short])
def test_a_harmed_key_file_is_told_and_left_as_it_is(vault_folder: Path, harm: Harm) -> None:
    for name in ("keys.a", "keys.b"):
        harm(vault_folder / name)
    refused(vault_folder, DamagedVault, "key file")


@pytest.mark.parametrize("harm", [Path.unlink, empty, cut, foreign])
@pytest.mark.parametrize("name", ["keys.a", "keys.b"])
def test_one_harmed_copy_of_the_key_file_heals_from_the_other(
    vault_folder: Path, harm: Harm, name: str
) -> None:
    whole = (vault_folder / name).read_bytes()
    harm(vault_folder / name)
    reopen(vault_folder).close()
    assert (vault_folder / name).read_bytes() == whole


@pytest.mark.parametrize(
    "edit",
    [
        lambda body: body["slots"][0].update(role="owner"),
        lambda body: body["slots"][0].update(user="Someone Else"),
        lambda body: body["slots"].append(dict(body["slots"][0], id="x")),
        lambda body: body.update(vault="0" * 32),
        lambda body: body.update(name="Renamed"),
        lambda body: body.update(generation=99),
        lambda body: body["slots"][0]["passphrase"]["kdf"].update(memory_kib=2**40),
        lambda body: body["slots"][0]["passphrase"]["kdf"].update(memory_kib=1),
        lambda body: body["slots"][0]["passphrase"]["kdf"].update(passes=0),
        lambda body: body["slots"][0]["passphrase"]["kdf"].update(memory_kib=float("inf")),
        lambda body: body["slots"][0]["passphrase"].update(salt="AAAA"),
        lambda body: body["slots"][0]["passphrase"].update(nonce=""),
        lambda body: body["slots"][0]["passphrase"].update(wrapped="AAAA"),
        lambda body: body["slots"][0]["grants"].update(record="AAAA"),
        lambda body: body["slots"][0].update(exchange="AAAA"),
        lambda body: body["slots"][0].update(user="\ud800"),
        lambda body: body["slots"].clear(),
        lambda body: body.update(slots=[[[]]]),
        lambda body: body.update(mac="é"),
    ],
)
def test_a_key_file_that_was_edited_opens_nothing(
    vault_folder: Path, edit: Callable[[dict[str, object]], None]
) -> None:
    for name in ("keys.a", "keys.b"):
        body = json.loads((vault_folder / name).read_bytes())
        edit(body)
        (vault_folder / name).write_text(json.dumps(body))
    before = contents(vault_folder)
    with pytest.raises((DamagedVault, WrongPassphrase)):
        reopen(vault_folder)
    assert contents(vault_folder) == before


def test_a_vault_from_a_newer_courtdesk_is_left_alone(
    vault_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer_keys = Path(shutil.copytree(vault_folder, tmp_path / "keys.courtdesk"))
    for name in ("keys.a", "keys.b"):
        body = json.loads((newer_keys / name).read_bytes())
        body["format_version"] = 99
        (newer_keys / name).write_text(json.dumps(body))
    refused(newer_keys, NewerVault, "later version")
    with pytest.raises(NewerVault, match="later version"):
        read_header(newer_keys)

    opened = reopen(vault_folder)
    ((_, record),) = opened.databases()
    record.raw.execute("UPDATE alembic_version SET version_num = 'record_9999'")
    opened.close()
    refused(vault_folder, NewerVault, "later version")


def test_a_second_window_is_told_where_to_go_on(vault: Vault, vault_folder: Path) -> None:
    with pytest.raises(VaultInUse, match="another window"):
        reopen(vault_folder)
    with pytest.raises(VaultInUse):
        archive(vault_folder, vault_folder.parent / "b")
    vault.close()
    reopen(vault_folder).close()


def test_the_lock_of_a_killed_window_does_not_bar_the_next(vault_folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.vaults import reopen;"
        "vault = reopen(Path(sys.argv[1])); print('open', flush=True); input()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", script, str(vault_folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"open\n"
    with pytest.raises(VaultInUse):
        reopen(vault_folder)
    child.kill()
    child.communicate()
    reopen(vault_folder).close()


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder that cannot be written: by its mode, or for root as a read-only mount."""
    folder = tmp_path / "read-only"
    folder.mkdir()
    if os.name == "nt":
        pytest.skip("folders have no mode here")
    if os.geteuid() != 0:
        yield folder
        folder.chmod(0o700)
        return
    mounted = _run("mount", "-t", "tmpfs", "-o", "size=8m", "courtdesk-test", folder)
    if not mounted:
        pytest.skip("root writes everywhere, and cannot mount here")
    yield folder
    assert _run("umount", folder)


def protect(folder: Path) -> None:
    if os.geteuid() == 0:
        assert _run("mount", "-o", "remount,ro", folder)
    else:
        for path in (*folder.rglob("*"), folder):
            path.chmod(0o500)


def _run(*words: object) -> bool:
    return subprocess.run([*map(str, words)], capture_output=True, check=False).returncode == 0


def test_a_read_only_place_is_told(vault_folder: Path, read_only: Path, tmp_path: Path) -> None:
    moved = Path(shutil.copytree(vault_folder, read_only / vault_folder.name))
    packed = tmp_path / "b"
    archive(vault_folder, packed)
    protect(read_only)
    refused(moved, CannotWrite, "cannot be written")
    with pytest.raises(CannotWrite, match="read-only"):
        create_vault(
            *(read_only / "new", VaultSettings("V"), CLERK, Role.CLERK, PASSPHRASE), params=CHEAP
        )
    with pytest.raises(CannotWrite, match="read-only"):
        archive(vault_folder, read_only / "b")
    with pytest.raises(CannotWrite, match="read-only"):
        restore(packed, read_only / "restored")
    assert [path.name for path in read_only.iterdir()] == [vault_folder.name]


def test_a_place_below_a_file_cannot_take_a_vault(tmp_path: Path, vault_folder: Path) -> None:
    (tmp_path / "letter").write_text("Dear Sir")
    with pytest.raises(CannotWrite):
        create_vault(
            *(tmp_path / "letter" / "v", VaultSettings("V"), CLERK, Role.CLERK, PASSPHRASE),
            params=CHEAP,
        )
    with pytest.raises(CannotWrite):
        archive(vault_folder, tmp_path / "letter" / "b")
    assert (tmp_path / "letter").read_text() == "Dear Sir"


def test_a_full_disk_loses_nothing_and_work_goes_on_once_there_is_room(
    read_only: Path, vault_folder: Path
) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can make a disk of its own")
    folder = Path(shutil.copytree(vault_folder, read_only / vault_folder.name))
    ballast = read_only / "ballast"
    vault = reopen(folder)
    hearings, hearing_id = _hearing_in(vault)
    ballast.write_bytes(bytes(_free(read_only) - 300_000))
    saved, refused_line = _record_until_refused(hearings, hearing_id)
    assert saved
    with pytest.raises(CannotWrite, match="disk is full"):
        hearings.record(refused_line)
    assert [e.id for e in hearings.window(hearing_id, 1, 10_000)] == saved
    ballast.unlink()
    saved.append(hearings.record(refused_line).value.id)
    saved.append(hearings.record(typed(hearing_id, "and on")).value.id)
    vault.close()

    again = reopen(folder)
    kept, _ = _services(again)
    assert [e.id for e in kept.window(hearing_id, 1, 10_000)] == saved
    again.close()


def test_a_vault_can_be_closed_while_the_disk_is_full(read_only: Path, vault_folder: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can make a disk of its own")
    folder = Path(shutil.copytree(vault_folder, read_only / vault_folder.name))
    vault = reopen(folder)
    hearings, hearing_id = _hearing_in(vault)
    saved = [hearings.record(typed(hearing_id, "x" * 9000)).value.id for _ in range(40)]
    ballast = read_only / "ballast"
    ballast.write_bytes(bytes(_free(read_only)))
    with pytest.raises(CannotWrite, match="is safe"):
        vault.close()
    ballast.unlink()
    again = reopen(folder)
    kept, _ = _services(again)
    assert [e.id for e in kept.window(hearing_id, 1, 10_000)] == saved
    again.close()


def _record_until_refused(hearings: HearingService, hearing_id: str) -> tuple[list[str], NewEntry]:
    saved: list[str] = []
    while True:
        line = typed(hearing_id, f"line {len(saved)} " + "x" * 5000)
        try:
            saved.append(hearings.record(line).value.id)
        except CannotWrite:
            return saved, line


def _free(folder: Path) -> int:
    room = os.statvfs(folder)
    return room.f_bavail * room.f_frsize


def _services(vault: Vault) -> tuple[HearingService, object]:
    from courtdesk.cases.service import CaseService

    cases = CaseService(vault)
    return HearingService(vault, cases), cases


def _hearing_in(vault: Vault) -> tuple[HearingService, str]:
    from datetime import date

    from courtdesk.cases.service import CaseService
    from courtdesk.hearing.model import HearingPlan
    from tests.vaults import CASE

    cases = CaseService(vault)
    hearings = HearingService(vault, cases)
    case = cases.open_case(CASE, date(2026, 1, 2)).value
    return hearings, hearings.plan(case.id, HearingPlan("Trial", date(2026, 1, 2))).value.id


def test_a_line_that_was_not_committed_leaves_no_trace(
    vault: Vault, hearings: HearingService, hearing: Hearing
) -> None:
    before = vault.head()
    with vault.write("nothing"):
        pass
    with pytest.raises(RuntimeError), vault.write("broken"):
        raise RuntimeError
    assert vault.head() == before
    assert hearings.record(typed(hearing.id, "goes on")).value.number == 2


def test_a_vault_is_not_made_where_something_lies(vault_folder: Path) -> None:
    before = contents(vault_folder)
    with pytest.raises(VaultExists):
        create_vault(
            *(vault_folder, VaultSettings("V"), CLERK, Role.CLERK, PASSPHRASE), params=CHEAP
        )
    assert contents(vault_folder) == before


@pytest.mark.parametrize("harm", [empty, cut, foreign, cut_short, Path.unlink])
def test_a_harmed_backup_restores_nothing(vault_folder: Path, tmp_path: Path, harm: Harm) -> None:
    packed = tmp_path / "b"
    archive(vault_folder, packed)
    harm(packed)
    with pytest.raises((NotAVault, DamagedVault)):
        restore(packed, tmp_path / "restored.courtdesk")
    assert sorted(p.name for p in tmp_path.iterdir() if "restor" in p.name) == []


def test_a_folder_is_no_backup(vault_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(KnownError):
        restore(vault_folder, tmp_path / "restored")


def test_a_failed_backup_keeps_the_last_good_one(vault_folder: Path, tmp_path: Path) -> None:
    packed = tmp_path / "b"
    archive(vault_folder, packed)
    good = packed.read_bytes()
    for name in ("keys.a", "keys.b"):
        (vault_folder / name).write_bytes(b"")
    with pytest.raises(DamagedVault):
        archive(vault_folder, packed)
    assert packed.read_bytes() == good
    assert not (tmp_path / "b.part").exists()


@pytest.mark.skipif(os.name == "nt", reason="files have no mode here")
def test_only_the_owner_can_read_what_a_vault_writes(
    vault: Vault, hearings: HearingService, hearing: Hearing, vault_folder: Path
) -> None:
    hearings.record(typed(hearing.id, "for few eyes"))
    for path in vault_folder.iterdir():
        assert path.stat().st_mode & 0o077 == 0, path.name
