"""The minutes of proceedings: what was done and ordered, without testimony or argument.

What they hold follows Cochise County Rule 17 (Arizona): motions, stipulations, rulings, orders,
witnesses, jurors, times, directions and future dates; not what was said. The order of the
sections is that of the minute sheet of the United States Tax Court.
"""

from collections.abc import Iterable
from dataclasses import replace

from courtdesk.hearing.model import Entry, EntryKind, MinutesSheet
from courtdesk.hearing.sheet.head import Watch, appearances, certificate, facts, masthead
from courtdesk.hearing.sheet.states import Tongue, history_of, state_of, state_words
from courtdesk.paper.blocks import (
    Align,
    Block,
    Column,
    Document,
    Heading,
    Paragraph,
    Row,
    Span,
    Style,
    Table,
    Text,
    italic,
)
from courtdesk.paper.imprint import Imprint

_COLUMNS = (
    Column("", width=42),
    Column("", width=100, align=Align.LEFT),
    Column(""),
    Column("", width=60, align=Align.RIGHT),
)
_STATEMENT = "I certify that these minutes are a true record of what was done."
SECTIONS = (
    ("Course of the hearing", frozenset({EntryKind.COURSE})),
    ("Appearances noted", frozenset({EntryKind.APPEARANCE})),
    ("Pleas", frozenset({EntryKind.PLEA})),
    (
        "Motions, objections and rulings",
        frozenset({EntryKind.MOTION, EntryKind.OBJECTION, EntryKind.RULING}),
    ),
    ("Orders", frozenset({EntryKind.ORDER})),
    ("Jury", frozenset({EntryKind.JURY})),
    ("Openings and closings", frozenset({EntryKind.ARGUMENT})),
    ("Witnesses", frozenset({EntryKind.WITNESS})),
    ("Exhibits", frozenset({EntryKind.EXHIBIT})),
    ("Next dates", frozenset({EntryKind.NEXT_DATE})),
)


def minutes_sheet(sheet: MinutesSheet, imprint: Imprint, *, sealed: bool = False) -> Document:
    """The minutes of a hearing; a section without content is not printed.

    With ``sealed`` they show sealed entries, and say on each page that they do, or that they name
    those who have a pseudonym. Which state they have come to stands above them.
    """
    watch = Watch(sheet.zone)
    plan = sheet.hearing.plan
    tongue = Tongue(sheet.second)
    hidden = any(entry.sealed for entry in sheet.entries)
    blocks: list[Block] = [*state_of(sheet, watch), facts(sheet, watch, imprint.printed_at)]
    blocks += _parties(sheet, tongue)
    blocks += _charges(sheet, tongue)
    blocks += appearances(plan.appearances, tongue.both("Appearances"))
    for title, kinds in SECTIONS:
        shown = [e for e in sheet.entries if e.kind in kinds and (sealed or not e.sealed)]
        blocks += _section(tongue.both(title), shown, watch, mixed=len(kinds) > 1)
    if hidden and not sealed:
        blocks.append(Paragraph((italic("A portion of the record is sealed and left out here."),)))
    clerk = f"{plan.recorder}, clerk" if plan.recorder else "Clerk"
    blocks.append(certificate(sheet.certification or _STATEMENT, clerk, plan.judge or "Judge"))
    blocks += history_of(sheet, watch, tongue)
    shows = sealed and (hidden or imprint.reveals)
    head = masthead(sheet, tongue.both("Minutes of proceedings"), sealed=shows)
    edition = f"{state_words(sheet.standing)} · {head.edition}"
    return Document(replace(head, edition=edition), imprint, tuple(blocks))


def _parties(sheet: MinutesSheet, tongue: Tongue) -> list[Block]:
    if not sheet.parties:
        return []
    columns = (Column("Role", share=0.7), Column("Party", align=Align.LEFT), Column("Counsel"))
    rows = tuple(
        Row((role, f"{name} (in custody)" if in_custody else name, counsel or "Self"))
        for role, name, counsel, in_custody in sheet.parties
    )
    return [Heading(tongue.both("Parties and counsel")), Table(columns, rows)]


def _charges(sheet: MinutesSheet, tongue: Tongue) -> list[Block]:
    if not sheet.charges:
        return []
    columns = (Column("No.", width=42), Column("Charge or claim"))
    return [
        Heading(tongue.both("Charges and claims")),
        Table(columns, tuple(map(Row, sheet.charges))),
    ]


def _section(title: str, entries: Iterable[Entry], watch: Watch, *, mixed: bool) -> list[Block]:
    """The entries of some kinds in the order of the record, or nothing.

    Where kinds are ``mixed``, each entry says what it is.
    """
    rows = tuple(Row(_cells(entry, watch, mixed=mixed)) for entry in entries)
    columns = _COLUMNS if mixed else _COLUMNS[:-1]
    return [Heading(title), Table(columns, rows)] if rows else []


def _cells(entry: Entry, watch: Watch, *, mixed: bool) -> tuple[Text, ...]:
    text = f"{entry.text} (as amended)" if entry.amended else entry.text
    style = Style.BOLD if entry.kind is EntryKind.RULING else Style.ITALIC
    kind = (Span(entry.kind.value.capitalize(), style),)
    cells = (watch.time(entry.at), entry.speaker, text, kind)
    return cells if mixed else cells[:-1]
