"""Runs the benchmarks one after another: ``uv run python -m benchmarks [--quick]``.

A benchmark is a module of this folder that can be run. Options are handed on to each. Ends with
status 1 if one of them did.
"""

import subprocess
import sys
from pathlib import Path


def main(options: list[str]) -> int:
    """Run every benchmark, also after one that failed."""
    failed = [name for name in names() if run(name, options)]
    if failed:
        print(f"\nlimits broken, or failed: {', '.join(failed)}")
    return 1 if failed else 0


def names() -> list[str]:
    """The benchmarks, in the order of the alphabet."""
    modules = sorted(Path(__file__).parent.glob("[a-z]*.py"))
    return [path.stem for path in modules if "\nif __name__ ==" in path.read_text(encoding="utf-8")]


def run(name: str, options: list[str]) -> int:
    """Run one benchmark in a process of its own; its exit status."""
    print(f"\n== {name}", flush=True)
    command = [sys.executable, "-m", f"benchmarks.{name}", *options]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
