"""The unit of work: one transaction, one audit link, one explicit commit.

Whatever a service adds, changes or removes through the session is committed to in the link of
the same transaction; a service cannot forget it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Table, bindparam, event, update
from sqlalchemy.orm import DeclarativeBase, Session

from courtdesk.vault import audit
from courtdesk.vault.anchor import Head
from courtdesk.vault.roles import User
from courtdesk.vault.signing import Signer
from courtdesk.vault.tables import AuditItemRow, AuditRow
from courtdesk.vault.times import now, to_ms

_BULK = 1000


class Unit:
    """A transaction that writes. Made by :meth:`courtdesk.vault.store.Vault.write`.

    ``connection`` takes prepared statements that read, where a session costs too much time.
    """

    def __init__(
        self, connection: Connection, head: Head, user: User, signer: Signer, action: str
    ) -> None:
        self.connection = connection
        self.user = user
        self.head = head
        self.committed = False
        self._session: _UnitSession | None = None
        self._signer = signer
        self._action = action
        self._items: list[audit.Item] = []
        self._forgotten: set[tuple[str, str]] = set()

    @property
    def session(self) -> Session:
        """The session of this transaction."""
        if self._session is None:
            self._session = _UnitSession(
                bind=self.connection, expire_on_commit=False, info={"unit": self}
            )
        return self._session

    def add(self, *rows: DeclarativeBase) -> None:
        """Add rows to the transaction."""
        self.session.add_all(rows)

    def insert_many(self, table: type[DeclarativeBase], rows: Iterable[Mapping[str, Any]]) -> None:
        """Insert many rows that are complete (every column given), committed to like others."""
        name, key = table.__tablename__, _key_name(table)
        statement = _insert(table)
        batch: list[dict[str, Any]] = []
        for row in rows:
            columns = dict(row)
            self._items.append(audit.written(name, str(columns[key]), columns))
            batch.append(columns)
            if len(batch) == _BULK:
                self.connection.execute(statement, batch)
                batch = []
        if batch:
            self.connection.execute(statement, batch)

    def forget(self, table: type[DeclarativeBase], key: str) -> None:
        """Nobody shall try words against what was committed to of a row before this transaction.

        The salts of the older commitments go, and the chain stays whole: it hashes commitments.
        """
        self._forgotten.add((table.__tablename__, key))

    def commit(self) -> None:
        """Write the audit link and commit. A unit that is left without it is rolled back."""
        if self._session is not None:
            self._session.flush()
        if self._forgotten:
            self._drop_salts()
        if self._items:
            self._add_link()
        if self._session is not None:
            self._session.close()
        self.connection.commit()
        self.committed = True

    def _drop_salts(self) -> None:
        newest = {(item.kind, item.object_id): at for at, item in enumerate(self._items)}
        for at, item in enumerate(self._items):
            key = (item.kind, item.object_id)
            if key in self._forgotten and newest[key] != at:
                self._items[at] = replace(item, salt=None)
        older = update(AuditItemRow).where(
            AuditItemRow.kind == bindparam("of_kind"), AuditItemRow.object_id == bindparam("of_id")
        )
        some = [{"of_kind": kind, "of_id": key} for kind, key in sorted(self._forgotten)]
        self.connection.execute(older.values(salt=None), some)

    def _add_link(self) -> None:
        link = audit.Link(
            seq=self.head.seq + 1,
            at_ms=to_ms(now()),
            user_id=self.user.id,
            action=self._action,
            items=audit.items_digest(self._items),
            previous=self.head.hash,
        )
        digest = link.digest()
        values = {**vars(link), "hash": digest, "signature": self._signer.sign(digest)}
        self.connection.execute(_insert(AuditRow), values)
        rows = [
            {"seq": link.seq, "position": position, **vars(item)}
            for position, item in enumerate(self._items)
        ]
        for start in range(0, len(rows), _BULK):
            self.connection.execute(_insert(AuditItemRow), rows[start : start + _BULK])
        self.head = Head(link.seq, digest)

    def commit_to(self, session: Session) -> None:
        """Commit to what ``session`` has just written."""
        for row in (*session.new, *session.dirty):
            if _is_audited(row):
                columns = _columns(row)
                key = str(columns[_key_of(row)])
                self._items.append(audit.written(row.__tablename__, key, columns))
        for row in session.deleted:
            if _is_audited(row):
                key = str(getattr(row, _key_of(row)))
                self._items.append(audit.removed(row.__tablename__, key))


class _UnitSession(Session):
    """A session whose every flush its unit commits to."""


@event.listens_for(_UnitSession, "after_flush")
def _on_flushed(session: Session, _context: object) -> None:
    session.info["unit"].commit_to(session)


@cache
def _insert(table: type[DeclarativeBase]) -> Insert:
    """The statement that inserts a row; made once, since making it costs more than running it."""
    made = table.__table__
    assert isinstance(made, Table)  # noqa: S101 - a mapped class has one
    return made.insert()


def _is_audited(row: Any) -> bool:
    return bool(row.__table__.info.get("audited", True))


def _columns(row: Any) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


def _key_of(row: DeclarativeBase) -> str:
    return _key_name(type(row))


@cache
def _key_name(table: type[DeclarativeBase]) -> str:
    """The column that identifies a row in the chain: ``id`` where there is one, else its key."""
    columns = table.__table__.columns
    return "id" if "id" in columns else next(iter(table.__table__.primary_key)).key
