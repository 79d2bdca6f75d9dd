"""The documents that were printed."""

from courtdesk.vault.migrations.chain import create_prints

revision = "team_users_1"
down_revision = "team_0001"


def upgrade() -> None:
    create_prints()
