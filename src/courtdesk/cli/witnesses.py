"""Witnesses on the command line: their list, and what is printed of them."""

import argparse
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from courtdesk.cli.output import iso
from courtdesk.errors import KnownError
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.paper.blocks import Document
    from courtdesk.paper.imprint import Imprint
    from courtdesk.vault.store import Vault
    from courtdesk.witnesses.model.overview import FileSheet, OrderSheet, Overview
    from courtdesk.witnesses.model.witness import WitnessFile
    from courtdesk.witnesses.service import WitnessService


def add_options(parser: argparse.ArgumentParser) -> None:
    """Declare what the sheets about witnesses ask for."""
    parser.add_argument("--witness", metavar="NAME", help="of this witness (name or id)")
    parser.add_argument("--blank", action="store_true", help="a checklist to fill in by hand")


def witnesses(vault: "Vault", options: argparse.Namespace) -> list[dict[str, Any]]:
    """The witnesses of a case, or of all cases; a protected one under the other name."""
    service, cases = _services(vault)
    numbers = [(line.id, line.number) for line in cases.cases(limit=-1)]
    if options.case:
        wanted = cases.case_numbered(options.case).id
        numbers = [pair for pair in numbers if pair[0] == wanted]
    rows = []
    for case_id, number in numbers:
        overview = service.overview(case_id, now())
        rows += [_row(vault, overview, file, number) for file in overview.files]
    return rows


def _row(vault: "Vault", overview: "Overview", file: "WitnessFile", case: str) -> dict[str, Any]:
    from courtdesk.witnesses.model.overview import state_of

    lines = [line for line in overview.lines if line.file.id == file.id]
    ahead = next((line for line in lines if not line.standing.over), lines[-1])
    zone = vault.settings.zone
    today = datetime.now(ZoneInfo(zone)).date()
    sides = dict.fromkeys(line.call.side.value for line in lines if line.call)
    return {
        "name": file.person.shown,
        "side": ", ".join(sides),
        "status": state_of(ahead, today)[0],
        "order": ahead.call.position if ahead.call else None,
        "done": ahead.tally.all.done,
        "items": ahead.tally.all.items,
        "id": file.id,
        "case": case,
        "kind": file.kind.value,
        "standing": ahead.standing.value,
        "expected": iso(ahead.reached.begins if ahead.reached else None, zone),
    }


def checklist(vault: "Vault", options: argparse.Namespace) -> "Document":
    """The checklist of one witness."""
    from courtdesk.witnesses.sheet import checklist_sheet

    return checklist_sheet(_file_sheet(vault, options), _imprint(vault), blank=options.blank)


def binder(vault: "Vault", options: argparse.Namespace) -> "Document":
    """The binder of one witness."""
    from courtdesk.witnesses.sheet import witness_binder

    return witness_binder(_file_sheet(vault, options), _imprint(vault))


def order_of_call(vault: "Vault", options: argparse.Namespace) -> "Document":
    """The order of call, of one day or of all."""
    from courtdesk.witnesses.sheet import order_of_call as sheet

    for_court = (options.edition or "team") == "court"
    return sheet(_order_sheet(vault, options), _imprint(vault), for_court=for_court)


def grid(vault: "Vault", options: argparse.Namespace) -> "Document":
    """The exhibits by witness."""
    from courtdesk.witnesses.sheet import witness_grid

    return witness_grid(_order_sheet(vault, options), _imprint(vault))


def logistics(vault: "Vault", options: argparse.Namespace) -> "Document":
    """Subpoenas, travel and standby."""
    from courtdesk.witnesses.sheet import logistics as sheet

    return sheet(_order_sheet(vault, options), _imprint(vault))


def day_card(vault: "Vault", options: argparse.Namespace) -> "Document":
    """The cards of a day's witnesses, or of one; today where no day is named."""
    from courtdesk.witnesses.sheet import day_card as sheet

    if options.date is None:
        options.date = datetime.now(ZoneInfo(vault.settings.zone)).date()
    file_id = _file(vault, options).id if options.witness else ""
    return sheet(_order_sheet(vault, options), _imprint(vault), file_id)


def _services(vault: "Vault") -> tuple["WitnessService", Any]:
    from courtdesk.cases.service import CaseService
    from courtdesk.witnesses.service import WitnessService

    cases = CaseService(vault)
    return WitnessService(vault, cases), cases


def _case_id(vault: "Vault", options: argparse.Namespace) -> str:
    _, cases = _services(vault)
    if not options.case:
        raise KnownError("Name the case by --case and its number.")
    found: str = cases.case_numbered(options.case).id
    return found


def _file(vault: "Vault", options: argparse.Namespace) -> "WitnessFile":
    """The witness that is named; a name that two of them have is not taken for either."""
    service, _ = _services(vault)
    files = service.overview(_case_id(vault, options), now()).files
    if not options.witness:
        raise KnownError("Name the witness by --witness. “list witnesses” shows names and ids.")
    wanted = " ".join(options.witness.split()).casefold()
    found = [f for f in files if f.id == wanted or f.person.shown.casefold() == wanted]
    if not found:
        raise KnownError("This case has no witness of that name. “list witnesses” shows them.")
    if len(found) > 1:
        raise KnownError("Several witnesses of this case have that name. Give the id instead.")
    return found[0]


def _file_sheet(vault: "Vault", options: argparse.Namespace) -> "FileSheet":
    return _services(vault)[0].file_sheet(_file(vault, options).id, now())


def _order_sheet(vault: "Vault", options: argparse.Namespace) -> "OrderSheet":
    return _services(vault)[0].order_sheet(_case_id(vault, options), now(), options.date)


def _imprint(vault: "Vault") -> "Imprint":
    """The imprint of a page of the team's, with the fingerprint of the team's chain."""
    from dataclasses import replace

    from courtdesk.paper.imprint import Imprint
    from courtdesk.vault.keys import Compartment

    fingerprint = vault.head(Compartment.TEAM).hash.hex()
    return replace(Imprint.by(vault, now()), fingerprint=fingerprint)
