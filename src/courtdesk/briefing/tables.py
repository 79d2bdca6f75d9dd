"""The rows of deadlines, rules and readiness. Seen by the service and by migrations only."""

from sqlalchemy.orm import Mapped, mapped_column

from courtdesk.vault.tables import RecordBase, TeamBase


class DeadlineRow(RecordBase):
    """A deadline of a case."""

    __tablename__ = "deadlines"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(index=True)
    text: Mapped[str]
    due_on: Mapped[str] = mapped_column(index=True)
    owner: Mapped[str]
    rule_id: Mapped[str]
    explanation: Mapped[str]
    done_at_ms: Mapped[int | None]


class PeriodRow(RecordBase):
    """What a deadline was counted from, as JSON; ``id`` is the deadline's.

    A table of its own: what an older link of the chain commits to keeps its columns.
    """

    __tablename__ = "deadline_periods"

    id: Mapped[str] = mapped_column(primary_key=True)
    period: Mapped[str]


class CountingRuleRow(RecordBase):
    """A counting rule as the court edited it; ``rule`` is JSON."""

    __tablename__ = "counting_rules"

    id: Mapped[str] = mapped_column(primary_key=True)
    rule: Mapped[str]


class NeedRow(RecordBase):
    """Something that a matter which is set down still lacks."""

    __tablename__ = "needs"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(index=True)
    set_down_id: Mapped[str]
    kind: Mapped[str]
    what: Mapped[str]
    owner: Mapped[str]
    due_on: Mapped[str | None]
    done_at_ms: Mapped[int | None]


class _SheetForm:
    id: Mapped[str] = mapped_column(primary_key=True)
    edition: Mapped[str]
    body: Mapped[str]


class _SheetNote:
    id: Mapped[str] = mapped_column(primary_key=True)
    edition: Mapped[str]
    day: Mapped[str] = mapped_column(index=True)
    body: Mapped[str]


class SheetFormRow(_SheetForm, RecordBase):
    """The court's own form of an edition; ``body`` is JSON."""

    __tablename__ = "sheet_forms"


class TeamSheetFormRow(_SheetForm, TeamBase):
    """The trial team's form of its edition."""

    __tablename__ = "sheet_forms"


class SheetNoteRow(_SheetNote, RecordBase):
    """The notes on an edition of a day's sheet; ``body`` is JSON."""

    __tablename__ = "sheet_notes"


class TeamSheetNoteRow(_SheetNote, TeamBase):
    """The trial team's notes on its edition of a day's sheet."""

    __tablename__ = "sheet_notes"
