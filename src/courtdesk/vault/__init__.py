"""The encrypted store: key slots, engine, unit of work, audit chain, backup, migrations.

Importing this package is cheap: the database's libraries are loaded by :func:`warm`, or when
the first vault is opened.
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from courtdesk.vault.privacy import keep_private

if TYPE_CHECKING:
    from courtdesk.vault.store import Vault

__all__ = ["open_vault", "warm"]


def warm() -> None:
    """Load what opening a vault needs, and open nothing once.

    Called while the passphrase is being typed, after the services whose tables will be used.
    """
    import_module("courtdesk.vault.opening")
    keep_private()
    import_module("courtdesk.vault.rehearsal").rehearse()


def open_vault(path: Path, user_id: str | None, passphrase: str) -> "Vault":
    """Open a vault; see :func:`courtdesk.vault.opening.open_vault`."""
    from courtdesk.vault import opening

    keep_private()
    return opening.open_vault(path, user_id, passphrase)
