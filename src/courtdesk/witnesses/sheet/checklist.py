"""The checklist of one witness on paper: filled in, or blank to be filled in by hand."""

from courtdesk.paper.blocks import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Paragraph,
    Row,
    Ruled,
    Signatures,
    Size,
    Span,
    Style,
    Table,
    Together,
    italic,
    plain,
)
from courtdesk.paper.imprint import Imprint
from courtdesk.paper.words import long_date
from courtdesk.witnesses.model.checklist import Item, Stage, progress
from courtdesk.witnesses.model.overview import FileSheet
from courtdesk.witnesses.sheet.head import described, joined, masthead, short_day, subpoena

_BOX, _TICK = "☐", "☑"


def checklist_sheet(sheet: FileSheet, imprint: Imprint, *, blank: bool = False) -> Document:
    """The checklist in its stages. ``blank``: no tick, no note, room to write."""
    view = sheet.view
    person, record, regime = view.file.person, view.file.record, view.regime
    sides = joined(dict.fromkeys(sheet.head.side(call.side) for call in view.calls), ", ")
    blocks: list[Block] = [
        Facts(
            (
                ("Witness", person.shown),
                ("Called by", sides or "Not in the order of call"),
                ("Kind", described(view.file)),
                ("Subpoena", subpoena(record)),
                ("Language", joined((person.language, person.interpreter))),
                ("Contact", "Held by the team" if person.protected else person.contact),
            ),
            columns=2,
        ),
        Paragraph(
            (italic(f"{regime.title}. "), plain(f"{regime.notice} {_source(sheet)}")), Size.SMALL
        ),
    ]
    for stage in Stage:
        items = [item for item in view.items if item.stage is stage]
        blocks += _stage(regime.stage_title(stage), items, blank=blank)
    if blank:
        blocks.append(Ruled(5, "Notes"))
    blocks.append(Together((Signatures(("Prepared by", "Date")),)))
    title = "Witness checklist" + (" (blank)" if blank else "")
    head = masthead(sheet.head, title, person.shown)
    return Document(head, imprint, tuple(blocks))


def _source(sheet: FileSheet) -> str:
    regime = sheet.view.regime
    checked = f"checked {regime.verified_on}" if regime.verified_on else "not yet checked here"
    return f"Source: {regime.source}, in force since {long_date(regime.effective)}; {checked}."


def _stage(title: str, items: list[Item], *, blank: bool) -> list[Block]:
    counted = progress(items)
    head = title if blank else f"{title}: {counted.done} of {counted.items}"
    columns = (
        Column("", width=18),
        Column("Item", share=3),
        Column("Owner", width=76),
        Column("Due", width=44),
        Column("Done", width=104),
    )
    rows = tuple(_row(item, blank=blank) for item in items)
    return [Heading(head), Table(columns, rows, if_empty="Nothing on the list.")]


def _row(item: Item, *, blank: bool) -> Row:
    words = item.words
    if blank:
        return Row((_BOX, words.text, words.owner, short_day(words.due), ""))
    below = [f"Note: {words.note}"] * bool(words.note)
    below += [f"Evidence: {words.evidence}"] * bool(words.evidence)
    below += [f"Missing: {words.blocked}"] * bool(words.blocked and not item.done)
    spans = (plain(words.text), *(Span(f"\n{line}", Style.ITALIC) for line in below))
    done = joined((short_day(item.done_at), item.done_by), ", ")
    return Row((_TICK if item.done else _BOX, spans, words.owner, short_day(words.due), done))
