"""The encrypted sound in a vault's folder, as backups see it: files that only ever grow.

A place for backups holds each of these files once, whatever the number of its backups, in a folder
beside them. A backup's own list says how much of each file belongs to it, with the hash of every
piece that was added; so a backup during a hearing costs the sound of the last half hour, and one
that was made earlier stays as it was. In the vault's own folder the files are linked, not copied:
a second copy on the same drive would save nothing. Nothing here needs a key.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from courtdesk.vault import files
from courtdesk.vault.errors import CannotWrite, DamagedVault

FOLDER = "audio"
LIST = "sound.json"
_NAME = re.compile(rf"{FOLDER}/[0-9a-f]{{32}}/[0-9]{{6}}\.sound")
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Piece:
    """So many bytes of a file, and their SHA-256 in hexadecimal digits."""

    length: int
    sha256: str


@dataclass(frozen=True)
class Listing:
    """What of the sound belongs to a backup. ``pool`` is the folder beside it that holds it."""

    pool: str
    files: dict[str, tuple[Piece, ...]]

    def size(self, name: str) -> int:
        """How many bytes of a file belong to the backup."""
        return sum(piece.length for piece in self.files.get(name, ()))

    def as_bytes(self) -> bytes:
        """As it is written."""
        pieces = {n: [[p.length, p.sha256] for p in parts] for n, parts in self.files.items()}
        return json.dumps({"pool": self.pool, "files": pieces}).encode()


def is_name(name: str) -> bool:
    """Whether ``name`` is that of a file of sound within a vault's folder."""
    return _NAME.fullmatch(name) is not None


def contents(vault: Path) -> dict[str, int]:
    """The files of sound in a vault's folder, and how long each is at this moment."""
    found = {}
    for path in sorted((vault / FOLDER).glob("*/*.sound")):
        name = path.relative_to(vault).as_posix()
        if is_name(name):
            found[name] = path.stat().st_size
    return found


def pool_of(place: Path, stem: str) -> Path:
    """Where ``place`` keeps the sound of the backups of the vault named ``stem``."""
    return place / f"{stem} sound"


def listing(backup: Path) -> Listing:
    """The list of a backup's folder; an empty one where it has none.

    Raises:
        DamagedVault: it cannot be read.
    """
    try:
        told = json.loads((backup / LIST).read_bytes())
        parts = {n: tuple(Piece(int(b), str(d)) for b, d in p) for n, p in told["files"].items()}
        pool = str(told["pool"])
    except FileNotFoundError:
        return Listing("", {})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedVault("The list of the backup's sound is damaged. Use another one.") from error
    if not all(map(is_name, parts)) or pool in {"", ".."} or Path(pool).name != pool:
        raise DamagedVault("The backup names files that CourtDesk did not put there.")
    return Listing(pool, parts)


def copy_news(
    vault: Path,
    pool: Path,
    before: Listing,
    stopped: Callable[[], bool],
    enough: Callable[[], bool] = lambda: False,
) -> Listing | None:
    """Bring ``pool`` up to what lies in the vault now; returns what it then holds.

    ``before`` is the list of the newest backup that uses the pool. Returns None if ``stopped``
    said so. After ``enough``, what is missing is left to the next backup.

    Raises:
        CannotWrite: what was written could not be read back.
        OSError: the disk refused.
    """
    held: dict[str, tuple[Piece, ...]] = {}
    for name, size in contents(vault).items():
        known = before.files.get(name, ())
        start = sum(piece.length for piece in known)
        target = pool / name
        if not target.is_file() or target.stat().st_size < start:
            known, start = (), 0
        if size > start and not enough():
            piece = _add(vault / name, target, start, size, stopped)
            if piece is None:
                return None
            known = (*known, piece)
        if known:
            held[name] = known
    return Listing(pool.name, held)


def missing(vault: Path, known: Listing) -> bool:
    """Whether the vault holds sound that ``known`` does not."""
    return any(size > known.size(name) for name, size in contents(vault).items())


def prune(pool: Path, listings: list[Listing]) -> None:
    """Remove from ``pool`` the files that no backup lists any more."""
    kept = {name for each in listings for name in each.files}
    for path in pool.glob(f"{FOLDER}/*/*.sound"):
        if path.relative_to(pool).as_posix() not in kept:
            path.unlink(missing_ok=True)
            with suppress(OSError):  # others are in it
                path.parent.rmdir()


def check(backup: Path) -> int:
    """Hold the sound of a backup's folder against its list; returns its size in bytes.

    Raises:
        DamagedVault: a file is missing, or is not as it was written.
    """
    known = listing(backup)
    for name in known.files:
        for _ in _pieces(backup, known, name):
            pass
    return sum(map(known.size, known.files))


def restore(backup: Path, vault: Path) -> None:
    """Put the sound of a backup's folder into the folder ``vault``.

    Raises:
        DamagedVault: a file is missing, or is not as it was written.
        OSError: the disk refused.
    """
    known = listing(backup)
    for name in known.files:
        path = vault / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(fd, "wb") as target:
            for part in _pieces(backup, known, name):
                target.write(part)
            target.flush()
            os.fsync(target.fileno())


def _pieces(backup: Path, known: Listing, name: str) -> Iterator[bytes]:
    """The bytes of a file as the backup lists it; the last come only if their hash is right."""
    try:
        with (backup.parent / known.pool / name).open("rb") as source:
            for piece in known.files[name]:
                digest = hashlib.sha256()
                for part in _read(source, piece.length):
                    digest.update(part)
                    yield part
                if digest.hexdigest() != piece.sha256:
                    raise DamagedVault("A part of the backup's sound is damaged. Use another one.")
    except FileNotFoundError as error:
        raise DamagedVault(
            f"The sound of this backup is not beside it: the folder “{known.pool}” is missing, or "
            "lacks a file. Put it there again, or restore a backup that is one file."
        ) from error


def _add(
    source: Path, target: Path, start: int, size: int, stopped: Callable[[], bool]
) -> Piece | None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not target.exists() and source.parents[2] in target.parents:
        with suppress(OSError):  # a file system without links gets a copy
            target.hardlink_to(source)
    digest = hashlib.sha256()
    with source.open("rb") as read:
        read.seek(start)
        if target.exists() and target.samefile(source):
            for part in _read(read, size - start):
                digest.update(part)
            return Piece(size - start, digest.hexdigest())
        fd = os.open(target, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(fd, "r+b") as written:
            written.truncate(start)
            written.seek(start)
            for part in _read(read, size - start):
                if stopped():
                    return None
                digest.update(part)
                written.write(part)
            written.flush()
            os.fsync(written.fileno())
            written.seek(start)
            if hashlib.file_digest(written, "sha256").digest() != digest.digest():
                raise CannotWrite("The backup could not be read back. Choose another place.")
    files.sync_folder(target.parent)
    return Piece(size - start, digest.hexdigest())


def _read(file: BinaryIO, length: int) -> Iterator[bytes]:
    while length and (part := file.read(min(length, _CHUNK))):
        length -= len(part)
        yield part
