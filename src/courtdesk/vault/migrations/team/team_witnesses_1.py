"""Witness preparation: people, files, checklists, sessions, outlines, the order of call."""

import sqlalchemy as sa
from alembic import op

revision = "team_witnesses_1"
down_revision = "team_jury_1"


def upgrade() -> None:
    _create_files()
    _create_checklists()
    _create_outlines()
    _create_calls()


def _text(*names: str) -> "list[sa.Column[str]]":
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _create_files() -> None:
    op.create_table(
        "witnesses",
        *_text("id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_witnesses")),
    )
    op.create_table(
        "witness_files",
        *_text("id", "witness_id", "case_id", "kind", "record", "support"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_witness_files")),
        sa.UniqueConstraint(
            "case_id", "witness_id", name=op.f("uq_witness_files_case_id_witness_id")
        ),
    )
    op.create_index(op.f("ix_witness_files_witness_id"), "witness_files", ["witness_id"])
    op.create_table(
        "witness_plans",
        *_text("case_id", "regime", "sittings"),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_witness_plans")),
    )


def _create_checklists() -> None:
    op.create_table(
        "witness_items",
        *_text("id", "file_id", "stage"),
        sa.Column("position", sa.Integer(), nullable=False),
        *_text("text", "practice", "owner"),
        sa.Column("due", sa.String(), nullable=True),
        *_text("note", "evidence", "blocked"),
        sa.Column("done_at_ms", sa.Integer(), nullable=True),
        *_text("done_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_witness_items")),
    )
    op.create_index("ix_witness_items_file_id", "witness_items", ["file_id", "stage", "position"])
    op.create_table(
        "witness_templates",
        *_text("kind", "items"),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_witness_templates")),
    )
    op.create_table(
        "witness_sessions",
        *_text("id", "file_id"),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        *_text("record"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_witness_sessions")),
    )
    op.create_index(op.f("ix_witness_sessions_file_id"), "witness_sessions", ["file_id"])


def _create_outlines() -> None:
    op.create_table(
        "witness_questions",
        *_text("id", "file_id", "phase"),
        sa.Column("position", sa.Integer(), nullable=False),
        *_text("words"),
        sa.Column("covered_at_ms", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_witness_questions")),
    )
    op.create_index(
        "ix_witness_questions_file_id", "witness_questions", ["file_id", "phase", "position"]
    )


def _create_calls() -> None:
    op.create_table(
        "witness_calls",
        *_text("id", "case_id", "file_id", "side"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        *_text("manner"),
        sa.Column("day", sa.String(), nullable=True),
        *_text("sitting"),
        sa.Column("recall", sa.Integer(), nullable=False),
        sa.Column("arrived_at_ms", sa.Integer(), nullable=True),
        sa.Column("released_at_ms", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_witness_calls")),
    )
    op.create_index(op.f("ix_witness_calls_case_id"), "witness_calls", ["case_id"])
    op.create_index(op.f("ix_witness_calls_file_id"), "witness_calls", ["file_id"])
    op.create_table(
        "witness_links",
        *_text("entry_id", "case_id", "file_id"),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_witness_links")),
    )
    op.create_index(op.f("ix_witness_links_case_id"), "witness_links", ["case_id"])
