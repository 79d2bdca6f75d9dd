"""How fast a long log becomes paper, as ratios to what ReportLab does without us.

Peers, each in a fresh process with the same 14,000 rows, typeface, columns and paper:
a bare canvas with ``simpleSplit`` (no tags, no archive), and one platypus ``LongTable``.
Run: ``uv run python -m benchmarks.pdf [--quick]``. Ends with status 1 if a limit is broken.
"""

import io
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from benchmarks._paperrace import Contenders, LogRow, Results, are_kept, medians, race

ROWS = 14_000
FEW_ROWS = 1_300  # some 70 pages
SIZE, LEADING = 9.5, 12.5
TIME_X, SPEAKER_X, ENTRY_X, RIGHT = 64.0, 115.0, 224.0, 539.0
TOP, BOTTOM = 760.0, 72.0
MAX_MEGABYTES = 150


def courtdesk(rows: list[LogRow]) -> Callable[[], bytes]:
    """Our press: wrapped by our own lines, framed, tagged, PDF/A-1b."""
    from courtdesk.paper.blocks import Column, Document, Row, Table
    from courtdesk.paper.imprint import Imprint, Masthead, PaperSize
    from courtdesk.paper.press import press, warm

    columns = (Column("Time", width=42), Column("Speaker", width=100), Column("Entry"))
    imprint = Imprint(
        PaperSize.A4, "A. Reyes", datetime(2026, 11, 23, tzinfo=UTC), "UTC", "9f" * 32
    )
    masthead = Masthead("Superior Court", "2026-CR-0417 · State v. Landry", "Hearing log")
    document = Document(masthead, imprint, (Table(columns, tuple(map(Row, rows))),))
    warm()
    return lambda: press(document)


def bare_canvas(rows: list[LogRow]) -> Callable[[], bytes]:
    """Strings and rules on a canvas, wrapped by ``simpleSplit``; nothing else."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfgen.canvas import Canvas

    font = _registered()

    def work() -> bytes:
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=A4, pageCompression=1)
        y, page = 0.0, 0
        for moment, speaker, entry in rows:
            lines = simpleSplit(entry, font, SIZE, RIGHT - ENTRY_X)
            height = LEADING * len(lines) + 5
            if y - height < BOTTOM:
                if page:
                    canvas.showPage()
                page += 1
                canvas.setFont(font, SIZE)
                canvas.drawString(TIME_X, TOP + 20, "Hearing log")
                canvas.drawRightString(RIGHT, BOTTOM - 20, f"Page {page}")
                y = TOP
            canvas.drawString(TIME_X, y - LEADING, moment)
            canvas.drawString(SPEAKER_X, y - LEADING, speaker)
            text = canvas.beginText(ENTRY_X, y - LEADING)
            text.setLeading(LEADING)
            for line in lines:
                text.textLine(line)
            canvas.drawText(text)
            canvas.setLineWidth(0.35)
            canvas.line(TIME_X, y - height, RIGHT, y - height)
            y -= height
        canvas.save()
        return out.getvalue()

    return work


def long_table(rows: list[LogRow]) -> Callable[[], bytes]:
    """One ``LongTable`` with a paragraph in each cell that wraps."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

    font = _registered()
    style = ParagraphStyle("entry", fontName=font, fontSize=SIZE, leading=LEADING)
    look = TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), font, SIZE, LEADING),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.35, "grey"),
        ]
    )

    def work() -> bytes:
        out = io.BytesIO()
        cells = [(moment, who, Paragraph(entry, style)) for moment, who, entry in rows]
        widths = (SPEAKER_X - TIME_X, ENTRY_X - SPEAKER_X, RIGHT - ENTRY_X)
        table = LongTable(
            [("Time", "Speaker", "Entry"), *cells], colWidths=widths, repeatRows=1, style=look
        )
        SimpleDocTemplate(out, pagesize=A4).build([table])
        return out.getvalue()

    return work


def _registered() -> str:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    from courtdesk import assets

    file = assets.resource("fonts", "paper", "SourceSerif4-Regular.ttf")
    pdfmetrics.registerFont(TTFont("Serif", str(file)))
    return "Serif"


CONTENDERS: Contenders = {
    "CourtDesk": (courtdesk, ROWS),
    "CourtDesk, few pages": (courtdesk, FEW_ROWS),
    "bare canvas": (bare_canvas, ROWS),
    "one LongTable": (long_table, ROWS),
}


def report(results: Results) -> bool:
    """Prints the medians and the ratios with their limits; true if all limits are kept."""
    rate: dict[str, float] = {}
    pages: dict[str, float] = {}
    for name, some in results.items():
        usual = medians(some)
        rate[name] = CONTENDERS[name][1] / usual.seconds
        pages[name] = usual.pages / usual.seconds
        print(
            f"{name:22} {usual.seconds:7.2f} s {rate[name]:8.0f} rows/s "
            f"{usual.pages:5} pages {pages[name]:6.0f} pages/s {usual.megabytes:5.0f} MB"
        )
    peak = max(result.megabytes for result in results["CourtDesk"])
    return are_kept(
        [
            ("rows/s to a bare canvas", rate["CourtDesk"] / rate["bare canvas"], ">=", 0.4),
            ("rows/s to one LongTable", rate["CourtDesk"] / rate["one LongTable"], ">=", 3.0),
            ("pages/s, many to few", pages["CourtDesk"] / pages["CourtDesk, few pages"], ">=", 0.9),
            ("peak memory, MB", peak, "<=", MAX_MEGABYTES),
        ]
    )


if __name__ == "__main__":
    sys.exit(race("benchmarks.pdf", "How fast a long log becomes paper.", CONTENDERS, report))
