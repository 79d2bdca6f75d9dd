"""How fast typing stays, as ratios in the same run.

Peers: a bare QPlainTextEdit (from a keystroke to its paint, while the composer's drafts are being
saved to an encrypted vault), and the composer itself while nothing else goes on (while the log of
14,000 entries becomes a PDF in the press's child process).
Run: ``uv run python -m benchmarks.typing [--quick]``. Ends with status 1 if a limit is broken.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from unittest.mock import Mock

from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from benchmarks.longlogs import Court, court
from courtdesk.desk.press import PressLane
from courtdesk.desk.status import Status
from courtdesk.hearing.panel.courtroom import Courtroom
from courtdesk.hearing.sheet.pages import log_pages
from courtdesk.paper.imprint import Imprint
from courtdesk.paper.press import warm

ENTRIES = 14_000
ROUNDS, QUICK_ROUNDS = 11, 3
KEYS = 60
PAUSE_MS = 8
"""Between keystrokes; drafts are saved meanwhile."""
_TEXT = "the witness identifies state 15 "


class Paints(QObject):
    """Counts the paints of an editor."""

    def __init__(self, edit: QPlainTextEdit) -> None:
        super().__init__(edit)
        self.count = 0
        edit.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


class Typist:
    """Types into an editor and takes the time until each letter is painted."""

    def __init__(self, app: QApplication, edit: QPlainTextEdit) -> None:
        self._app = app
        self._edit = edit
        self._paints = Paints(edit)

    def type(self, more: Callable[[int], bool]) -> list[float]:
        """Milliseconds of each keystroke, for as long as ``more(typed so far)``."""
        self._edit.window().activateWindow()
        self._edit.setFocus()
        self._edit.clear()
        self._app.processEvents()
        took: list[float] = []
        while more(len(took)):
            before = self._paints.count
            start = time.perf_counter()
            QTest.keyClick(self._edit, _TEXT[len(took) % len(_TEXT)])
            while self._paints.count == before:
                self._app.processEvents()
            took.append((time.perf_counter() - start) * 1e3)
            QTest.qWait(PAUSE_MS)
        return took


class Bench:
    """The panel's composer and a bare editor."""

    def __init__(self, app: QApplication, made: Court, press: PressLane) -> None:
        self._app = app
        self._press = press
        desk = Mock(vault=made.vault, lane=made.lane, status=Status())
        hearing_id = made.add_hearing(ENTRIES)
        hearing = made.on_lane(lambda: made.hearings.hearing(hearing_id))
        self._sheet = made.on_lane(lambda: made.hearings.log_sheet(hearing_id))
        self._imprint = made.on_lane(lambda: Imprint.by(made.vault, datetime.now(UTC)))
        self.room = Courtroom(desk, made.hearings)
        self.room.resize(1220, 760)
        self.room.show()
        self.room.open(hearing)
        self.bare = QPlainTextEdit()
        self.bare.resize(self.room.composer.edit.size())
        self.bare.show()
        self.kept = 0
        self.room.lines.drafts.kept.connect(self._on_kept)
        self.composer = Typist(app, self.room.composer.edit)
        self.peer = Typist(app, self.bare)
        self._making = False

    def while_printing(self) -> list[float]:
        """Keystrokes in the composer for as long as the PDF is being made."""
        self._making = True
        self._press.make(log_pages, self._sheet, self._imprint, then=self._on_made, owner=self.room)
        return self.composer.type(lambda _: self._making)

    def _on_made(self, _pages: bytes) -> None:
        self._making = False

    def _on_kept(self) -> None:
        self.kept += 1


def measure(bench: Bench, rounds: int) -> dict[str, float]:
    """Medians over the rounds; the contenders take turns."""
    enough: Callable[[int], bool] = lambda typed: typed < KEYS  # noqa: E731
    bench.while_printing()  # the child is warm, and so is everything here
    bench.peer.type(enough)
    bare: list[float] = []
    idle: list[float] = []
    idle95: list[float] = []
    busy95: list[float] = []
    for _ in range(rounds):
        bare.append(statistics.median(bench.peer.type(enough)))
        quiet = bench.composer.type(enough)
        busy = bench.while_printing()
        idle.append(statistics.median(quiet))
        idle95.append(_p95(quiet))
        busy95.append(_p95(busy))
    return {
        "bare": statistics.median(bare),
        "composer": statistics.median(idle),
        "composer p95": statistics.median(idle95),
        "printing p95": statistics.median(busy95),
    }


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def report(ms: dict[str, float], kept: int) -> bool:
    """Print the ratios with their limits; true if all limits are kept."""
    checks = (
        ("keystroke to paint, to a bare editor", ms["composer"] / ms["bare"], 1.5),
        ("p95 while a PDF is made, to idle", ms["printing p95"] / ms["composer p95"], 4.0),
    )
    fine = True
    for what, value, limit in checks:
        verdict = "ok" if value <= limit else "BROKEN"
        fine = fine and value <= limit
        print(f"{what:40} {value:6.2f}   limit <= {limit:g}   {verdict}")
    print("medians, ms: " + ", ".join(f"{name} {value:.2f}" for name, value in ms.items()))
    print(f"{kept} drafts were saved meanwhile")
    return fine and kept > 0


def main() -> int:
    """Type, print, report."""
    parser = argparse.ArgumentParser(description="How fast typing stays.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    rounds = QUICK_ROUNDS if parser.parse_args().quick else ROUNDS
    app = QApplication(sys.argv[:1])
    press = PressLane(warm)
    press.warm_up()
    with court(app) as made:
        bench = Bench(app, made, press)
        medians = measure(bench, rounds)
        kept = bench.kept
        bench.room.leave()
        bench.room.deleteLater()
        bench.bare.deleteLater()
        app.processEvents()
    press.close()
    return 0 if report(medians, kept) else 1


if __name__ == "__main__":
    sys.exit(main())
