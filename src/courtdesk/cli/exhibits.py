"""Exhibits on the command line: the register as a list, and labels."""

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


def add_label_options(parser: argparse.ArgumentParser) -> None:
    """Declare what labels need."""
    parser.add_argument("--stock", default="", metavar="NAME", help="labels: which sheets, as 5160")
    parser.add_argument(
        "--start", type=int, default=1, metavar="N", help="labels: begin with the n-th of the sheet"
    )
    parser.add_argument(
        "--exhibit", action="append", default=[], metavar="NAME", help="labels: only of State 14 …"
    )


def labels(vault: "Vault", options: argparse.Namespace) -> bytes:
    """Sheets of labels for the exhibits of a case."""
    from courtdesk.cases.service import CaseService
    from courtdesk.exhibits import documents
    from courtdesk.paper.press import press
    from courtdesk.vault.prints import NewPrint, Prints

    made = documents.labels(vault, options.case, options.stock, options.start, options.exhibit)
    content = press(made)
    case_id = CaseService(vault).case_numbered(options.case).id
    title, imprint = made.masthead.title, made.imprint
    what = NewPrint("labels", title, imprint.fingerprint, case_id=case_id)
    Prints(vault).record(what, content)
    return content


def _service(vault: "Vault") -> "ExhibitService":
    from courtdesk.cases.service import CaseService
    from courtdesk.exhibits.service import ExhibitService

    return ExhibitService(vault, CaseService(vault))
