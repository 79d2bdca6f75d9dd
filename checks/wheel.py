"""Builds the wheel and makes sure that every resource and module is in it.

uv run python -m checks.wheel
"""

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Exit status 1, with the names, if the wheel lacks something."""
    present = contents()
    wanted = [*_files("resources", "courtdesk/resources"), *_files("src/courtdesk", "courtdesk")]
    lacking = [name for name in wanted if name not in present]
    for name in lacking:
        print(f"the wheel lacks {name}")
    return 1 if lacking else 0


def contents() -> set[str]:
    """The names of the files in a wheel that is built now."""
    uv = os.environ.get("UV", "uv")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [uv, "build", "--wheel", "--quiet", "--out-dir", folder], cwd=PROJECT, check=True
        )
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            return set(archive.namelist())


def _files(folder: str, inside: str) -> list[str]:
    root = PROJECT / folder
    found = (path.relative_to(root) for path in sorted(root.glob("**/*")) if path.is_file())
    return [f"{inside}/{path.as_posix()}" for path in found if "__pycache__" not in path.parts]


if __name__ == "__main__":
    sys.exit(main())
