"""The panel of the exhibits: the register, what became of each, and who holds it."""

from courtdesk.exhibits.panel.panel import ExhibitsPanel

__all__ = ["ExhibitsPanel"]
