"""The court's settings of sound."""

import sqlalchemy as sa
from alembic import op

revision = "record_sound_settings_1"
down_revision = "record_minutes_1"


def upgrade() -> None:
    op.create_table(
        "sound_settings",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sound_settings")),
    )
