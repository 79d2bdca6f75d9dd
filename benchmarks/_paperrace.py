"""Contenders that make paper of the same rows, each in a fresh process, round after round."""

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

ROUNDS, QUICK_ROUNDS = 11, 3
_WORDS = (  # noqa: SIM905 - prose reads better
    "the witness was asked about exhibit and answered that she had seen document on morning in "
    "question before counsel objected court sustained overruled Wiśniewska Żółć Łukasz"
).split()

LogRow = tuple[str, str, str]
Contenders = dict[str, tuple[Callable[[list[LogRow]], Callable[[], bytes]], int]]
"""By name: what prepares the work for some rows, and how many rows there are."""

Check = tuple[str, float, str, float]
"""What is measured, its value, ``<=`` or ``>=``, and the limit."""


@dataclass(frozen=True)
class Result:
    """What one process measured: seconds, pages, and the most memory that it ever held."""

    seconds: float
    pages: int
    megabytes: float


Results = dict[str, list[Result]]


def log_rows(count: int) -> list[LogRow]:
    """Rows of 8 to 30 words, the same each time."""
    dice = random.Random(7)
    speakers = ("The Court", "Mr. Pryce (State)", "Ms. Duarte", "Witness")
    return [
        (
            f"{9 + n // 3600 % 9:02d}:{n // 60 % 60:02d}:{n % 60:02d}",
            speakers[n % 4],
            " ".join(dice.choices(_WORDS, k=dice.randint(8, 30))),
        )
        for n in range(count)
    ]


def medians(results: list[Result]) -> Result:
    """The medians of a contender's rounds."""
    return Result(
        statistics.median(result.seconds for result in results),
        results[0].pages,
        statistics.median(result.megabytes for result in results),
    )


def are_kept(checks: Iterable[Check]) -> bool:
    """Prints each limit with what was measured; true if all are kept."""
    kept = True
    for what, value, relation, limit in checks:
        fine = value >= limit if relation == ">=" else value <= limit
        kept = kept and fine
        print(f"{what:28} {value:7.2f}   limit {relation} {limit:g}   {'ok' if fine else 'BROKEN'}")
    return kept


def race(module: str, what: str, contenders: Contenders, report: Callable[[Results], bool]) -> int:
    """Runs the contenders of ``module`` in turn; the exit status, 1 if ``report`` says no."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_ROUNDS} rounds, not {ROUNDS}")
    parser.add_argument("--only", choices=contenders, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        _run_here(*contenders[options.only])
        return 0
    results: Results = defaultdict(list)
    for _ in range(QUICK_ROUNDS if options.quick else ROUNDS):
        for name in contenders:
            if (result := _run_apart(module, name)) is not None:
                results[name].append(result)
    for peer in contenders.keys() - results.keys():
        print(f"{peer} is not installed: run with the dependency group “peers”.")
    return 0 if report(results) else 1


def _run_here(prepare: Callable[[list[LogRow]], Callable[[], bytes]], rows: int) -> None:
    """Measures one contender in this process and prints the result as JSON."""
    import resource  # POSIX only

    work = prepare(log_rows(rows))
    start = time.perf_counter()
    data = work()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    import pypdfium2

    with pypdfium2.PdfDocument(data) as pdf:
        print(json.dumps([seconds, len(pdf), peak]))


def _run_apart(module: str, name: str) -> Result | None:
    """Measures one contender in a fresh process; None where a peer is not installed."""
    command = [sys.executable, "-m", module, "--only", name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode and "ModuleNotFoundError" in done.stderr:
        return None
    done.check_returncode()
    return Result(*json.loads(done.stdout.splitlines()[-1]))
