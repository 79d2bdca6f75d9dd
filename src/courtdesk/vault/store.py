"""The vault: made, opened, written to one transaction at a time, and closed."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from courtdesk.errors import KnownError
from courtdesk.vault import files, header, kdf, migrate, sealing, signing
from courtdesk.vault.anchor import Head
from courtdesk.vault.database import Database
from courtdesk.vault.errors import DamagedVault, NotAllowed, VaultExists
from courtdesk.vault.header import Header
from courtdesk.vault.ids import new_id
from courtdesk.vault.kdf import KdfParams
from courtdesk.vault.keys import DATABASES, Compartment, KeyRing
from courtdesk.vault.lockfile import VaultLock
from courtdesk.vault.roles import Role, User
from courtdesk.vault.tables import SettingRow, SignerRow
from courtdesk.vault.unit import Unit


@dataclass(frozen=True)
class VaultSettings:
    """What holds for the whole vault. ``zone`` is an IANA name; ``paper`` is a4 or letter."""

    name: str
    zone: str = "UTC"
    paper: str = "a4"
    demo: bool = False

    def checked(self) -> "VaultSettings":
        """Itself, if the zone and the paper are known.

        Raises:
            KnownError: they are not.
        """
        try:
            ZoneInfo(self.zone)
        except (KeyError, ValueError, OSError) as error:
            raise KnownError(
                f"“{self.zone}” is no time zone. Name one such as Europe/Dublin or America/Chicago."
            ) from error
        if self.paper not in {"a4", "letter"}:
            raise KnownError("The paper is a4 or letter.")
        return self


class Vault:
    """An open vault. It belongs to the thread that opened it."""

    def __init__(
        self,
        path: Path,
        content: Header,
        user: User,
        ring: KeyRing,
        lock: VaultLock,
        databases: dict[Compartment, Database],
    ) -> None:
        self.path = path
        self.user = user
        self.settings = VaultSettings(content.name)
        self._header = content
        self._ring = ring
        self._lock = lock
        self._databases = databases
        self._signer = signing.signer(ring.signing_seed)

    @property
    def compartments(self) -> frozenset[Compartment]:
        """The compartments that this user's key ring opens."""
        return self._ring.compartments

    @contextmanager
    def write(self, action: str, compartment: Compartment = Compartment.RECORD) -> Iterator[Unit]:
        """A transaction that writes; call :meth:`Unit.commit`, or it is rolled back.

        ``action`` names the use case in the audit chain, such as ``entry.record``.

        Raises:
            NotAllowed: the user has no key to the compartment, or may only read.
            CannotWrite: the disk is full or failed.
        """
        if self.user.role is Role.READ_ONLY:
            raise NotAllowed("Your role may read this vault but not change it.")
        with self._database(compartment).write(self.user, self._signer, action) as unit:
            yield unit

    @contextmanager
    def read(self, compartment: Compartment = Compartment.RECORD) -> Iterator[Session]:
        """A consistent snapshot to read from.

        Raises:
            NotAllowed: the user has no key to the compartment.
        """
        with self._database(compartment).read() as session:
            yield session

    def seal(self, text: str, context: str) -> bytes:
        """``text`` encrypted to those who may see sealed matter; ``context`` names where it stands.

        Raises:
            NotAllowed: the user may not see sealed matter.
        """
        return sealing.seal(self._ring.derived(Compartment.SEALED, "items"), text, context)

    def unseal(self, sealed: bytes, context: str) -> str:
        """The text that :meth:`seal` made ``sealed`` of, in the same ``context``.

        Raises:
            NotAllowed: the user may not see sealed matter.
            DamagedVault: it was changed, or stood elsewhere.
        """
        return sealing.unseal(self._ring.derived(Compartment.SEALED, "items"), sealed, context)

    def head(self, compartment: Compartment = Compartment.RECORD) -> Head:
        """The newest link of a compartment's chain; its hash is the record's fingerprint."""
        return self._database(compartment).head

    def change_settings(self, settings: VaultSettings) -> None:
        """Keep new settings.

        Raises:
            KnownError: the zone or the paper is unknown.
        """
        settings.checked()
        with self.write("settings.change") as unit:
            for key, value in vars(settings).items():
                unit.session.merge(SettingRow(key=key, value=json.dumps(value)))
            unit.commit()
        self.settings = settings

    def databases(self) -> Iterator[tuple[Compartment, Database]]:
        """The open databases, for those who look after the whole vault."""
        yield from self._databases.items()

    def checkpoint(self) -> None:
        """Fold the write-ahead logs into the databases."""
        for database in self._databases.values():
            database.checkpoint()

    def close(self) -> None:
        """Close the databases, wipe the keys, let others in. Harmless the second time.

        Raises:
            CannotWrite, DamagedVault: the disk refused the last tidying; what was shown as saved
                is safe, and the vault is closed all the same.
        """
        with ExitStack() as last:
            last.callback(self._lock.release)
            last.callback(self._ring.wipe)
            last.callback(self._databases.clear)
            for database in self._databases.values():
                last.callback(database.close)

    def load_settings(self) -> None:
        """Read the settings from the record."""
        with self.read() as session:
            rows = {row.key: json.loads(row.value) for row in session.scalars(select(SettingRow))}
        known = {key: value for key, value in rows.items() if key in vars(self.settings)}
        self.settings = replace(self.settings, **known)

    def _database(self, compartment: Compartment) -> Database:
        database = self._databases.get(compartment)
        if database is None:
            raise NotAllowed("Your role does not open this part of the vault.")
        return database


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
        KnownError: the zone, the paper or a name is missing or unknown.
    """
    path = files.named(path)
    settings.checked()
    user = header.new_user(user_name, role)
    if not user.name or not settings.name.strip():
        raise KnownError("The vault and its first user both need a name.")
    kdf.check_passphrase(passphrase, user=user.name)
    if path.exists():
        raise VaultExists(f"“{path.name}” exists already. Open it, or choose another name.")
    ring = KeyRing.new(role.compartments)
    vault_id = new_id()
    slot = header.new_slot(user, passphrase, ring, vault_id, params or kdf.measured())
    content = Header(vault_id, settings.name, (slot,), demo=settings.demo)
    try:
        path.mkdir(mode=0o700, parents=True)
    except OSError as error:
        raise files.cannot_write(error) from error
    try:
        header.write_header(path, content, ring)
        vault = _open(path, content, user, ring, create=True)
        vault.change_settings(settings)
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        raise
    return vault


def open_vault(path: Path, user_id: str | None, passphrase: str) -> Vault:
    """Open a vault for a user; without ``user_id``, for whoever the passphrase belongs to.

    Raises:
        VaultMissing, NotAVault, NewerVault, DamagedVault: there is no vault to open.
        VaultInUse: another window has it.
        WrongPassphrase: the passphrase opens no slot that was asked for.
        CannotWrite: the vault lies where it cannot be written.
    """
    copies = header.read_copies(path)
    content, user, ring = _unlock(path, copies, user_id, passphrase)
    return _open(path, content, user, ring, create=False)


def _unlock(
    path: Path, copies: tuple[Header, ...], user_id: str | None, passphrase: str
) -> tuple[Header, User, KeyRing]:
    last: KnownError | None = None
    for content in copies:
        slots = content.slots if user_id is None else (content.slot_of(user_id),)
        for slot in slots:
            try:
                ring = header.unwrap(content, slot, passphrase)
            except KnownError as error:
                last = error
                continue
            if header.is_authentic(path, content, ring):
                return content, slot.user, ring
            last = DamagedVault(
                "The vault's key file was changed by something other than CourtDesk. "
                "Nothing was opened. Restore the vault from a backup."
            )
    assert last is not None  # noqa: S101 - a key file has at least one slot
    raise last


def _open(path: Path, content: Header, user: User, ring: KeyRing, *, create: bool) -> Vault:
    os.umask(0o077)
    lock = VaultLock(path / files.LOCK)
    databases: dict[Compartment, Database] = {}
    try:
        for compartment in DATABASES:
            if compartment in ring.compartments:
                database = Database(path, compartment, ring, create=create)
                databases[compartment] = database
                migrate.upgrade(database, ring.derived(compartment, "database"))
                database.find_head()
        vault = Vault(path, content, user, ring, lock, databases)
        header.heal(path, content, ring)
        _sign_in(vault, ring)
        vault.load_settings()
    except BaseException:
        lock.release()
        for database in databases.values():
            with suppress(KnownError):  # why it cannot be opened is what is told
                database.close()
        raise
    return vault


def _sign_in(vault: Vault, ring: KeyRing) -> None:
    """Make the user's verify key part of each record that they may sign."""
    key = signing.verify_key(ring.signing_seed)
    user = vault.user
    for compartment in DATABASES:
        if compartment not in vault.compartments or user.role is Role.READ_ONLY:
            continue
        with vault.read(compartment) as session:
            if session.get(SignerRow, user.id) is not None:
                continue
        with vault.write("user.sign-in", compartment) as unit:
            unit.add(SignerRow(id=user.id, name=user.name, role=user.role.value, verify_key=key))
            unit.commit()
