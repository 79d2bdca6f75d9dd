"""The forms of the sheet, and the notes on a day's."""

from courtdesk.vault.migrations.sheets import create_sheets

revision = "record_sheets_1"
down_revision = "record_briefing_2"


def upgrade() -> None:
    create_sheets()
