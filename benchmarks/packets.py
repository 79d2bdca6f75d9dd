"""How fast a day's sheet and a packet of 500 pages become paper, as ratios to named peers.

Peers, each in a fresh process with the same rows and columns: a bare ReportLab canvas (no
tags, no archive), and, over fewer rows since they are slow, WeasyPrint and fpdf2. The packet is
tagged PDF/A-1b of ten documents with cover, contents and dividers.
Run: ``uv run --group peers python -m benchmarks.packets [--quick]``. Ends with status 1 if a limit
is broken.
"""

import html
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from benchmarks._paperrace import Check, Contenders, LogRow, Results, are_kept, medians, race
from benchmarks.pdf import LEADING, SIZE, bare_canvas

ROWS = 9_000  # some 500 pages
FEW_ROWS = 500  # for peers that would take minutes
PARTS = 10
MATTERS = 60
MAX_MEGABYTES = 150
MAX_SHEET_MS = 300


def packet(rows: list[LogRow]) -> Callable[[], bytes]:
    """Our bindery: ten documents, cover, contents, dividers, tagged, PDF/A-1b."""
    from courtdesk.paper.binding import bind
    from courtdesk.paper.blocks import Column, Document, Row, Table
    from courtdesk.paper.imprint import Imprint, Masthead, PaperSize
    from courtdesk.paper.packet import Packet, Part
    from courtdesk.paper.press import warm

    columns = (Column("Time", width=42), Column("Speaker", width=100), Column("Entry"))
    imprint = Imprint(
        PaperSize.A4, "A. Reyes", datetime(2026, 11, 23, tzinfo=UTC), "UTC", "9f" * 32
    )
    head = Masthead("Superior Court", "2026-CR-0417 · State v. Landry", "Hearing log")
    share = -(-len(rows) // PARTS)
    parts = tuple(
        Part(Document(head, imprint, (Table(columns, tuple(map(Row, rows[at : at + share]))),)))
        for at in range(0, len(rows), share)
    )
    whole = Packet(head, imprint, parts, tabs=True)
    warm()
    return lambda: bind(whole)


def weasyprint(rows: list[LogRow]) -> Callable[[], bytes]:
    """The same rows as an HTML table."""
    from weasyprint import HTML

    style = f"@page{{size:A4}}td{{font:{SIZE}pt/{LEADING}pt serif;vertical-align:top}}"
    cells = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    page = f"<style>{style}</style><table>{cells}</table>"

    def work() -> bytes:
        made: bytes = HTML(string=page).write_pdf()
        return made

    return work


def fpdf2(rows: list[LogRow]) -> Callable[[], bytes]:
    """The same rows as a table of its own."""
    from fpdf import FPDF

    from courtdesk import assets

    file = assets.resource("fonts", "paper", "SourceSerif4-Regular.ttf")

    def work() -> bytes:
        pdf = FPDF(unit="pt", format="A4")
        pdf.add_font("Serif", fname=str(file))
        pdf.set_font("Serif", size=SIZE)
        pdf.add_page()
        look = {"borders_layout": "HORIZONTAL_LINES", "first_row_as_headings": False}
        with pdf.table(rows, col_widths=(51, 109, 315), line_height=LEADING, **look):
            pass
        return bytes(pdf.output())

    return work


def sheet(_rows: list[LogRow]) -> Callable[[], bytes]:
    """The bench sheet of a day with 60 matters, from data to the first picture of its page."""
    from courtdesk.briefing.model import Briefing, Edition, Matter, sections_of
    from courtdesk.briefing.sheet import briefing_sheet
    from courtdesk.hearing.model import HearingState
    from courtdesk.paper.imprint import Imprint, PaperSize
    from courtdesk.paper.press import press, warm

    start = datetime(2026, 11, 23, 8, tzinfo=UTC)
    matters = tuple(
        Matter(
            case_id=str(n),
            case_number=f"2026-CR-{n:04d}",
            case_title=f"State v. Wiśniewska {n}",
            starts_at=start + timedelta(minutes=7 * n),
            title="Motion hearing",
            room="Department 6",
            judge="Hon. M. Okafor",
            counsel="M. Pryce / I. Duarte",
            state=HearingState.NOT_STARTED,
            attendance=(("R. Landry", "Defendant, in custody", "in person"),) * 3,
            missing=("interpreter not confirmed",) if n % 4 == 0 else (),
            owed=("State 14, offered",),
            lately=("Opening statements", "State 1–13 admitted"),
        )
        for n in range(MATTERS)
    )
    court, room = "Superior Court", "Department 6"
    briefing = Briefing(date(2026, 11, 23), court, room, matters, (), (), "A. Reyes", start, "UTC")
    imprint = Imprint(PaperSize.A4, "A. Reyes", start, "UTC", "9f" * 32)
    warm()
    import pypdfium2

    def work() -> bytes:
        made = briefing_sheet(briefing, Edition.BENCH, sections_of(Edition.BENCH), imprint)
        data = press(made)
        with pypdfium2.PdfDocument(data) as pdf:
            pdf[0].render(scale=96 / 72)
        return data

    work()  # the desk's press is warm
    return work


CONTENDERS: Contenders = {
    "packet": (packet, ROWS),
    "bare canvas": (bare_canvas, ROWS),
    "WeasyPrint": (weasyprint, FEW_ROWS),
    "fpdf2": (fpdf2, FEW_ROWS),
    "bench sheet": (sheet, MATTERS),
}


def report(results: Results) -> bool:
    """Prints the medians and the ratios with their limits; true if all limits are kept."""
    rate: dict[str, float] = {}
    for name, some in results.items():
        usual = medians(some)
        rate[name] = CONTENDERS[name][1] / usual.seconds
        print(
            f"{name:12} {usual.seconds:7.3f} s {rate[name]:8.0f} rows/s {usual.pages:5} pages "
            f"{usual.megabytes:5.0f} MB"
        )
    sheet_ms = 1000 * medians(results["bench sheet"]).seconds
    peak = max(result.megabytes for result in results["packet"])
    checks: list[Check] = [
        ("bench sheet, 60 matters, ms", sheet_ms, "<=", MAX_SHEET_MS),
        ("packet to a bare canvas", rate["packet"] / rate["bare canvas"], ">=", 0.4),
        ("packet, most memory, MB", peak, "<=", MAX_MEGABYTES),
    ]
    checks += [
        (f"packet to {peer}", rate["packet"] / rate[peer], ">=", 10.0)
        for peer in ("WeasyPrint", "fpdf2")
        if peer in rate
    ]
    return are_kept(checks)


if __name__ == "__main__":
    sys.exit(race("benchmarks.packets", "How fast packets become paper.", CONTENDERS, report))
