"""The papers of sound: what goes with it when it is given out, and the check before court."""

from courtdesk.sound.sheet.check import check_pages, check_sheet
from courtdesk.sound.sheet.giving import (
    certificate_sheet,
    channel_rows,
    channels_csv,
    draft_pages,
    draft_sheet,
    giving_papers,
    log_index_csv,
    log_index_sheet,
)

__all__ = [
    "certificate_sheet",
    "channel_rows",
    "channels_csv",
    "check_pages",
    "check_sheet",
    "draft_pages",
    "draft_sheet",
    "giving_papers",
    "log_index_csv",
    "log_index_sheet",
]
