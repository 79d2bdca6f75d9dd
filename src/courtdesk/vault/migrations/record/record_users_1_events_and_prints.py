"""Deeds of the vault's own, and the documents that were printed."""

import sqlalchemy as sa
from alembic import op

from courtdesk.vault.migrations.chain import create_prints

revision = "record_users_1"
down_revision = "record_jury_1"


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    create_prints()
