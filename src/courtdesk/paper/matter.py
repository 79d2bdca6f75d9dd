"""What is bound around the documents of a packet: its cover, its contents, its dividers."""

from dataclasses import replace

from courtdesk.paper.blocks import (
    Align,
    Block,
    Column,
    Document,
    Drawing,
    Facts,
    Frame,
    Heading,
    Paragraph,
    Row,
    Signatures,
    Size,
    Style,
    Table,
    Together,
    Words,
)
from courtdesk.paper.packet import Packet, Part
from courtdesk.paper.words import long_date

Numbered = tuple[Part, str, int]
"""A part, the name of the place in the file where it begins, and its page."""


def cover(packet: Packet, pages: int) -> Document:
    """The first page: what the packet is, who has it, what it leaves out."""
    imprint = packet.imprint
    moment = imprint.local_time
    facts = [
        *packet.facts,
        ("Edition", packet.masthead.edition),
        ("Documents", str(len(packet.parts))),
        ("Pages", str(pages)),
        ("Prepared", f"{long_date(moment)}, {moment:%H:%M} ({imprint.zone})"),
        ("By", imprint.printed_by),
        ("Copy", imprint.copy.removeprefix("Copy ")),
    ]
    shown = tuple((label, value) for label, value in facts if value)
    blocks: list[Block] = [Facts(shown)]
    if not packet.contents:
        blocks += left_out(packet)
    if imprint.copy:
        blocks.append(
            Together((Heading("Handed out"), Signatures(("To", "On", "Returned on, received by"))))
        )
    return Document(packet.masthead, imprint, tuple(blocks))


def contents(packet: Packet, parts: list[Numbered]) -> Document:
    """The contents, with the page on which each document begins."""
    columns = (
        Column("Tab" if packet.tabs else "No.", width=28, style=Style.BOLD),
        Column("Document", share=1.4),
        Column("Of", share=1.6),
        Column("Page", width=34, align=Align.RIGHT),
    )
    rows = tuple(
        Row(
            (str(number), part.document.masthead.title, described(part), str(page)),
            link=place,
        )
        for number, (part, place, page) in enumerate(parts, start=1)
    )
    blocks: list[Block] = [
        Table(columns, rows, if_empty="This packet holds no document.", size=Size.BODY)
    ]
    blocks += left_out(packet)
    head = replace(packet.masthead, title="Contents", subtitle=packet.masthead.title)
    return Document(head, packet.imprint, tuple(blocks))


def described(part: Part) -> str:
    """What a document is of: what the packet says, or what its own masthead does."""
    head = part.document.masthead
    return part.about or " · ".join(filter(None, (head.subtitle, head.edition)))


def left_out(packet: Packet) -> list[Block]:
    """What the packet does not hold, and why."""
    if not packet.left_out:
        return []
    columns = (Column("Document", share=1.0), Column("Why", share=1.8))
    rows = tuple(Row((each.title, each.reason)) for each in packet.left_out)
    return [Heading("Not in this packet"), Table(columns, rows)]


def divider(packet: Packet, part: Part, number: int) -> Document:
    """The divider page before a document."""
    head = part.document.masthead
    box = Frame(0, 0, 92, 92, 1.0, 0.8)
    figure = Words(str(number), 0, 20, 92, 44, Style.BOLD, Align.CENTRE)
    tab = Drawing(f"Tab {number}", width=460, height=100, frames=(box,), words=(figure,))
    blocks: list[Block] = [tab]
    if text := described(part):
        blocks.append(Paragraph(text, Size.LEAD))
    masthead = replace(packet.masthead, title=head.title, subtitle="", marking=head.marking)
    return Document(masthead, part.document.imprint, tuple(blocks))
