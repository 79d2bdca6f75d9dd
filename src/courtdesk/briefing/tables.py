"""The rows of deadlines. Seen by this subject's service and by migrations only."""

from sqlalchemy.orm import Mapped, mapped_column

from courtdesk.vault.tables import RecordBase


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
