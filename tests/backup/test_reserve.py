"""Room for the moment when the disk is full, and memory that nobody else reads."""

import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest

from courtdesk.vault import reserve
from courtdesk.vault.errors import DiskFull
from tests.vaults import typed

SMALL = 1 << 20


def test_the_room_is_taken_once_and_given_back(tmp_path) -> None:
    assert reserve.make(tmp_path, SMALL)
    assert (tmp_path / "reserve").stat().st_blocks * 512 >= SMALL
    assert reserve.make(tmp_path, SMALL)
    assert reserve.release(tmp_path)
    assert not reserve.release(tmp_path)


def test_a_disk_with_little_room_keeps_what_it_has(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=2 * SMALL))
    assert not reserve.make(tmp_path, SMALL)
    assert not (tmp_path / "reserve").exists()


def test_a_full_disk_releases_the_room_and_the_same_entry_is_saved_again(
    vault, hearings, hearing
) -> None:
    reserve.make(vault.path, SMALL)
    ((_, record),) = vault.databases()
    pages = record.raw.execute("PRAGMA page_count").fetchone()[0]
    record.raw.execute(f"PRAGMA max_page_count = {pages}")
    entry = typed(hearing.id, "x" * 50_000, 5)
    with pytest.raises(DiskFull, match="save again"):
        hearings.record(entry)
    assert not (vault.path / "reserve").exists()
    with pytest.raises(DiskFull, match=r"Free some space"):
        hearings.record(entry)
    record.raw.execute("PRAGMA max_page_count = 1000000")
    assert hearings.record(entry).value.id == entry.id
    assert hearings.record(entry).value.number == 2


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells whether memory may be dumped")
def test_an_opening_process_dumps_no_core() -> None:
    script = (
        "import ctypes, resource; from courtdesk import vault; vault.warm();"
        "print(resource.getrlimit(resource.RLIMIT_CORE)[0], ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ["0", "0"]
