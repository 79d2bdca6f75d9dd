"""Cases that are consolidated with another."""

import sqlalchemy as sa
from alembic import op

revision = "record_cases_1"
down_revision = "record_sheets_1"


def upgrade() -> None:
    op.create_table(
        "consolidations",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("lead_id", sa.String(), nullable=False),
        sa.Column("ordered_on", sa.String(), nullable=False),
        sa.Column("ordered_by", sa.String(), nullable=False),
        sa.Column("severed_on", sa.String(), nullable=False),
        sa.Column("severed_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_consolidations_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["cases.id"], name=op.f("fk_consolidations_lead_id_cases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consolidations")),
    )
    for column in ("case_id", "lead_id"):
        op.create_index(op.f(f"ix_consolidations_{column}"), "consolidations", [column])
