"""PySide6 must not drop references to None: on Python 3.11 that kills the process after a while.

PySide6 6.12.0 does, once or twice in most calls that return nothing; None is immortal only from
Python 3.12 on. The calls run in a process of their own, so that a crash is a failed test.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PINNED = "6.11.3"
PROJECT = Path(__file__).resolve().parents[1]

DRIFT = """
import sys
from PySide6.QtCore import QModelIndex, QRect, QStringListModel, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

application = QApplication([])
label, editor, rows = QLabel(), QPlainTextEdit(), QStringListModel()
image = QImage(40, 40, QImage.Format.Format_ARGB32)
painter = QPainter(image)
box = QRect(0, 0, 40, 40)
calls = {
    "QLabel.setText": lambda: label.setText("a"),
    "QWidget.update": lambda: label.update(),
    "QWidget.parent": lambda: label.parent(),
    "QWidget.setProperty": lambda: label.setProperty("a", 1),
    "QPlainTextEdit.setPlainText": lambda: editor.setPlainText("a"),
    "QPainter.setPen": lambda: painter.setPen(QColor("red")),
    "QPainter.drawText": lambda: painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "a"),
    "QPainter.fillRect": lambda: painter.fillRect(box, QColor("red")),
    "QPainter.save": lambda: (painter.save(), painter.restore()),
    "QAbstractItemModel.beginInsertRows": lambda: (
        rows.beginInsertRows(QModelIndex(), 0, 0), rows.endInsertRows()),
    "Signal.emit": lambda: rows.layoutChanged.emit(),
    "processEvents": lambda: application.processEvents(),
}
rounds = 500
for name, call in calls.items():
    call()
    before = sys.getrefcount(None)
    for _ in range(rounds):
        call()
    lost = (before - sys.getrefcount(None)) / rounds
    if abs(lost) > 0.2:
        print(f"{name}: {lost:+.2f} references to None lost in each call")
painter.end()
"""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal since Python 3.12")
def test_calls_into_qt_leave_the_references_to_none_alone() -> None:
    done = subprocess.run(
        [sys.executable, "-c", DRIFT], capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_the_version_that_keeps_them_is_pinned() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    locked = tomllib.loads((PROJECT / "uv.lock").read_text())["package"]
    dependencies = project["project"]["dependencies"]
    versions = {p["name"]: p["version"] for p in locked if p["name"].startswith("pyside6")}
    assert f"PySide6-Essentials=={PINNED}" in dependencies
    assert versions == {"pyside6-essentials": PINNED}
