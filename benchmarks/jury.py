"""How fast the jury's panel is, as ratios to plain work in the same run.

Peers: the same row inserted and committed by the driver alone (a note in two keys); widgets that
paint the same amount plainly (60 seats); bare python-calamine (a venire of 50,000 rows).
Run: ``uv run python -m benchmarks.jury [--quick]``. Ends with status 1 if a limit is broken.
"""

import argparse
import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from courtdesk.cases.model import CaseDetails
from courtdesk.cases.service import CaseService
from courtdesk.hearing.model import EntryKind, HearingPlan, NewEntry, Step
from courtdesk.hearing.service import HearingService
from courtdesk.intake.tables import table_of
from courtdesk.jury.imports import plan_venire
from courtdesk.jury.model.fields import guess
from courtdesk.jury.model.palette import PALETTE
from courtdesk.jury.model.venire import JurorEntry
from courtdesk.jury.panel.seat import SeatTile
from courtdesk.jury.panel.seat_face import SeatFace
from courtdesk.jury.service import SelectionService, WatchService
from courtdesk.vault.ids import new_id
from courtdesk.vault.kdf import KdfParams
from courtdesk.vault.opening import create_vault
from courtdesk.vault.roles import Role
from courtdesk.vault.settings import VaultSettings
from tests.workbooks import workbook

ROUNDS, QUICK_ROUNDS = 11, 3
NOTE_LIMIT, PAINT_LIMIT, VENIRE_LIMIT = 8.0, 1.3, 2.0
DRAG_MS, MANY_MS = 2.0, 16.0
LOGGED = 60
_WIDTH, _HEIGHT = 110, 120


class PlainSeat(QWidget):
    """A widget that paints a box, a dot and two lines of text, and nothing else."""

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = number

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor("#334155"), 2))
        painter.setBrush(QColor("#f8fafc"))
        painter.drawRoundedRect(QRectF(2, 2, _WIDTH - 4, _HEIGHT - 4), 8, 8)
        painter.setBrush(QColor("#94a3b8"))
        painter.drawEllipse(31, 10, 48, 48)
        centre = Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRectF(4, 62, 102, 20), centre, f"Juror {self._number}")
        painter.drawText(QRectF(4, 80, 102, 34), centre, "Oyelaran-Kowalczyk")


