"""The hearing panel: course, log, composer and speakers of the hearing at work."""

from courtdesk.hearing.panel.find_panel import FindPanel
from courtdesk.hearing.panel.panel import HearingPanel

__all__ = ["FindPanel", "HearingPanel"]
