"""The print centre."""

from courtdesk.printing.panel.panel import PrintCentre

__all__ = ["PrintCentre"]
