"""What a deadline was counted from, the court's own counting rules, and what matters lack."""

import sqlalchemy as sa
from alembic import op

revision = "record_briefing_2"
down_revision = "record_pseudonyms_1"


def upgrade() -> None:
    op.create_table(
        "deadline_periods",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_periods")),
    )
    op.create_table(
        "counting_rules",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counting_rules")),
    )
    op.create_table(
        "needs",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("set_down_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due_on", sa.String(), nullable=True),
        sa.Column("done_at_ms", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_needs")),
    )
    op.create_index(op.f("ix_needs_case_id"), "needs", ["case_id"])
