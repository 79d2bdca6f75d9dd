"""The rows of the vault itself: the audit chain, its signers, the settings.

Columns hold plain values (text, whole numbers, bytes): what is stored is what is hashed.
"""

from sqlalchemy import ForeignKey, Index, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class ChainBase(DeclarativeBase):
    """Rows of the audit chain, which every compartment's database has."""

    metadata = MetaData(naming_convention=_NAMING)


class RecordBase(DeclarativeBase):
    """Rows of the court's record. Their changes enter the audit chain unless they are drafts."""

    metadata = MetaData(naming_convention=_NAMING)


class TeamBase(DeclarativeBase):
    """Rows of the trial team's work, in a database that a court role has no key to."""

    metadata = MetaData(naming_convention=_NAMING)


class AuditRow(ChainBase):
    """One link of the chain: a write transaction, its author, a commitment to what it wrote."""

    __tablename__ = "audit"
    __table_args__ = {"info": {"audited": False}}  # noqa: RUF012 - SQLAlchemy reads it so

    seq: Mapped[int] = mapped_column(primary_key=True)
    at_ms: Mapped[int]
    user_id: Mapped[str]
    action: Mapped[str]
    items: Mapped[bytes]
    previous: Mapped[bytes]
    hash: Mapped[bytes]
    signature: Mapped[bytes]


class AuditItemRow(ChainBase):
    """One row that a transaction wrote: a salted commitment to its content, or its removal."""

    __tablename__ = "audit_items"
    __table_args__ = (
        Index("ix_audit_items_object", "kind", "object_id", "seq"),
        {"info": {"audited": False}, "sqlite_with_rowid": False},
    )

    seq: Mapped[int] = mapped_column(ForeignKey("audit.seq"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    object_id: Mapped[str]
    salt: Mapped[bytes | None]
    commitment: Mapped[bytes | None]


class SignerRow(ChainBase):
    """Whoever has signed a link: kept when the user is removed, so that old links still verify."""

    __tablename__ = "signers"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    role: Mapped[str]
    verify_key: Mapped[bytes]


class SettingRow(RecordBase):
    """A setting of the vault, such as its paper size or the court's time zone."""

    __tablename__ = "settings"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class PseudonymRow(RecordBase):
    """What stands for a name on the copies of a case."""

    __tablename__ = "pseudonyms"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(index=True)
    position: Mapped[int]
    name: Mapped[str]
    pseudonym: Mapped[str]


class EventRow(RecordBase):
    """A deed of the vault's own that writes no other row, such as the removal of a user.

    ``about`` is the id of what it concerns; ``detail`` says the rest in plain words.
    """

    __tablename__ = "events"

    id: Mapped[str] = mapped_column(primary_key=True)
    at_ms: Mapped[int]
    user_id: Mapped[str]
    kind: Mapped[str]
    about: Mapped[str]
    detail: Mapped[str]


class PrintRow(ChainBase):
    """A document that left the vault as a PDF: what it showed of the record, and its bytes' hash.

    ``link`` and ``head`` are the newest link of the record's chain when it was made; ``copies``
    lists the numbers of the copies, such as ``1-12``; ``case_id`` may be empty.
    """

    __tablename__ = "prints"

    id: Mapped[str] = mapped_column(primary_key=True)
    at_ms: Mapped[int]
    user_id: Mapped[str]
    kind: Mapped[str]
    case_id: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    edition: Mapped[str]
    copies: Mapped[str]
    pages: Mapped[int]
    sha256: Mapped[bytes] = mapped_column(index=True)
    link: Mapped[int]
    head: Mapped[bytes]
