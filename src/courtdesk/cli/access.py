"""Opening a vault from the command line: where the passphrase comes from."""

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from courtdesk.errors import KnownError
from courtdesk.vault import open_vault
from courtdesk.vault.errors import WrongPassphrase
from courtdesk.vault.header import read_header

if TYPE_CHECKING:
    from courtdesk.vault.store import Vault


def add_vault(parser: argparse.ArgumentParser) -> None:
    """The arguments of every command that opens a vault."""
    parser.add_argument("vault", type=Path, metavar="VAULT", help="the vault's folder")
    parser.add_argument("--user", metavar="NAME", help="who you are, where several users exist")
    add_passphrase(parser)


def add_passphrase(parser: argparse.ArgumentParser) -> None:
    """The one way to give a passphrase other than typing it."""
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help="read the passphrase from the first line of FILE (-: standard input)",
    )


def passphrase_for(options: argparse.Namespace, prompt: str = "Passphrase: ") -> str:
    """The passphrase, from the file that was named or typed at a prompt.

    Raises:
        KnownError: the file cannot be read, or there is nobody to type.
    """
    source: str | None = options.passphrase_file
    if source == "-":
        return sys.stdin.readline().rstrip("\r\n")
    if source is not None:
        try:
            text = Path(source).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise KnownError("The passphrase file cannot be read.") from error
        return text.split("\n", 1)[0].rstrip("\r")
    if not sys.stdin.isatty():
        raise KnownError("Nobody can type a passphrase here. Give one by --passphrase-file.")
    return getpass.getpass(prompt)


@contextmanager
def opened(options: argparse.Namespace) -> Iterator["Vault"]:
    """The vault that the command names, open for its user, closed afterwards.

    Raises:
        WrongPassphrase: the passphrase opens no slot, or there is no such user.
        KnownError: the vault cannot be opened.
    """
    user_id = _user_id(options.vault, options.user)
    vault = open_vault(options.vault, user_id, passphrase_for(options))
    try:
        yield vault
    finally:
        vault.close()


def _user_id(vault: Path, name: str | None) -> str | None:
    users = read_header(vault).users
    if name is None:
        return None
    same = [user.id for user in users if user.name.casefold() == name.casefold()]
    if not same:
        raise WrongPassphrase(f"This vault has no user {name}.")
    if len(same) > 1:
        return None
    return same[0]
