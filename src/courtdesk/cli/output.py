"""What a command prints: tables for people, JSON for programs."""

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo


def print_json(document: dict[str, Any]) -> None:
    """One UTF-8 document on standard output."""
    sys.stdout.buffer.write(json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n")
    sys.stdout.buffer.flush()


def print_table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Columns for a person; a cell's line breaks become spaces."""
    cells = [[" ".join(str(cell).split()) for cell in row] for row in (head, *rows)]
    widths = [min(max(map(len, column)), 60) for column in zip(*cells, strict=True)]
    for row in cells:
        print("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip())


def iso(moment: datetime | None, zone: str) -> str | None:
    """ISO 8601 with the offset of the court's zone, to the millisecond."""
    if moment is None:
        return None
    return moment.astimezone(ZoneInfo(zone)).isoformat(timespec="milliseconds")
