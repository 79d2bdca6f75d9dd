"""A hearing on the command line: importing its log, printing its log and minutes."""

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from courtdesk.cli.access import add_vault, opened
from courtdesk.errors import ExitStatus, KnownError
from courtdesk.paper.imprint import Imprint
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.hearing.model import Hearing
    from courtdesk.hearing.service import HearingService
    from courtdesk.paper.blocks import Document
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


def log(vault: "Vault", options: argparse.Namespace) -> "Document":
    """The hearing's log."""
    from courtdesk.hearing.sheet import log_sheet

    service, hearing = _hearing(vault, options)
    return log_sheet(service.log_sheet(hearing.id), Imprint.by(vault, now()))


def log_table(vault: "Vault", options: argparse.Namespace) -> bytes:
    """The hearing's log as CSV."""
    from courtdesk.hearing.sheet.open_format import log_csv

    service, hearing = _hearing(vault, options)
    return log_csv(service.log_sheet(hearing.id))


def log_document(vault: "Vault", options: argparse.Namespace) -> bytes:
    """The hearing's log as JSON."""
    from courtdesk.hearing.sheet.open_format import log_json

    service, hearing = _hearing(vault, options)
    return log_json(service.log_sheet(hearing.id))


def minutes(vault: "Vault", options: argparse.Namespace) -> "Document":
    """The minutes of proceedings."""
    from courtdesk.hearing.sheet import minutes_sheet

    service, hearing = _hearing(vault, options)
    return minutes_sheet(service.minutes_sheet(hearing.id), Imprint.by(vault, now()))


def _hearing(vault: "Vault", options: argparse.Namespace) -> "tuple[HearingService, Hearing]":
    """The hearing that the command names.

    Raises:
        KnownError: there is none, or it is not clear which.
    """
    from courtdesk.cases.service import CaseService
    from courtdesk.hearing.service import HearingService

    cases = CaseService(vault)
    service = HearingService(vault, cases)
    if options.hearing:
        return service, service.hearing(options.hearing)
    if not options.case:
        raise KnownError("Name the case by --case, or the hearing by --hearing.")
    hearings = service.hearings(cases.case_numbered(options.case).id)
    if not hearings:
        raise KnownError("This case has no hearing yet.")
    return service, hearings[0]
