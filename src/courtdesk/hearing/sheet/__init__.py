"""The papers of a hearing: its log, the minutes of proceedings, the sealed supplement.

Sealed entries are left out unless ``sealed`` says that this copy is for those who may see them;
the paper says that a portion is sealed, and nothing more.
"""

from courtdesk.hearing.sheet.log import log_sheet
from courtdesk.hearing.sheet.minutes import minutes_sheet
from courtdesk.hearing.sheet.sealed import sealed_sheet

__all__ = ["log_sheet", "minutes_sheet", "sealed_sheet"]
