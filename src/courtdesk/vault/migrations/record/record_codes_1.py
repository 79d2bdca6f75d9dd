"""The court's own codes, and what entries refer to."""

import sqlalchemy as sa
from alembic import op

revision = "record_codes_1"
down_revision = "record_exhibits_1"


def upgrade() -> None:
    op.create_table(
        "codes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("short", sa.String(), nullable=False),
        sa.Column("phrase", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("anywhere", sa.Integer(), nullable=False),
        sa.Column("court", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codes")),
    )
    op.create_index("ix_codes_court", "codes", ["court"])
    op.create_table(
        "entry_links",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_links")),
    )
    op.create_index(op.f("ix_entry_links_entry_id"), "entry_links", ["entry_id"])
    op.create_index("ix_entry_links_target", "entry_links", ["kind", "target"])
