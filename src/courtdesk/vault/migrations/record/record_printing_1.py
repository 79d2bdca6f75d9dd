"""Packets that were saved, and who holds which copy."""

from courtdesk.vault.migrations.packets import create_packets

revision = "record_printing_1"
down_revision = "record_sound_settings_1"


def upgrade() -> None:
    create_packets()
