"""The demo case: fiction, written through the same services that a clerk uses.

Its passphrase is public, and is said wherever the demo is shown.
"""

from pathlib import Path

from courtdesk.vault.files import named

CLERK = "A. Reyes"
PASSPHRASE = "demo passphrase, known to all"  # noqa: S105 - public on purpose


def place(wanted: Path | None) -> Path:
    """Where the demo vault lies: where it is wanted, or in the user's own data folder."""
    if wanted is not None:
        return named(wanted)
    from platformdirs import user_data_path

    folder = user_data_path("CourtDesk", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    return named(folder / "Demo")
