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
from courtdesk.vault import (
    files,
    header,
    kdf,
    migrate,
    recovery,
    rekey,
    reserve,
    sealing,
    signing,
    tries,
)
from courtdesk.vault.anchor import Head
from courtdesk.vault.database import Database
from courtdesk.vault.errors import DamagedVault, DiskFull, NotAllowed, VaultExists, WrongPassphrase
from courtdesk.vault.header import Header
from courtdesk.vault.ids import new_id
from courtdesk.vault.kdf import KdfParams
from courtdesk.vault.keys import DATABASES, Compartment, KeyRing
from courtdesk.vault.lockfile import VaultLock
from courtdesk.vault.roles import Ability, Role, User, abilities
from courtdesk.vault.slots import given, new_slot, open_by_recovery, open_slot
from courtdesk.vault.tables import AuditItemRow, EventRow, PseudonymRow, SettingRow, SignerRow
from courtdesk.vault.times import now, to_ms
from courtdesk.vault.unit import Unit

_NEEDED = {Compartment.RECORD: Ability.KEEP_RECORD, Compartment.TEAM: Ability.TEAM_WORK}

IDLE_MINUTES = range(1, 31)
"""The longest is CJIS Security Policy 5.9.5, section 5.5.5: 30 minutes."""


@dataclass(frozen=True)
class VaultSettings:
    """What holds for the whole vault. ``zone`` is an IANA name; ``paper`` is a4 or letter.

    ``idle_minutes`` without a key or a click lock the desk. ``backup_place`` is the folder of a
    second place for backups, or empty.
    """

    name: str
    zone: str = "UTC"
    paper: str = "a4"
    demo: bool = False
    idle_minutes: int = 10
    backup_place: str = ""

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
        if self.idle_minutes not in IDLE_MINUTES:
            raise KnownError("The desk locks after 1 to 30 idle minutes.")
        return self


