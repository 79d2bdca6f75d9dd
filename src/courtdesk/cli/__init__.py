"""The command line: the same services as the desk, for scripts and for looking into a vault.

Nothing here imports Qt; a command that opens a window hands over to :mod:`courtdesk.app`.
"""

import argparse
import sys
from collections.abc import Sequence

from courtdesk import __version__
from courtdesk.cli import (
    cases,
    custody,
    deadlines,
    exports,
    finding,
    imports,
    lists,
    recordings,
    users,
    vaults,
)
from courtdesk.errors import ExitStatus, KnownError

_PARTS = (vaults, users, custody, cases, deadlines, imports, lists, finding, exports, recordings)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser, commands = _parser()
    if not arguments or (arguments[0] not in commands and not arguments[0].startswith("-")):
        arguments.insert(0, "open")
    options = parser.parse_args(arguments)
    try:
        status: int = options.run(options)
    except KnownError as error:
        print(f"courtdesk: {error}", file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:
        return ExitStatus.REFUSED
    return status


def _parser() -> tuple[argparse.ArgumentParser, frozenset[str]]:
    parser = argparse.ArgumentParser(
        prog="courtdesk",
        description="An offline, encrypted desk for court clerks and jury coordinators.",
        epilog="“courtdesk VAULT” opens the desk; “courtdesk COMMAND --help” explains a command.",
    )
    parser.add_argument("--version", action="version", version=f"CourtDesk {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for part in _PARTS:
        part.add_commands(commands)
    return parser, frozenset(commands.choices)
