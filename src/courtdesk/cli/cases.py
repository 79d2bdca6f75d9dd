"""``courtdesk case add``."""

import argparse
from datetime import datetime
from zoneinfo import ZoneInfo

from courtdesk.cases.model import CaseDetails, CaseKind
from courtdesk.cli.access import add_vault, opened
from courtdesk.errors import ExitStatus


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the commands of a case."""
    case = commands.add_parser("case", help="add a case")
    actions = case.add_subparsers(metavar="ACTION", required=True)
    add = actions.add_parser("add", help="add a case")
    add_vault(add)
    add.add_argument("--number", required=True)
    add.add_argument("--title", required=True)
    add.add_argument("--court", default="")
    add.add_argument("--room", default="")
    add.add_argument("--judge", default="")
    add.add_argument("--kind", choices=[kind.value for kind in CaseKind], default="other")
    add.set_defaults(run=_add)


def _add(options: argparse.Namespace) -> int:
    details = CaseDetails(
        number=options.number,
        title=options.title,
        kind=CaseKind(options.kind),
        court=options.court,
        room=options.room,
        judge=options.judge,
    )
    with opened(options) as vault:
        from courtdesk.cases.service import CaseService

        today = datetime.now(ZoneInfo(vault.settings.zone)).date()
        case = CaseService(vault).open_case(details, today).value
    print(f"Case {case.details.number} added.")
    return ExitStatus.DONE
