"""``courtdesk deadline``: count, add, move, tick off, delete; and the counting rules as a file."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from courtdesk.briefing.model import NewDeadline, Period, Sense
from courtdesk.cli.access import add_vault, opened
from courtdesk.errors import ExitStatus, KnownError
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.vault.store import Vault

_MAX_BYTES = 4 << 20


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the commands of a deadline."""
    deadline = commands.add_parser("deadline", help="count days, keep deadlines")
    actions = deadline.add_subparsers(metavar="ACTION", required=True)
    count = actions.add_parser("count", help="say what a period comes to, and keep nothing")
    _add_period(count, needed=True)
    count.set_defaults(run=_count)
    add = actions.add_parser("add", help="add a deadline, counted or on a given day")
    add.add_argument("--case", required=True, metavar="N")
    add.add_argument("--what", required=True, metavar="TEXT")
    add.add_argument("--owner", default="", metavar="NAME")
    add.add_argument("--due", type=_day, metavar="2026-11-23", help="the day, where nothing counts")
    _add_period(add, needed=False)
    add.set_defaults(run=_add)
    move = actions.add_parser("move", help="move a deadline to another day, counted or given")
    _add_period(move, needed=False)
    move.add_argument("id", metavar="ID", help="as “list deadlines” shows it")
    move.add_argument("--due", type=_day, metavar="2026-11-23")
    move.set_defaults(run=_move)
    for name, told in (("done", "tick a deadline off"), ("delete", "delete a deadline")):
        other = actions.add_parser(name, help=told)
        add_vault(other)
        other.add_argument("id", metavar="ID", help="as “list deadlines” shows it")
        other.set_defaults(run=_done if name == "done" else _delete)


def add_import(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare ``import rules``."""
    rules = kinds.add_parser("rules", help="counting rules of the court's own, from .json")
    add_vault(rules)
    rules.add_argument("file", type=Path, metavar="FILE")
    rules.set_defaults(run=_import)


def rules(vault: "Vault", _options: argparse.Namespace) -> list[dict[str, Any]]:
    """The counting rules, with their sources and dates."""
    from courtdesk.briefing.service import RuleService

    return [
        {
            "id": rule.id,
            "name": rule.name,
            "source": rule.source,
            "effective_from": rule.effective_from.isoformat(),
            "effective_to": rule.effective_to.isoformat() if rule.effective_to else None,
            "verified_on": rule.verified_on,
            "services": ", ".join(method.id for method in rule.services),
        }
        for rule in RuleService(vault).rules()
    ]


def rules_file(vault: "Vault", _options: argparse.Namespace) -> bytes:
    """The counting rules as a file that ``import rules`` reads."""
    from courtdesk.briefing.service import RuleService

    return RuleService(vault).export_rules().encode()


def _add_period(parser: argparse.ArgumentParser, *, needed: bool) -> None:
    add_vault(parser)
    parser.add_argument("--rule", required=needed, metavar="ID", help="as “list rules” shows it")
    parser.add_argument("--days", required=needed, type=int, metavar="N")
    parser.add_argument(
        "--from", dest="trigger", required=needed, type=_day, metavar="2026-10-01", help="the event"
    )
    parser.add_argument(
        "--sense",
        choices=[sense.value.replace(" ", "-") for sense in Sense],
        default=Sense.WITHIN.value,
        help="within so many days after the event (the usual), not before, or before the event",
    )
    parser.add_argument("--service", default="", metavar="ID", help="how it was served")


def _period(options: argparse.Namespace) -> Period | None:
    given = (options.rule, options.days, options.trigger)
    if all(each is None for each in given):
        return None
    if any(each is None for each in given):
        raise KnownError("A period takes --rule, --days and --from.")
    sense = Sense(options.sense.replace("-", " "))
    return Period(options.trigger, options.days, sense, options.service)


def _count(options: argparse.Namespace) -> int:
    period = _period(options)
    with opened(options) as vault:
        from courtdesk.briefing.service import RuleService

        if period is not None:
            print(RuleService(vault).count(options.rule, period).explanation())
    return ExitStatus.DONE


def _add(options: argparse.Namespace) -> int:
    period = _period(options)
    due = _due(options, period)
    with opened(options) as vault:
        from courtdesk.briefing.service import DeadlineService
        from courtdesk.cases.service import CaseService

        cases = CaseService(vault)
        case_id = cases.case_numbered(options.case).id
        rule_id = options.rule or ""
        new = NewDeadline(case_id, options.what, due, options.owner, rule_id, period=period)
        kept = DeadlineService(vault, cases).add(new).value
    _tell(kept.what)
    return ExitStatus.DONE


def _move(options: argparse.Namespace) -> int:
    period = _period(options)
    due = _due(options, period)
    with opened(options) as vault:
        from courtdesk.briefing.service import DeadlineService
        from courtdesk.cases.service import CaseService

        service = DeadlineService(vault, CaseService(vault))
        was = service.deadline(options.id).what
        rule_id = options.rule or ""
        new = NewDeadline(was.case_id, was.text, due, was.owner, rule_id, period=period)
        kept = service.change(options.id, new).value
    _tell(kept.what)
    return ExitStatus.DONE


def _due(options: argparse.Namespace, period: Period | None) -> date:
    if (period is None) == (options.due is None):
        raise KnownError("Give either --due, or --rule with --days and --from.")
    return options.due or date.max


def _tell(what: NewDeadline) -> None:
    print(f"Due {what.due_on.isoformat()}: {what.text}")
    if what.explanation:
        print(what.explanation)


def _done(options: argparse.Namespace) -> int:
    with opened(options) as vault:
        from courtdesk.briefing.service import DeadlineService
        from courtdesk.cases.service import CaseService

        kept = DeadlineService(vault, CaseService(vault)).set_done(options.id, now()).value
    print(f"Done: {kept.what.text}")
    return ExitStatus.DONE


def _delete(options: argparse.Namespace) -> int:
    with opened(options) as vault:
        from courtdesk.briefing.service import DeadlineService
        from courtdesk.cases.service import CaseService

        gone = DeadlineService(vault, CaseService(vault)).delete(options.id).value
    print(f"Deleted: {gone.what.text}")
    return ExitStatus.DONE


def _import(options: argparse.Namespace) -> int:
    try:
        content = options.file.read_bytes()
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError(
            f"The file “{options.file.name}” cannot be read as UTF-8 text. Nothing was imported."
        ) from error
    if len(content) > _MAX_BYTES:
        raise KnownError("A file of rules of more than 4 MB is not read. Nothing was imported.")
    with opened(options) as vault:
        from courtdesk.briefing.service import RuleService

        added = RuleService(vault).import_rules(text).value
    print(f"{added} counting rules imported.")
    return ExitStatus.DONE


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not of the form 2026-11-23") from None
