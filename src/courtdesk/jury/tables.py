"""The rows of a jury. Seen by this subject's service and by migrations only."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from courtdesk.vault.tables import RecordBase


class SelectionRow(RecordBase):
    """The selection of one case's jury: its rules, its seats, the words for its sides, as JSON."""

    __tablename__ = "jury_selections"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(unique=True)
    labels: Mapped[str]
    rules: Mapped[str]
    layout: Mapped[str]


class JurorRow(RecordBase):
    """A juror. ``eligible`` names the sides that could strike, or is null; the rest is JSON."""

    __tablename__ = "jurors"
    __table_args__ = (UniqueConstraint("case_id", "call"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str]
    call: Mapped[int]
    number: Mapped[str]
    name: Mapped[str]
    race: Mapped[str]
    sex: Mapped[str]
    seat: Mapped[str]
    status: Mapped[str]
    strike: Mapped[str | None]
    struck_by: Mapped[str | None]
    eligible: Mapped[str | None]
    details: Mapped[str]
    answers: Mapped[str]


class StrikeRow(RecordBase):
    """A challenge for cause, a peremptory strike or an excusal, in the order in which they came.

    A withdrawn one keeps its place; ``ruling`` is empty while there is none.
    """

    __tablename__ = "strikes"
    __table_args__ = (UniqueConstraint("case_id", "position"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str]
    position: Mapped[int]
    juror_id: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    side: Mapped[str | None]
    defendant: Mapped[str]
    round: Mapped[int]
    pool: Mapped[str]
    ground: Mapped[str]
    reason: Mapped[str]
    argument: Mapped[str]
    rehabilitation: Mapped[str]
    source: Mapped[str]
    objection: Mapped[str]
    ruling: Mapped[str]
    ruled_at_ms: Mapped[int | None]
    at_ms: Mapped[int]
    by_user: Mapped[str]
    withdrawn: Mapped[int]


class MoveRow(RecordBase):
    """One change of a juror's seat or status: what a replay plays and an undo turns back.

    Moves of one ``act`` belong together, such as all who slide when a seat falls vacant.
    """

    __tablename__ = "jury_moves"
    __table_args__ = (UniqueConstraint("case_id", "position"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str]
    position: Mapped[int]
    act: Mapped[str] = mapped_column(index=True)
    what: Mapped[str]
    juror_id: Mapped[str] = mapped_column(index=True)
    seat_before: Mapped[str]
    seat_after: Mapped[str]
    status_before: Mapped[str]
    status_after: Mapped[str]
    reason: Mapped[str]
    at_ms: Mapped[int]
    by_user: Mapped[str]
    undone: Mapped[int]


class VenireLayoutRow(RecordBase):
    """How one court lays out its venire lists: column heads and the fields they hold, as JSON."""

    __tablename__ = "venire_layouts"

    id: Mapped[str] = mapped_column(primary_key=True)
    court: Mapped[str] = mapped_column(unique=True)
    columns: Mapped[str]
