"""Check a vault: its pages, its chain, its signatures, and each row against its commitment.

What this proves, and what it cannot, stands in docs/security.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy.orm import DeclarativeBase
from sqlcipher3 import dbapi2

from courtdesk.vault import audit, signing
from courtdesk.vault.anchor import Head
from courtdesk.vault.audit import Item, Link
from courtdesk.vault.database import Database
from courtdesk.vault.keys import Compartment
from courtdesk.vault.store import Vault
from courtdesk.vault.tables import ChainBase, RecordBase, TeamBase

_BASES: dict[Compartment, tuple[type[DeclarativeBase], ...]] = {
    Compartment.RECORD: (ChainBase, RecordBase),
    Compartment.TEAM: (ChainBase, TeamBase),
}
_OWN_TABLES = {"alembic_version"}
_FETCH = 5000
_LINK_TYPES = (int, int, str, str, bytes, bytes, bytes, bytes)
_NOTHING = Item("", "", None, None)


class Severity(StrEnum):
    """How grave a finding is."""

    DAMAGE = "damage"
    TAMPERING = "tampering"


@dataclass(frozen=True)
class Finding:
    """Something that is not as CourtDesk wrote it."""

    what: str
    where: str
    severity: Severity


@dataclass(frozen=True)
class Verdict:
    """What the check of a vault found. ``entries`` counts the links of every chain."""

    findings: tuple[Finding, ...]
    entries: int
    head: str

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def verify(vault: Vault) -> Verdict:
    """Check every compartment that the vault's user can open."""
    findings: list[Finding] = []
    entries = 0
    for compartment, database in vault.databases():
        where = f"{compartment} database"
        try:
            findings.extend(_pages(database, where))
            links, found = _chain(database)
            entries += links
            findings += found
            findings.extend(_rows(database, compartment))
        except dbapi2.DatabaseError:
            findings.append(
                Finding("A part of the database cannot be read.", where, Severity.DAMAGE)
            )
    return Verdict(tuple(findings), entries, vault.head().hash.hex())


def _pages(database: Database, where: str) -> Iterator[Finding]:
    # The log supersedes pages that a power cut may have left torn in the file.
    database.checkpoint()
    if database.raw.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
        yield Finding("A page does not bear the vault’s seal.", where, Severity.TAMPERING)
    if database.raw.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        yield Finding("The database’s structure is damaged.", where, Severity.DAMAGE)
    searches = "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'"
    for (name,) in database.raw.execute(searches).fetchall():
        try:
            # Compares the index with the rows that it was made of; writes nothing.
            database.raw.execute(
                f'INSERT INTO "{name}"("{name}", rank) VALUES(\'integrity-check\', 1)'
            )
        except dbapi2.DatabaseError:
            yield Finding("The search index does not fit the record.", where, Severity.DAMAGE)


def _chain(database: Database) -> tuple[int, list[Finding]]:
    """Walk the chain from its first link."""
    findings: list[Finding] = []
    keys = dict(database.raw.execute("SELECT id, verify_key FROM signers").fetchall())
    items = _items(database)
    current = next(items, None)
    head = Head()
    for row in _all(
        database,
        "SELECT seq, at_ms, user_id, action, items, previous, hash, signature "
        "FROM audit ORDER BY seq",
    ):
        where = f"{database.compartment} chain, link {row[0]}"
        mine: list[Item] = []
        while current is not None and current[0] <= row[0]:
            if current[0] == row[0]:
                mine.append(current[1])
            else:
                findings.append(_homeless(database))
            current = next(items, None)
        if not all(map(isinstance, row, _LINK_TYPES)):
            findings.append(
                Finding("A link was changed after it was made.", where, Severity.TAMPERING)
            )
            head = Head(row[0])
            continue
        *fields, digest, signature = row
        link = Link(*fields)
        if link.seq != head.seq + 1 or link.previous != head.hash:
            findings.append(
                Finding("The chain is broken: a link is missing.", where, Severity.TAMPERING)
            )
        if link.digest() != digest or audit.items_digest(mine) != link.items:
            findings.append(
                Finding("A link was changed after it was made.", where, Severity.TAMPERING)
            )
        key = keys.get(link.user_id)
        if key is None or not signing.is_signed(key, signature, digest):
            findings.append(
                Finding("A link does not bear its author’s signature.", where, Severity.TAMPERING)
            )
        head = Head(link.seq, digest)
    if current is not None:
        findings.append(_homeless(database))
    where = f"{database.compartment} chain"
    if head != database.head:
        findings.append(Finding("The chain ends elsewhere than it did.", where, Severity.TAMPERING))
    if database.anchor_missing:
        findings.append(
            Finding(
                "The anchor that remembers the chain’s end is missing.", where, Severity.TAMPERING
            )
        )
    return head.seq, findings


