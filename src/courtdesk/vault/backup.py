"""Copies of a vault: before a migration, and as one file to take away.

An archive holds the key file, every database and the sound as they lie, encrypted under the same
keys; it opens with the same passphrases.
"""

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from courtdesk.vault import cipher, files, header, soundfiles
from courtdesk.vault.database import Database
from courtdesk.vault.errors import CannotWrite, DamagedVault, NotAVault, VaultExists
from courtdesk.vault.keys import DATABASES
from courtdesk.vault.lockfile import VaultLock

_MANIFEST = "manifest.json"
_CHUNK = 1 << 20


def before_migration(database: Database, key: bytes, revision: str) -> Path:
    """An encrypted copy of ``database`` under the same key, kept in the vault's folder."""
    folder = database.path.parent / files.BACKUPS
    folder.mkdir(mode=0o700, exist_ok=True)
    copy = folder / f"{database.compartment}-before-{revision}.db"
    for path in (*files.log_files(copy), copy):
        path.unlink(missing_ok=True)
    target = cipher.connect(copy, key, create=True)
    try:
        database.raw.backup(target)
    except dbapi2.Error as error:
        raise CannotWrite(
            "The vault has to be brought up to date, but the disk has no room for the copy that "
            "is made first. Nothing was changed; free some space and open it again."
        ) from error
    finally:
        target.close()
    return copy


def archive(vault: Path, target: Path) -> None:
    """Write the closed vault as one file; the target is replaced only when it is complete.

    A recording may go on meanwhile; what was on the disk when this began belongs to the archive.

    Raises:
        VaultInUse: the vault is open somewhere.
        VaultMissing, NotAVault, DamagedVault: there is nothing to copy.
        CannotWrite: the target cannot be written.
    """
    header.read_copies(vault)
    lock = VaultLock(vault / files.LOCK)
    beside = target.with_name(target.name + ".part")
    try:
        contents = _contents(vault)
        fd = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(fd, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as packed:
                sums = {n: _pack(packed, vault / n, n, size) for n, size in contents.items()}
                packed.writestr(_MANIFEST, json.dumps({"format_version": 1, "sha256": sums}))
            file.flush()
            os.fsync(file.fileno())
        _check(beside)
        beside.replace(target)
        files.sync_folder(target.parent)
    except OSError as error:
        raise files.cannot_write(error) from error
    finally:
        lock.release()
        with suppress(OSError):  # where it cannot be written it was not made
            beside.unlink(missing_ok=True)


@dataclass(frozen=True)
class Preview:
    """What a backup would give, as far as it can be told without a passphrase."""

    name: str
    users: tuple[str, ...]
    size: int
    made_at: datetime


def preview(source: Path) -> Preview:
    """Look into an archive, or a backup's folder, and check that every part is as it was written.

    Raises:
        NotAVault, DamagedVault: it is no backup, or a part of it is damaged.
    """
    if source.is_dir():
        newest = _made_at(source)
        size = sum(_databases(source).values()) + soundfiles.check(source)
        summary = header.read_header(source)
    else:
        _check(source)
        with zipfile.ZipFile(source) as packed, tempfile.TemporaryDirectory() as folder:
            size = sum(info.file_size for info in packed.infolist())
            for name in files.HEADERS:
                if name in packed.namelist():
                    _unpack(packed, name, Path(folder) / name)
            summary = header.read_header(Path(folder))
        newest = datetime.fromtimestamp(source.stat().st_mtime, UTC)
    users = tuple(user.name for user in summary.users)
    return Preview(summary.name, users, size, newest)


def restore(source: Path, vault: Path) -> Path:
    """Make a new vault of an archive, or of a backup's folder, and return its folder.

    Raises:
        VaultExists: something lies at ``vault`` already.
        NotAVault, DamagedVault: the file is no archive, or a part of it is damaged.
        CannotWrite: the disk refused; nothing is left behind.
    """
    vault = files.named(vault)
    if vault.exists():
        raise VaultExists(f"“{vault.name}” exists already. Choose another name to restore to.")
    if source.is_dir():
        _made_at(source)
    sums = {} if source.is_dir() else _check(source)
    try:
        staging = Path(tempfile.mkdtemp(prefix=".restoring-", dir=vault.parent))
    except OSError as error:
        raise files.cannot_write(error) from error
    try:
        if source.is_dir():
            header.read_copies(source)
            for name in _databases(source):
                shutil.copyfile(source / name, staging / name)
            soundfiles.restore(source, staging)
        else:
            with zipfile.ZipFile(source) as packed:
                for name in sums:
                    _unpack(packed, name, staging / name)
        header.read_copies(staging)
        staging.rename(vault)
        files.sync_folder(vault.parent)
    except OSError as error:
        raise files.cannot_write(error) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return vault


def _made_at(folder: Path) -> datetime:
    """When a backup's folder was made.

    Raises:
        NotAVault: it is no backup: a vault at work is copied by “backup”.
    """
    try:
        return datetime.fromisoformat((folder / files.MADE).read_text("ascii"))
    except (OSError, ValueError) as error:
        raise NotAVault(
            f"“{folder.name}” is no backup of CourtDesk. To copy a vault, use “backup”."
        ) from error


def _contents(vault: Path) -> dict[str, int]:
    """What belongs to an archive, and how long each file is now; one of sound may yet grow."""
    return _databases(vault) | soundfiles.contents(vault)


def _databases(vault: Path) -> dict[str, int]:
    names = [*files.HEADERS]
    for compartment in DATABASES:
        database = files.database(vault, compartment)
        names += [database.name, database.name + "-wal", files.anchor(vault, compartment).name]
    return {name: (vault / name).stat().st_size for name in names if (vault / name).is_file()}


def _pack(packed: zipfile.ZipFile, path: Path, name: str, size: int) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source, packed.open(name, "w", force_zip64=True) as target:
        while chunk := source.read(min(size, _CHUNK)):
            size -= len(chunk)
            digest.update(chunk)
            target.write(chunk)
    return digest.hexdigest()


def _unpack(packed: zipfile.ZipFile, name: str, path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(fd, "wb") as target, packed.open(name) as source:
        shutil.copyfileobj(source, target, _CHUNK)
        target.flush()
        os.fsync(target.fileno())


def _check(path: Path) -> dict[str, str]:
    """The names and sums of an archive whose every part is as it was written."""
    allowed = {*files.HEADERS}
    for compartment in DATABASES:
        allowed |= {f"{compartment}.db", f"{compartment}.db-wal", f"{compartment}.head"}
    try:
        with zipfile.ZipFile(path) as packed:
            manifest = json.loads(packed.read(_MANIFEST))
            sums: dict[str, str] = dict(manifest["sha256"])
            known = {name for name in sums if name in allowed or soundfiles.is_name(name)}
            if set(sums) != known or set(sums) != set(packed.namelist()) - {_MANIFEST}:
                raise DamagedVault("The backup holds files that CourtDesk did not put there.")
            for name, expected in sums.items():
                digest = hashlib.sha256()
                with packed.open(name) as part:
                    while chunk := part.read(_CHUNK):
                        digest.update(chunk)
                if digest.hexdigest() != expected:
                    raise DamagedVault("A part of the backup is damaged. Use another backup.")
    except FileNotFoundError as error:
        raise NotAVault(f"There is no file “{path.name}”.") from error
    except OSError as error:
        raise NotAVault(f"“{path.name}” cannot be read as a backup.") from error
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
        raise NotAVault(f"“{path.name}” is not a whole CourtDesk backup.") from error
    return sums
