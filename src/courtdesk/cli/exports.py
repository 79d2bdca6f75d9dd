"""``courtdesk export``: what a vault holds, as a file for others."""

import argparse
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from courtdesk.catalogue import Kind, Wanted
from courtdesk.cli import codes, copies, deadlines, exhibits, hearings, packets, venires
from courtdesk.cli.access import add_vault, opened
from courtdesk.errors import ExitStatus, KnownError
from courtdesk.printing import catalogue

if TYPE_CHECKING:
    from courtdesk.vault.store import Vault

Maker = Callable[["Vault", argparse.Namespace], bytes]


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare ``export``."""
    parser = commands.add_parser("export", help="write what a vault holds to a file")
    known = sorted({*_KINDS, "case", "packet"})
    parser.add_argument("kind", choices=known, metavar="KIND", help=", ".join(known))
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
        help="whom it is for; the first is the usual one. " + _editions(),
    )
    parser.add_argument(
        "--format", choices=("pdf", "csv", "json"), help="where FILE does not end in it"
    )
    parser.add_argument("--witness", metavar="NAME", help="of this witness (name or id)")
    parser.add_argument("--blank", action="store_true", help="a checklist to fill in by hand")
    parser.add_argument(
        "--draft", action="store_true", help="minutes: from the log as it is now, not as certified"
    )
    packets.add_options(parser)
    copies.add_options(parser)
    exhibits.add_label_options(parser)
    parser.add_argument(
        "--sealed", action="store_true", help="case: with sealed portions and real names"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="the file to write")
    parser.set_defaults(run=_export)


def _editions() -> str:
    """The editions of each kind that has several, for the help."""
    names = {
        kind.name: [edition.name for edition in kind.editions if edition.name]
        for kind in catalogue.kinds()
    }
    return "; ".join(f"{kind}: {', '.join(some)}" for kind, some in names.items() if some)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not of the form 2026-11-23") from None


def _export(options: argparse.Namespace) -> int:
    from courtdesk.paper.save import save

    if options.kind == "packet":
        return _export_packet(options)
    if options.kind == "case":
        return _export_case(options)
    makers = _KINDS[options.kind]
    form = f".{options.format}" if options.format else options.out.suffix.lower()
    maker = makers.get(form)
    if maker is None:
        known = ", ".join(makers)
        raise KnownError(f"“{options.kind}” is written as {known}. Name the file accordingly.")
    asked = copies.Copies(options, form)
    with opened(options) as vault:
        content = maker(vault, options)
        files = [(content, options.out), *asked.of(content, options.out)]
        if form != ".pdf":
            vault.note("export", "", f"{options.kind} as {form}")
        for _, target in files[1:]:
            vault.note("export", "", f"{options.kind}, {copies.described(target)}")
    for made, target in files:
        save(made, target)
        print(f"{target} written.")
    return ExitStatus.DONE


def _export_packet(options: argparse.Namespace) -> int:
    if options.out.suffix.lower() != ".pdf":
        raise KnownError("A packet is written as .pdf. Name the file accordingly.")
    with opened(options) as vault:
        for written in packets.export(vault, options):
            print(f"{written} written.")
    return ExitStatus.DONE


def _export_case(options: argparse.Namespace) -> int:
    from courtdesk.paper.save import save
    from courtdesk.printing.casefile import gathering, packing

    if not options.case:
        raise KnownError("Name the case by --case.")
    is_zip = options.out.suffix.lower() == ".zip"
    if not is_zip and options.out.exists():
        raise KnownError(f"“{options.out.name}” exists already. Name a folder that does not.")
    with opened(options) as vault:
        from courtdesk.cases.service import CaseService

        case = CaseService(vault).case_numbered(options.case)
        gathered = gathering.gather(vault, case.id, sealed=options.sealed)
        archive = packing.packed(gathered)
        packing.tell(vault, gathered, archive, ".zip" if is_zip else "a folder")
    if is_zip:
        save(archive, options.out)
    else:
        packing.unpack(archive, options.out)
    print(f"{options.out} written.")
    return ExitStatus.DONE


def _as_json(document: Callable[["Vault", argparse.Namespace], dict[str, Any]]) -> Maker:
    def make(vault: "Vault", options: argparse.Namespace) -> bytes:
        return json.dumps(document(vault, options), ensure_ascii=False, indent=1).encode() + b"\n"

    return make


def _as_pdf(kind: Kind) -> Maker:
    def make(vault: "Vault", options: argparse.Namespace) -> bytes:
        from courtdesk.paper.press import press
        from courtdesk.vault.prints import NewPrint, Prints

        wanted = Wanted.among(options)
        made = kind.made(vault, wanted)
        content = press(made)
        masthead = made.masthead
        what = NewPrint(kind.name, masthead.title, made.imprint.fingerprint, masthead.edition)
        Prints(vault).record(what, content, kind.home(vault, wanted))
        return content

    return make


_TABLES: dict[str, dict[str, Maker]] = {
    "codes": {".csv": codes.as_csv},
    "log": {".csv": hearings.log_table, ".json": hearings.log_document},
    "labels": {".pdf": exhibits.labels},
    "batson": {".json": _as_json(venires.batson)},
    "rules": {".json": deadlines.rules_file},
}
_PAGES: dict[str, dict[str, Maker]] = {
    kind.name: {".pdf": _as_pdf(kind)} for kind in catalogue.kinds()
}
_KINDS = {name: _PAGES.get(name, {}) | _TABLES.get(name, {}) for name in sorted(_TABLES | _PAGES)}
