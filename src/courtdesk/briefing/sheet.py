"""The daily briefing sheet: one page that the judge reads at half past eight."""

from collections.abc import Callable
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from courtdesk.briefing.model import Briefing, DueItem, Edition, Matter, Section, sections_of
from courtdesk.briefing.model.forms import Note, NoteBlock, NoteKind
from courtdesk.paper.blocks import (
    Block,
    Column,
    Document,
    Heading,
    Items,
    Paragraph,
    Row,
    Ruled,
    Span,
    Style,
    Table,
    Text,
    bold,
    plain,
)
from courtdesk.paper.imprint import Imprint, Masthead
from courtdesk.paper.words import full_date, long_date

_TITLES = {
    Edition.BENCH: "Daily briefing sheet",
    Edition.COUNSEL: "Daily briefing sheet",
    Edition.CLERK: "Daily briefing sheet",
    Edition.PUBLIC: "Cases listed for hearing",
}
_MARKINGS = {
    Edition.BENCH: "BENCH",
    Edition.COUNSEL: "PRIVILEGED – ATTORNEY WORK PRODUCT",
    Edition.CLERK: "COURT STAFF",
    Edition.PUBLIC: "PUBLIC",
}
_NOTE_LINES = 8


def briefing_sheet(
    briefing: Briefing,
    edition: Edition,
    wanted: tuple[Section, ...],
    imprint: Imprint,
    note: Note = (),
    ruled_lines: int = _NOTE_LINES,
) -> Document:
    """The day's sheet for ``edition``, with those of the ``wanted`` sections that it may hold.

    ``note`` stands in the section for notes, above the lines to write on.
    """
    allowed = sections_of(edition)
    if edition is Edition.PUBLIC:
        briefing = briefing.for_the_door()
    blocks: list[Block] = []
    for section in wanted:
        if section in allowed and section is Section.NOTES:
            blocks += _notes(note, ruled_lines)
        elif section in allowed:
            blocks += _SECTIONS[section](briefing)
    left_out = [
        section.value
        for section in wanted
        if section not in allowed and section is not Section.TASKS
    ]
    if left_out:
        blocks.append(
            Paragraph(f"Not part of the {edition} edition: {', '.join(left_out).lower()}.")
        )
    place = " · ".join(part for part in (briefing.court, briefing.room) if part)
    return Document(
        Masthead(
            court=place,
            case=f"{len(briefing.matters)} matters",
            title=_TITLES[edition],
            subtitle=full_date(briefing.day),
            edition=f"{edition.capitalize()} edition",
            marking=_MARKINGS[edition],
        ),
        imprint,
        tuple(blocks),
    )


def _calendar(briefing: Briefing) -> list[Block]:
    zone = ZoneInfo(briefing.zone)
    columns: tuple[Column, ...] = (
        Column("Time", width=36, style=Style.BOLD),
        Column("Case", share=1.5),
        Column("Matter", share=1.2),
        Column("Counsel", share=1.1),
        Column("Attention", share=1.2),
    )
    rows = tuple(
        Row(
            (
                _clock(matter, zone),
                f"{matter.case_number} {matter.case_title}",
                matter.title,
                matter.counsel or "—",
                "; ".join(matter.missing) or "—",
            )
        )
        for matter in briefing.matters
    )
    if not any(matter.missing for matter in briefing.matters):
        columns, rows = columns[:-1], tuple(Row(row.cells[:-1]) for row in rows)
    return [Heading("Calendar"), Table(columns, rows, if_empty="Nothing is set down for this day.")]


def _yesterday(briefing: Briefing) -> list[Block]:
    zone = ZoneInfo(briefing.zone)
    blocks: list[Block] = []
    for matter in briefing.matters:
        if not matter.lately:
            continue
        text: Text = (
            bold("Last heard. "),
            plain("; ".join(matter.lately) + ". "),
            bold("Today. "),
            plain(f"{_clock(matter, zone)}, {matter.title}."),
        )
        blocks += [Heading(matter.case_title, 3), Paragraph(text)]
    return [Heading("Yesterday and today"), *blocks] if blocks else []


