"""``courtdesk export packet``: several documents bound to one, for one edition's readers."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from courtdesk.catalogue import Reader, Wanted
from courtdesk.cli.copies import Copies, described
from courtdesk.errors import KnownError
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.printing.model import Preset
    from courtdesk.vault.store import Vault


def add_options(parser: argparse.ArgumentParser) -> None:
    """Declare what only packets ask for."""
    parser.add_argument(
        "--preset",
        metavar="NAME",
        help="packet: morning (the usual), notebook, closing, or one that was saved",
    )
    parser.add_argument(
        "--order",
        metavar="KIND,KIND…",
        help="packet: these documents in this order; KIND=EDITION wishes for an edition",
    )
    parser.add_argument(
        "--copies", type=int, default=1, metavar="N", help="packet: numbered copies, a file each"
    )
    parser.add_argument(
        "--booklet",
        action="store_true",
        help="packet: two pages a side, to be folded in the middle",
    )


def export(vault: "Vault", options: argparse.Namespace) -> list[Path]:
    """Write the packet that the options ask for, a file for each copy; which were written.

    Raises:
        KnownError: the packet cannot be made or written.
    """
    from courtdesk.paper.binding import bind
    from courtdesk.paper.booklet import booklet
    from courtdesk.paper.reading import page_count
    from courtdesk.paper.save import save
    from courtdesk.printing.model import check_copies, copy_words
    from courtdesk.printing.service import PacketService

    check_copies(options.copies)
    service = PacketService(vault)
    wanted = replace(Wanted.among(options), edition="")
    gathered = service.gather(_preset(vault, options), _reader(options.edition), wanted, now())
    asked = Copies(options)
    written = []
    for number in range(1, options.copies + 1):
        copy = copy_words(number, options.copies)
        packet = gathered.packet
        content = bind(replace(packet, imprint=replace(packet.imprint, copy=copy)))
        if options.booklet:
            content = booklet(content)
        target = _target(options.out, copy)
        seconds = asked.of(content, target)
        for made, file in [(content, target), *seconds]:
            save(made, file)
            written.append(file)
        service.record(gathered, content, page_count(content), copy)
        for _, file in seconds:
            vault.note("export", "", f"packet, {described(file)}")
    return written


def _target(out: Path, copy: str) -> Path:
    return out.with_name(f"{out.stem}, {copy.lower()}{out.suffix}") if copy else out


def _reader(edition: str | None) -> Reader:
    try:
        return Reader(edition or Reader.BENCH)
    except ValueError:
        known = ", ".join(Reader)
        raise KnownError(f"The editions of a packet are {known}.") from None


def _preset(vault: "Vault", options: argparse.Namespace) -> "Preset":
    from courtdesk.printing.model import Item
    from courtdesk.printing.service import PresetService

    preset = PresetService(vault).named(options.preset or "morning")
    if not options.order:
        return preset
    wanted = [entry.strip().partition("=") for entry in options.order.split(",") if entry.strip()]
    known = {item.kind: item for item in preset.items}
    items = tuple(
        replace(known.get(kind, Item(kind)), edition=edition) for kind, _, edition in wanted
    )
    if not items:
        raise KnownError("Name at least one document by --order.")
    return replace(preset, items=items)
