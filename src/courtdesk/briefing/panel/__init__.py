"""The panel of the day: its matters, what is due, and the sheet as the page that it will be."""

from courtdesk.briefing.panel.panel import TodayPanel

__all__ = ["TodayPanel"]
