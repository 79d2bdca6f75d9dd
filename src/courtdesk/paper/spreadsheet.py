"""Tables that leave the program for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_of(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with a mark, as spreadsheets expect it; no cell is taken for a formula."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow([harmless(cell) for cell in head])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def harmless(cell: object) -> str:
    """The cell's text, with an apostrophe before what a spreadsheet would calculate.

    What begins with apostrophes before such a sign gets one more, so that who reads the table
    again can take exactly one away.
    """
    text = str(cell)
    is_number = isinstance(cell, int | float)
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) and not is_number else text
