"""The panel of the jury: venire, voir dire, trial watch, deliberation, communications."""

from courtdesk.jury.panel.panel import JuryPanel

__all__ = ["JuryPanel"]
