"""The unit of work: one transaction, one audit link, one explicit commit.

Whatever a service adds, changes or removes through the session is committed to in the link of
the same transaction; a service cannot forget it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, event, insert
from sqlalchemy.orm import DeclarativeBase, Session

from courtdesk.vault import audit
from courtdesk.vault.anchor import Head
from courtdesk.vault.roles import User
from courtdesk.vault.signing import Signer
from courtdesk.vault.tables import AuditItemRow, AuditRow
from courtdesk.vault.times import now, to_ms

_AUDIT = insert(AuditRow)
_AUDIT_ITEMS = insert(AuditItemRow)
_BULK = 1000


class Unit:
    """A transaction that writes. Made by :meth:`courtdesk.vault.store.Vault.write`."""

    def __init__(
        self, connection: Connection, head: Head, user: User, signer: Signer, action: str
    ) -> None:
        self.session = Session(bind=connection, expire_on_commit=False, autoflush=True)
        self.user = user
        self.head = head
        self.committed = False
        self._connection = connection
        self._signer = signer
        self._action = action
        self._items: list[audit.Item] = []
        event.listen(self.session, "after_flush", self._on_flushed)

    def add(self, *rows: DeclarativeBase) -> None:
        """Add rows to the transaction."""
        self.session.add_all(rows)

    def insert_many(self, table: type[DeclarativeBase], rows: Iterable[Mapping[str, Any]]) -> None:
        """Insert many rows that are complete (every column given), committed to like others."""
        name = table.__tablename__
        key = _key_name(table)
        batch: list[dict[str, Any]] = []
        for row in rows:
            columns = dict(row)
            self._items.append(audit.written(name, str(columns[key]), columns))
            batch.append(columns)
            if len(batch) == _BULK:
                self.session.execute(insert(table), batch)
                batch = []
        if batch:
            self.session.execute(insert(table), batch)

    def commit(self) -> None:
        """Write the audit link and commit. A unit that is left without it is rolled back."""
        self.session.flush()
        if self._items:
            self._add_link()
        self.session.close()
        self._connection.commit()
        self.committed = True

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
        self._connection.execute(_AUDIT, values)
        rows = [
            {"seq": link.seq, "position": position, **vars(item)}
            for position, item in enumerate(self._items)
        ]
        for start in range(0, len(rows), _BULK):
            self._connection.execute(_AUDIT_ITEMS, rows[start : start + _BULK])
        self.head = Head(link.seq, digest)

    def _on_flushed(self, session: Session, _context: object) -> None:
        for row in (*session.new, *session.dirty):
            if _is_audited(row):
                columns = _columns(row)
                kind = row.__tablename__
                self._items.append(audit.written(kind, str(columns[_key_name(type(row))]), columns))
        for row in session.deleted:
            if _is_audited(row):
                key = str(getattr(row, _key_name(type(row))))
                self._items.append(audit.removed(row.__tablename__, key))


def _is_audited(row: Any) -> bool:
    return bool(row.__table__.info.get("audited", True))


def _columns(row: Any) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


def _key_name(table: type[DeclarativeBase]) -> str:
    """The column that identifies a row in the chain: ``id`` where there is one, else its key."""
    columns = table.__table__.columns
    return "id" if "id" in columns else next(iter(table.__table__.primary_key)).key
