"""A hearing on the command line: importing its log, giving it out as a table."""

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from courtdesk.catalogue import Wanted
from courtdesk.cli.access import add_vault, opened
from courtdesk.cli.output import iso
from courtdesk.errors import ExitStatus
from courtdesk.paper.pseudonyms import Pseudonyms

if TYPE_CHECKING:
    from courtdesk.vault.store import Vault


def add_import(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the import of a log."""
    hearing = kinds.add_parser("hearing", help="a hearing's log, from .csv, .xlsx or .json")
    add_vault(hearing)
    hearing.add_argument("file", type=Path, metavar="FILE")
    hearing.add_argument("--case", required=True, metavar="N", help="the case's number")
    hearing.add_argument("--title", help="the hearing's title; the file's name where not given")
    hearing.add_argument(
        "--start",
        type=_moment,
        metavar="2026-11-23T09:00",
        help="when the hearing began, in the court's time, where the file counts seconds",
    )
    hearing.set_defaults(run=_import)


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not of the form 2026-11-23T09:00") from None


def _import(options: argparse.Namespace) -> int:
    from courtdesk.hearing import imports

    table = imports.read_table(options.file)
    with opened(options) as vault:
        from courtdesk.cases.service import CaseService
        from courtdesk.hearing.service import HearingService

        cases = CaseService(vault)
        case = cases.case_numbered(options.case)
        plan = imports.plan_import(
            table, imports.guess(table.header), options.start, vault.settings.zone
        )
        title = options.title or options.file.stem
        hearing = HearingService(vault, cases).import_log(case.id, title, plan).value
    for remark in plan.remarks:
        print(f"courtdesk: {remark}", file=sys.stderr)
    print(f"{hearing.entries} entries by {len(plan.speakers)} speakers imported.")
    return ExitStatus.DONE


def log_table(vault: "Vault", options: argparse.Namespace) -> bytes:
    """The hearing's log as CSV."""
    from courtdesk.hearing.documents import wanted_hearing
    from courtdesk.hearing.sheet.open_format import log_csv

    service, hearing = wanted_hearing(vault, Wanted.among(options))
    names = Pseudonyms(vault.pseudonyms(hearing.case_id))
    return log_csv(names.through_all(service.log_sheet(hearing.id)))


def log_document(vault: "Vault", options: argparse.Namespace) -> bytes:
    """The hearing's log as JSON."""
    from courtdesk.hearing.documents import wanted_hearing
    from courtdesk.hearing.sheet.open_format import log_json

    service, hearing = wanted_hearing(vault, Wanted.among(options))
    names = Pseudonyms(vault.pseudonyms(hearing.case_id))
    return log_json(names.through_all(service.log_sheet(hearing.id)))


def minutes_states(vault: "Vault", options: argparse.Namespace) -> "list[dict[str, Any]]":
    """The frozen states of minutes, the newest hearing first; each says if the log differs."""
    from courtdesk.cases.service import CaseService
    from courtdesk.hearing.service import HearingService
    from courtdesk.hearing.service.minutes import MinutesService

    cases = CaseService(vault)
    log = HearingService(vault, cases)
    service = MinutesService(vault, log)
    only = cases.case_numbered(options.case).id if options.case else None
    rows = []
    for hearing in log.hearings(only):
        if options.hearing not in {None, hearing.id}:
            continue
        standing = service.standing(hearing.id)
        rows += [
            {
                "hearing": hearing.id,
                "number": version.place,
                "state": version.state.value,
                "amendment": version.amendment,
                "by": version.by,
                "role": version.role,
                "at": iso(version.at, vault.settings.zone),
                "reason": version.reason,
                "sha256": version.sha256.hex(),
                "record": version.head.hex(),
                "differs": standing.differs if version is standing.newest else None,
            }
            for version in standing.versions
        ]
    return rows


def pseudonyms(vault: "Vault", options: argparse.Namespace) -> "list[dict[str, Any]]":
    """Who stands under which name on copies."""
    from courtdesk.cases.service import CaseService

    cases = CaseService(vault)
    only = cases.case_numbered(options.case).id if options.case else None
    return [
        {"case": line.number, "name": name, "pseudonym": pseudonym}
        for line in cases.cases(limit=-1)
        if only in {None, line.id}
        for name, pseudonym in vault.pseudonyms(line.id)
    ]


def seals(vault: "Vault", options: argparse.Namespace) -> "list[dict[str, Any]]":
    """The sealed portions of hearings; nothing of what is in them, nor why."""
    from courtdesk.cases.service import CaseService
    from courtdesk.hearing.service import HearingService
    from courtdesk.hearing.service.sealing import SealingService

    cases, zone = CaseService(vault), vault.settings.zone
    only = cases.case_numbered(options.case).id if options.case else None
    return [
        {
            "hearing": hearing.id,
            "from": iso(seal.begun_at, zone),
            "until": iso(seal.ended_at, zone),
            "ordered_by": seal.ordered_by or None,
            "by": seal.by,
            "unsealed": iso(seal.lifted_at, zone),
            "unsealed_by": seal.lifted_by or None,
        }
        for hearing in HearingService(vault, cases).hearings(only)
        if options.hearing in {None, hearing.id}
        for seal in SealingService(vault).seals(hearing.id)
    ]
