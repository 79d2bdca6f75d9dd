"""The sealed supplement: what is sealed of a hearing's log, for those who may see it alone."""

from courtdesk.hearing.model import Entry, SealedSheet
from courtdesk.hearing.model.seals import Seal
from courtdesk.hearing.sheet.head import Watch, facts, masthead
from courtdesk.hearing.sheet.log import entry_row, entry_table
from courtdesk.paper.blocks import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Paragraph,
    Row,
    Table,
)
from courtdesk.paper.imprint import Imprint
from courtdesk.paper.words import long_date

_NONE = "Nothing of this hearing is sealed."
_NO_ORDER = "No order is named yet"


def sealed_sheet(sheet: SealedSheet, imprint: Imprint) -> Document:
    """Each sealed portion with its order and its entries; then what was unsealed, and by whom."""
    watch = Watch(sheet.log.zone)
    blocks: list[Block] = [facts(sheet.log, watch, imprint.printed_at)]
    sealed = [each for each in sheet.portions if each[0].lifted_at is None]
    lifted = [seal for seal, _ in sheet.portions if seal.lifted_at is not None]
    if not sealed:
        blocks.append(Paragraph(_NONE))
    for seal, entries in sealed:
        blocks += _portion(seal, entries, watch)
    if lifted:
        blocks += _lifted(lifted, watch)
    head = masthead(sheet.log, "Sealed supplement", sealed=True)
    return Document(head, imprint, tuple(blocks))


def _portion(seal: Seal, entries: tuple[Entry, ...], watch: Watch) -> list[Block]:
    about = Facts(
        (
            ("By order of", seal.ordered_by or _NO_ORDER),
            ("Why", seal.reason or "Not noted"),
            ("Sealed by", seal.by),
        )
    )
    rows = tuple(entry_row(entry, watch) for entry in entries)
    return [Heading(f"Sealed portion, {_span(seal, watch)}"), about, entry_table(rows)]


def _lifted(seals: list[Seal], watch: Watch) -> list[Block]:
    columns = (
        Column("Portion", share=1.0),
        Column("Sealed by order of"),
        Column("Unsealed by order of"),
        Column("When", share=0.9),
        Column("Why"),
    )
    rows = tuple(
        Row(
            (
                _span(seal, watch),
                seal.ordered_by or _NO_ORDER,
                seal.lifted_by,
                f"{long_date(watch.local(seal.lifted_at))}, {watch.time(seal.lifted_at)}"
                if seal.lifted_at
                else "",
                seal.lifted_reason,
            )
        )
        for seal in seals
    )
    return [Heading("Unsealed since"), Table(columns, rows)]


def _span(seal: Seal, watch: Watch) -> str:
    begun, ended = watch.time(seal.begun_at), watch.time(seal.ended_at)
    return f"{begun} to {ended}" if ended else f"since {begun}"
