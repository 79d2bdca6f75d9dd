"""Runs the torture, part after part: ``uv run python -m torture [--quick] [--only PART]``.

Ends with status 1 if a promise was broken. The counts go to ``build/torture.json``, part by part,
so that a run which was stopped has kept what it reached.
"""

import argparse
import json
import platform
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from torture import shim


@dataclass(frozen=True)
class Part:
    """One part: its module and what it is given, in full and for a build server."""

    module: str
    full: tuple[str, ...]
    quick: tuple[str, ...]
    under_shim: bool = False


PARTS = {
    "kill": Part("torture.kill", ("1000",), ("60",)),
    "power": Part("torture.powerloss", ("5000",), ("150",), under_shim=True),
    "faults": Part("torture.faults", ("5000",), ("150",), under_shim=True),
    "tamper": Part("torture.tamper", ("1000",), ("20",)),
    "corrupt": Part("torture.corrupt", ("2000",), ("100",)),
    "imports": Part("torture.hostile", ("100000",), ("2000",)),
    "plaintext": Part("torture.plaintext", ("20",), ("1",), under_shim=True),
    "memory": Part("torture.memory", ("20",), ("1",)),
    "sound": Part("torture.sound", ("50", "30", "60"), ("3", "0.5", "1")),
    "soak": Part("torture.soak", ("8", "30"), ("1", "0.2")),
}


def main(arguments: list[str] | None = None) -> int:
    """Run the parts that were asked for, and say what came of them."""
    options = _options(arguments)
    results: dict[str, Any] = {"began": datetime.now(UTC).isoformat(), "machine": _machine()}
    results["parts"] = {}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    for name in options.only or PARTS:
        part = PARTS[name]
        given = tuple(options.given or (part.quick if options.quick else part.full))
        result = _run(part, given)
        results["parts"][name] = result
        options.out.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")
        print(_line(name, result), flush=True)
    return 0 if all(result["ok"] for result in results["parts"].values()) else 1


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="torture", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few of each, for a build server")
    parser.add_argument("--only", action="append", choices=list(PARTS), help="this part alone")
    parser.add_argument("--out", type=Path, default=Path("build/torture.json"), metavar="FILE")
    parser.add_argument("given", nargs="*", metavar="COUNT", help="counts of the one part")
    return parser.parse_args(arguments)


def _run(part: Part, given: tuple[str, ...]) -> dict[str, Any]:
    if not sys.platform.startswith("linux"):
        return {"ok": True, "skipped": "needs Linux"}
    missing = shim.missing() if part.under_shim else None
    if missing:
        return {"ok": True, "skipped": missing}
    began = time.monotonic()
    if part.under_shim:
        status, printed = shim.run_under(part.module, given)
    else:
        words = [sys.executable, "-m", part.module, *given]
        done = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=False)
        status, printed = done.returncode, done.stdout
    if status != 0:
        seconds = round(time.monotonic() - began, 1)
        return {"ok": False, "failures": [f"ended with status {status}"], "seconds": seconds}
    result: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return result


def _line(name: str, result: dict[str, Any]) -> str:
    if "skipped" in result:
        return f"{name}: skipped, it {result['skipped']}"
    word = "kept" if result["ok"] else "BROKEN"
    told = ", ".join(f"{what} {count:g}" for what, count in result.get("counts", {}).items())
    lines = [f"{name}: {word}, {result.get('runs', 0)} runs in {result['seconds']:g} s: {told}"]
    return "\n    ".join([*lines, *result.get("failures", [])])


def _machine() -> str:
    return f"{platform.system()} {platform.release()}, Python {platform.python_version()}"


if __name__ == "__main__":
    sys.exit(main())
