"""The rows of witness preparation, in the trial team's database.

Seen by this subject's service and by migrations only. Columns that hold a part of a file as a
whole are JSON; what is ticked, ordered or counted has rows of its own.
"""

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from courtdesk.vault.tables import TeamBase


class WitnessRow(TeamBase):
    """A person who is a witness in one case or more; ``person`` is JSON."""

    __tablename__ = "witnesses"

    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str]


class WitnessFileRow(TeamBase):
    """The file on a witness in one case; ``record`` and ``support`` are JSON."""

    __tablename__ = "witness_files"
    __table_args__ = (UniqueConstraint("case_id", "witness_id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    witness_id: Mapped[str] = mapped_column(index=True)
    case_id: Mapped[str]
    kind: Mapped[str]
    record: Mapped[str]
    support: Mapped[str]


class ItemRow(TeamBase):
    """An item of a checklist."""

    __tablename__ = "witness_items"
    __table_args__ = (Index("ix_witness_items_file_id", "file_id", "stage", "position"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    file_id: Mapped[str]
    stage: Mapped[str]
    position: Mapped[int]
    text: Mapped[str]
    practice: Mapped[str]
    owner: Mapped[str]
    due: Mapped[str | None]
    note: Mapped[str]
    evidence: Mapped[str]
    blocked: Mapped[str]
    done_at_ms: Mapped[int | None]
    done_by: Mapped[str]


class WitnessTemplateRow(TeamBase):
    """A checklist's template as the team changed it; ``items`` is JSON."""

    __tablename__ = "witness_templates"

    kind: Mapped[str] = mapped_column(primary_key=True)
    items: Mapped[str]


class SessionRow(TeamBase):
    """A preparation session; ``record`` is JSON."""

    __tablename__ = "witness_sessions"

    id: Mapped[str] = mapped_column(primary_key=True)
    file_id: Mapped[str] = mapped_column(index=True)
    at_ms: Mapped[int]
    record: Mapped[str]


class QuestionRow(TeamBase):
    """A question of an outline; ``words`` is JSON."""

    __tablename__ = "witness_questions"
    __table_args__ = (Index("ix_witness_questions_file_id", "file_id", "phase", "position"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    file_id: Mapped[str]
    phase: Mapped[str]
    position: Mapped[int]
    words: Mapped[str]
    covered_at_ms: Mapped[int | None]


class CallRow(TeamBase):
    """A place in the order of call."""

    __tablename__ = "witness_calls"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(index=True)
    file_id: Mapped[str] = mapped_column(index=True)
    side: Mapped[str]
    position: Mapped[int]
    minutes: Mapped[int]
    manner: Mapped[str]
    day: Mapped[str | None]
    sitting: Mapped[str]
    recall: Mapped[int]
    arrived_at_ms: Mapped[int | None]
    released_at_ms: Mapped[int | None]


class WitnessLinkRow(TeamBase):
    """That an entry of the hearing's log is about a file, as someone confirmed."""

    __tablename__ = "witness_links"

    entry_id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(index=True)
    file_id: Mapped[str]


class WitnessPlanRow(TeamBase):
    """What holds for all witnesses of a case: its regime, and the court's sittings as JSON."""

    __tablename__ = "witness_plans"

    case_id: Mapped[str] = mapped_column(primary_key=True)
    regime: Mapped[str]
    sittings: Mapped[str]
