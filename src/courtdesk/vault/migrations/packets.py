"""The tables of packets, which the court and the trial team each have."""

import sqlalchemy as sa
from alembic import op


def create_packets() -> None:
    """Make the tables."""
    op.create_table(
        "packet_presets",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packet_presets")),
    )
    op.create_table(
        "held_copies",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("print_id", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("handed_at_ms", sa.Integer(), nullable=False),
        sa.Column("recalled_at_ms", sa.Integer(), nullable=True),
        sa.Column("returned_at_ms", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_copies")),
    )
    op.create_index(op.f("ix_held_copies_print_id"), "held_copies", ["print_id"])
