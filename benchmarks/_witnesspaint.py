"""The first painting of one case's witnesses in a process that has painted nothing yet.

The child of :mod:`benchmarks.witnesses`: ``python -m benchmarks._witnesspaint VAULT`` prints one
JSON document of milliseconds. The peer is Qt's own list of plain texts, as many of them, painted
cold in a child of its own (``--peer``).
"""

import argparse
import json
import os
import sys
import time
from pathlib import Path
from zoneinfo import ZoneInfo

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListWidget, QWidget

from courtdesk.cases.service import CaseService
from courtdesk.desk import fonts
from courtdesk.desk.actions import Action
from courtdesk.desk.theme import Scheme, Theme
from courtdesk.hearing.service.lexicon import lexicon
from courtdesk.vault.opening import open_vault
from courtdesk.vault.times import now
from courtdesk.witnesses.model.calls import moved
from courtdesk.witnesses.panel.main_view import MainView
from courtdesk.witnesses.panel.order_list import About
from courtdesk.witnesses.service import CallService, WitnessService

PASSPHRASE = "seven grey herons over the weir"  # noqa: S105 - of a vault made for this alone
_SIZE = QSize(1224, 790)
_ROUNDS = 11


def main() -> int:
    """Print what was measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("vault", type=Path)
    parser.add_argument("--peer", type=int, default=0, metavar="LINES")
    options = parser.parse_args()
    app = QApplication([sys.argv[0], "-style", "fusion"])
    fonts.install(app)
    Theme(app, Scheme.LIGHT)
    print(json.dumps(_peer(options.peer) if options.peer else _desk(options.vault)))
    return 0


def _peer(lines: int) -> dict[str, float]:
    window = QWidget()
    row = QHBoxLayout(window)
    lists = (QListWidget(), QListWidget())
    for each in lists:
        row.addWidget(each)
    _show(window)
    start = time.perf_counter()
    for each in lists:
        each.addItems([f"Line {number} of a plain list" for number in range(lines)])
    QApplication.processEvents()
    return {"plain lists": _since(start)}


def _desk(path: Path) -> dict[str, float]:
    lexicon()  # the desk reads it while the passphrase is typed
    vault = open_vault(path, None, PASSPHRASE)
    try:
        cases = CaseService(vault)
        service, calls = WitnessService(vault, cases), CallService(vault)
        case_id = cases.cases(limit=1)[0].id
        names = ("new", "link", "support", "question", "stand", "template", "print")
        view = MainView({name: Action(name, name.capitalize(), _nothing) for name in names})
        _show(view)
        start = time.perf_counter()
        _paint(view, service, case_id)
        first = _since(start)
        return {"first painting": first, **_reorder(view, service, calls, case_id)}
    finally:
        vault.close()


def _reorder(
    view: MainView, service: WitnessService, calls: CallService, case_id: str
) -> dict[str, float]:
    """From the key to the painted order, and the part of it in which the window stands still."""
    whole, frames = [], []
    for number in range(_ROUNDS):
        listed = [line.call for line in service.overview(case_id, now()).lines if line.call]
        start = time.perf_counter()
        calls.reorder(case_id, moved(listed, listed[0].id, 1 + number))
        frames.append(_paint(view, service, case_id))
        whole.append(_since(start))
    middle = _ROUNDS // 2
    return {"reorder": sorted(whole)[middle], "reorder frame": sorted(frames)[middle]}


def _paint(view: MainView, service: WitnessService, case_id: str) -> float:
    """Read and paint; the milliseconds of the GUI thread alone."""
    overview = service.overview(case_id, now())
    file = service.view(overview.files[0].id)
    sides = dict(service.side_words(case_id))
    moment = now()
    about = About(moment, moment.astimezone(ZoneInfo("UTC")).date(), "UTC")
    start = time.perf_counter()
    view.show_overview(overview, sides, (file.file.id, ""), about)
    view.show_view(file, view.order.line(), about)
    QApplication.processEvents()  # lays out and paints what was changed
    return _since(start)


def _show(widget: QWidget) -> None:
    widget.resize(_SIZE)
    widget.show()
    QApplication.processEvents()


def _since(start: float) -> float:
    return (time.perf_counter() - start) * 1000


def _nothing() -> None:
    pass


if __name__ == "__main__":
    sys.exit(main())
