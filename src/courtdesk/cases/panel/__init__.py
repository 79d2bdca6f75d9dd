"""The panel of the cases: find one, open one, change what is known of it."""

from courtdesk.cases.panel.export_dialog import CaseExport
from courtdesk.cases.panel.panel import CasesPanel

__all__ = ["CaseExport", "CasesPanel"]