def grid(made: Callable[[int, QWidget], QWidget], count: int) -> QWidget:
    """``count`` seats on a shown widget."""
    room = QWidget()
    room.resize(2000, 1400)
    for number in range(count):
        seat = made(number, room)
        seat.setGeometry(number % 20 * 100, number // 20 * 130, _WIDTH, _HEIGHT)
    room.show()
    QApplication.processEvents()
    return room


def tile(number: int, room: QWidget) -> QWidget:
    """A seat of the desk, taken."""
    seat = SeatTile(str(number), room)
    seat.show_face(
        SeatFace(
            str(number),
            "id",
            f"{100 + number}",
            "Kowalczyk",
            "34 · Driver",
            last="dozing",
            rating=-1,
            key="Q",
        )
    )
    return seat


def repaint(room: QWidget) -> float:
    """Milliseconds of a full repaint; every seat is painted anew."""
    start = time.perf_counter()
    room.repaint()
    return (time.perf_counter() - start) * 1e3


def drag_frame(room: QWidget) -> float:
    """Milliseconds of one frame while a seat is dragged: the median of 30."""
    seat = room.findChildren(SeatTile)[0]
    seat.raise_()
    taken = []
    for _ in range(30):
        start = time.perf_counter()
        seat.move(seat.x() + 2, seat.y() + 1)
        QApplication.processEvents()
        taken.append((time.perf_counter() - start) * 1e3)
    return statistics.median(taken)


def painting(rounds: int) -> bool:
    """60 seats against plain widgets, a drag frame, 200 seats."""
    plain, ours, many = grid(PlainSeat, 60), grid(tile, 60), grid(tile, 200)
    figures: list[tuple[float, float, float, float]] = []
    for _ in range(rounds):
        base = repaint(plain)
        figures.append(
            (
                repaint(ours) / base,
                drag_frame(ours),
                repaint(many),
                base,
            )
        )
    full, drag, all_200, base = map(statistics.median, zip(*figures, strict=True))
    print(f"60 seats, plain painted widgets: {base:.1f} ms")
    print(f"60 seats, full repaint: {full:.2f} × plain; limit {PAINT_LIMIT}")
    print(f"a drag frame: {drag:.2f} ms; limit {DRAG_MS}")
    print(f"200 seats, full repaint: {all_200:.1f} ms; limit {MANY_MS}")
    return full <= PAINT_LIMIT and drag <= DRAG_MS and all_200 <= MANY_MS


def _begin(hearings: HearingService, case_id: str) -> None:
    """A hearing on the record, with a log to take the context from."""
    hearing = hearings.plan(case_id, HearingPlan("Trial", date(2026, 1, 5))).value
    start = datetime.now(UTC)
    hearings.take_step(hearing.id, Step.START, start, new_id())
    for n in range(LOGGED):
        text = "Direct examination of Dr. Haas begins" if n == 1 else f"Answer {n}"
        hearings.record(NewEntry(new_id(), hearing.id, start, "MS. DUARTE", EntryKind.NOTE, text))


def noting(rounds: int) -> bool:
    """A behaviour note, in the context of a running hearing, against the same row by the driver."""
    from sqlcipher3 import dbapi2

    with tempfile.TemporaryDirectory() as folder:
        vault = create_vault(
            Path(folder) / "v.courtdesk",
            VaultSettings("Bench"),
            "J. Lindqvist",
            Role.JURY_COORDINATOR,
            "four brisk otters cross the yard",
            params=KdfParams(memory_kib=64 << 10, passes=1),
        )
        cases = CaseService(vault)
        case_id = cases.open_case(CaseDetails("1", "A v. B"), date(2026, 1, 2)).value.id
        added = SelectionService(vault, cases).add_juror(case_id, JurorEntry("1", "A")).value
        hearings = HearingService(vault, cases)
        _begin(hearings, case_id)
        watch = WatchService(vault, hearings)
        bare = dbapi2.connect(str(Path(folder) / "bare.db"), isolation_level=None)
        bare.execute(f"PRAGMA key = \"x'{'0f' * 32}'\"")
        bare.execute("PRAGMA journal_mode = WAL")
        bare.execute("PRAGMA synchronous = FULL")
        bare.execute("CREATE TABLE notes (id TEXT PRIMARY KEY, juror TEXT, at INTEGER, code TEXT)")
        at = datetime.now(UTC)

        def ours() -> None:
            watch.note_behaviour(case_id, added.id, PALETTE[0], at, watch.context(case_id))

        def by_driver() -> None:
            bare.execute("BEGIN IMMEDIATE")
            bare.execute("INSERT INTO notes VALUES (?, ?, ?, ?)", (new_id(), added.id, 1, "1"))
            bare.execute("COMMIT")

        ratios = [median_of(ours, 40) / median_of(by_driver, 40) for _ in range(rounds)]
        bare.close()
        vault.close()
    ratio = statistics.median(ratios)
    print(f"a note in its context, on disk: {ratio:.1f} × a bare insert; limit {NOTE_LIMIT:.0f}")
    return ratio <= NOTE_LIMIT


def reading(rounds: int, rows: int) -> bool:
    """A venire of many rows, read and planned, against bare python-calamine."""
    from python_calamine import CalamineWorkbook

    head = ["Juror No.", "Name", "Race", "Sex", "Age", "Occupation", "City", "Served before?"]
    body = [
        [str(n), f"Person {n}", "White", "Female", str(20 + n % 60), "Nurse", "Dayton", "no"]
        for n in range(rows)
    ]
    content = workbook([head, *body])

    def bare() -> None:
        CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()

    def ours() -> None:
        table = table_of(content)
        assert len(plan_venire(table, guess(table.header)).entries) == rows

    ratio = statistics.median(median_of(ours, 1) / median_of(bare, 1) for _ in range(rounds))
    print(f"a venire of {rows:,} rows: {ratio:.2f} × bare calamine; limit {VENIRE_LIMIT}")
    return ratio <= VENIRE_LIMIT


def median_of(work: Callable[[], object], times: int) -> float:
    """The median seconds of one ``work``."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> int:
    """Print the figures; 1 if a limit is broken."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="fewer rounds and rows")
    quick = parser.parse_args().quick
    rounds = QUICK_ROUNDS if quick else ROUNDS
    app = QApplication([])
    kept = [painting(rounds), noting(rounds), reading(rounds, 10_000 if quick else 50_000)]
    app.quit()
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
