"""The trial team's work on jurors: ratings, answers, behaviour, research."""

import sqlalchemy as sa
from alembic import op

revision = "team_jury_1"
down_revision = "team_users_1"


def upgrade() -> None:
    _create_juror_ratings()
    _create_juror_flags()
    _create_voir_dire_questions()
    _create_voir_dire_answers()
    _create_behaviour_notes()
    _create_behaviour_palettes()
    _create_juror_baselines()
    _create_juror_findings()
    _create_jury_destructions()


def _create_juror_ratings() -> None:
    op.create_table(
        "juror_ratings",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("juror_id", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("factors", sa.String(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("by_user", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_juror_ratings")),
    )
    op.create_index(op.f("ix_juror_ratings_case_id"), "juror_ratings", ["case_id"], unique=False)


def _create_juror_flags() -> None:
    op.create_table(
        "juror_flags",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("juror_id", sa.String(), nullable=False),
        sa.Column("flag", sa.String(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("by_user", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_juror_flags")),
    )
    op.create_index(op.f("ix_juror_flags_case_id"), "juror_flags", ["case_id"], unique=False)


def _create_voir_dire_questions() -> None:
    op.create_table(
        "voir_dire_questions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("follows", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voir_dire_questions")),
    )
    op.create_index(
        op.f("ix_voir_dire_questions_case_id"), "voir_dire_questions", ["case_id"], unique=False
    )


def _create_voir_dire_answers() -> None:
    op.create_table(
        "voir_dire_answers",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("juror_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("by_user", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voir_dire_answers")),
    )
    op.create_index(
        op.f("ix_voir_dire_answers_case_id"), "voir_dire_answers", ["case_id"], unique=False
    )


def _create_behaviour_notes() -> None:
    op.create_table(
        "behaviour_notes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("juror_id", sa.String(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("tone", sa.String(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("observer", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("attention", sa.Integer(), nullable=True),
        sa.Column("hearing_id", sa.String(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("witness", sa.String(), nullable=False),
        sa.Column("examiner", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("exhibit", sa.String(), nullable=False),
        sa.Column("recording_ms", sa.Integer(), nullable=True),
        sa.Column("interpretation", sa.String(), nullable=False),
        sa.Column("interpreted_at_ms", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_behaviour_notes")),
    )
    op.create_index(
        op.f("ix_behaviour_notes_case_id"), "behaviour_notes", ["case_id"], unique=False
    )


def _create_behaviour_palettes() -> None:
    op.create_table(
        "behaviour_palettes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("codes", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_behaviour_palettes")),
    )
    op.create_index(
        op.f("ix_behaviour_palettes_case_id"), "behaviour_palettes", ["case_id"], unique=False
    )


def _create_juror_baselines() -> None:
    op.create_table(
        "juror_baselines",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("by_user", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_juror_baselines")),
    )
    op.create_index(
        op.f("ix_juror_baselines_case_id"), "juror_baselines", ["case_id"], unique=False
    )


def _create_juror_findings() -> None:
    op.create_table(
        "juror_findings",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("juror_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("query", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("researcher", sa.String(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("account_silent", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_juror_findings")),
    )
    op.create_index(op.f("ix_juror_findings_case_id"), "juror_findings", ["case_id"], unique=False)


def _create_jury_destructions() -> None:
    op.create_table(
        "jury_destructions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("due", sa.String(), nullable=False),
        sa.Column("hold", sa.String(), nullable=False),
        sa.Column("purged_at_ms", sa.Integer(), nullable=True),
        sa.Column("purged", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jury_destructions")),
    )
