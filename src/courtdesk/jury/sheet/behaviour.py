"""The behaviour report in four orders, with the attention map in front."""

from collections.abc import Callable
from datetime import timedelta

from courtdesk.jury.model.heatmap import Picture, drawn, heat_map
from courtdesk.jury.model.snapshot import JurySheet
from courtdesk.jury.model.watch import BehaviourNote, counts_by_code
from courtdesk.jury.sheet.head import clock, day, marking, masthead
from courtdesk.paper.blocks import (
    Band,
    Block,
    Column,
    Document,
    Drawing,
    Frame,
    Heading,
    Paragraph,
    Row,
    Size,
    Style,
    Table,
    Words,
)
from courtdesk.paper.imprint import Imprint

ORDERS = ("time", "juror", "party", "behaviour")
_GREY = {2: 0.88, 1: 0.94, 0: 1.0, -1: 0.9, -2: 0.72}
_UNSEEN = 0.96
_WIDTH = 520.0
_LONGEST = timedelta(hours=9)


def behaviour_report(sheet: JurySheet, imprint: Imprint, order: str = "time") -> Document:
    """What was seen: by time, by juror, by the party presenting, or by behaviour."""
    watch = sheet.watch
    notes = watch.notes if watch else ()
    blocks: list[Block] = []
    for title, picture in _maps(sheet, notes):
        blocks += [Heading(title, level=3), _drawing(title, picture)]
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
        Paragraph("++ / + favourable, – / – – adverse. Single gestures predict little."),
    ]
    head = masthead(sheet, "Behaviour in the jury box", marking(sheet))
    return Document(head, imprint, tuple(blocks))


def _maps(sheet: JurySheet, notes: tuple[BehaviourNote, ...]) -> list[tuple[str, Picture]]:
    """A map for each day on which something was noted."""
    by_day: dict[str, list[BehaviourNote]] = {}
    for note in notes:
        by_day.setdefault(day(note.at, sheet.zone), []).append(note)
    jurors = [(j.id, f"{j.seat} {j.shown}") for j in sheet.jurors if j.seat]
    found = []
    for when, some in by_day.items():
        start, end = some[0].at, min(some[-1].at + timedelta(minutes=5), some[0].at + _LONGEST)
        step = timedelta(minutes=5 if end - start < timedelta(hours=4) else 15)
        heat = heat_map(jurors, some, start, end, step)
        minutes = int(step.total_seconds() // 60)
        title = f"Attention on {when}, from {clock(start, sheet.zone)} in {minutes}-minute steps"
        found.append((title, drawn(heat, _WIDTH, label_width=96, row_height=13)))
    return found


def _drawing(title: str, picture: Picture) -> Drawing:
    frames = tuple(
        Frame(
            box.x,
            box.y,
            box.width,
            box.height,
            _UNSEEN if box.level is None else _GREY[box.level],
            0 if box.level is None else 0.4,
        )
        for box in picture.boxes
    )
    marks = tuple(
        Words(box.mark, box.x + 1, box.y + 1, max(box.width, 12), 7, Style.BOLD)
        for box in picture.boxes
        if box.mark
    )
    names = tuple(
        Words(label.text, label.x, label.y - 9, label.width, 8.5) for label in picture.labels
    )
    return Drawing(title, picture.width, picture.height, frames, names + marks)


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
