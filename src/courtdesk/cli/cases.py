"""``courtdesk case add|consolidate|sever``, and the court's day list."""

import argparse
import sys
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from courtdesk.cases.model import CaseDetails, CaseKind
from courtdesk.cli.access import add_vault, opened
from courtdesk.errors import ExitStatus


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the commands of a case."""
    case = commands.add_parser("case", help="add a case, consolidate it with another, sever it")
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
    join = actions.add_parser("consolidate", help="join a case to a lead case, by order")
    _add_order(join)
    join.add_argument("--with", dest="lead", required=True, metavar="NUMBER", help="the lead case")
    join.add_argument(
        "--move-dates", action="store_true", help="set its dates down in the lead case"
    )
    join.set_defaults(run=_consolidate)
    sever = actions.add_parser("sever", help="sever a case from its lead case, by order")
    _add_order(sever)
    sever.set_defaults(run=_sever)


def add_import(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the import of a day list."""
    listed = kinds.add_parser("daylist", help="the court's list of the day, .csv, .xlsx or .ics")
    add_vault(listed)
    listed.add_argument("file", type=Path, metavar="FILE")
    listed.add_argument(
        "--date",
        type=date.fromisoformat,
        metavar="2026-11-23",
        help="the day of rows that name none; today where not given",
    )
    listed.add_argument("--preview", action="store_true", help="say what it would do, do nothing")
    listed.set_defaults(run=_import_day_list)


def _import_day_list(options: argparse.Namespace) -> int:
    from courtdesk.cases import imports

    table = imports.read_table(options.file)
    with opened(options) as vault:
        from courtdesk.cases.service import DayListService

        zone = vault.settings.zone
        today = datetime.now(ZoneInfo(zone)).date()
        read = imports.plan_day_list(table, options.date, zone, today)
        service = DayListService(vault)
        plan = service.plan(read) if options.preview else service.take_over(read, today).value
    for problem in read.problems:
        print(f"courtdesk: row {problem.row}: {problem.sentence}", file=sys.stderr)
    for remark in (*read.remarks, *plan.remarks, *plan.clashes):
        print(f"courtdesk: {remark}", file=sys.stderr)
    print(f"{len(plan.steps)} hearings: {plan.in_words or 'nothing to do'}.")
    return ExitStatus.DONE


def _add_order(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    parser.add_argument("--case", required=True, metavar="NUMBER")
    parser.add_argument("--by", required=True, metavar="NAME", help="who ordered it")
    parser.add_argument(
        "--on",
        type=date.fromisoformat,
        metavar="2026-11-23",
        help="the day of the order; today where not given",
    )


def _consolidate(options: argparse.Namespace) -> int:
    with opened(options) as vault:
        from courtdesk.cases.service import CaseService, ConsolidationService

        cases = CaseService(vault)
        on = options.on or datetime.now(ZoneInfo(vault.settings.zone)).date()
        case, lead = cases.case_numbered(options.case), cases.case_numbered(options.lead)
        made = ConsolidationService(vault).consolidate(
            case.id, lead.id, on, options.by, move_dates=options.move_dates
        )
    print(f"Case {made.value.case.number} consolidated with {made.value.lead.number}.")
    return ExitStatus.DONE


def _sever(options: argparse.Namespace) -> int:
    with opened(options) as vault:
        from courtdesk.cases.service import CaseService, ConsolidationService

        on = options.on or datetime.now(ZoneInfo(vault.settings.zone)).date()
        case = CaseService(vault).case_numbered(options.case)
        made = ConsolidationService(vault).sever(case.id, on, options.by)
    print(f"Case {made.value.case.number} severed from {made.value.lead.number}.")
    return ExitStatus.DONE


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
