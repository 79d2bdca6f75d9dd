"""How the log on screen bears a long hearing, as ratios in the same run.

Peers: the same panel on a hearing of 1,000 entries (opening), and a stock QTableView whose
model reads the same windows of the same vault through the same lane (scrolling). The table does
not wrap its text; the log does, at its true height.
Run: ``uv run python -m benchmarks.log_view [--quick]``. Ends with status 1 if a limit is broken.
"""

import argparse
import random
import statistics
import sys
import time
from collections import OrderedDict, defaultdict
from pathlib import Path
from typing import Any
from unittest.mock import Mock

from PySide6.QtCore import QAbstractTableModel, QEventLoop, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QTableView

from benchmarks.longlogs import Court, court
from courtdesk.desk.status import Status
from courtdesk.hearing.model import Entry, Hearing
from courtdesk.hearing.panel.courtroom import Courtroom
from courtdesk.hearing.panel.log.row_scroll import UNIT

LONG, QUICK_LONG, SHORT = 1_000_000, 200_000, 1_000
ROUNDS, QUICK_ROUNDS = 11, 3
WIDTH, HEIGHT = 1200, 800
STEPS, JUMPS, ROWS_A_STEP = 60, 30, 3
WINDOW, WINDOWS = 256, 32
MAX_GROWTH_MB = 16.0
_SLEEP = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
"""Wait as an event loop does; spinning would keep the interpreter from the lane."""


class WindowModel(QAbstractTableModel):
    """Windows of 256 entries, read when a cell asks; 32 of them are kept."""

    def __init__(self, made: Court, hearing_id: str, count: int) -> None:
        super().__init__()
        self._court = made
        self._hearing_id = hearing_id
        self._count = count
        self._windows: OrderedDict[int, tuple[Entry, ...]] = OrderedDict()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else 4

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        window, place = divmod(index.row(), WINDOW)
        entries = self._windows.get(window)
        if entries is None:
            entries = self._windows[window] = self._read(window)
            if len(self._windows) > WINDOWS:
                self._windows.popitem(last=False)
        entry = entries[place]
        return (f"{entry.at:%H:%M:%S}", entry.speaker, entry.kind.value, entry.text)[index.column()]

    def _read(self, window: int) -> tuple[Entry, ...]:
        first = window * WINDOW + 1
        return self._court.on_lane(
            lambda: self._court.hearings.window(self._hearing_id, first, WINDOW)
        )


