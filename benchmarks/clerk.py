"""What a keystroke and an entry cost the clerk: expansion, recognition, and the checker.

Limits: expansion and recognition under 5 ms a keystroke with 2,000 codes; the checker under 10 ms
an entry in a log of 20,000. Each is also given as a ratio to a peer in the same run: a scan of the
code book with ``str.startswith``, and following the whole log anew.
Run: ``uv run python -m benchmarks.clerk [--quick]``. Ends with status 1 if a limit is broken.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from courtdesk.hearing.model import Entry, EntryKind, Step
from courtdesk.hearing.model.checker import Checker, CheckSetting
from courtdesk.hearing.model.codebook import Code, CodeBook
from courtdesk.hearing.service.lexicon import lexicon

CODES, ENTRIES = 2_000, 20_000
ROUNDS, QUICK_ROUNDS = 11, 3
KEYSTROKE_MS, ENTRY_MS = 5.0, 10.0
LINES = (
    "wit id's st15, time of death chart; def-c rfd: no foundation",
    "sw Dr. Lena Haas, forensic pathologist of the county, called by the state",
    "he was asked about the hallway and answered that the light was on when he came",
)
CYCLE = (
    (EntryKind.WITNESS, "Witness sworn: Dr. Lena Haas, forensic pathologist"),
    (EntryKind.WITNESS, "Direct examination begins"),
    (EntryKind.EXHIBIT, "Offers State {n}"),
    (EntryKind.OBJECTION, "Objection: cumulative"),
    (EntryKind.RULING, "Overruled; State {n} received"),
    (EntryKind.WITNESS, "Dr. Haas excused"),
    (EntryKind.NOTE, "The witness describes the kitchen"),
)
WHEN = datetime(2026, 11, 23, 9, tzinfo=UTC)


def book() -> CodeBook:
    """The shipped codes, filled up to 2,000."""
    words = lexicon()
    more = (Code(f"q{n:04d}", f"Made-up phrase {n}: {{}}") for n in range(CODES))
    return CodeBook([*words.codes, *more][:CODES], words.parties)


def entry(number: int) -> Entry:
    """An entry of a log that is busier than any real one."""
    kind, text = CYCLE[number % len(CYCLE)]
    words = text.format(n=number // len(CYCLE) + 1)
    return Entry(f"e{number}", "h", number, WHEN, "", kind, words, "clerk")


def long_log(count: int) -> Checker:
    """A checker that has followed ``count`` entries."""
    words = lexicon()
    checker = Checker(CheckSetting(), words.recogniser, words.exhibits)
    start = Entry("e0", "h", 0, WHEN, "", EntryKind.COURSE, "", "clerk", Step.START)
    for one in (start, *(entry(number) for number in range(1, count + 1))):
        checker.put(one)
    return checker


def milliseconds(work: Callable[[], object]) -> float:
    """The processor's time for ``work``: a short one is often interrupted by other programs."""
    start = time.thread_time()
    work()
    return (time.thread_time() - start) * 1000


def keystrokes(codes: CodeBook) -> tuple[float, float]:
    """The 99th percentile of the keystrokes, and the ratio of means to a scan of the book."""
    recogniser = lexicon().recogniser
    ours, naive = [], []
    for line in LINES:
        for end in range(1, len(line) + 1):
            typed = line[:end]
            ours.append(milliseconds(lambda t=typed: recogniser.kind(codes.expand(t).text)))
            naive.append(milliseconds(lambda t=typed: _scan(codes, t)))
    return statistics.quantiles(ours, n=100)[-1], statistics.mean(ours) / statistics.mean(naive)


def _scan(codes: CodeBook, typed: str) -> list[Code]:
    words = typed.split()
    return [code for word in words for code in codes.codes if code.short.startswith(word)]


def entries(checker: Checker, first: int, count: int) -> float:
    """The slowest of ``count`` new entries, with the findings read after each."""

    def one(number: int) -> None:
        checker.put(entry(number))
        checker.findings()

    return max(milliseconds(lambda n=number: one(n)) for number in range(first, first + count))


def amendments(checker: Checker, last: int, count: int) -> float:
    """The slowest of ``count`` amendments of the entries before ``last``."""

    def one(number: int) -> None:
        checker.put(entry(number))
        checker.findings()

    return max(milliseconds(lambda n=number: one(n)) for number in range(last - count, last))


def main() -> int:
    """Prints the medians of the rounds, with their limits."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_ROUNDS} rounds, not {ROUNDS}")
    rounds = QUICK_ROUNDS if parser.parse_args().quick else ROUNDS
    codes, checker = book(), long_log(ENTRIES)
    anew = milliseconds(lambda: long_log(ENTRIES))
    slowest, ratios, added, amended = [], [], [], []
    for place in range(rounds):
        key, ratio = keystrokes(codes)
        slowest.append(key)
        ratios.append(ratio)
        added.append(entries(checker, ENTRIES + 1 + 50 * place, 50))
        amended.append(amendments(checker, ENTRIES, 50))
    figures = (
        ("keystroke p99, 2,000 codes", statistics.median(slowest), KEYSTROKE_MS),
        ("slowest new entry at 20,000", statistics.median(added), ENTRY_MS),
        ("slowest amendment at 20,000", statistics.median(amended), ENTRY_MS),
    )
    kept = True
    for what, value, limit in figures:
        fine = value < limit
        kept = kept and fine
        print(f"{what:34} {value:8.3f} ms   limit < {limit:g}   {'ok' if fine else 'BROKEN'}")
    print(f"{'keystroke to a scan of the book':34} {statistics.median(ratios):8.2f}")
    print(f"{'new entry to following anew':34} {statistics.median(added) / anew:8.5f}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
