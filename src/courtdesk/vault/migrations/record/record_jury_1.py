"""The jury: selections, jurors, strikes, moves, and how courts lay out their lists."""

import sqlalchemy as sa
from alembic import op

revision = "record_jury_1"
down_revision = "record_0001"


def upgrade() -> None:
    _create_selections()
    _create_jurors()
    _create_strikes()
    _create_moves()


def _create_selections() -> None:
    op.create_table(
        "jury_selections",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("labels", sa.String(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("layout", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jury_selections")),
        sa.UniqueConstraint("case_id", name=op.f("uq_jury_selections_case_id")),
    )
    op.create_table(
        "venire_layouts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("court", sa.String(), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venire_layouts")),
        sa.UniqueConstraint("court", name=op.f("uq_venire_layouts_court")),
    )


def _create_jurors() -> None:
    op.create_table(
        "jurors",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("call", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("race", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("seat", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("strike", sa.String(), nullable=True),
        sa.Column("struck_by", sa.String(), nullable=True),
        sa.Column("eligible", sa.String(), nullable=True),
        sa.Column("details", sa.String(), nullable=False),
        sa.Column("answers", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jurors")),
        sa.UniqueConstraint("case_id", "call", name=op.f("uq_jurors_case_id_call")),
    )


def _create_strikes() -> None:
    op.create_table(
        "strikes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("juror_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=True),
        sa.Column("defendant", sa.String(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("pool", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("argument", sa.String(), nullable=False),
        sa.Column("rehabilitation", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("objection", sa.String(), nullable=False),
        sa.Column("ruling", sa.String(), nullable=False),
        sa.Column("ruled_at_ms", sa.Integer(), nullable=True),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("by_user", sa.String(), nullable=False),
        sa.Column("withdrawn", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strikes")),
        sa.UniqueConstraint("case_id", "position", name=op.f("uq_strikes_case_id_position")),
    )
    op.create_index(op.f("ix_strikes_juror_id"), "strikes", ["juror_id"], unique=False)


def _create_moves() -> None:
    op.create_table(
        "jury_moves",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("juror_id", sa.String(), nullable=False),
        sa.Column("seat_before", sa.String(), nullable=False),
        sa.Column("seat_after", sa.String(), nullable=False),
        sa.Column("status_before", sa.String(), nullable=False),
        sa.Column("status_after", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("by_user", sa.String(), nullable=False),
        sa.Column("undone", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jury_moves")),
        sa.UniqueConstraint("case_id", "position", name=op.f("uq_jury_moves_case_id_position")),
    )
    op.create_index(op.f("ix_jury_moves_act"), "jury_moves", ["act"], unique=False)
    op.create_index(op.f("ix_jury_moves_juror_id"), "jury_moves", ["juror_id"], unique=False)
