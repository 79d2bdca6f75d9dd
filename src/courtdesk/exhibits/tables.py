"""The rows of exhibits. Seen by this subject's service and by migrations only."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from courtdesk.vault.tables import RecordBase


class ExhibitRow(RecordBase):
    """An exhibit. ``name_key`` is its party and number folded, unique in a case."""

    __tablename__ = "exhibits"
    __table_args__ = (UniqueConstraint("case_id", "name_key"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(index=True)
    name_key: Mapped[str]
    party: Mapped[str]
    number: Mapped[str]
    description: Mapped[str]
    source: Mapped[str]
    return_to: Mapped[str]
    return_on: Mapped[str | None]
    destroy_on: Mapped[str | None]
    hazardous: Mapped[int]
    comment: Mapped[str]
    state: Mapped[str]
    state_note: Mapped[str]


class ExhibitStateRow(RecordBase):
    """A state that an exhibit came to."""

    __tablename__ = "exhibit_states"

    id: Mapped[str] = mapped_column(primary_key=True)
    exhibit_id: Mapped[str] = mapped_column(index=True)
    state: Mapped[str]
    note: Mapped[str]
    at_ms: Mapped[int]
    by_user: Mapped[str]
    entry_id: Mapped[str] = mapped_column(index=True)


class CustodyRow(RecordBase):
    """A step of an exhibit's custody."""

    __tablename__ = "exhibit_custody"

    id: Mapped[str] = mapped_column(primary_key=True)
    exhibit_id: Mapped[str] = mapped_column(index=True)
    at_ms: Mapped[int]
    from_whom: Mapped[str]
    to_whom: Mapped[str]
    place: Mapped[str]
    authorised_by: Mapped[str]
    condition: Mapped[str]
    signed_by: Mapped[str]
    by_user: Mapped[str]
