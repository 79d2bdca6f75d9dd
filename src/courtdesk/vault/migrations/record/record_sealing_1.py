"""Sealed portions of logs."""

import sqlalchemy as sa
from alembic import op

revision = "record_sealing_1"
down_revision = "record_course_1"


def upgrade() -> None:
    op.create_table(
        "seals",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("hearing_id", sa.String(), nullable=False),
        sa.Column("live", sa.Integer(), nullable=False),
        sa.Column("begun_at_ms", sa.Integer(), nullable=False),
        sa.Column("ended_at_ms", sa.Integer(), nullable=True),
        sa.Column("ordered_by", sa.String(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("by_user", sa.String(), nullable=False),
        sa.Column("lifted_at_ms", sa.Integer(), nullable=True),
        sa.Column("lifted_by", sa.String(), nullable=False),
        sa.Column("lifted_reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seals")),
    )
    op.create_index(op.f("ix_seals_hearing_id"), "seals", ["hearing_id"])
    op.create_table(
        "sealed_entries",
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("hearing_id", sa.String(), nullable=False),
        sa.Column("seal_id", sa.String(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_sealed_entries")),
    )
    op.create_index(op.f("ix_sealed_entries_hearing_id"), "sealed_entries", ["hearing_id"])
    op.create_index(op.f("ix_sealed_entries_seal_id"), "sealed_entries", ["seal_id"])
    op.create_table(
        "sealed_drafts",
        sa.Column("hearing_id", sa.String(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hearing_id", name=op.f("pk_sealed_drafts")),
        info={"audited": False},
    )
