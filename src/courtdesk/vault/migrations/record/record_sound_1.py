"""Recordings, their stretches, and what went wrong in them."""

import sqlalchemy as sa
from alembic import op

revision = "record_sound_1"
down_revision = "record_briefing_1"


def upgrade() -> None:
    op.create_table(
        "recordings",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("hearing_id", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("rate", sa.Integer(), nullable=False),
        sa.Column("codec", sa.String(), nullable=False),
        sa.Column("channels", sa.String(), nullable=False),
        sa.Column("second_copy", sa.String(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("started_at_ms", sa.Integer(), nullable=False),
        sa.Column("ended_at_ms", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recordings")),
    )
    op.create_index(op.f("ix_recordings_hearing_id"), "recordings", ["hearing_id"])
    op.create_table(
        "sound_segments",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("recording_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("last_chunk", sa.Integer(), nullable=False),
        sa.Column("first_sample", sa.Integer(), nullable=False),
        sa.Column("last_sample", sa.Integer(), nullable=False),
        sa.Column("utc_us", sa.Integer(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sound_segments")),
        sa.UniqueConstraint(
            "recording_id", "number", name=op.f("uq_sound_segments_recording_id_number")
        ),
    )
    op.create_table(
        "sound_incidents",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("recording_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sample", sa.Integer(), nullable=False),
        sa.Column("at_us", sa.Integer(), nullable=False),
        sa.Column("length_us", sa.Integer(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sound_incidents")),
    )
    op.create_index(op.f("ix_sound_incidents_recording_id"), "sound_incidents", ["recording_id"])
