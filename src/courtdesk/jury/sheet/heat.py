"""Maps over time on paper: attention juror by juror, and each juror by who was heard."""

from datetime import timedelta

from courtdesk.jury.model.heatmap import Box, drawn
from courtdesk.jury.model.layout import order_of_seats, seats
from courtdesk.jury.model.snapshot import JurySheet
from courtdesk.jury.model.timeline import BY_PARTY, BY_WITNESS, DayMap, day_maps, juror_timeline
from courtdesk.jury.sheet.head import marking, masthead
from courtdesk.paper.blocks import (
    Block,
    Document,
    Drawing,
    Frame,
    Heading,
    Paragraph,
    Style,
    Together,
    Words,
)
from courtdesk.paper.imprint import Imprint

_GREY = {2: 0.86, 1: 0.94, 0: 1.0, -1: 0.9, -2: 0.7}
_UNSEEN = 0.97
_WIDE = 690.0
_NARROW_MARK = 10.0
_LETTER = 3.9
LEAST = timedelta(hours=1)
LEGEND = "++ and + favourable, – and – – adverse; an empty frame: neutral; pale: nothing noted."


def attention_map(sheet: JurySheet, imprint: Imprint) -> Document:
    """Juror × time, a map for each day."""
    blocks: list[Block] = []
    for each in maps_of(sheet):
        title = f"{_day(each)}, {each.minutes}-minute steps"
        blocks.append(Together((Heading(title, level=3), map_drawing(title, each, _WIDE))))
    blocks.append(Paragraph(LEGEND if blocks else "Nothing was noted."))
    head = masthead(sheet, "Attention in the jury box", marking(sheet))
    return Document(head, imprint, tuple(blocks), landscape=True)


def timelines(sheet: JurySheet, imprint: Imprint) -> Document:
    """Each juror of whom something was noted: by witness and by the party presenting."""
    notes = sheet.watch.notes if sheet.watch else ()
    blocks: list[Block] = []
    for juror in sheet.jurors:
        own: list[Block] = []
        for words, row_of in (("by witness", BY_WITNESS), ("by party presenting", BY_PARTY)):
            for each in juror_timeline(notes, juror.id, row_of, sheet.zone):
                title = f"{_day(each)}, {words}, {each.minutes}-minute steps"
                own.append(Together((Heading(title, level=3), map_drawing(title, each, _WIDE))))
        if own:
            who = " ".join(filter(None, (juror.number, juror.entry.name)))
            base = sheet.watch.baseline_of(juror.id) if sheet.watch else ""
            heading = Heading(f"{who}, seat {juror.seat}" if juror.seat else who)
            blocks += [heading, *([Paragraph(f"Baseline: {base}")] if base else []), *own]
    blocks.append(Paragraph(LEGEND if blocks else "Nothing was noted."))
    head = masthead(sheet, "Jurors over time", marking(sheet))
    return Document(head, imprint, tuple(blocks), landscape=True)


def maps_of(sheet: JurySheet) -> tuple[DayMap, ...]:
    """The days on which something was noted, the seats in their order."""
    order = {label: n for n, label in enumerate(order_of_seats(seats(sheet.layout)))}
    seated = sorted((j for j in sheet.jurors if j.seat), key=lambda j: order.get(j.seat, 0))
    notes = sheet.watch.notes if sheet.watch else ()
    watched = {note.juror_id for note in notes}
    gone = [j for j in sheet.jurors if not j.seat and j.id in watched]
    rows = [(j.id, f"{j.seat or '–'} {j.shown}") for j in (*seated, *gone)]
    return day_maps(rows, notes, sheet.zone, least=LEAST)


def map_drawing(title: str, shown: DayMap, width: float) -> Drawing:
    """The shapes that the screen paints, in greys."""
    picture = drawn(shown.heat, width, label_width=96, row_height=15, times=shown.ticks)
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
        _mark(box, box.mark if box.width >= _NARROW_MARK else box.mark[0])
        for box in picture.boxes
        if box.mark
    )
    names = tuple(
        Words(label.text, label.x, label.y - 9, label.width, 8.5) for label in picture.labels
    )
    return Drawing(title, picture.width, picture.height, frames, names + marks)


def _mark(box: Box, mark: str) -> Words:
    """A mark in the middle of its box."""
    width = _LETTER * len(mark)
    x = box.x + max((box.width - width) / 2, 0.5)
    return Words(mark, x, box.y + 2, width + 6, 7, Style.BOLD)


def _day(shown: DayMap) -> str:
    return f"{shown.day.day} {shown.day:%B %Y}"
