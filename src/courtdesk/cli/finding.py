"""``courtdesk find``: words in every hearing of every case."""

import argparse
import sys
from datetime import date

from courtdesk.cli.access import add_vault, opened
from courtdesk.cli.output import iso, print_json, print_table
from courtdesk.errors import ExitStatus
from courtdesk.hearing.model import EntryKind
from courtdesk.hearing.model.finding import NEWEST, FindRequest


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare ``find``."""
    parser = commands.add_parser(
        "find", help=f"find words in every hearing: the newest {NEWEST} entries that hold all"
    )
    add_vault(parser)
    parser.add_argument("words", nargs="+", metavar="WORDS", help="the last may be a beginning")
    parser.add_argument("--case", metavar="N", help="only in the case with this number")
    parser.add_argument(
        "--kind",
        action="append",
        default=[],
        type=EntryKind,
        choices=list(EntryKind),
        metavar="KIND",
        help=", ".join(EntryKind),
    )
    parser.add_argument("--speaker", default="", metavar="NAME")
    for name, words in (("--since", "from this day on"), ("--until", "up to this day")):
        parser.add_argument(name, type=date.fromisoformat, metavar="2026-11-23", help=words)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.set_defaults(run=_find)


def _find(options: argparse.Namespace) -> int:
    with opened(options) as vault:
        from courtdesk.cases.service import CaseService
        from courtdesk.hearing.service.finding import FindService

        case_id = CaseService(vault).case_numbered(options.case).id if options.case else ""
        request = FindRequest(
            " ".join(options.words),
            case_id,
            frozenset(options.kind),
            options.speaker,
            options.since,
            options.until,
        )
        found = FindService(vault).find(request)
        zone = vault.settings.zone
    rows = [
        {
            "case": hit.case_number,
            "hearing": hit.entry.hearing_id,
            "title": hit.hearing_title,
            "number": hit.entry.number,
            "time": iso(hit.entry.at, zone),
            "speaker": hit.entry.speaker,
            "kind": hit.entry.kind.value,
            "text": hit.entry.text,
            "id": hit.entry.id,
        }
        for hit in found.hits
    ]
    if found.vague:
        last = options.words[-1]
        print(f"courtdesk: “{last}” was taken as a whole word; type more of it.", file=sys.stderr)
    if options.json:
        print_json({"hits": rows})
    elif rows:
        shown = ("case", "time", "speaker", "kind", "text")
        print_table(shown, [[row[name] for name in shown] for row in rows])
    else:
        print("No entry has these words.")
    return ExitStatus.DONE
