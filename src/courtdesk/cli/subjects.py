"""The subjects of the house, for commands that look at the whole vault."""

from importlib import import_module

_SUBJECTS = ("cases", "exhibits", "sound", "hearing", "jury", "witnesses", "briefing", "printing")


def load_tables() -> None:
    """Load every subject's service, and with it the tables that the vault then knows."""
    for subject in _SUBJECTS:
        import_module(f"courtdesk.{subject}.service")
