"""The hearing log on paper: every entry with its time, its speaker and its corrections."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from courtdesk.hearing.model import Amendment, Entry, EntryKind, HearingLogSheet
from courtdesk.hearing.sheet.head import Watch, appearances, certificate, facts, masthead
from courtdesk.paper.blocks import (
    Align,
    Band,
    Block,
    Column,
    Document,
    Heading,
    Paragraph,
    Row,
    Size,
    Span,
    Style,
    Table,
    Text,
    bold,
    italic,
    plain,
)
from courtdesk.paper.imprint import Imprint
from courtdesk.paper.words import full_date, long_date

_BOOKMARK = "◆"
_BOOKMARK_LENGTH = 60
_DECISIONS = frozenset({EntryKind.RULING, EntryKind.ORDER, EntryKind.PLEA})
_COLUMNS = (
    Column("Time", width=42),
    Column("Speaker", width=100, align=Align.LEFT),
    Column("Entry"),
    Column("", width=60, align=Align.RIGHT),
)


def log_sheet(sheet: HearingLogSheet, imprint: Imprint, *, sealed: bool = False) -> Document:
    """The log of a hearing.

    With ``sealed`` it shows sealed entries, and says on each page that it does, or that it names
    those who have a pseudonym.
    """
    watch = Watch(sheet.zone)
    plan = sheet.hearing.plan
    blocks: list[Block] = [facts(sheet, watch, imprint.printed_at)]
    blocks += appearances(plan.appearances)
    blocks.append(Heading("Log"))
    if any(entry.bookmarked for entry in sheet.entries):
        blocks.append(Paragraph(f"{_BOOKMARK} marked by the clerk", Size.SMALL))
    rows = tuple(_rows(sheet.entries, watch, sealed=sealed))
    blocks.append(entry_table(rows))
    statement = (
        "I certify that I made this log during the hearing, and that corrections stand in it "
        "beside what they correct."
    )
    blocks.append(certificate(statement, f"{plan.recorder}, clerk" if plan.recorder else "Clerk"))
    hidden = imprint.reveals or any(entry.sealed for entry in sheet.entries)
    head = masthead(sheet, "Hearing log", sealed=sealed and hidden)
    return Document(head, imprint, tuple(blocks))


def entry_table(rows: tuple[Row | Band, ...]) -> Table:
    """The table of ``rows``; without the column of kinds where none has any."""
    if not any(isinstance(row, Row) and row.cells[-1] for row in rows):
        rows = tuple(replace(r, cells=r.cells[:-1]) if isinstance(r, Row) else r for r in rows)
        return Table(_COLUMNS[:-1], rows, if_empty="No entry has been made.")
    return Table(_COLUMNS, rows)


def _rows(entries: Sequence[Entry], watch: Watch, *, sealed: bool) -> Iterator[Row | Band]:
    day = None
    for hidden, portion in groupby(entries, key=lambda entry: entry.sealed and not sealed):
        group = list(portion)
        for entry in group[:1] if hidden else group:
            today = watch.local(entry.at).date()
            if day not in {None, today}:
                yield Band((bold(full_date(today)),), bookmark=full_date(today))
            day = today
            yield _PORTION if hidden else entry_row(entry, watch)


_PORTION = Row(("", "", (italic("A portion is sealed."),), "Sealed"))
"""What stands for a portion that the reader may not see: that there is one, and nothing more."""


def entry_row(entry: Entry, watch: Watch) -> Row:
    """An entry with its corrections, its kind and its marks."""
    own = bold(entry.text) if entry.kind is EntryKind.COURSE else plain(entry.text)
    text: Text = entry.text
    if entry.amendments or own.style is Style.BOLD:
        corrections = [_correction(each, entry, watch) for each in entry.amendments]
        text = (own, *(span for spans in corrections for span in spans))
    bookmark = f"{watch.time(entry.at)}  {_beginning(entry.text)}" if entry.bookmarked else ""
    return Row((watch.time(entry.at), entry.speaker, text, _marks(entry)), bookmark)


def _correction(amendment: Amendment, entry: Entry, watch: Watch) -> tuple[Span, ...]:
    """What an amendment replaced, who made it, when and why, on lines of its own."""
    moment = watch.local(amendment.at)
    when = f"{moment:%H:%M:%S}"
    if moment.date() != watch.local(entry.at).date():
        when = f"{long_date(moment)}, {when}"
    reason = f": {amendment.reason}" if amendment.reason else ""
    former = [amendment.old_speaker or "no speaker"] * (amendment.old_speaker != entry.speaker)
    former += [amendment.old_kind.value] * (amendment.old_kind is not entry.kind)
    as_what = f" ({', '.join(former)})" if former else ""
    return (
        italic(f"\nAmended {when} by {amendment.by}{reason}. Formerly{as_what}: "),
        plain(f"“{amendment.old_text}”"),
    )


def _beginning(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _BOOKMARK_LENGTH else f"{words[:_BOOKMARK_LENGTH].rstrip()}…"


def _marks(entry: Entry) -> Text:
    """What the entry records, in words; sealed and bookmarked likewise. Never by colour."""
    style = Style.BOLD if entry.kind in _DECISIONS else Style.ITALIC
    words = []
    if entry.kind not in {EntryKind.NOTE, EntryKind.COURSE}:
        words.append(entry.kind.value.capitalize())
    if entry.sealed:
        words.append("Sealed")
    if entry.bookmarked:
        words.append(_BOOKMARK)
    return (Span(" ".join(words), style),) if words else ""
