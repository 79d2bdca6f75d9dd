"""``courtdesk export``: what a vault holds, as a file for others."""

import argparse
import json
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from courtdesk.cli import briefings, codes, exhibits, hearings, venires, witnesses
from courtdesk.cli.access import add_vault, opened
from courtdesk.errors import ExitStatus, KnownError
from courtdesk.vault.keys import Compartment

if TYPE_CHECKING:
    from courtdesk.paper.blocks import Document
    from courtdesk.vault.store import Vault

Maker = Callable[["Vault", argparse.Namespace], bytes]


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare ``export``."""
    parser = commands.add_parser("export", help="write what a vault holds to a file")
    parser.add_argument("kind", choices=sorted(_KINDS), metavar="KIND", help=", ".join(_KINDS))
    add_vault(parser)
    parser.add_argument("--case", metavar="N", help="of the case with this number")
    parser.add_argument(
        "--hearing", metavar="ID", help="of this hearing; the case's newest where not given"
    )
    parser.add_argument(
        "--date", type=_day, metavar="2026-11-23", help="of this day of the court's calendar"
    )
    parser.add_argument(
        "--edition",
        metavar="E",
        help="briefing: bench (the usual), clerk, public; order-of-call: team (the usual), court; "
        "seating, strikes: team, or court without the team's work; behaviour: time, juror, party, "
        "behaviour",
    )
    parser.add_argument(
        "--format", choices=("pdf", "csv", "json"), help="where FILE does not end in it"
    )
    witnesses.add_options(parser)
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="the file to write")
    parser.set_defaults(run=_export)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not of the form 2026-11-23") from None


def _export(options: argparse.Namespace) -> int:
    from courtdesk.paper.save import save

    makers = _KINDS[options.kind]
    form = f".{options.format}" if options.format else options.out.suffix.lower()
    maker = makers.get(form)
    if maker is None:
        known = ", ".join(makers)
        raise KnownError(f"“{options.kind}” is written as {known}. Name the file accordingly.")
    with opened(options) as vault:
        content = maker(vault, options)
        if form != ".pdf":
            vault.note("export", "", f"{options.kind} as {form}")
    save(content, options.out)
    print(f"{options.out} written.")
    return ExitStatus.DONE


def _as_json(document: Callable[["Vault", argparse.Namespace], dict[str, Any]]) -> Maker:
    def make(vault: "Vault", options: argparse.Namespace) -> bytes:
        return json.dumps(document(vault, options), ensure_ascii=False, indent=1).encode() + b"\n"

    return make


def _as_pdf(
    document: Callable[["Vault", argparse.Namespace], "Document"],
    compartment: Compartment = Compartment.RECORD,
) -> Maker:
    def make(vault: "Vault", options: argparse.Namespace) -> bytes:
        from courtdesk.paper.press import press
        from courtdesk.vault.prints import NewPrint, Prints

        made = document(vault, options)
        content = press(made)
        masthead = made.masthead
        what = NewPrint(options.kind, masthead.title, made.imprint.fingerprint, masthead.edition)
        Prints(vault).record(what, content, compartment)
        return content

    return make


def _of_the_jury(kind: str) -> Maker:
    """A paper of the jury; one with the team's work in it is kept in the team's print history."""

    def make(vault: "Vault", options: argparse.Namespace) -> bytes:
        compartment = venires.compartment(vault, kind, options)
        return _as_pdf(partial(venires.paper, kind), compartment)(vault, options)

    return make


_KINDS: dict[str, dict[str, Maker]] = {
    "codes": {".csv": codes.as_csv},
    "log": {
        ".pdf": _as_pdf(hearings.log),
        ".csv": hearings.log_table,
        ".json": hearings.log_document,
    },
    "exhibits": {".pdf": _as_pdf(exhibits.register)},
    "minutes": {".pdf": _as_pdf(hearings.minutes)},
    "briefing": {".pdf": _as_pdf(briefings.sheet)},
    "batson": {".json": _as_json(venires.batson), ".pdf": _of_the_jury("batson")},
    "behaviour": {".pdf": _of_the_jury("behaviour")},
    "jurors": {".pdf": _of_the_jury("jurors")},
    "jury-list": {".pdf": _of_the_jury("jury-list")},
    "answers": {".pdf": _of_the_jury("matrix")},
    "seating": {".pdf": _of_the_jury("seating")},
    "strikes": {".pdf": _of_the_jury("strikes")},
    "destruction": {".pdf": _of_the_jury("destruction")},
    "checklist": {".pdf": _as_pdf(witnesses.checklist, Compartment.TEAM)},
    "day-card": {".pdf": _as_pdf(witnesses.day_card, Compartment.TEAM)},
    "logistics": {".pdf": _as_pdf(witnesses.logistics, Compartment.TEAM)},
    "order-of-call": {".pdf": _as_pdf(witnesses.order_of_call, Compartment.TEAM)},
    "witness-binder": {".pdf": _as_pdf(witnesses.binder, Compartment.TEAM)},
    "witness-grid": {".pdf": _as_pdf(witnesses.grid, Compartment.TEAM)},
}
