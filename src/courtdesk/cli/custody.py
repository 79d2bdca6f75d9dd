"""Receipts, recovery sheets, and printouts held against the record, on the command line."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from courtdesk.cli.access import add_vault, opened
from courtdesk.cli.output import iso
from courtdesk.errors import ExitStatus, KnownError
from courtdesk.paper.imprint import Imprint
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.custody.model import PaperVerdict
    from courtdesk.vault.store import Vault

_MAX_PAPER = 64 << 20


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare ``receipt``."""
    receipt = commands.add_parser("receipt", help="print the end-of-day receipt")
    add_vault(receipt)
    receipt.add_argument("--out", required=True, type=Path, metavar="FILE", help="the PDF to write")
    receipt.set_defaults(run=_receipt)


def add_checks(verify: argparse.ArgumentParser) -> None:
    """Declare what ``verify`` holds against the record."""
    verify.add_argument(
        "--paper", type=Path, metavar="FILE.pdf", help="does this printout belong to this record?"
    )
    verify.add_argument(
        "--receipt", metavar="CODE", help="is everything there that this receipt's code saw?"
    )


def check(vault: "Vault", options: argparse.Namespace) -> "PaperVerdict | None":
    """What the printout or the receipt that the command names says; None where it names none."""
    if not options.paper and not options.receipt:
        return None
    from courtdesk.custody.imports import fingerprint_on
    from courtdesk.custody.service import CustodyService

    service = CustodyService(vault)
    if options.receipt:
        return service.check_receipt(options.receipt)
    content = _content(options.paper)
    return service.check_paper(fingerprint_on(content), content)


def as_row(verdict: "PaperVerdict", zone: str) -> dict[str, Any]:
    """The verdict as JSON tells it."""
    return {
        "belongs": verdict.belongs,
        "exported": verdict.exported,
        "fingerprint": verdict.fingerprint or None,
        "link": verdict.link or None,
        "time": iso(verdict.at, zone),
        "title": verdict.title or None,
        "edition": verdict.edition or None,
        "copies": verdict.copies or None,
        "printed_by": verdict.printed_by or None,
        "printed": iso(verdict.printed_at, zone),
        "says": verdict.sentence,
    }


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MAX_PAPER:
            raise KnownError("That file is too large for a printout of ours. Is it the right one?")
        return path.read_bytes()
    except OSError as error:
        raise KnownError(f"“{path.name}” cannot be read. Check that it is there.") from error


def _receipt(options: argparse.Namespace) -> int:
    with opened(options) as vault:
        from courtdesk.custody.service import CustodyService
        from courtdesk.custody.sheet import receipt_sheet
        from courtdesk.paper.press import press
        from courtdesk.paper.save import save
        from courtdesk.vault.prints import NewPrint, Prints

        receipt = CustodyService(vault).receipt()
        document = receipt_sheet(receipt, Imprint.by(vault, now()))
        content = press(document)
        what = NewPrint("receipt", document.masthead.title, receipt.head)
        Prints(vault).record(what, content)
        save(content, options.out)
    print(f"{options.out} written.")
    print(receipt.code)
    return ExitStatus.DONE
