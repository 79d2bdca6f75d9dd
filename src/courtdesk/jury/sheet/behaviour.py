"""The behaviour report in four orders, with the attention map in front."""

from collections.abc import Callable
from itertools import combinations

from courtdesk.jury.model.agreement import compared, observers
from courtdesk.jury.model.snapshot import JurySheet
from courtdesk.jury.model.watch import BehaviourNote, counts_by_code
from courtdesk.jury.sheet.head import clock, day, marking, masthead
from courtdesk.jury.sheet.heat import LEGEND, map_drawing, maps_of
from courtdesk.paper.blocks import (
    Band,
    Block,
    Column,
    Document,
    Heading,
    Paragraph,
    Row,
    Size,
    Table,
    Together,
)
from courtdesk.paper.imprint import Imprint

ORDERS = ("time", "juror", "party", "behaviour")
_WIDTH = 520.0


def behaviour_report(sheet: JurySheet, imprint: Imprint, order: str = "time") -> Document:
    """What was seen: by time, by juror, by the party presenting, or by behaviour."""
    watch = sheet.watch
    notes = watch.notes if watch else ()
    blocks: list[Block] = []
    for each in maps_of(sheet):
        title = f"Attention on {each.day.day} {each.day:%B %Y}, {each.minutes}-minute steps"
        blocks.append(Together((Heading(title, level=3), map_drawing(title, each, _WIDTH))))
    if notes:
        counts = "; ".join(f"{words} {count}" for words, count in counts_by_code(notes))
        blocks.append(Paragraph(f"Seen in all: {counts}."))
    columns = (
        Column("Time", width=48),
        Column("Juror", width=58),
        Column("Behaviour", width=92),
        Column("During", share=1.0),
        Column("Exhibit", width=48),
        Column("Note", share=1.2),
        Column("Observer", width=62),
    )
    blocks += [
        Heading(f"Notes by {order}"),
        Table(columns, tuple(_rows(sheet, notes, order)), "Nothing was noted.", Size.SMALL),
        Paragraph(f"{LEGEND} Single gestures predict little."),
        *_agreement(sheet, notes),
    ]
    head = masthead(sheet, "Behaviour in the jury box", marking(sheet))
    return Document(head, imprint, tuple(blocks))


def _agreement(sheet: JurySheet, notes: tuple[BehaviourNote, ...]) -> list[Block]:
    """What two observers noted of the same juror in the same minute, for each two of them."""
    blocks: list[Block] = []
    columns = (
        Column("Time", width=48),
        Column("Juror", width=58),
        Column("First observer", share=1.0),
        Column("Second observer", share=1.0),
        Column("", width=52),
    )
    for first, second in combinations(observers(notes), 2):
        found = compared(notes, first, second)
        rows = tuple(
            Row(
                (
                    clock(each.minute, sheet.zone)[:5],
                    sheet.number_of(each.juror_id),
                    ", ".join(each.first),
                    ", ".join(each.second),
                    "alike" if each.agree else "differ",
                )
            )
            for each in found
        )
        alike = sum(each.agree for each in found)
        blocks += [
            Heading(f"{first} and {second}: alike in {alike} of {len(found)} shared minutes"),
            Table(columns, rows, "No minute in which both noted something.", Size.SMALL),
        ]
    return blocks


def _rows(sheet: JurySheet, notes: tuple[BehaviourNote, ...], order: str) -> list[Row | Band]:
    keys: dict[str, Callable[[BehaviourNote], str]] = {
        "time": lambda note: day(note.at, sheet.zone),
        "juror": lambda note: f"Juror {sheet.number_of(note.juror_id)}",
        "party": lambda note: note.context.party or "Nobody presenting",
        "behaviour": lambda note: note.words,
    }
    key = keys[order]
    rows: list[Row | Band] = []
    group = ""
    ordered = notes if order == "time" else sorted(notes, key=lambda n: (key(n), n.at))
    for note in ordered:
        if key(note) != group:
            group = key(note)
            rows.append(Band(group))
        words = f"{note.text} [{note.interpretation}]" if note.interpretation else note.text
        rows.append(
            Row(
                (
                    clock(note.at, sheet.zone),
                    sheet.number_of(note.juror_id),
                    note.words,
                    note.context.shown,
                    note.context.exhibit,
                    words,
                    note.observer,
                )
            )
        )
    return rows
