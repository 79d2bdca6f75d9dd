"""``courtdesk list``: what a vault holds, as a table or as JSON."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from courtdesk.cli import (
    briefings,
    codes,
    deadlines,
    exhibits,
    hearings,
    proceedings,
    recordings,
    venires,
    witnesses,
)
from courtdesk.cli.access import add_vault, opened
from courtdesk.cli.output import iso, print_json, print_table
from courtdesk.errors import ExitStatus

if TYPE_CHECKING:
    from courtdesk.vault.store import Vault

_WINDOW = 1000
Rows = list[dict[str, Any]]


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare ``list``."""
    parser = commands.add_parser("list", help="list what a vault holds")
    parser.add_argument("kind", choices=sorted(_KINDS), metavar="KIND", help=", ".join(_KINDS))
    add_vault(parser)
    parser.add_argument("--case", metavar="N", help="only of the case with this number")
    parser.add_argument("--hearing", metavar="ID", help="only of this hearing")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.set_defaults(run=_list)


def _list(options: argparse.Namespace) -> int:
    with opened(options) as vault:
        rows = _KINDS[options.kind](vault, options)
    if options.json:
        print_json({options.kind: rows})
    elif rows:
        heads = list(dict.fromkeys(name for row in rows for name in row))
        print_table(heads, [[row.get(name, "") for name in heads] for row in rows])
    else:
        print(f"No {options.kind}.")
    return ExitStatus.DONE


def _cases(vault: "Vault", options: argparse.Namespace) -> Rows:
    from courtdesk.cases.service import CaseService

    service = CaseService(vault)
    if options.case:
        wanted = service.case_numbered(options.case).id
        lines = tuple(line for line in service.cases(limit=-1) if line.id == wanted)
    else:
        lines = service.cases(limit=-1)
    return [
        {
            "number": line.number,
            "title": line.title,
            "kind": line.kind.value,
            "court": line.court,
            "room": line.room,
            "judge": line.judge,
            "status": line.status.value,
            **({"consolidated_with": line.lead_number} if line.lead_number else {}),
        }
        for line in lines
    ]


def _hearings(vault: "Vault", options: argparse.Namespace) -> Rows:
    from courtdesk.cases.service import CaseService
    from courtdesk.hearing.service import HearingService

    cases = CaseService(vault)
    only = cases.case_numbered(options.case).id if options.case else None
    numbers = {line.id: line.number for line in cases.cases(limit=-1)}
    zone = vault.settings.zone
    return [
        {
            "id": hearing.id,
            "case": numbers.get(hearing.case_id),
            "started": iso(hearing.started_at, zone),
            "ended": iso(hearing.ended_at, zone),
            "title": hearing.plan.title,
            "entries": hearing.entries,
            "state": hearing.state.value,
            "day": hearing.plan.day.isoformat(),
        }
        for hearing in HearingService(vault, cases).hearings(only)
        if options.hearing in {None, hearing.id}
    ]


def _entries(vault: "Vault", options: argparse.Namespace) -> Rows:
    from courtdesk.cases.service import CaseService
    from courtdesk.hearing.service import HearingService

    service = HearingService(vault, CaseService(vault))
    zone = vault.settings.zone
    rows: Rows = []
    for hearing in reversed(_hearings(vault, options)):
        for first in range(1, hearing["entries"] + 1, _WINDOW):
            rows += [
                {
                    "id": entry.id,
                    "hearing": entry.hearing_id,
                    "number": entry.number,
                    "time": iso(entry.at, zone),
                    "speaker": entry.speaker,
                    "kind": entry.kind.value,
                    "text": None if entry.sealed else entry.text,
                    "sealed": entry.sealed,
                    "amended": entry.amended,
                    "bookmarked": entry.bookmarked,
                }
                for entry in service.window(hearing["id"], first, _WINDOW)
            ]
    return rows


def _users(vault: "Vault", _options: argparse.Namespace) -> Rows:
    from courtdesk.vault.header import read_header

    return [{"name": user.name, "role": user.role_title} for user in read_header(vault.path).users]


_KINDS: dict[str, Callable[["Vault", argparse.Namespace], Rows]] = {
    "attendance": proceedings.attendance,
    "cases": _cases,
    "charges": proceedings.charges,
    "codes": codes.listed,
    "findings": codes.findings,
    "hearings": _hearings,
    "deadlines": briefings.deadlines,
    "needs": briefings.needs,
    "rules": deadlines.rules,
    "entries": _entries,
    "exhibits": exhibits.listed,
    "jurors": venires.jurors,
    "minutes": hearings.minutes_states,
    "notes": venires.notes,
    "pseudonyms": hearings.pseudonyms,
    "recordings": recordings.listed,
    "rulings": proceedings.rulings,
    "seals": hearings.seals,
    "strikes": venires.strikes,
    "times": proceedings.times,
    "users": _users,
    "witnesses": witnesses.witnesses,
}
