"""Where imported recordings come from."""

import sqlalchemy as sa
from alembic import op

revision = "record_sound_origins_1"
down_revision = "record_sealing_1"


def upgrade() -> None:
    op.create_table(
        "sound_origins",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sound_origins")),
    )
