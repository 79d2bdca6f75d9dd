"""Opening a vault from the command line: where the passphrase comes from."""

import argparse
import getpass
import sys
from collections.abc import Callable, Iterator
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
    return secret_from(options.passphrase_file, prompt, "--passphrase-file")


def new_passphrase_for(options: argparse.Namespace) -> str:
    """A new passphrase, from ``--new-passphrase-file`` or typed twice.

    Raises:
        KnownError: as :func:`passphrase_for`, or the two differ.
    """
    source: str | None = options.new_passphrase_file
    option = "--new-passphrase-file"
    first = secret_from(source, "New passphrase (15 characters or more): ", option)
    if source is None and secret_from(None, "Once more: ", option) != first:
        raise KnownError("The two passphrases differ. Nothing was changed; try again.")
    return first


def add_new_passphrase(parser: argparse.ArgumentParser) -> None:
    """The one way to give a new passphrase other than typing it."""
    parser.add_argument(
        "--new-passphrase-file",
        metavar="FILE",
        help="read the new passphrase from the first line of FILE (-: standard input)",
    )


def secret_from(source: str | None, prompt: str, option: str) -> str:
    """The first line of the file ``source`` (-: standard input), or what is typed at ``prompt``.

    Raises:
        KnownError: the file cannot be read, or there is nobody to type; ``option`` is named.
    """
    if source == "-":
        return sys.stdin.readline().rstrip("\r\n")
    if source is not None:
        try:
            text = Path(source).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise KnownError("The passphrase file cannot be read.") from error
        return text.split("\n", 1)[0].rstrip("\r")
    if not sys.stdin.isatty():
        raise KnownError(f"Nobody can type a passphrase here. Give one by {option}.")
    return getpass.getpass(prompt)


@contextmanager
def opened(
    options: argparse.Namespace, passphrase: Callable[[], str] | None = None
) -> Iterator["Vault"]:
    """The vault that the command names, open for its user, closed afterwards.

    ``passphrase`` stands for :func:`passphrase_for`.

    Raises:
        WrongPassphrase: the passphrase opens no slot, or there is no such user.
        KnownError: the vault cannot be opened.
    """
    user_id = _user_id(options.vault, options.user)
    given = passphrase_for(options) if passphrase is None else passphrase()
    vault = open_vault(options.vault, user_id, given)
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
