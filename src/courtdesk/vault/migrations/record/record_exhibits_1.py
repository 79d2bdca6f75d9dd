"""Exhibits: the register, the history of states, the chain of custody."""

import sqlalchemy as sa
from alembic import op

revision = "record_exhibits_1"
down_revision = "record_jury_2"


def upgrade() -> None:
    op.create_table(
        "exhibits",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("return_to", sa.String(), nullable=False),
        sa.Column("return_on", sa.String(), nullable=True),
        sa.Column("destroy_on", sa.String(), nullable=True),
        sa.Column("hazardous", sa.Integer(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("state_note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibits")),
        sa.UniqueConstraint("case_id", "name_key", name=op.f("uq_exhibits_case_id_name_key")),
    )
    op.create_index(op.f("ix_exhibits_case_id"), "exhibits", ["case_id"])
    op.create_table(
        "exhibit_states",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("exhibit_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("by_user", sa.String(), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibit_states")),
    )
    op.create_index(op.f("ix_exhibit_states_exhibit_id"), "exhibit_states", ["exhibit_id"])
    op.create_index(op.f("ix_exhibit_states_entry_id"), "exhibit_states", ["entry_id"])
    op.create_table(
        "exhibit_custody",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("exhibit_id", sa.String(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("from_whom", sa.String(), nullable=False),
        sa.Column("to_whom", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("authorised_by", sa.String(), nullable=False),
        sa.Column("condition", sa.String(), nullable=False),
        sa.Column("signed_by", sa.String(), nullable=False),
        sa.Column("by_user", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibit_custody")),
    )
    op.create_index(op.f("ix_exhibit_custody_exhibit_id"), "exhibit_custody", ["exhibit_id"])
