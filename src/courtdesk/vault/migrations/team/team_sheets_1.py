"""The forms of the sheet, and the notes on a day's."""

from courtdesk.vault.migrations.sheets import create_sheets

revision = "team_sheets_1"
down_revision = "team_printing_1"


def upgrade() -> None:
    create_sheets()
