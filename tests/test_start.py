"""What is imported when: the desk and the command line must start fast."""

import subprocess
import sys

import pytest

HEAVY = ("sqlalchemy", "alembic", "reportlab", "pikepdf", "pypdfium2", "python_calamine", "numpy")


def _loaded_by(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["courtdesk.__main__", "courtdesk.preflight", "courtdesk.cli"])
def test_the_door_loads_neither_qt_nor_anything_heavy(module: str) -> None:
    assert not _loaded_by(f"import {module}") & {"PySide6", *HEAVY}


def test_the_desk_loads_nothing_heavy_before_it_is_needed() -> None:
    assert not _loaded_by("import courtdesk.desk.lanes, courtdesk.desk.theme") & set(HEAVY)