class Bench:
    """The two views over one vault, and what is measured on them."""

    def __init__(self, app: QApplication, made: Court, long: int) -> None:
        self._app = app
        self._court = made
        hearings = made.hearings
        ids = {count: made.add_hearing(count) for count in (SHORT, long)}
        self._hearings = {
            count: made.on_lane(lambda key=key: hearings.hearing(key)) for count, key in ids.items()
        }
        desk = Mock(vault=made.vault, lane=made.lane, status=Status())
        self.room = Courtroom(desk, hearings)
        self.room.resize(WIDTH + 320, HEIGHT + 260)
        self.room.show()
        self.table = QTableView()
        self.table.setModel(WindowModel(made, ids[long], long))
        self.table.setWordWrap(False)
        self.table.verticalHeader().setDefaultSectionSize(24)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.resize(WIDTH, HEIGHT)
        self.table.show()
        self.long = long
        self.settle()

    def settle(self) -> None:
        """Wait until every row in sight is the true one and the lane has nothing to do."""
        self._app.processEvents()
        while not self._court.lane.is_idle or self.room.log.view.rows.reading:
            self._app.processEvents(_SLEEP)

    def open(self, count: int) -> float:
        """Milliseconds from choosing a hearing to its rows on the screen."""
        self.room.session.open(None)
        self.settle()
        hearing: Hearing = self._hearings[count]
        start = time.perf_counter()
        self.room.open(hearing)
        self._until_true()
        took = (time.perf_counter() - start) * 1e3
        self.settle()
        return took

    def steps(self, view: QAbstractScrollArea, unit: int, *, ours: bool) -> float:
        """Median milliseconds of a step of three rows, painted."""
        bar = view.verticalScrollBar()
        bar.setValue(bar.maximum() // 3)
        self.settle()
        return statistics.median(
            self._go(view, bar.value() + ROWS_A_STEP * unit, ours=ours) for _ in range(STEPS)
        )

    def jumps(self, view: QAbstractScrollArea, dice: random.Random, *, ours: bool) -> float:
        """Median milliseconds of a jump to anywhere, painted with the true rows."""
        top = view.verticalScrollBar().maximum()
        return statistics.median(
            self._go(view, dice.randrange(top), ours=ours) for _ in range(JUMPS)
        )

    def _go(self, view: QAbstractScrollArea, value: int, *, ours: bool) -> float:
        start = time.perf_counter()
        view.verticalScrollBar().setValue(value)
        view.viewport().repaint()
        if ours and not _is_true(view):
            self._until_true()
        return (time.perf_counter() - start) * 1e3

    def _until_true(self) -> None:
        """Paint until every row in sight has its entry."""
        view = self.room.log.view
        while not _is_true(view):
            self._app.processEvents(_SLEEP)
        view.viewport().repaint()


def _is_true(view: Any) -> bool:
    placed = view.placed()
    return bool(placed) and all(view.rows.entry(row.row) is not None for row in placed)


def _megabytes() -> float:
    """Memory that the process holds now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / (1 << 20)


def measure(bench: Bench, rounds: int) -> dict[str, float]:
    """Medians over the rounds; the contenders take turns."""
    found: dict[str, list[float]] = defaultdict(list)
    view, dice = bench.room.log.view, random.Random(4)
    for _ in range(2):  # both are warm before anything counts
        bench.open(SHORT)
        bench.open(bench.long)
    before = 0.0
    for number in range(rounds):
        found["open short"].append(bench.open(SHORT))
        found["open long"].append(bench.open(bench.long))
        found["step"].append(bench.steps(view, UNIT, ours=True))
        found["table step"].append(bench.steps(bench.table, 1, ours=False))
        found["jump"].append(bench.jumps(view, dice, ours=True))
        found["table jump"].append(bench.jumps(bench.table, dice, ours=False))
        if number == 0:
            before = _megabytes()
    medians = {name: statistics.median(some) for name, some in found.items()}
    medians["growth"] = _megabytes() - before
    return medians


def report(ms: dict[str, float], long: int) -> bool:
    """Print the ratios with their limits; true if all limits are kept."""
    checks = (
        (f"opening {long:,} to {SHORT:,} entries", ms["open long"] / ms["open short"], 1.5),
        ("scrolling by 3 rows to QTableView", ms["step"] / ms["table step"], 0.6),
        ("jumping anywhere to QTableView", ms["jump"] / ms["table jump"], None),
        ("memory gained while scrolling, MB", ms["growth"], MAX_GROWTH_MB),
    )
    kept = True
    for what, value, limit in checks:
        fine = limit is None or value <= limit
        kept = kept and fine
        told = "no limit" if limit is None else f"limit <= {limit:g}   {'ok' if fine else 'BROKEN'}"
        print(f"{what:44} {value:6.2f}   {told}")
    print("medians, ms: " + ", ".join(f"{name} {value:.1f}" for name, value in ms.items()))
    return kept


def main() -> int:
    """Make the hearings, measure, report."""
    parser = argparse.ArgumentParser(description="How the log on screen bears a long hearing.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and entries")
    quick = parser.parse_args().quick
    app = QApplication(sys.argv[:1])
    with court(app) as made:
        bench = Bench(app, made, QUICK_LONG if quick else LONG)
        medians = measure(bench, QUICK_ROUNDS if quick else ROUNDS)
        bench.room.deleteLater()
        bench.table.deleteLater()
        app.processEvents()
    return 0 if report(medians, bench.long) else 1


if __name__ == "__main__":
    sys.exit(main())
