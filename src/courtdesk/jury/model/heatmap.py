"""The attention heat map: juror × time, as shapes that a screen and a page draw alike.

Lengths are in points, x to the right and y downwards. Each filled cell also has a mark, so that
the map can be read in grey.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from courtdesk.jury.model.watch import BehaviourNote

_MARKS = {2: "++", 1: "+", 0: "", -1: "–", -2: "– –"}


@dataclass(frozen=True, slots=True)
class Box:
    """A rounded rectangle. ``level`` is −2 … 2, or None where nothing was seen."""

    x: float
    y: float
    width: float
    height: float
    level: int | None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text whose baseline begins at x, y; ``width`` is the room that it has."""

    x: float
    y: float
    width: float
    text: str
    heading: bool = False


@dataclass(frozen=True)
class Picture:
    """Shapes, and the size that they need."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class HeatMap:
    """The levels of each juror in steps of time. Times are UTC."""

    names: tuple[str, ...]
    start: datetime
    step: timedelta
    levels: tuple[tuple[int | None, ...], ...]


def heat_map(
    jurors: Sequence[tuple[str, str]],
    notes: Sequence[BehaviourNote],
    start: datetime,
    end: datetime,
    step: timedelta = timedelta(minutes=5),
    row_of: Callable[[BehaviourNote], str] = lambda note: note.juror_id,
) -> HeatMap:
    """What was seen in each row (key, name), step by step: the strongest note of the step.

    Of two that are equally strong the later one counts. ``row_of`` gives a note's key; a row is
    a juror where it is not given.
    """
    steps = max(1, -(-(end - start) // step))
    rows: dict[str, list[int | None]] = {juror_id: [None] * steps for juror_id, _ in jurors}
    for note in sorted(notes, key=lambda note: note.at):
        row = rows.get(row_of(note))
        index = (note.at - start) // step
        if row is None or not 0 <= index < steps:
            continue
        before = row[index]
        level = max(-2, min(2, note.weight))
        if before is None or abs(level) >= abs(before):
            row[index] = level
    return HeatMap(
        tuple(name for _, name in jurors),
        start,
        step,
        tuple(tuple(rows[juror_id]) for juror_id, _ in jurors),
    )


def drawn(
    heat: HeatMap,
    width: float,
    *,
    label_width: float = 92,
    row_height: float = 14,
    gap: float = 2,
    times: Sequence[tuple[int, str]] = (),
) -> Picture:
    """The map as shapes, ``width`` points wide.

    ``times`` are the steps (counted from 0) that have a caption above them.
    """
    columns = max((len(row) for row in heat.levels), default=1)
    cell = (width - label_width) / columns
    top = row_height if times else 0.0
    boxes, labels = [], []
    for index, caption in times:
        x = label_width + index * cell
        labels.append(Label(x, row_height - 4, width - x, caption, heading=True))
    for n, (name, row) in enumerate(zip(heat.names, heat.levels, strict=True)):
        y = top + n * row_height
        labels.append(Label(0, y + row_height - 4, label_width - 6, name))
        for m, level in enumerate(row):
            mark = "" if level is None else _MARKS[level]
            boxes.append(
                Box(label_width + m * cell, y + gap / 2, cell - gap, row_height - gap, level, mark)
            )
    return Picture(width, top + row_height * len(heat.names), tuple(boxes), tuple(labels))
