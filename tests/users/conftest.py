"""Vaults for the tests of users, with a passphrase cost that is quick to derive."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from courtdesk.vault.kdf import KdfParams
from courtdesk.vault.opening import create_vault, open_vault
from courtdesk.vault.roles import Role
from courtdesk.vault.settings import VaultSettings
from courtdesk.vault.store import Vault

QUICK = KdfParams(memory_kib=19 * 1024, passes=1, lanes=1)
PASSPHRASES = {
    "A. Reyes": "seven herons above the weir",
    "J. Marsh": "old copper kettle by the door",
    "P. Lindqvist": "twelve quiet ferries at dusk",
}


class Office:
    """A vault's folder, opened by one user after the other."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._open: Vault | None = None

    def make(self, name: str, role: Role) -> Vault:
        self._open = create_vault(
            self.path, VaultSettings("Office"), name, role, PASSPHRASES[name], params=QUICK
        )
        return self._open

    def sign_in(self, name: str, passphrase: str | None = None) -> Vault:
        self.leave()
        user_id = next(
            (u.id for u in read_users(self.path) if u.name == name),
            None,
        )
        self._open = open_vault(self.path, user_id, passphrase or PASSPHRASES[name])
        return self._open

    def leave(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


def read_users(path: Path):
    from courtdesk.vault.header import read_header

    return read_header(path).users


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "office.courtdesk")
    yield made
    made.leave()


@pytest.fixture
def add() -> Callable[[Vault, str, Role], str]:
    from courtdesk.vault.users import Users

    def added(vault: Vault, name: str, role: Role) -> str:
        return Users(vault).add(name, role, PASSPHRASES[name], params=QUICK).value.id

    return added
