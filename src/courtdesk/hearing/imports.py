"""Logs made elsewhere: a CSV or XLSX file, its columns, and what importing it would record."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from courtdesk.hearing.model import (
    MAX_TEXT,
    EntryKind,
    ImportedEntry,
    ImportedSpeaker,
    ImportPlan,
    RowProblem,
    Step,
)
from courtdesk.hearing.model.imported import LOG_HEAD, course_of
from courtdesk.intake.heads import guessed
from courtdesk.intake.tables import BadFile, Table, read_table

__all__ = ["BadFile", "Mapping", "Table", "guess", "plan_import", "read_table"]

_NAMES = {
    "start": ("start", "start (s)", "start time", "time", "time of day", "at", "begin", "from"),
    "stop": ("stop", "stop (s)", "stop time", "end", "end (s)", "end time", "until", "to"),
    "date": ("date", "hearing date", "day"),
    "speaker": ("speaker", "who", "by", "name", "party"),
    "role": ("role", "capacity", "title"),
    "kind": ("kind", "type", "event", "event type"),
    "text": ("text", "entry", "note", "notes", "remarks", "words", "transcript", "comment"),
    "step": ("step",),
    "sealed": ("sealed",),
}
_PROTECTED = re.compile(r"'+[=+\-@\t\r]")
"""A cell that CourtDesk keeps a spreadsheet from calculating, as it writes it."""
_SEALED = "Portion sealed"
_YEARS = range(1900, 2200)


@dataclass(frozen=True)
class Mapping:
    """Which column (counted from 0) holds what; None where no column does."""

    start: int | None = None
    text: int | None = None
    stop: int | None = None
    date: int | None = None
    speaker: int | None = None
    role: int | None = None
    kind: int | None = None
    step: int | None = None
    sealed: int | None = None


@dataclass
class _Findings:
    own: bool = False
    entries: list[ImportedEntry] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    counts_seconds: bool = False
    roles: dict[str, str] = field(default_factory=dict)


def guess(header: Sequence[str]) -> Mapping:
    """Which column holds what, going by the usual names."""
    return Mapping(**guessed(header, _NAMES))


def plan_import(table: Table, mapping: Mapping, start: datetime | None, zone: str) -> ImportPlan:
    """What importing the table would record, and what stands in its way, row by row.

    ``start`` anchors times that only count seconds or name no day; without it they count from
    midnight of the present day in the court's ``zone``, which a remark says.
    """
    if mapping.start is None or mapping.text is None:
        missing = "the time" if mapping.start is None else "the text"
        raise BadFile(f"Say which column holds {missing}. The file has: {', '.join(table.header)}.")
    court = ZoneInfo(zone)
    anchor = start or datetime.combine(datetime.now(court).date(), time(), court)
    if anchor.tzinfo is None:
        anchor = anchor.replace(tzinfo=court)
    found = _Findings(own=table.header == LOG_HEAD)
    for number, row in enumerate(table.rows, start=1):
        try:
            _read_row(found, row, len(table.header), mapping, anchor)
        except ValueError as error:
            found.problems.append(RowProblem(number, str(error)))
    return _plan(found, table, start)


def _plan(found: _Findings, table: Table, start: datetime | None) -> ImportPlan:
    remarks = list(table.remarks)
    if found.counts_seconds and start is None:
        remarks.append("No start was given: the times count from midnight today.")
    if course_of(found.entries) is None:
        found.entries = [_without_step(entry) for entry in found.entries]
        remarks.append("The steps of the hearing do not follow each other and become notes.")
    ordered = sorted(found.entries, key=lambda entry: entry.at)
    moved = sum(a is not b for a, b in zip(ordered, found.entries, strict=True))
    if moved:
        remarks.append(f"{moved} rows were not in the order of time and were put in order.")
    turns = Counter(entry.speaker for entry in ordered if entry.speaker)
    speakers = tuple(
        ImportedSpeaker(name, found.roles.get(name, ""), n) for name, n in turns.items()
    )
    return ImportPlan(tuple(ordered), tuple(found.problems), speakers, tuple(remarks))


def _read_row(
    found: _Findings, row: tuple[str, ...], width: int, mapping: Mapping, anchor: datetime
) -> None:
    if len(row) > width:
        raise ValueError(
            f"it has {len(row)} cells where the head has {width}; put text with commas in quotes."
        )

    def cell(column: int | None) -> str:
        content = row[column].strip() if column is not None and column < len(row) else ""
        return content[1:] if found.own and _PROTECTED.match(content) else content

    text = cell(mapping.text)
    if not text and cell(mapping.sealed) in {"yes", "True"}:
        text = _SEALED
    if not text:
        raise ValueError("it has no text.")
    if len(text) > MAX_TEXT:
        raise ValueError(f"its text has more than {MAX_TEXT:,} characters.")
    day = _day(cell(mapping.date), anchor)
    at, counted = _moment(cell(mapping.start), day)
    until = None
    if stop := cell(mapping.stop):
        until, _ = _moment(stop, day)
        if until < at:
            raise ValueError(f"it starts at {cell(mapping.start)}, after its end at {stop}.")
    speaker = cell(mapping.speaker)
    if role := cell(mapping.role):
        found.roles.setdefault(speaker, role)
    found.counts_seconds |= counted
    kind, step = _kind(cell(mapping.kind)), _step(cell(mapping.step))
    kind = EntryKind.COURSE if step else kind
    found.entries.append(ImportedEntry(at, speaker, kind, text, until, step))


def _day(text: str, anchor: datetime) -> datetime:
    if not text:
        return anchor
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        raise ValueError(f"its date “{text}” is not of the form 2026-11-23.") from None
    return datetime.combine(day, time(), anchor.tzinfo)


def _moment(text: str, anchor: datetime) -> tuple[datetime, bool]:
    """The moment that a cell names, and whether it only counts from the anchor."""
    try:
        seconds = float(text)
    except ValueError:
        pass
    else:
        if not 0 <= seconds < 366 * 86_400:
            raise ValueError(f"its time {text} is out of range.")
        passed = timedelta(milliseconds=round(seconds * 1000))
        return _in_utc(anchor, text) + passed, True
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        pass
    else:
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=anchor.tzinfo)
        return _in_utc(moment, text), False
    try:
        of_day = time.fromisoformat(text.rjust(len(text) + (text.find(":") == 1), "0"))
    except ValueError:
        what = f"its time “{text}” is not understood" if text else "it has no time"
        raise ValueError(f"{what}; write 9:04:30, 2026-11-23T09:04:30 or seconds.") from None
    day = anchor.date()
    return _in_utc(datetime.combine(day, of_day, anchor.tzinfo), text), True


def _in_utc(moment: datetime, text: str) -> datetime:
    if moment.year not in _YEARS:
        raise ValueError(f"its time {text} is out of range.")
    return moment.astimezone(UTC)


def _kind(text: str) -> EntryKind:
    try:
        kind = EntryKind(text.casefold())
    except ValueError:
        return EntryKind.NOTE
    return EntryKind.NOTE if kind is EntryKind.COURSE else kind


def _step(text: str) -> Step | None:
    try:
        return Step(text.casefold())
    except ValueError:
        return None


def _without_step(entry: ImportedEntry) -> ImportedEntry:
    return replace(entry, kind=EntryKind.NOTE, step=None) if entry.step else entry
