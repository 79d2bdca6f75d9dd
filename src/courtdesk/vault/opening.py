"""How a vault is made, and how it is opened: from the passphrase to what is left to do."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from sqlalchemy import select

from courtdesk.errors import KnownError
from courtdesk.vault import files, header, kdf, recovery, rekey, signing, tries
from courtdesk.vault.errors import DamagedVault, VaultExists, WrongPassphrase
from courtdesk.vault.header import Header
from courtdesk.vault.ids import new_id
from courtdesk.vault.kdf import KdfParams
from courtdesk.vault.keys import DATABASES, Compartment, KeyRing
from courtdesk.vault.lockfile import VaultLock
from courtdesk.vault.roles import Role, User
from courtdesk.vault.settings import VaultSettings
from courtdesk.vault.slots import given, new_slot, open_by_recovery, open_slot
from courtdesk.vault.store import Vault
from courtdesk.vault.tables import AuditItemRow, SignerRow
from courtdesk.vault.times import now


def create_vault(
    path: Path,
    settings: VaultSettings,
    user_name: str,
    role: Role,
    passphrase: str,
    *,
    params: KdfParams | None = None,
) -> Vault:
    """Make a vault and open it for its first user.

    ``params`` is measured on this machine where it is not given.

    Raises:
        VaultExists: something lies at ``path`` already.
        WeakPassphrase: the passphrase is not accepted.
        CannotWrite: the disk refused; nothing is left behind.
        KnownError: the zone, the paper or a name is missing or unknown, or the role only reads.
    """
    path = files.named(path)
    settings.checked()
    user = header.new_user(user_name, role)
    if not user.name or not settings.name.strip():
        raise KnownError("The vault and its first user both need a name.")
    if role is Role.READ_ONLY:
        raise KnownError("The first user of a vault has to keep it. Choose a role that may write.")
    kdf.check_passphrase(passphrase, user=user.name)
    if path.exists():
        raise VaultExists(f"“{path.name}” exists already. Open it, or choose another name.")
    ring = KeyRing.new(role.compartments)
    vault_id = new_id()
    slot = new_slot(user, passphrase, ring, vault_id, params or kdf.measured())
    content = Header(vault_id, settings.name, (slot,), demo=settings.demo)
    try:
        path.mkdir(mode=0o700, parents=True)
    except OSError as error:
        raise files.cannot_write(error) from error
    try:
        os.umask(0o077)
        vault = Vault(path, content, user, ring, VaultLock(path / files.LOCK))
        try:
            vault.open_databases(create=True)
            _sign_in(vault)
            vault.change_settings(settings)
            # Last, so that a half-made folder is no vault.
            header.write_header(path, content, ring)
        except BaseException:
            with suppress(KnownError):  # why it cannot be made is what is told
                vault.close()
            raise
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        raise
    return vault


def open_vault(path: Path, user_id: str | None, passphrase: str) -> Vault:
    """Open a vault for a user; without ``user_id``, for whoever the passphrase belongs to.

    A recovery sheet's code stands for the passphrase of its user.

    Raises:
        VaultMissing, NotAVault, NewerVault, DamagedVault: there is no vault to open.
        VaultInUse: another window has it.
        WrongPassphrase: the passphrase opens no slot that was asked for.
        TooManyTries: after five wrong ones, the next has to wait.
        CannotWrite: the vault lies where it cannot be written.
    """
    header.read_copies(path)
    os.umask(0o077)
    lock = VaultLock(path / files.LOCK)
    vault: Vault | None = None
    try:
        vault = _unlocked(path, user_id, passphrase, lock)
        rekey.finish(path, vault.ring)
        vault.open_databases()
        header.heal(path, vault.header, vault.ring)
        _settle(vault)
    except BaseException as error:
        if vault is not None:
            with suppress(KnownError):  # why it cannot be opened is what is told
                vault.close()
        lock.release()
        if isinstance(error, OSError):
            raise files.cannot_write(error) from error
        raise
    return vault


def _unlocked(path: Path, user_id: str | None, passphrase: str, lock: VaultLock) -> Vault:
    """The vault with its keys, and no database yet."""
    copies = header.read_copies(path)
    code = recovery.code_in(passphrase)
    if code is None:
        tries.check(path, user_id, now())
    try:
        content, user, ring = _unlock(copies, user_id, passphrase, code)
    except WrongPassphrase:
        tries.note(path, user_id, now())
        raise
    return Vault(path, content, user, ring, lock, recovered=code is not None)


def _unlock(
    copies: tuple[Header, ...], user_id: str | None, passphrase: str, code: str | None
) -> tuple[Header, User, KeyRing]:
    last: KnownError | None = None
    for content in copies:
        slots = content.slots if user_id is None else (content.slot_of(user_id),)
        for slot in slots:
            try:
                ring = None if code is None else open_by_recovery(slot, code, content.vault_id)
                ring = ring or open_slot(slot, passphrase, content.vault_id)
            except KnownError as error:
                last = error
                continue
            if Compartment.RECORD in ring.compartments and header.is_authentic(content, ring):
                return content, slot.user, ring
            last = DamagedVault(
                "The vault’s key file was changed by something other than CourtDesk. "
                "Nothing was opened. Restore the vault from a backup."
            )
    assert last is not None  # noqa: S101 - a key file has at least one slot
    raise last


def _settle(vault: Vault) -> None:
    """What is left to do once the databases are open."""
    vault.load_settings()
    vault.load_pseudonyms()
    _begin_compartments(vault)
    _sign_in(vault)
    _note_tries(vault)
    for compartment, database in vault.databases():
        if database.anchor_missing:
            vault.note("vault.anchor-missing", "", compartment.value)
    stale = vault.header.stale & vault.compartments
    if stale:
        vault.change_keys(stale)


def _begin_compartments(vault: Vault) -> None:
    """Make the compartments that the user's role works in and nobody has begun."""
    missing = frozenset(vault.user.role.compartments) - vault.header.held
    if not missing:
        return
    for compartment in missing:
        vault.ring.renew(compartment)
        if compartment in DATABASES:
            rekey.put_aside(vault.path, compartment)
            vault.open_database(compartment, create=True)
    slot = vault.header.slot_of(vault.user.id)
    slot = given(slot, vault.ring, missing, vault.header.vault_id)
    vault.keep_header(vault.header.following(slot))


def _sign_in(vault: Vault) -> None:
    """Make the user's verify key part of each record that they may sign."""
    user = vault.user
    key = signing.verify_key(vault.ring.signing_seed)
    for compartment, _ in vault.databases():
        # Once: a signer that was taken away behind the record's back must stay missing.
        known = select(AuditItemRow.seq).where(
            AuditItemRow.kind == SignerRow.__tablename__, AuditItemRow.object_id == user.id
        )
        with vault.read(compartment) as session:
            if session.execute(known.limit(1)).first() is not None:
                continue
        with vault.unit("user.sign-in", compartment) as unit:
            unit.add(SignerRow(id=user.id, name=user.name, role=user.role.value, verify_key=key))
            unit.commit()


def _note_tries(vault: Vault) -> None:
    """Put wrong passphrases into the chain, and count anew."""
    for user_id, (count, last) in tries.counted(vault.path).items():
        detail = f"{count}, the last at {last.isoformat(timespec='seconds')}"
        vault.note("user.wrong-passphrase", user_id, detail)
    tries.forget(vault.path)
