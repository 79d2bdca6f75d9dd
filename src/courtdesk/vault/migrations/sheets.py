"""The tables of the sheet's forms and notes, which the court and the trial team each have."""

import sqlalchemy as sa
from alembic import op


def create_sheets() -> None:
    """Make the tables."""
    op.create_table(
        "sheet_forms",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_forms")),
    )
    op.create_table(
        "sheet_notes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_notes")),
    )
    op.create_index(op.f("ix_sheet_notes_day"), "sheet_notes", ["day"])
