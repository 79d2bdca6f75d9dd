"""The trial team's packets, and who holds which copy of them."""

from courtdesk.vault.migrations.packets import create_packets

revision = "team_printing_1"
down_revision = "team_witnesses_1"


def upgrade() -> None:
    create_packets()