class Vault:
    """An open vault. It belongs to the thread that opened it.

    ``header`` and ``ring`` are for the parts of the vault itself.
    """

    def __init__(
        self,
        path: Path,
        content: Header,
        user: User,
        ring: KeyRing,
        lock: VaultLock,
        *,
        recovered: bool = False,
    ) -> None:
        self.path = path
        self.user = user
        self.settings = VaultSettings(content.name)
        self.header = content
        self.ring = ring
        self.recovered = recovered
        """Whether a recovery sheet opened it: a new passphrase may be set without the old one."""
        self._lock = lock
        self._pseudonyms: dict[str, list[tuple[str, str]]] = {}
        self._databases: dict[Compartment, Database] = {}
        self._between_keys = False
        self._signer = signing.signer(ring.signing_seed)

    @property
    def compartments(self) -> frozenset[Compartment]:
        """The compartments that this user's key ring opens."""
        return self.ring.compartments

    @property
    def abilities(self) -> frozenset[Ability]:
        """What the user may do here."""
        return abilities(self.user.role, self.header.roles)

    def may(self, ability: Ability) -> bool:
        """Whether the user may do something."""
        return ability in self.abilities

    def require(self, ability: Ability) -> None:
        """Refuse what the user's role may not do.

        Raises:
            NotAllowed: the role lacks the ability.
        """
        if not self.may(ability):
            raise NotAllowed(
                f"Your role in this vault ({self.user.role.shown}) may not {ability}. "
                "Nothing was changed."
            )

    @contextmanager
    def write(
        self,
        action: str,
        compartment: Compartment = Compartment.RECORD,
        *,
        needs: Ability | None = None,
    ) -> Iterator[Unit]:
        """A transaction that writes; call :meth:`Unit.commit`, or it is rolled back.

        ``action`` names the use case in the audit chain, such as ``entry.record``. ``needs`` is
        the ability that it takes: keeping the record in the record, and the team's work in the
        team's, where nothing else is said.

        Raises:
            NotAllowed: the user has no key to the compartment, or lacks the ability.
            CannotWrite: the disk is full or failed.
        """
        self.require(needs or _NEEDED[compartment])
        with self.unit(action, compartment) as unit:
            yield unit

    @contextmanager
    def unit(self, action: str, compartment: Compartment) -> Iterator[Unit]:
        """As :meth:`write`, for what the vault itself writes whatever the user's role."""
        try:
            with self._database(compartment).write(self.user, self._signer, action) as unit:
                yield unit
        except DiskFull as error:
            if not reserve.release(self.path):
                raise
            raise DiskFull(
                "The disk is full. What was shown as saved is safe; what you are typing stays "
                "here. CourtDesk has now given up the room that it kept for this: save again, "
                "come to an end, then free some space."
            ) from error

    def note(self, kind: str, about: str = "", detail: str = "") -> None:
        """Put a deed of the vault's own into the record's chain, such as ``user.remove``."""
        with self.unit(kind, Compartment.RECORD) as unit:
            unit.add(event(unit, kind, about, detail))
            unit.commit()

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
        return sealing.seal(self.ring.derived(Compartment.SEALED, "items"), text, context)

    def unseal(self, sealed: bytes, context: str) -> str:
        """The text that :meth:`seal` made ``sealed`` of, in the same ``context``.

        Raises:
            NotAllowed: the user may not see sealed matter.
            DamagedVault: it was changed, or stood elsewhere.
        """
        return sealing.unseal(self.ring.derived(Compartment.SEALED, "items"), sealed, context)

    def head(self, compartment: Compartment = Compartment.RECORD) -> Head:
        """The newest link of a compartment's chain; its hash is the record's fingerprint."""
        return self._database(compartment).head

    def change_settings(self, settings: VaultSettings) -> None:
        """Keep new settings.

        Raises:
            KnownError: the zone or the paper is unknown.
        """
        settings.checked()
        with self.write("settings.change", needs=Ability.CHANGE_SETTINGS) as unit:
            for key, value in vars(settings).items():
                unit.session.merge(SettingRow(key=key, value=json.dumps(value)))
            unit.commit()
        self.settings = settings

    def databases(self) -> Iterator[tuple[Compartment, Database]]:
        """The open databases, for those who look after the whole vault."""
        yield from self._databases.items()

    def open_databases(self, *, create: bool = False) -> None:
        """Open the databases of the user's compartments, brought to the newest schema."""
        for compartment in DATABASES:
            if compartment in self.ring.compartments and compartment not in self._databases:
                self.open_database(compartment, create=create)

    def open_database(self, compartment: Compartment, *, create: bool = False) -> None:
        """Open the database of one compartment."""
        database = Database(self.path, compartment, self.ring, create=create)
        try:
            migrate.upgrade(database, self.ring.derived(compartment, "database"))
            database.find_head()
        except BaseException:
            database.abandon()
            raise
        self._databases[compartment] = database

    def close_databases(self) -> None:
        """Close the databases, with all that they hold folded in.

        Raises:
            CannotWrite, DamagedVault: as :meth:`Database.checkpoint`; they are closed all the same.
        """
        with ExitStack() as last:
            while self._databases:
                last.callback(self._databases.popitem()[1].close)

    def keep_header(self, content: Header) -> None:
        """Write a changed key file.

        Raises:
            CannotWrite: the disk refused; the vault opens as before.
        """
        header.write_header(self.path, content, self.ring)
        self.header = content

    def change_keys(self, compartments: frozenset[Compartment], without: str = "") -> None:
        """Give ``compartments`` new keys, and take away the slot of the user ``without``.

        Raises:
            CannotWrite: the disk refused; the vault opens with its old keys or its new ones.
            DamagedVault: the copy under the new keys is not like the original.
        """
        content, fresh = rekey.prepare(self, compartments, without)
        self._between_keys = True
        try:
            self.close_databases()
            rekey.switch(self.path, content, fresh)
        except BaseException:
            fresh.wipe()
            self._reopen()
            raise
        old, self.ring, self.header = self.ring, fresh, content
        old.wipe()
        self._reopen()

    def _reopen(self) -> None:
        """Open the databases with the keys that hold; what the disk refuses is tried again."""
        rekey.finish(self.path, self.ring)
        self.open_databases()
        self._between_keys = False

    @property
    def backup_places(self) -> tuple[Path, ...]:
        """Where backups go: into the vault's own folder, and to the second place."""
        second = self.settings.backup_place
        return (self.path / files.BACKUPS, *((Path(second),) if second else ()))

    def checkpoint(self) -> None:
        """Fold the write-ahead logs into the databases."""
        for database in self._databases.values():
            database.checkpoint()

    def fold_in(self) -> None:
        """Fold the record's log in, so that no page of before stays in it; not during a backup."""
        database = self._database(Compartment.RECORD)
        if not database.is_still:
            database.checkpoint()

    def close(self) -> None:
        """Close the databases, wipe the keys, let others in. Harmless the second time.

        Raises:
            CannotWrite, DamagedVault: the disk refused the last tidying; what was shown as saved
                is safe, and the vault is closed all the same.
        """
        with ExitStack() as last:
            last.callback(self._lock.release)
            last.callback(self.ring.wipe)
            last.callback(self.close_databases)

    def load_settings(self) -> None:
        """Read the settings from the record."""
        with self.read() as session:
            rows = {row.key: json.loads(row.value) for row in session.scalars(select(SettingRow))}
        known = {key: value for key, value in rows.items() if key in vars(self.settings)}
        self.settings = replace(self.settings, **known)

    def load_pseudonyms(self) -> None:
        """Read who stands under which name on copies."""
        query = select(PseudonymRow).order_by(PseudonymRow.case_id, PseudonymRow.position)
        self._pseudonyms = {}
        with self.read() as session:
            for row in session.scalars(query):
                self._pseudonyms.setdefault(row.case_id, []).append((row.name, row.pseudonym))

    def pseudonyms(self, case_id: str = "") -> tuple[tuple[str, str], ...]:
        """(real name, pseudonym) for the copies of a case; of every case where none is named."""
        if case_id:
            return tuple(self._pseudonyms.get(case_id, ()))
        return tuple(pair for pairs in self._pseudonyms.values() for pair in pairs)

    def _database(self, compartment: Compartment) -> Database:
        if self._between_keys:
            self._reopen()
        database = self._databases.get(compartment)
        if database is None:
            raise NotAllowed("Your role does not open this part of the vault.")
        return database


def event(unit: Unit, kind: str, about: str, detail: str) -> EventRow:
    """A row that says what the vault itself did in ``unit``."""
    return EventRow(
        id=new_id(),
        at_ms=to_ms(now()),
        user_id=unit.user.id,
        kind=kind,
        about=about,
        detail=detail,
    )


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
