"""``courtdesk import``: what was made elsewhere."""

import argparse

from courtdesk.cli import cases, codes, deadlines, hearings, incoming, venires

_PARTS = (hearings, cases, venires, codes, deadlines, incoming)


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the imports."""
    parser = commands.add_parser("import", help="import what was made elsewhere")
    kinds = parser.add_subparsers(metavar="KIND", required=True)
    for part in _PARTS:
        part.add_import(kinds)
