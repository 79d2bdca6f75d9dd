"""Compiles the forms: resources/ui/PACKAGE/NAME.ui becomes src/courtdesk/PACKAGE/forms/ui_NAME.py.

uv run python -m checks.forms            write the modules that changed, remove orphans
uv run python -m checks.forms --check    change nothing; exit 1 if a module is not up to date
"""

import re
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
DRAWN = PROJECT / "resources" / "ui"
PACKAGE = PROJECT / "src" / "courtdesk"
UIC = Path(sys.executable).with_name("pyside6-uic")
INIT = '"""Forms compiled from resources/ui by “make forms”; never edited by hand."""\n'


def main(arguments: list[str]) -> int:
    """Bring the compiled forms up to date, or with ``--check`` say which are not."""
    wanted = compiled()
    present = {path: path.read_text(encoding="utf-8") for path in PACKAGE.glob("**/forms/*.py")}
    stale = sorted(path for path in wanted if present.get(path) != wanted[path])
    orphans = sorted(present.keys() - wanted.keys())
    if "--check" in arguments:
        for path in [*stale, *orphans]:
            print(f"not up to date: {path.relative_to(PROJECT)} (run “make forms”)")
        return 1 if stale or orphans else 0
    for path in stale:
        path.parent.mkdir(exist_ok=True)
        path.write_text(wanted[path], encoding="utf-8")
    for path in orphans:
        path.unlink()
    return 0


def compiled() -> dict[Path, str]:
    """The text that each compiled form should have, by its path."""
    wanted = {}
    for form in sorted(DRAWN.glob("**/*.ui")):
        folder = PACKAGE / form.parent.relative_to(DRAWN) / "forms"
        wanted[folder / "__init__.py"] = INIT
        wanted[folder / f"ui_{form.stem}.py"] = _compile(form)
    return wanted


def _compile(form: Path) -> str:
    done = subprocess.run(
        [UIC, "--generator", "python", "--absolute-imports", str(form)],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return _without_unused_imports(done.stdout)


def _without_unused_imports(module: str) -> str:
    """uic imports two dozen classes whatever the form needs, and each costs start-up."""
    head, _, body = module.partition("\nclass ")

    def only_used(found: re.Match[str]) -> str:
        names = [name.strip() for name in found[2].split(",")]
        used = [name for name in names if re.search(rf"\b{name}\b", body)]
        return f"from {found[1]} import ({', '.join(used)})" if used else ""

    return re.sub(r"from (\S+) import \(([^)]*)\)", only_used, head) + "\nclass " + body


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