def _homeless(database: Database) -> Finding:
    where = f"{database.compartment} chain"
    return Finding("A commitment belongs to no link.", where, Severity.TAMPERING)


def _items(database: Database) -> Iterator[tuple[int, Item]]:
    query = "SELECT seq, kind, object_id, salt, commitment FROM audit_items ORDER BY seq, position"
    for seq, kind, object_id, salt, made in _all(database, query):
        texts, hashes = (kind, object_id), (salt, made)
        plain = all(isinstance(text, str) for text in texts) and all(
            isinstance(value, bytes | None) for value in hashes
        )
        yield seq, Item(kind, object_id, salt, made) if plain else _NOTHING


def _rows(database: Database, compartment: Compartment) -> Iterator[Finding]:
    """Hold each row against the newest commitment to it."""
    tables = {t.name: t for base in _BASES[compartment] for t in base.metadata.sorted_tables}
    yield from _unknown_tables(database, set(tables))
    for name, table in tables.items():
        if not table.info.get("audited", True):
            continue
        columns = [column.key for column in table.columns]
        key = table.columns["id"] if "id" in columns else next(iter(table.primary_key))
        # As text, since that is how a link names a row; a text key's own index serves.
        order = f'"{key.key}"' if key.type.python_type is str else f'CAST("{key.key}" AS TEXT)'
        yield from _reconcile(database, name, (key.key, order), columns)


def _reconcile(
    database: Database, table: str, key: tuple[str, str], columns: list[str]
) -> Iterator[Finding]:
    """``key`` is the column that identifies a row, and what to order by for its text's order."""
    where = f"{database.compartment}, {table}"
    name, order = key
    newest = _all(
        database,
        "SELECT CAST(object_id AS TEXT), CAST(salt AS BLOB), commitment FROM audit_items "
        "WHERE kind = ? ORDER BY object_id, seq DESC, position DESC",
        table,
    )
    known = (next(group) for _, group in groupby(newest, key=itemgetter(0)))
    names = ", ".join(f'"{column}"' for column in columns)
    rows = _all(database, f'SELECT {names} FROM "{table}" ORDER BY {order}')  # noqa: S608 - names of our own tables
    at = columns.index(name)
    expected = next(known, None)
    for row in rows:
        object_id = str(row[at])
        while expected is not None and expected[0] < object_id:
            yield from _missing(expected, where)
            expected = next(known, None)
        if expected is None or expected[0] != object_id:
            yield Finding("A row was added behind the record’s back.", where, Severity.TAMPERING)
            continue
        _, salt, commitment = expected
        content = dict(zip(columns, row, strict=True))
        if commitment is None or (
            audit.commitment(salt or b"", table, object_id, content) != commitment
        ):
            yield Finding("A row was changed behind the record’s back.", where, Severity.TAMPERING)
        expected = next(known, None)
    while expected is not None:
        yield from _missing(expected, where)
        expected = next(known, None)


def _missing(expected: Any, where: str) -> Iterator[Finding]:
    if expected[2] is not None:
        yield Finding("A row was removed behind the record’s back.", where, Severity.TAMPERING)


def _unknown_tables(database: Database, known: set[str]) -> Iterator[Finding]:
    found = database.raw.execute(
        "SELECT name, sql LIKE 'CREATE VIRTUAL%' FROM sqlite_schema WHERE type = 'table'"
    ).fetchall()
    virtual = tuple(name for name, is_virtual in found if is_virtual)
    for name, _ in found:
        if name in known | _OWN_TABLES or name.startswith("sqlite_"):
            continue
        if not any(name == words or name.startswith(f"{words}_") for words in virtual):
            where = f"{database.compartment} database"
            yield Finding(
                "There is a table that CourtDesk did not make.", where, Severity.TAMPERING
            )


def _all(database: Database, query: str, *values: object) -> Iterator[Any]:
    cursor = database.raw.execute(query, values)
    while rows := cursor.fetchmany(_FETCH):
        yield from rows
