"""The two papers of a hearing: its log, and the minutes of proceedings.

Sealed entries are left out unless ``sealed`` says that this copy is for those who may see them;
the paper then says that a portion is sealed, and when it was.
"""

from courtdesk.hearing.sheet.log import log_sheet
from courtdesk.hearing.sheet.minutes import minutes_sheet

__all__ = ["log_sheet", "minutes_sheet"]
