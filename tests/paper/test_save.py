"""A PDF is saved whole or not at all, and the sentence says what to do."""

import errno
import os
import stat
from pathlib import Path

import pytest

from courtdesk.paper.save import NotSaved, save


def _files(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_the_file_holds_the_bytes_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "log.pdf"
    target.write_bytes(b"old")
    save(b"new", target)
    assert target.read_bytes() == b"new"
    assert _files(tmp_path) == ["log.pdf"]


@pytest.mark.skipif(os.name != "posix", reason="owner rights are a matter of POSIX")
def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    save(b"x", tmp_path / "log.pdf")
    assert stat.S_IMODE((tmp_path / "log.pdf").stat().st_mode) == 0o600


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match="does not exist"):
        save(b"x", tmp_path / "nowhere" / "log.pdf")


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match="is a folder"):
        save(b"x", tmp_path)


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match="too long"):
        save(b"x", tmp_path / ("x" * 300 + ".pdf"))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EACCES, "may not write"),
        (errno.EIO, "not be written"),
    ],
)
def test_a_failed_write_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    target = tmp_path / "log.pdf"
    target.write_bytes(b"old")

    def fail(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(NotSaved, match=words):
        save(b"new", target)
    assert target.read_bytes() == b"old"
    assert _files(tmp_path) == ["log.pdf"]
