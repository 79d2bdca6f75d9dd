"""Backups in session: whole vaults, verified, thinned, made while the writer goes on.

A backup is a vault's folder of its own and opens like one. To make it, the write-ahead log is
folded in and kept from being folded in again (:func:`begin`); the database files then stand
still, whatever is written meanwhile, and are copied and verified on any thread (:func:`write`);
:func:`end` lets the log be folded in again. What nobody present has a key to is copied as it lies.
The sound lies once beside all backups of a place; what has been recorded since is added to it.
"""

import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlcipher3 import dbapi2

from courtdesk.errors import KnownError
from courtdesk.vault import cipher, files, header, soundfiles
from courtdesk.vault.anchor import Anchor, Head
from courtdesk.vault.errors import CannotWrite, DamagedVault
from courtdesk.vault.keys import DATABASES, Compartment
from courtdesk.vault.store import Vault

_CHUNK = 1 << 20
_STAMP = "%Y-%m-%d %H-%M-%S"
_PART = ".part"
_SECOND = "Second place: "
_PATIENCE_SECONDS = 5.0
"""How long somebody who closes the desk waits for sound to be copied; the next backup goes on."""


@dataclass(frozen=True)
class Keep:
    """How many backups stay: the latest ones, and the newest of so many days, weeks, months."""

    latest: int = 6
    days: int = 7
    weeks: int = 5
    months: int = 12


@dataclass(frozen=True)
class Snapshot:
    """A vault whose files stand still. ``at`` is UTC. The keys verify the copies."""

    vault: Path
    at: datetime
    heads: dict[Compartment, Head]
    database_keys: dict[Compartment, bytes]
    anchor_keys: dict[Compartment, bytes]


def begin(vault: Vault, at: datetime) -> Snapshot:
    """Make the vault's files stand still. Call it on the thread that opened the vault.

    Raises:
        CannotWrite: the log could not be folded in.
        KnownError: another backup is being written.
    """
    held = dict(vault.databases())
    if any(database.is_still for database in held.values()):
        raise KnownError("A backup is being written already. Try again when it is done.")
    for database in held.values():
        database.hold_still()
    return Snapshot(
        vault=vault.path,
        at=at,
        heads={c: database.head for c, database in held.items()},
        database_keys={c: vault.ring.derived(c, "database") for c in held},
        anchor_keys={c: vault.ring.derived(c, "anchor") for c in held},
    )


def end(vault: Vault) -> None:
    """Let the logs be folded in again. Call it on the thread that opened the vault."""
    for _, database in vault.databases():
        database.go_on()


