"""Pseudonyms of cases."""

import sqlalchemy as sa
from alembic import op

revision = "record_pseudonyms_1"
down_revision = "record_sound_origins_1"


def upgrade() -> None:
    op.create_table(
        "pseudonyms",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("pseudonym", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pseudonyms")),
    )
    op.create_index(op.f("ix_pseudonyms_case_id"), "pseudonyms", ["case_id"])
