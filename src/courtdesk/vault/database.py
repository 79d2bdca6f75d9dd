"""One compartment's database: its single connection, its transactions and the head of its chain."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, create_engine, event, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from courtdesk.errors import KnownError
from courtdesk.vault import cipher, files
from courtdesk.vault.anchor import Anchor, Head
from courtdesk.vault.errors import CannotWrite, DamagedVault, DiskFull
from courtdesk.vault.keys import Compartment, KeyRing
from courtdesk.vault.roles import User
from courtdesk.vault.signing import Signer
from courtdesk.vault.tables import AuditRow
from courtdesk.vault.unit import Unit

_NEWEST = select(AuditRow.seq, AuditRow.hash).order_by(AuditRow.seq.desc()).limit(1)


class Database:
    """An open compartment. It belongs to the thread that opened it."""

    def __init__(
        self, vault: Path, compartment: Compartment, ring: KeyRing, *, create: bool = False
    ) -> None:
        """Open the compartment's database and anchor.

        Raises:
            DamagedVault: the database cannot be read with the ring's key.
            CannotWrite: the folder cannot be written.
            NotAllowed: the ring lacks the compartment.
        """
        path = files.database(vault, compartment)
        key = ring.derived(compartment, "database")
        self.compartment = compartment
        self.path = path
        self._begin = "BEGIN"
        raw = cipher.connect(path, key, create=create)
        engine = create_engine(
            "sqlite://",
            module=dbapi2,
            creator=lambda: raw,
            poolclass=StaticPool,
            hide_parameters=True,
        )
        event.listen(engine, "begin", self._on_begun)
        self.engine = engine
        self.connection: Connection = engine.connect()
        self.raw = raw
        try:
            self._anchor = Anchor(
                files.anchor(vault, compartment), ring.derived(compartment, "anchor")
            )
        except OSError as error:
            self.connection.close()
            raise files.cannot_write(error) from error
        self.head = Head()
        self.anchor_missing = False
        """Whether there were links but no anchor when the database was opened."""
        self.is_still = False
        """Whether the file is kept as it is for a backup."""
        self._in_doubt = False
        if create:
            self._begin_anchor()

    def find_head(self) -> None:
        """Read the newest link and hold it against the anchor.

        Raises:
            DamagedVault: the anchor knows links that the database no longer has, or others.
        """
        with self.read() as session:
            self.head = _newest(session.connection())
            known = self._anchor.read()
            if known is None:
                self.anchor_missing = self.head.seq > 0
                return
            found = session.execute(
                select(AuditRow.hash).where(AuditRow.seq == known.seq)
            ).scalar_one_or_none()
        if known.seq and found != known.hash:
            raise DamagedVault(
                "The record is shorter than it was when it was last closed, or was put back to an "
                "earlier state. Nothing was changed. Keep the files as they are, and compare "
                "with the newest backup."
            )

    def _begin_anchor(self) -> None:
        """Make the anchor durable before the first commit: from then on one is always there."""
        try:
            self._anchor.write(self.head)
            self._anchor.sync()
            files.sync_folder(self.path.parent)
        except OSError as error:
            self.abandon()
            raise files.cannot_write(error) from error

    def remember_head(self) -> None:
        """Write the head to the anchor."""
        self._anchor.write(self.head)

    @contextmanager
    def write(self, user: User, signer: Signer, action: str) -> Iterator[Unit]:
        """A transaction that writes; rolled back unless :meth:`Unit.commit` was called.

        Raises:
            CannotWrite: the disk is full or failed. What was not acknowledged may be on disk or
                not; an entry is saved again under its own id without harm.
            DamagedVault: the database turned out to be damaged.
        """
        try:
            with self._transaction("BEGIN IMMEDIATE") as connection:
                if self._in_doubt:
                    self.head = _newest(connection)
                    self._in_doubt = False
                unit = Unit(connection, self.head, user, signer, action)
                yield unit
        except KnownError:
            self._in_doubt = True  # a commit that failed may have happened
            raise
        if unit.committed and unit.head != self.head:
            self.head = unit.head
            with suppress(OSError):  # the entry is saved; an anchor that lags means nothing
                self.remember_head()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A consistent snapshot to read from; writes nothing."""
        with self._transaction("BEGIN") as connection, Session(bind=connection) as session:
            yield session

    def begin_with(self, statement: str) -> None:
        """How the next transaction on this connection begins."""
        self._begin = statement

    def hold_still(self) -> None:
        """Fold in the log, then keep the database file as it is until :meth:`go_on`.

        Raises:
            CannotWrite, DamagedVault: as :meth:`checkpoint`.
        """
        self.checkpoint()
        self.raw.execute("PRAGMA wal_autocheckpoint = 0").fetchall()
        self._anchor.sync()
        self.is_still = True

    def go_on(self) -> None:
        """Let the log be folded in again as it grows."""
        self.is_still = False
        self.raw.execute(f"PRAGMA wal_autocheckpoint = {cipher.CHECKPOINT_PAGES}").fetchall()

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the database file.

        Raises:
            CannotWrite: the disk refused; what was committed stays in the log and is safe.
            DamagedVault: the database turned out to be damaged.
        """
        try:
            self.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except dbapi2.Error as error:
            known = known_error(str(error))
            if known is None:
                raise
            raise known from error

    def close(self) -> None:
        """Fold in the log, make the anchor durable, close.

        Raises:
            CannotWrite, DamagedVault: as :meth:`checkpoint`; it is closed all the same.
        """
        try:
            self.checkpoint()
            self._anchor.sync()
        except OSError as error:
            raise files.cannot_write(error) from error
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Close without folding anything in: the database could not be used."""
        self._anchor.close()
        self.connection.close()
        self.engine.dispose()
        self.raw.close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        self.begin_with(begin)
        try:
            transaction = self.connection.begin()
            try:
                yield self.connection
            finally:
                if self.connection.get_transaction() is not None:  # also after a failed commit
                    transaction.rollback()
        except DBAPIError as error:
            known = known_error(str(error.orig))
            if known is None:
                raise
            raise known from error

    def _on_begun(self, connection: Connection) -> None:
        connection.exec_driver_sql(self._begin)


def _newest(connection: Connection) -> Head:
    row = connection.execute(_NEWEST).first()
    return Head(row.seq, row.hash) if row else Head()


def known_error(said: str) -> KnownError | None:
    """The sentence for what a database says when it is the world's fault, else None."""
    said = said.lower()
    if "full" in said:
        return DiskFull(
            "The disk is full. What was shown as saved is safe; what you are typing stays here. "
            "Free some space, then save again."
        )
    if "readonly" in said or "disk i/o" in said or "unable to open" in said or "locked" in said:
        return CannotWrite(
            "The disk did not take the last change. What was shown as saved is safe; what you "
            "are typing stays here. Check the drive, then save again."
        )
    if "malformed" in said or "not a database" in said or "corrupt" in said:
        return DamagedVault(
            "A part of the vault's database is damaged. Stop here and restore the newest backup."
        )
    return None
