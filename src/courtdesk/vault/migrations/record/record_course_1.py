"""Time limits of the parties, the court's set phrases, and the words of its dictionary."""

import sqlalchemy as sa
from alembic import op

revision = "record_course_1"
down_revision = "record_printing_1"


def upgrade() -> None:
    op.create_table(
        "time_limits",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("limit_ms", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time_limits")),
    )
    op.create_index(op.f("ix_time_limits_case_id"), "time_limits", ["case_id"])
    op.create_table(
        "phrases",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("short", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phrases")),
    )
    op.create_table(
        "terms",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms")),
        sa.UniqueConstraint("word", name=op.f("uq_terms_word")),
    )