def write(
    snapshot: Snapshot,
    place: Path,
    stopped: Callable[[], bool] = lambda: False,
    enough: Callable[[], bool] = lambda: False,
) -> Path | None:
    """Copy a snapshot into ``place``, verify the copy, and thin what lies there.

    Returns the backup, or None if ``stopped`` said so; nothing half made stays. After ``enough``,
    sound that is not yet in the place is left to the next backup.

    Raises:
        CannotWrite: the place cannot be written, or is full.
        DamagedVault: the copy is not like the vault.
    """
    target = _free_name(place, snapshot)
    part = target.with_name(f".{target.name}{_PART}")
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(place, snapshot.vault.stem)
        part.mkdir(mode=0o700)
        for source in _sources(snapshot.vault):
            if not _copied(source, part / source.name, stopped):
                return None
        for compartment, head in snapshot.heads.items():
            _verify(part, compartment, head, snapshot)
        header.read_copies(part)
        sound = _sound(snapshot.vault, place, stopped, enough)
        if sound is None:
            return None
        files.write_whole(part / soundfiles.LIST, sound.as_bytes())
        files.write_whole(part / files.MADE, snapshot.at.astimezone(UTC).isoformat().encode())
        files.sync_folder(part)
        part.replace(target)
        files.sync_folder(place)
        thin(place, snapshot.vault.stem)
    except OSError as error:
        raise files.cannot_write(error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return target


def write_each(
    snapshot: Snapshot,
    places: tuple[Path, ...],
    stopped: Callable[[], bool] = lambda: False,
    enough: Callable[[], bool] = lambda: False,
) -> tuple[str, ...]:
    """Write a snapshot into each of a vault's places; returns what went wrong, in sentences.

    The folder in the vault is made; one that somebody chose has to be there, or the backup would
    go unnoticed to the drive on which its own one was mounted.
    """
    wrong = []
    for place in places:
        own = place.parent == snapshot.vault
        try:
            if not own:
                _check_is_there(place)
            write(snapshot, place, stopped, enough)
        except KnownError as error:
            wrong.append(str(error) if own else f"{_SECOND}{error}")
    return tuple(wrong)


def backups(place: Path, stem: str) -> tuple[tuple[datetime, Path], ...]:
    """The backups of the vault named ``stem`` that can be seen in ``place``; the newest first."""
    found = []
    with suppress(OSError):  # a drive that fails shows none
        for path in place.glob(f"*{files.SUFFIX}") if place.is_dir() else ():
            name, at = path.stem[:-20], path.stem[-19:]
            if name == stem and path.is_dir():
                with suppress(ValueError):
                    found.append((datetime.strptime(f"{at}+0000", f"{_STAMP}%z"), path))
    return tuple(sorted(found, reverse=True))


def thin(place: Path, stem: str, keep: Keep | None = None) -> tuple[Path, ...]:
    """Remove the backups that ``keep`` does not ask for, and return them."""
    known = backups(place, stem)
    kept = kept_of([at for at, _ in known], keep or Keep())
    removed = tuple(path for at, path in known if at not in kept)
    for path in removed:
        shutil.rmtree(path, ignore_errors=True)
    if removed:
        with suppress(DamagedVault):  # whose sound it was is not known: all of it stays
            left = [soundfiles.listing(path) for at, path in known if at in kept]
            soundfiles.prune(soundfiles.pool_of(place, stem), left)
    return removed


def kept_of(moments: list[datetime], keep: Keep) -> frozenset[datetime]:
    """Which of ``moments`` stay."""
    newest_first = sorted(moments, reverse=True)
    kept = set(newest_first[: keep.latest])
    for count, period in (
        (keep.days, lambda at: at.date()),
        (keep.weeks, lambda at: (at - timedelta(days=at.weekday())).date()),
        (keep.months, lambda at: (at.year, at.month)),
    ):
        newest: dict[object, datetime] = {}
        for at in newest_first:
            newest.setdefault(period(at), at)
        kept |= set(list(newest.values())[:count])
    return frozenset(kept)


def is_due(vault: Vault, place: Path) -> bool:
    """Whether something was written since the newest backup in ``place``."""
    known = backups(place, vault.path.stem)
    if not known:
        return True
    newest = known[0][1]
    try:
        if any((newest / n).read_bytes() != (vault.path / n).read_bytes() for n in files.HEADERS):
            return True
        for compartment, database in vault.databases():
            anchor = Anchor(
                files.anchor(newest, compartment), vault.ring.derived(compartment, "anchor")
            )
            try:
                if anchor.read() != database.head:
                    return True
            finally:
                anchor.close()
        return soundfiles.missing(vault.path, soundfiles.listing(newest))
    except (OSError, DamagedVault):
        return True


def _check_is_there(place: Path) -> None:
    try:
        place.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise CannotWrite(
            "The folder is not there. Plug in its drive, or choose another folder."
        ) from error
    except OSError as error:
        raise files.cannot_write(error) from error


def _free_name(place: Path, snapshot: Snapshot) -> Path:
    """The name tells the second; where that one has its backup, the next that has none."""
    at = snapshot.at.astimezone(UTC)
    while True:
        target = place / f"{snapshot.vault.stem} {at.strftime(_STAMP)}{files.SUFFIX}"
        if not target.exists():
            return target
        at += timedelta(seconds=1)


def _sound(
    vault: Path, place: Path, stopped: Callable[[], bool], enough: Callable[[], bool]
) -> soundfiles.Listing | None:
    before = soundfiles.Listing("", {})
    for _, newest in backups(place, vault.stem):
        with suppress(DamagedVault):  # the one before it says enough
            before = soundfiles.listing(newest)
            break
    return soundfiles.copy_news(
        vault, soundfiles.pool_of(place, vault.stem), before, stopped, enough
    )


def _sources(vault: Path) -> tuple[Path, ...]:
    names = [vault / name for name in files.HEADERS]
    for compartment in DATABASES:
        names += [files.database(vault, compartment), files.anchor(vault, compartment)]
    return tuple(path for path in names if path.is_file())


def _copied(source: Path, target: Path, stopped: Callable[[], bool]) -> bool:
    fd = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(fd, "wb") as written, source.open("rb") as read:
        while chunk := read.read(_CHUNK):
            if stopped():
                return False
            written.write(chunk)
        written.flush()
        os.fsync(written.fileno())
    return True


def _verify(part: Path, compartment: Compartment, head: Head, snapshot: Snapshot) -> None:
    """Open the copy and hold it against what was copied; then write its anchor."""
    path = files.database(part, compartment)
    try:
        copy = cipher.connect(path, snapshot.database_keys[compartment])
        try:
            newest = copy.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
            whole = (
                copy.execute("PRAGMA cipher_integrity_check").fetchone() is None
                and copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
                and Head(*(newest.fetchone() or ())) == head
            )
        finally:
            copy.close()
    except dbapi2.Error as error:
        raise CannotWrite("The backup could not be read back. Choose another place.") from error
    for log in files.log_files(path):
        log.unlink(missing_ok=True)
    if not whole:
        raise DamagedVault("The backup is not like the vault and was thrown away. Check the vault.")
    # The copied anchor may be ahead of the copied database: writing went on.
    files.anchor(part, compartment).unlink(missing_ok=True)
    anchor = Anchor(files.anchor(part, compartment), snapshot.anchor_keys[compartment])
    anchor.write(head)
    anchor.sync()
    anchor.close()


def _sweep(place: Path, stem: str) -> None:
    """Remove what a crash left half made."""
    for left in place.glob(f".{stem} *{files.SUFFIX}{_PART}"):
        shutil.rmtree(left, ignore_errors=True)


def back_up(vault: Vault, places: tuple[Path, ...], at: datetime) -> tuple[str, ...]:
    """Write a backup to each place that is due, at once, and return what went wrong.

    For the moments when nobody types: at the lock, and on the command line.
    """
    due = tuple(place for place in places if is_due(vault, place))
    if not due:
        return ()
    try:
        snapshot = begin(vault, at)
    except KnownError as error:
        return (str(error),)
    until = time.monotonic() + _PATIENCE_SECONDS
    try:
        return write_each(snapshot, due, enough=lambda: time.monotonic() > until)
    finally:
        end(vault)
