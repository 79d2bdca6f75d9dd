"""Finding words in every hearing: the newest 50 hits, against plain SQLite FTS5 in the same run.

``uv run python -m benchmarks.find [--entries 1700000] [--quick]``. The record is made up, of words
with the frequencies of speech (the n-th commonest is n times rarer than the commonest). Each round
asks both for the same words, in turn. Peer: the same texts in an unencrypted SQLite file with FTS5,
asked for whole words, newest first, with their rows. CourtDesk finishes the last word too.
"""

import argparse
import itertools
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from courtdesk.cases.model import CaseDetails
from courtdesk.cases.service import CaseService
from courtdesk.hearing.model import HearingPlan
from courtdesk.hearing.model.finding import FindRequest
from courtdesk.hearing.service import HearingService
from courtdesk.hearing.service.finding import FindService
from courtdesk.vault.kdf import KdfParams
from courtdesk.vault.opening import create_vault
from courtdesk.vault.roles import Role
from courtdesk.vault.settings import VaultSettings
from courtdesk.vault.store import Vault

ROUNDS = 11
LIMIT_MS = 50.0
ENTRIES, QUICK = 1_700_000, 100_000
_IN_A_HEARING = 2_000
_VOCABULARY = 20_000
_WORDS_IN_ENTRY = 9
_START_MS = int(datetime(2020, 1, 6, 9, tzinfo=UTC).timestamp() * 1000)
_INSERT = (
    "INSERT INTO entries (row, id, hearing_id, number, at_ms, appearance_id, speaker, kind, step,"
    " text, bookmarked, by_user, version) VALUES (?, ?, ?, ?, ?, '', ?, 'note', NULL, ?, 0, 'C', 1)"
)
_PLAIN = (
    "SELECT entries.* FROM words CROSS JOIN entries ON entries.row = words.rowid"
    " WHERE words MATCH ? ORDER BY words.rowid DESC LIMIT 50"
)
Line = tuple[int, str, str, int, int, str, str]


def main() -> int:
    """Fill both, ask both, print; status 1 if the limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=ENTRIES)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK:,} entries")
    options = parser.parse_args()
    count = QUICK if options.quick else options.entries
    with tempfile.TemporaryDirectory() as folder:
        vault = _vault(Path(folder) / "find.courtdesk")
        try:
            hearings = _hearings(vault, count)
            lines = list(_lines(hearings, count))
            begun = time.perf_counter()
            _fill(vault, lines)
            peer = _peer(Path(folder) / "plain.db", lines)
            print(
                f"{count:,} entries in {len(hearings):,} hearings, {_seconds(begun):.0f} s to fill"
            )
            return _measure(FindService(vault), peer)
        finally:
            vault.close()


def _measure(finder: FindService, peer: sqlite3.Connection) -> int:
    asked = _questions()
    ours: dict[str, list[float]] = {words: [] for words in asked}
    theirs: dict[str, list[float]] = {words: [] for words in asked}
    for _ in range(ROUNDS):
        for words in asked:
            ours[words].append(_ms(lambda w=words: finder.find(FindRequest(w))))
            quoted = " ".join(f'"{word}"' for word in words.split())
            theirs[words].append(_ms(lambda q=quoted: peer.execute(_PLAIN, (q,)).fetchall()))
    for words in asked:
        mine, plain = statistics.median(ours[words]), statistics.median(theirs[words])
        print(f"  {words:24} {mine:7.2f} ms, plain {plain:7.2f} ms, ratio {mine / plain:5.1f}")
    every = sorted(itertools.chain.from_iterable(ours.values()))
    plain = sorted(itertools.chain.from_iterable(theirs.values()))
    p99, peer_p99 = every[int(len(every) * 0.99)], plain[int(len(plain) * 0.99)]
    print(
        f"newest 50 hits: p99 {p99:.1f} ms (limit {LIMIT_MS:.0f}), median {_median(every):.2f} ms"
    )
    print(
        f"ratio to plain FTS5: p99 {p99 / peer_p99:.1f},"
        f" median {_median(every) / _median(plain):.1f}"
    )
    return int(p99 > LIMIT_MS)


def _questions() -> list[str]:
    """Common, middling and rare words, pairs of them, and beginnings."""
    words = _vocabulary()
    places = (0, 1, 5, 20, 100, 400, 2_000, 8_000, 19_999)
    single = [words[place] for place in places]
    pairs = [
        f"{words[a]} {words[b]}" for a, b in ((0, 3), (10, 11), (2, 900), (300, 301), (50, 9_000))
    ]
    return single + pairs + [words[place][:-1] for place in (7, 70, 700, 7_000)] + ["nowhere"]


def _vocabulary() -> list[str]:
    """Words of two to four syllables, each once, always the same."""
    syllables = [a + b for a in "bcdfghklmnprstv" for b in ("a", "e", "i", "o", "u", "an", "er")]
    chance = random.Random(417)
    words: dict[str, None] = {}
    while len(words) < _VOCABULARY:
        words["".join(chance.choices(syllables, k=chance.randint(2, 4)))] = None
    return list(words)


def _lines(hearings: list[str], count: int) -> Iterator[Line]:
    words = _vocabulary()
    weights = list(itertools.accumulate(1 / (place + 1) for place in range(len(words))))
    chance = random.Random(2026)
    for row in range(1, count + 1):
        said = " ".join(chance.choices(words, cum_weights=weights, k=_WORDS_IN_ENTRY))
        place, number = divmod(row - 1, _IN_A_HEARING)
        at_ms = _START_MS + 7_000 * row
        yield row, f"e{row}", hearings[place], number + 1, at_ms, f"Speaker {row % 12}", said


def _vault(path: Path) -> Vault:
    return create_vault(
        path,
        VaultSettings("Benchmark", "UTC"),
        "A. Clerk",
        Role.CLERK,
        "seven grey herons over the weir",
        params=KdfParams(19 * 1024, 1, 1),
    )


def _hearings(vault: Vault, count: int) -> list[str]:
    cases = CaseService(vault)
    service = HearingService(vault, cases)
    ids = []
    for place in range(-(-count // _IN_A_HEARING)):
        if place % 5 == 0:
            details = CaseDetails(f"2026-{place}", f"State v. {place}")
            case = cases.open_case(details, date(2026, 1, 5)).value
        ids.append(service.plan(case.id, HearingPlan("Trial", date(2026, 1, 5))).value.id)
    return ids


def _fill(vault: Vault, lines: list[Line]) -> None:
    with vault.write("benchmark") as unit:
        raw = unit.connection.connection.cursor()
        raw.executemany(_INSERT, lines)
        unit.commit()


def _peer(path: Path, lines: list[Line]) -> sqlite3.Connection:
    peer = sqlite3.connect(path)
    peer.executescript(
        "PRAGMA journal_mode = WAL;"
        "CREATE TABLE entries"
        " (row INTEGER PRIMARY KEY, id, hearing_id, number, at_ms, speaker, text);"
        "CREATE VIRTUAL TABLE words USING fts5(speaker, text, content='entries',"
        " content_rowid='row', tokenize='unicode61 remove_diacritics 2');"
    )
    peer.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)", lines)
    peer.execute("INSERT INTO words(words) VALUES('rebuild')")
    peer.commit()
    return peer


def _ms(ask: Callable[[], object]) -> float:
    begun = time.perf_counter()
    ask()
    return _seconds(begun) * 1000


def _seconds(begun: float) -> float:
    return time.perf_counter() - begun


def _median(values: list[float]) -> float:
    return statistics.median(values)


if __name__ == "__main__":
    sys.exit(main())
