"""The way into a vault, as the unlock window sees it. ``app.py`` builds one; tests fake one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from courtdesk.vault.header import HeaderSummary
    from courtdesk.vault.store import Vault


@dataclass(frozen=True)
class NewVault:
    """A vault to be made. ``paper`` is ``a4`` or ``letter``; ``zone`` an IANA time zone."""

    path: Path
    user: str
    role: str
    passphrase: str
    paper: str
    zone: str

    def __repr__(self) -> str:
        return "NewVault(…)"


class Door(Protocol):
    """What can be done before a vault is open. Errors are ``KnownError``."""

    def header(self, path: Path) -> HeaderSummary:
        """Name and users of the vault at ``path``; cheap, called on the GUI thread."""

    def public_passphrase(self, header: HeaderSummary) -> str:
        """The passphrase that the window may show, for it is no secret; empty otherwise."""

    def warm(self) -> None:
        """Import what opening needs. Called on the lane."""

    def open(self, path: Path, user_id: str, passphrase: str) -> Vault:
        """Open the vault. Called on the lane."""

    def create(self, new: NewVault) -> Vault:
        """Make a vault and open it for its first user. Called on the lane."""

    def demo(self) -> Path:
        """The demo vault, made if it is missing. Called on the lane."""
