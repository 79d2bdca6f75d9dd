"""Witnesses on the command line: their list."""

import argparse
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from courtdesk.cli.output import iso
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.vault.store import Vault
    from courtdesk.witnesses.model.overview import Overview
    from courtdesk.witnesses.model.witness import WitnessFile
    from courtdesk.witnesses.service import WitnessService


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


def _services(vault: "Vault") -> tuple["WitnessService", Any]:
    from courtdesk.cases.service import CaseService
    from courtdesk.witnesses.service import WitnessService

    cases = CaseService(vault)
    return WitnessService(vault, cases), cases
