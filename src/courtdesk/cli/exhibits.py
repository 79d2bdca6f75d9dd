"""Exhibits on the command line: the register as a list."""

import argparse
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from courtdesk.exhibits.service import ExhibitService
    from courtdesk.vault.store import Vault


def listed(vault: "Vault", options: argparse.Namespace) -> list[dict[str, Any]]:
    """The exhibits of a case, or of every case."""
    from courtdesk.cases.service import CaseService

    service, cases = _service(vault), CaseService(vault)
    if options.case:
        wanted = [(cases.case_numbered(options.case).id, options.case)]
    else:
        wanted = [(line.id, line.number) for line in cases.cases(limit=-1)]
    return [
        {
            "party": exhibit.details.party,
            "number": exhibit.details.number,
            "description": exhibit.details.description,
            "state": exhibit.state.value,
            "note": exhibit.state_note,
            "case": number,
            "id": exhibit.id,
        }
        for case_id, number in wanted
        for exhibit in service.exhibits(case_id)
    ]


def _service(vault: "Vault") -> "ExhibitService":
    from courtdesk.cases.service import CaseService
    from courtdesk.exhibits.service import ExhibitService

    return ExhibitService(vault, CaseService(vault))
