"""Giving compartments new keys, so that a removed user's old keys open nothing that comes after.

A copy of each database is made under the new key and verified; then the key file is exchanged;
then the copies take the place of the originals. The key file decides: before it is exchanged the
old keys open the old databases, after it the new keys open the new ones, and whoever opens the
vault next finishes what a crash left undone.
"""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from courtdesk.vault import cipher, files, header
from courtdesk.vault.anchor import Anchor, Head
from courtdesk.vault.database import Database
from courtdesk.vault.errors import CannotWrite, DamagedVault
from courtdesk.vault.header import Header
from courtdesk.vault.keys import DATABASES, Compartment, KeyRing
from courtdesk.vault.slots import Slot, given, is_proven

if TYPE_CHECKING:
    from courtdesk.vault.store import Vault

_PART = ".part"


def prepare(
    vault: "Vault", compartments: frozenset[Compartment], without: str = ""
) -> tuple[Header, KeyRing]:
    """Copy ``compartments`` under new keys beside the originals.

    Returns the key file and the ring that will open the copies. The key of sealed items stays:
    they lie inside the record, whose own key changes.

    Raises:
        CannotWrite: the disk refused; nothing was changed.
        DamagedVault: a copy is not like its original, or a user's key was exchanged.
    """
    fresh = vault.ring.copy()
    changed = compartments & vault.compartments & set(DATABASES)
    content = vault.header.without(without)
    try:
        for compartment, database in vault.databases():
            if compartment in changed:
                fresh.renew(compartment)
                _copy(database, fresh)
        slots = [_regiven(vault, slot, fresh, changed) for slot in content.slots]
    except BaseException:
        fresh.wipe()
        discard(vault.path, DATABASES)
        raise
    stale = (vault.header.stale | compartments) - changed - {Compartment.SEALED}
    return content.following(*slots, stale=stale & content.held), fresh


def switch(vault: Path, content: Header, ring: KeyRing) -> None:
    """Exchange the key file. From the first whole copy on, the new keys hold.

    Raises:
        CannotWrite: the disk refused both copies; the old keys hold.
    """
    try:
        header.write_header(vault, content, ring)
    except CannotWrite:
        if header.read_copies(vault)[0].generation != content.generation:
            discard(vault, DATABASES)
            raise


def finish(vault: Path, ring: KeyRing) -> None:
    """Put copies that open with ``ring`` in the place of their originals; drop others.

    What belongs to compartments that the ring lacks is left to those who hold them.

    Raises:
        CannotWrite: the disk refused; the next to open the vault goes on.
    """
    for compartment in DATABASES:
        if compartment not in ring.compartments:
            continue
        path = files.database(vault, compartment)
        copy = files.successor(path)
        if not copy.exists():
            discard(vault, (compartment,))
            continue
        if not _opens(copy, ring.derived(compartment, "database")):
            discard(vault, (compartment,))
            continue
        try:
            _put_in_place(vault, compartment)
        except OSError as error:
            raise files.cannot_write(error) from error


def discard(vault: Path, compartments: tuple[Compartment, ...]) -> None:
    """Remove copies that did not come to hold.

    Raises:
        CannotWrite: the disk refused; the next to open the vault tries again.
    """
    for compartment in compartments:
        copy = files.successor(files.database(vault, compartment))
        part = copy.with_name(copy.name + _PART)
        anchor = files.successor(files.anchor(vault, compartment))
        try:
            for path in (*files.log_files(part), part, *files.log_files(copy), anchor, copy):
                path.unlink(missing_ok=True)
        except OSError as error:
            raise files.cannot_write(error) from error


def put_aside(vault: Path, compartment: Compartment) -> None:
    """Move the database of a compartment that nobody has a key to out of the way."""
    database = files.database(vault, compartment)
    if not database.exists():
        return
    folder = vault / files.BACKUPS
    folder.mkdir(mode=0o700, exist_ok=True)
    at = len(list(folder.glob(f"{compartment}-abandoned-*.db"))) + 1
    for log in files.log_files(database):
        log.unlink(missing_ok=True)
    files.anchor(vault, compartment).unlink(missing_ok=True)
    database.replace(folder / f"{compartment}-abandoned-{at}.db")


def _copy(database: Database, fresh: KeyRing) -> None:
    database.checkpoint()
    vault, compartment = database.path.parent, database.compartment
    discard(vault, (compartment,))
    copy = files.successor(database.path)
    part = copy.with_name(copy.name + _PART)
    try:
        target = cipher.connect(part, fresh.derived(compartment, "database"), create=True)
        try:
            database.raw.backup(target)
            _check(target, database.head)
        finally:
            target.close()
        for log in files.log_files(part):
            log.unlink(missing_ok=True)
        fd = os.open(part, os.O_RDWR)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
        anchor = Anchor(
            files.successor(files.anchor(vault, compartment)), fresh.derived(compartment, "anchor")
        )
        anchor.write(database.head)
        anchor.sync()
        anchor.close()
        # Last: a copy that bears the name of the next database is whole.
        part.replace(copy)
        files.sync_folder(vault)
    except OSError as error:
        raise files.cannot_write(error) from error
    except dbapi2.Error as error:
        raise CannotWrite(
            "There is no room for the copy under new keys. Nothing was changed; free some space, "
            "then try again."
        ) from error


def _check(target: dbapi2.Connection, head: Head) -> None:
    target.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    newest = target.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    if (
        target.execute("PRAGMA cipher_integrity_check").fetchone() is not None
        or target.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok"
        or Head(*(newest or ())) != head
    ):
        raise DamagedVault(
            "The copy under new keys is not like the original. Nothing was changed. "
            "Check the vault, and restore the newest backup if it is damaged."
        )


def _regiven(vault: "Vault", slot: Slot, fresh: KeyRing, changed: frozenset[Compartment]) -> Slot:
    """The slot with the new keys of what its user holds."""
    mine = changed & slot.compartments
    for compartment in mine & set(DATABASES):
        check_proven(vault, slot, compartment)
    return given(slot, fresh, mine, vault.header.vault_id)


def check_proven(vault: "Vault", slot: Slot, compartment: Compartment) -> None:
    """Refuse to give a key to a slot whose public key is not the one that its user signed.

    Raises:
        DamagedVault: the key file was changed by something other than CourtDesk.
    """
    from courtdesk.vault.tables import SignerRow

    with vault.read(compartment) as session:
        signer = session.get(SignerRow, slot.user.id)
    verify = slot.verify if signer is None else signer.verify_key
    if not is_proven(replace(slot, verify=verify), verify, vault.header.vault_id):
        raise DamagedVault(
            f"The public key of {slot.user.name} in the vault’s key file is not the one that they "
            "signed with. No key was given. Restore the vault from a backup."
        )


def _opens(database: Path, key: bytes) -> bool:
    try:
        cipher.connect(database, key).close()
    except DamagedVault:
        return False
    return True


def _put_in_place(vault: Path, compartment: Compartment) -> None:
    database, anchor = files.database(vault, compartment), files.anchor(vault, compartment)
    copy = files.successor(database)
    # A leftover log of the old database would be folded into the new one.
    for path in (*files.log_files(copy), *files.log_files(database)):
        path.unlink(missing_ok=True)
    if files.successor(anchor).exists():
        files.successor(anchor).replace(anchor)
    copy.replace(database)
    files.sync_folder(vault)
