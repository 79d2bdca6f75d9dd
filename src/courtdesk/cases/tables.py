"""The rows of a case. Seen by this subject's service and by migrations only."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from courtdesk.vault.tables import RecordBase


class CaseRow(RecordBase):
    """A case."""

    __tablename__ = "cases"

    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str]
    title: Mapped[str]
    kind: Mapped[str]
    court: Mapped[str]
    room: Mapped[str]
    judge: Mapped[str]
    judge_abbreviation: Mapped[str]
    status: Mapped[str]
    opened_on: Mapped[str]


class PartyRow(RecordBase):
    """A party to a case, in the order in which the court names them."""

    __tablename__ = "parties"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    position: Mapped[int]
    role: Mapped[str]
    name: Mapped[str]
    counsel: Mapped[str]
    in_custody: Mapped[int]


class ChargeRow(RecordBase):
    """A charge or a claim."""

    __tablename__ = "charges"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    position: Mapped[int]
    number: Mapped[str]
    text: Mapped[str]


class ScheduledRow(RecordBase):
    """A hearing that is set down."""

    __tablename__ = "scheduled_hearings"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    starts_at_ms: Mapped[int]
    title: Mapped[str]
    room: Mapped[str]


class ConsolidationRow(RecordBase):
    """An order that joins a case to a lead case; ``severed_on`` is empty while it holds."""

    __tablename__ = "consolidations"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    lead_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    ordered_on: Mapped[str]
    ordered_by: Mapped[str]
    severed_on: Mapped[str]
    severed_by: Mapped[str]
