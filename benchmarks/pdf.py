"""How fast a long log becomes paper, as ratios to what ReportLab does without us.

Peers, each in a fresh process with the same 14,000 rows, typeface, columns and paper:
a bare canvas with ``simpleSplit`` (no tags, no archive), and one platypus ``LongTable``.
Run: ``uv run python -m benchmarks.pdf [--quick]``. Ends with status 1 if a limit is broken.
"""

import argparse
import io
import json
import random
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

ROWS = 14_000
FEW_ROWS = 1_300  # some 70 pages
ROUNDS, QUICK_ROUNDS = 11, 3
SIZE, LEADING = 9.5, 12.5
TIME_X, SPEAKER_X, ENTRY_X, RIGHT = 64.0, 115.0, 224.0, 539.0
TOP, BOTTOM = 760.0, 72.0
MAX_MEGABYTES = 150
_WORDS = (  # noqa: SIM905 - prose reads better
    "the witness was asked about exhibit and answered that she had seen document on morning in "
    "question before counsel objected court sustained overruled Wiśniewska Żółć Łukasz"
).split()

LogRow = tuple[str, str, str]


@dataclass(frozen=True)
class Result:
    """What one process measured: seconds, pages, and the most memory that it ever held."""

    seconds: float
    pages: int
    megabytes: float


def log_rows(count: int) -> list[LogRow]:
    """Rows of 8 to 30 words, the same each time."""
    dice = random.Random(7)
    speakers = ("The Court", "Mr. Pryce (State)", "Ms. Duarte", "Witness")
    return [
        (
            f"{9 + n // 3600 % 9:02d}:{n // 60 % 60:02d}:{n % 60:02d}",
            speakers[n % 4],
            " ".join(dice.choices(_WORDS, k=dice.randint(8, 30))),
        )
        for n in range(count)
    ]


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


CONTENDERS: dict[str, tuple[Callable[[list[LogRow]], Callable[[], bytes]], int]] = {
    "CourtDesk": (courtdesk, ROWS),
    "CourtDesk, few pages": (courtdesk, FEW_ROWS),
    "bare canvas": (bare_canvas, ROWS),
    "one LongTable": (long_table, ROWS),
}


def run_here(name: str) -> None:
    """Measures one contender in this process and prints the result as JSON."""
    import resource  # POSIX only

    prepare, rows = CONTENDERS[name]
    work = prepare(log_rows(rows))
    start = time.perf_counter()
    data = work()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    import pypdfium2

    with pypdfium2.PdfDocument(data) as pdf:
        print(json.dumps([seconds, len(pdf), peak]))


def run_apart(name: str) -> Result:
    """Measures one contender in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.pdf", "--only", name]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Result(*json.loads(done.stdout))


def report(results: dict[str, list[Result]]) -> bool:
    """Prints the medians and the ratios with their limits; true if all limits are kept."""
    rate: dict[str, float] = {}
    pages: dict[str, float] = {}
    for name, some in results.items():
        seconds = statistics.median(result.seconds for result in some)
        rate[name] = CONTENDERS[name][1] / seconds
        pages[name] = some[0].pages / seconds
        peak = statistics.median(result.megabytes for result in some)
        print(
            f"{name:22} {seconds:7.2f} s {rate[name]:8.0f} rows/s "
            f"{some[0].pages:5} pages {pages[name]:6.0f} pages/s {peak:5.0f} MB"
        )
    peak = max(result.megabytes for result in results["CourtDesk"])
    checks = (
        ("rows/s to a bare canvas", rate["CourtDesk"] / rate["bare canvas"], ">=", 0.4),
        ("rows/s to one LongTable", rate["CourtDesk"] / rate["one LongTable"], ">=", 3.0),
        ("pages/s, many to few", pages["CourtDesk"] / pages["CourtDesk, few pages"], ">=", 0.9),
        ("peak memory, MB", peak, "<=", MAX_MEGABYTES),
    )
    kept = True
    for what, value, relation, limit in checks:
        fine = value >= limit if relation == ">=" else value <= limit
        kept = kept and fine
        print(f"{what:26} {value:7.2f}   limit {relation} {limit:g}   {'ok' if fine else 'BROKEN'}")
    return kept


def main() -> int:
    """Runs the contenders in turn, round after round."""
    parser = argparse.ArgumentParser(description="How fast a long log becomes paper.")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_ROUNDS} rounds, not {ROUNDS}")
    parser.add_argument("--only", choices=CONTENDERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        run_here(options.only)
        return 0
    results: dict[str, list[Result]] = defaultdict(list)
    for _ in range(QUICK_ROUNDS if options.quick else ROUNDS):
        for name in CONTENDERS:
            results[name].append(run_apart(name))
    return 0 if report(results) else 1


if __name__ == "__main__":
    sys.exit(main())
