"""The court's record: cases, hearings and their logs, settings."""

import sqlalchemy as sa
from alembic import op

from courtdesk.vault.migrations.chain import create_chain

revision = "record_0001"
down_revision = None


def upgrade() -> None:
    create_chain()
    _create_tables()
    _create_search()


def _create_tables() -> None:
    op.create_table(
        "amendments",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("old_text", sa.String(), nullable=False),
        sa.Column("old_speaker", sa.String(), nullable=False),
        sa.Column("old_kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_user", sa.String(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendments")),
    )
    op.create_index(op.f("ix_amendments_entry_id"), "amendments", ["entry_id"], unique=False)
    op.create_table(
        "appearances",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("hearing_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("for_whom", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("manner", sa.String(), nullable=False),
        sa.Column("key", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appearances")),
    )
    op.create_index(op.f("ix_appearances_hearing_id"), "appearances", ["hearing_id"], unique=False)
    op.create_table(
        "cases",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("court", sa.String(), nullable=False),
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("judge", sa.String(), nullable=False),
        sa.Column("judge_abbreviation", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("opened_on", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
    )
    op.create_table(
        "drafts",
        sa.Column("hearing_id", sa.String(), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("appearance_id", sa.String(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("hearing_id", name=op.f("pk_drafts")),
        info={"audited": False},
    )
    op.create_table(
        "entries",
        sa.Column("row", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("hearing_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("appearance_id", sa.String(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("bookmarked", sa.Integer(), nullable=False),
        sa.Column("by_user", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_entries")),
        sa.UniqueConstraint("hearing_id", "number", name=op.f("uq_entries_hearing_id_number")),
        sa.UniqueConstraint("id", name=op.f("uq_entries_id")),
    )
    op.create_index(
        "ix_entries_bookmarked",
        "entries",
        ["hearing_id", "number"],
        unique=False,
        sqlite_where=sa.text("bookmarked = 1"),
    )
    op.create_index(
        "ix_entries_hearing_id_kind", "entries", ["hearing_id", "kind", "number"], unique=False
    )
    op.create_table(
        "hearings",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("court", sa.String(), nullable=False),
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("judge", sa.String(), nullable=False),
        sa.Column("judge_abbreviation", sa.String(), nullable=False),
        sa.Column("recorder", sa.String(), nullable=False),
        sa.Column("jury", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("started_at_ms", sa.Integer(), nullable=True),
        sa.Column("ended_at_ms", sa.Integer(), nullable=True),
        sa.Column("since_ms", sa.Integer(), nullable=True),
        sa.Column("on_record_ms", sa.Integer(), nullable=False),
        sa.Column("off_record_ms", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearings")),
    )
    op.create_index(op.f("ix_hearings_case_id"), "hearings", ["case_id"], unique=False)
    op.create_table(
        "settings",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_settings")),
    )
    op.create_table(
        "charges",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_charges_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charges")),
    )
    op.create_index(op.f("ix_charges_case_id"), "charges", ["case_id"], unique=False)
    op.create_table(
        "parties",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("counsel", sa.String(), nullable=False),
        sa.Column("in_custody", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_parties_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parties")),
    )
    op.create_index(op.f("ix_parties_case_id"), "parties", ["case_id"], unique=False)
    op.create_table(
        "scheduled_hearings",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("starts_at_ms", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("room", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_scheduled_hearings_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheduled_hearings")),
    )
    op.create_index(
        op.f("ix_scheduled_hearings_case_id"), "scheduled_hearings", ["case_id"], unique=False
    )


def _create_search() -> None:
    """Full text of the log, kept by triggers; deleted text leaves no residue in its pages."""
    op.execute(
        "CREATE VIRTUAL TABLE entries_words USING fts5("
        "speaker, text, content='entries', content_rowid='row', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute("INSERT INTO entries_words(entries_words, rank) VALUES('secure-delete', 1)")
    added = (
        "INSERT INTO entries_words(rowid, speaker, text) VALUES (new.row, new.speaker, new.text);"
    )
    dropped = (
        "INSERT INTO entries_words(entries_words, rowid, speaker, text) "
        "VALUES ('delete', old.row, old.speaker, old.text);"
    )
    op.execute(f"CREATE TRIGGER entries_added AFTER INSERT ON entries BEGIN {added} END")
    op.execute(f"CREATE TRIGGER entries_dropped AFTER DELETE ON entries BEGIN {dropped} END")
    op.execute(
        "CREATE TRIGGER entries_changed AFTER UPDATE OF speaker, text ON entries "
        f"BEGIN {dropped} {added} END"
    )
