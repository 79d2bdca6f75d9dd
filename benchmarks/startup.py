"""Cold start of the desk against a bare PySide6 window, each in a fresh process.

    uv run python -m benchmarks.startup [--quick]

“unlock”: from the start of the process to the first paint of the unlock window.
“unlocked”: that, and from Enter to the first paint of the desk, the key derivation apart; the
libraries of the database are loaded in between, while a person types the passphrase.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

LIMITS = {"unlock": 1.3, "unlocked": 1.5}
_ROUNDS, _QUICK_ROUNDS = 11, 3


def main() -> int:
    """Print the ratios; 1 if one is over its limit."""
    parser = argparse.ArgumentParser(description="Start-up against a bare window.")
    parser.add_argument("--quick", action="store_true", help=f"{_QUICK_ROUNDS} rounds")
    parser.add_argument("--child", choices=["bare", "unlock", "unlocked"], help=argparse.SUPPRESS)
    parser.add_argument("--vault", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        return CHILDREN[options.child](options.vault)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    times = _measure(_QUICK_ROUNDS if options.quick else _ROUNDS)
    bare = median(times["bare"])
    print(f"bare window: {bare * 1000:.0f} ms ({os.environ['QT_QPA_PLATFORM']})")
    # Round by round: what slows the machine slows neighbours alike.
    ratios = {
        name: median(a / b for a, b in zip(times[name], times["bare"], strict=True))
        for name in LIMITS
    }
    for name, ratio in ratios.items():
        verdict = "ok" if ratio <= LIMITS[name] else "OVER THE LIMIT"
        print(f"{name}: {ratio:.2f} × bare, limit {LIMITS[name]}: {verdict}")
    return int(any(ratio > LIMITS[name] for name, ratio in ratios.items()))


def _measure(rounds: int) -> dict[str, list[float]]:
    from courtdesk.demo.making import make

    times: dict[str, list[float]] = {name: [] for name in CHILDREN}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        vault = Path(folder) / "Demo.courtdesk"
        make(vault)
        for number in range(rounds + 1):
            for name, taken in times.items():
                seconds = _time(name, vault)
                if number:  # the first round warms the disk cache
                    taken.append(seconds)
    return times


def _time(name: str, vault: Path) -> float:
    """Seconds from the start of a process to the paint, less what the child says to leave out."""
    command = [sys.executable, "-m", "benchmarks.startup", "--child", name, "--vault", str(vault)]
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        said = child.stdout.readline()
        painted = time.perf_counter()
    if child.returncode or not said:
        raise SystemExit(f"{name} ended with {child.returncode}")
    return painted - started - float(said)


def _bare(_vault: Path) -> int:
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    class Window(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, _end)

    app = QApplication(sys.argv[:1])
    window = Window()
    window.resize(1440, 900)
    window.show()
    return app.exec()


def _unlock(vault: Path) -> int:
    from courtdesk import app as root

    root._wake = lambda *_: _end()
    return root.run(vault)


def _unlocked(vault: Path) -> int:
    from courtdesk import app as root

    wake = root._wake
    marks: dict[str, float] = {}

    def painted(app: Any, window: Any, *rest: Any) -> None:
        marks["painted"] = time.perf_counter()
        wake(app, window, *rest)
        window.keeper.warmed.connect(lambda: warmed(window))

    def warmed(window: Any) -> None:
        from courtdesk import demo
        from courtdesk.vault import kdf

        marks["derived"] = 0.0
        kdf.derive = _timed(kdf.derive, marks)
        window.unlock.opened.connect(lambda: opened(window))
        marks["typed"] = time.perf_counter()
        window.unlock.unlock(demo.PASSPHRASE)

    def opened(window: Any) -> None:
        _when_painted(window.keeper.session.frame, lambda: _end(_left_out(marks)))

    root._wake = painted
    return root.run(vault)


def _left_out(marks: dict[str, float]) -> float:
    """Typing the passphrase, and deriving the key."""
    return marks["typed"] - marks["painted"] + marks["derived"]


def _when_painted(widget: Any, then: Callable[[], None]) -> None:
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watcher(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, then)
            return False

    widget.installEventFilter(Watcher(widget))


def _timed(derive: Callable[..., Any], marks: dict[str, float]) -> Callable[..., Any]:
    def timed(*arguments: Any, **more: Any) -> Any:
        began = time.perf_counter()
        try:
            return derive(*arguments, **more)
        finally:
            marks["derived"] += time.perf_counter() - began

    return timed


def _end(left_out: float = 0.0) -> None:
    """Say what to leave out, and end at once: closing is not measured."""
    print(left_out, flush=True)
    os._exit(0)


CHILDREN: dict[str, Callable[[Path], int]] = {
    "bare": _bare,
    "unlock": _unlock,
    "unlocked": _unlocked,
}

if __name__ == "__main__":
    sys.exit(main())
