"""The files of a vault's folder, and writing one so that it is whole or not there at all."""

import contextlib
import errno
import os
from pathlib import Path

from courtdesk.vault.errors import CannotWrite, DiskFull, NotAVault, VaultMissing
from courtdesk.vault.keys import Compartment

SUFFIX = ".courtdesk"
HEADERS = ("keys.a", "keys.b")
LOCK = "vault.lock"
TRIES = "tries"
MADE = "backup.made"
"""In a backup's folder: when it was made. A vault at work has none."""
BACKUPS = "backups"
_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


def database(vault: Path, compartment: Compartment) -> Path:
    """The SQLCipher database of a compartment."""
    return vault / f"{compartment}.db"


def anchor(vault: Path, compartment: Compartment) -> Path:
    """The file that remembers the head of a compartment's audit chain."""
    return vault / f"{compartment}.head"


def successor(path: Path) -> Path:
    """Where the file that will take the place of ``path`` is made."""
    return path.with_name(path.name + ".next")


def log_files(database: Path) -> tuple[Path, ...]:
    """What may lie beside a database: its write-ahead log and index, and a rollback journal."""
    return tuple(database.with_name(database.name + end) for end in ("-wal", "-shm", "-journal"))


def named(path: Path) -> Path:
    """``path`` with the ending of a vault's folder."""
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def check_is_vault(vault: Path) -> None:
    """Tell a vault from everything else that may lie at ``vault``.

    Raises:
        VaultMissing: nothing is there.
        NotAVault: it is a file or another kind of folder.
    """
    if not vault.exists():
        raise VaultMissing(
            f"There is no vault at “{vault.name}”. It may have been moved or renamed; "
            "choose it again, or make a new one."
        )
    if not vault.is_dir():
        raise NotAVault(
            f"“{vault.name}” is a file. A CourtDesk vault is a folder whose name ends in {SUFFIX}."
        )
    if not any((vault / name).is_file() for name in HEADERS):
        raise NotAVault(
            f"“{vault.name}” is no CourtDesk vault: it has no key file. Nothing was changed."
        )


def write_whole(path: Path, content: bytes) -> None:
    """Replace ``path`` by ``content``, durably; readable by the owner alone.

    Raises:
        CannotWrite: the disk is full or read-only; the old file is as it was.
    """
    beside = path.with_name(path.name + ".new")
    try:
        fd = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(fd, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            beside.unlink(missing_ok=True)
            raise
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise cannot_write(error) from error


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` durable, where the system can."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    with contextlib.suppress(OSError):
        os.fsync(fd)
    os.close(fd)


def cannot_write(error: OSError) -> CannotWrite:
    """The sentence for a failed write. It names no file: names can be confidential."""
    if error.errno in _FULL:
        return DiskFull(
            "The disk is full. What was shown as saved is safe; free some space, then try again."
        )
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return CannotWrite(
            "This place cannot be written: it is read-only or belongs to someone else. "
            "What was shown as saved is safe; choose another place."
        )
    return CannotWrite(
        "The disk did not take what was written. What was shown as saved is safe; "
        "check the drive, then try again."
    )
