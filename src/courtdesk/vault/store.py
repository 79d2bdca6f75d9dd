"""The open vault: read, written to one transaction at a time, and closed."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from courtdesk.vault import files, header, migrate, rekey, reserve, sealing, signing
from courtdesk.vault.anchor import Head
from courtdesk.vault.database import Database
from courtdesk.vault.errors import DiskFull, NotAllowed
from courtdesk.vault.header import Header
from courtdesk.vault.ids import new_id
from courtdesk.vault.keys import DATABASES, Compartment, KeyRing
from courtdesk.vault.lockfile import VaultLock
from courtdesk.vault.roles import Ability, User, abilities
from courtdesk.vault.settings import VaultSettings
from courtdesk.vault.tables import EventRow, PseudonymRow, SettingRow
from courtdesk.vault.times import now, to_ms
from courtdesk.vault.unit import Unit

_NEEDED = {Compartment.RECORD: Ability.KEEP_RECORD, Compartment.TEAM: Ability.TEAM_WORK}


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
            raise NotAllowed(self.refusal(ability))

    def refusal(self, ability: Ability) -> str:
        """The sentence for those who may not do something."""
        return (
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
