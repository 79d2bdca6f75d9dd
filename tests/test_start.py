"""What is imported when: the desk and the command line must start fast."""

import subprocess
import sys

import pytest

HEAVY = (
    "sqlalchemy",
    "alembic",
    "reportlab",
    "pikepdf",
    "pypdfium2",
    "python_calamine",
    "numpy",
    "sounddevice",
    "soundfile",
)


def _loaded_by(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["courtdesk.__main__", "courtdesk.preflight", "courtdesk.cli"])
def test_the_door_loads_neither_qt_nor_anything_heavy(module: str) -> None:
    assert not _loaded_by(f"import {module}") & {"PySide6", *HEAVY}


def test_the_unlock_window_is_painted_before_anything_heavy_is_loaded() -> None:
    show_it = """
from PySide6 import QtCore
from PySide6.QtWidgets import QApplication
from courtdesk import app
app._wake = lambda application, *_: application.quit()
app.run(None)
assert "Qt" not in QtCore.__dict__, "a tenth of the start is spent on the namespace Qt"
"""
    loaded = _loaded_by(show_it)
    assert "PySide6" in loaded
    assert not loaded & {*HEAVY, "tomllib", "dataclasses", "logging.handlers"}
