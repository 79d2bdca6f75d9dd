"""The panel of the trial team's witnesses."""

from courtdesk.witnesses.panel.panel import WitnessesPanel

__all__ = ["WitnessesPanel"]
