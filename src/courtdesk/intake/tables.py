"""Tables from outside: a CSV, XLSX, JSON or iCalendar file, or pasted text, as cells of text.

Pure and picklable, so that a file of unknown origin can be read in a child process.
"""

import csv
import gc
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from courtdesk.errors import KnownError

MAX_BYTES = 64 << 20
_WORKBOOK = b"PK\x03\x04"
_DOCUMENT = b"{"
_CALENDAR = b"BEGIN:VCALENDAR"
_HARMLESS = 1 << 20
"""Text of so many bytes takes little time and memory, whatever it holds."""
_BLANK = "\ufeff \t\r\n"
_DELIMITERS = (",", ";", "\t", "|")


class BadFile(KnownError):
    """A file cannot be read as a table."""


@dataclass(frozen=True)
class Table:
    """A file as read: its head and its rows, every cell as text."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    remarks: tuple[str, ...] = ()


def read_table(path: Path) -> Table:
    """Read a CSV file in any common encoding, the first sheet of an XLSX file, a JSON document
    or an iCalendar file.

    Workbooks, documents, calendars and long files are read in a child process with limits.

    Raises:
        BadFile: it is missing, too large, empty, or no table, or reading it takes too much.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise BadFile(f"The file has {size >> 20} MB; a table of over 64 MB is not read.")
        content = path.read_bytes()
    except OSError as error:
        raise BadFile(f"The file “{path.name}” cannot be read. Check that it is there.") from error
    if _is_complex(content) or len(content) > _HARMLESS:
        from courtdesk.intake.confined import table_confined

        return table_confined(content)
    return table_of(content)


def _is_complex(content: bytes) -> bool:
    """Whether a little of it can ask for much."""
    return content.startswith((_WORKBOOK, _DOCUMENT)) or _is_calendar(content)


def _is_calendar(content: bytes) -> bool:
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[: len(_CALENDAR)].upper() == _CALENDAR


def table_of(content: bytes) -> Table:
    """The table in the bytes of a CSV, XLSX or JSON file; of JSON, the first list of records.

    Raises:
        BadFile: they are empty, or no table.
    """
    with uncollected():
        if content.startswith(_WORKBOOK):
            return _from_cells(_sheet(content), ())
        if content.startswith(_DOCUMENT):
            return _from_cells(_records(content), ())
        text, remarks = _decoded(content)
        if _is_calendar(content):
            from courtdesk.intake.calendars import event_rows

            return _from_cells(event_rows(text), remarks)
        return _from_cells(_csv_rows(text), remarks)


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for garbage: 50,000 rows make no cycle, and it would cost as much as they do."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def table_of_text(text: str) -> Table:
    """The table in text that was pasted, from a spreadsheet, an e-mail or a web page.

    Raises:
        BadFile: there is nothing in it, or no table.
    """
    return _from_cells(_csv_rows(text), ())


def _decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), ()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        return text, ("The file is not UTF-8 and was read as Windows-1252; check the accents.",)
    if "\x00" in text:
        raise BadFile("The file is not a table of text. Save it as CSV or XLSX and try again.")
    return text, ()


def _csv_rows(text: str) -> list[list[str]]:
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    csv.field_size_limit(MAX_BYTES)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise BadFile(
            "The file cannot be read as CSV: a quotation mark is opened and never closed, or "
            "stands inside a cell. Nothing was imported."
        ) from error


def _records(content: bytes) -> list[list[str]]:
    """The head and the cells of the first list of objects; what is nested deeper is left out."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadFile("The file is not a readable JSON document. Nothing was imported.") from error
    lists = (value for value in document.values() if isinstance(value, list))
    found = next((some for some in lists if some and all(isinstance(r, dict) for r in some)), [])
    head = list(dict.fromkeys(name for record in found for name in record))
    flat = [n for n in head if not any(isinstance(r.get(n), list | dict) for r in found)]
    cells = [
        ["" if (v := record.get(name)) is None else str(v) for name in flat] for record in found
    ]
    return [flat, *cells]


def _sheet(content: bytes) -> list[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = book.get_sheet_by_index(0).to_python()
    except (CalamineError, IndexError) as error:
        raise BadFile("The file is not a readable XLSX workbook. Nothing was imported.") from error
    return [_texts(row) for row in rows]


def _texts(row: list[Any]) -> list[str]:
    """The cells of a row as text; most rows hold nothing else, which joining them tells soonest."""
    try:
        "".join(row)
    except TypeError:
        return [v if isinstance(v, str) else _as_text(v) for v in row]
    return row


def _as_text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value.total_seconds())
    return str(value)


def _from_cells(cells: Iterable[Sequence[str]], remarks: tuple[str, ...]) -> Table:
    filled = [row for row in cells if "".join(row).strip(_BLANK)]
    if not filled:
        raise BadFile("The file is empty. Nothing was imported.")
    header = tuple(cell.strip(_BLANK) for cell in filled[0])
    while header and not header[-1]:
        header = header[:-1]
    width = len(header)
    body = tuple(
        tuple(row) if len(row) <= width else _without_empty_tail(row, width) for row in filled[1:]
    )
    return Table(header, body, remarks)


def _without_empty_tail(row: Sequence[str], width: int) -> tuple[str, ...]:
    end = len(row)
    while end > width and not row[end - 1].strip():
        end -= 1
    return tuple(row[:end])
