"""The trial team's work: for now its chain alone."""

from courtdesk.vault.migrations.chain import create_chain

revision = "team_0001"
down_revision = None


def upgrade() -> None:
    create_chain()
