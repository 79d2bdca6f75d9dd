"""The panel of the vault: its users, what was done, backups, settings."""

from courtdesk.custody.panel.panel import CustodyPanel

__all__ = ["CustodyPanel"]