def _rulings(briefing: Briefing) -> list[Block]:
    rows = tuple(
        Row((matter.case_title, owed)) for matter in briefing.matters for owed in matter.owed
    ) + tuple(
        Row((point.case_title, f"{point.day.day} {point.day:%b}, {point.where}: {point.words}"))
        for point in briefing.points
    )
    if not rows:
        return []
    return [Heading("To rule on"), Table((Column("Case", width=130), Column("Point")), rows)]


def _attendance(briefing: Briefing) -> list[Block]:
    columns = (
        Column("Expected", share=1.2),
        Column("Role", share=1.4),
        Column("How", share=0.8),
        Column("Case", share=1.2),
    )
    rows = tuple(
        Row((name, role, manner, matter.case_title))
        for matter in briefing.matters
        for name, role, manner in matter.attendance
    )
    return [Heading("Attendance"), Table(columns, rows)] if rows else []


def _exhibits(briefing: Briefing) -> list[Block]:
    columns = (
        Column("Exhibit", width=70, style=Style.BOLD),
        Column("Description"),
        Column("State"),
    )
    blocks: list[Block] = []
    for matter in briefing.matters:
        if matter.exhibits:
            rows = tuple(Row(cells) for cells in matter.exhibits)
            blocks += [Heading(matter.case_title, 3), Table(columns, rows)]
    return [Heading("Exhibits"), *blocks] if blocks else []


def _deadlines(briefing: Briefing) -> list[Block]:
    columns = (
        Column("Due", width=96, style=Style.BOLD),
        Column("What", share=1.6),
        Column("Case"),
        Column("Owed by", share=0.8),
    )
    rows = tuple(Row(_due(item, briefing)) for item in briefing.due)
    if not rows:
        return []
    return [Heading("Deadlines within seven days"), Table(columns, rows)]


def _due(item: DueItem, briefing: Briefing) -> tuple[str, str, str, str]:
    what = item.deadline.what
    words = _due_words(what.due_on, item.days_late(briefing.day))
    return words, what.text, item.case_title, what.owner or "—"


def _due_words(due_on: date, late: int) -> str:
    return long_date(due_on) + (f",\n{late} day{'s' if late > 1 else ''} late" if late > 0 else "")


def _tasks(briefing: Briefing) -> list[Block]:
    columns = (
        Column("Due", width=96, style=Style.BOLD),
        Column("What", share=1.6),
        Column("Witness"),
        Column("Case"),
        Column("Owner", share=0.8),
    )
    rows = tuple(
        Row(
            (
                _due_words(task.due_on, task.days_late(briefing.day)),
                task.text,
                task.who,
                task.case_title,
                task.owner or "—",
            )
        )
        for task in briefing.tasks
    )
    return [Heading("Witnesses: due and overdue"), Table(columns, rows)] if rows else []


def _notes(note: Note, ruled_lines: int) -> list[Block]:
    blocks = note_blocks(note)
    if ruled_lines:
        blocks.append(Ruled(ruled_lines))
    return [Heading("Notes"), *blocks] if blocks else []


def note_blocks(note: Note) -> list[Block]:
    """The notes as paragraphs and lists; items that follow each other are one list."""
    blocks: list[Block] = []
    for kind, some in groupby(note, key=lambda block: block.kind):
        texts = [_text(block) for block in some]
        if kind is NoteKind.PARAGRAPH:
            blocks += [Paragraph(text) for text in texts]
        else:
            blocks.append(Items(tuple(texts), numbered=kind is NoteKind.NUMBER))
    return blocks


def _text(block: NoteBlock) -> Text:
    return tuple(Span(text, Style(cut.value)) for text, cut in block.spans)


def _clock(matter: Matter, zone: ZoneInfo) -> str:
    return f"{matter.starts_at.astimezone(zone):%H:%M}"


_SECTIONS: dict[Section, Callable[[Briefing], list[Block]]] = {
    Section.CALENDAR: _calendar,
    Section.YESTERDAY: _yesterday,
    Section.RULINGS: _rulings,
    Section.ATTENDANCE: _attendance,
    Section.EXHIBITS: _exhibits,
    Section.DEADLINES: _deadlines,
    Section.TASKS: _tasks,
}
