"""Objections to strikes, incidents, the jury's questions, verdicts, contacts with jurors."""

import sqlalchemy as sa
from alembic import op

revision = "record_jury_2"
down_revision = "record_users_1"


def upgrade() -> None:
    _create_strike_objections()
    _create_jury_incidents()
    _create_jury_questions()
    _create_verdicts()
    _create_juror_contacts()


def _create_strike_objections() -> None:
    op.create_table(
        "strike_objections",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("juror_id", sa.String(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("by_user", sa.String(), nullable=False),
        sa.Column("regime", sa.String(), nullable=False),
        sa.Column("objector", sa.String(), nullable=False),
        sa.Column("trait", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("response", sa.String(), nullable=False),
        sa.Column("ruling", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strike_objections")),
    )
    op.create_index(
        op.f("ix_strike_objections_case_id"), "strike_objections", ["case_id"], unique=False
    )


def _create_jury_incidents() -> None:
    op.create_table(
        "jury_incidents",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("juror_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("by_user", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jury_incidents")),
    )
    op.create_index(op.f("ix_jury_incidents_case_id"), "jury_incidents", ["case_id"], unique=False)


def _create_jury_questions() -> None:
    op.create_table(
        "jury_questions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_at_ms", sa.Integer(), nullable=True),
        sa.Column("by_user", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jury_questions")),
    )
    op.create_index(op.f("ix_jury_questions_case_id"), "jury_questions", ["case_id"], unique=False)


def _create_verdicts() -> None:
    op.create_table(
        "verdicts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("charge", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("poll", sa.String(), nullable=False),
        sa.Column("by_user", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdicts")),
    )
    op.create_index(op.f("ix_verdicts_case_id"), "verdicts", ["case_id"], unique=False)


def _create_juror_contacts() -> None:
    op.create_table(
        "juror_contacts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("juror_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("by_user", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_juror_contacts")),
    )
    op.create_index(op.f("ix_juror_contacts_case_id"), "juror_contacts", ["case_id"], unique=False)
