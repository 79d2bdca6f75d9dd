"""The hearing panel: course, log, composer and speakers of the hearing at work."""

from courtdesk.hearing.panel.panel import HearingPanel

__all__ = ["HearingPanel"]
