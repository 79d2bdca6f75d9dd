"""How fast the vault keeps a line, opens and is checked, as ratios to the bare work underneath.

Run: ``uv run python -m benchmarks.vault [--quick] [--entries N]``; ``--entries 1000000`` is the
log that the limit of the check is stated for. Ends with status 1 if a limit is broken.
"""

import argparse
import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from courtdesk.cases.model import CaseDetails
from courtdesk.cases.service import CaseService
from courtdesk.cli.subjects import load_tables
from courtdesk.hearing.model import EntryKind, HearingPlan, NewEntry
from courtdesk.hearing.service import HearingService
from courtdesk.vault import audit, cipher, kdf, signing
from courtdesk.vault.ids import new_id
from courtdesk.vault.kdf import KdfParams
from courtdesk.vault.opening import create_vault, open_vault
from courtdesk.vault.roles import Role
from courtdesk.vault.settings import VaultSettings
from courtdesk.vault.store import Vault
from courtdesk.vault.unit import Unit
from courtdesk.vault.verify import verify

ROUNDS, QUICK_ROUNDS = 11, 3
IN_A_ROUND = 100
ENTRIES, QUICK_ENTRIES = 20_000, 5_000
PASSPHRASE = "ten tall pines behind the mill"  # noqa: S105 - of a vault that is thrown away
TEXT = "Q. And what did you see from the harbour wall? A. A small boat with one lamp. " * 2
_AT = datetime(2026, 11, 23, 9, 4, tzinfo=UTC)
_COLUMNS = (
    *("id", "hearing_id", "number", "at_ms", "appearance_id", "speaker"),
    *("kind", "step", "text", "bookmarked", "by_user", "version"),
)


@dataclass(frozen=True)
class Figure:
    """A ratio with its limit; without one it is a remark."""

    name: str
    ours: float
    peer: float
    limit: float | None
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """Ours over the peer's."""
        return self.ours / self.peer

    @property
    def kept(self) -> bool:
        """Whether the limit holds."""
        return self.limit is None or self.ratio <= self.limit

    def __str__(self) -> str:
        limit = "" if self.limit is None else f", limit {self.limit:g}"
        mark = "" if self.kept else "  BROKEN"
        times = f"{self.ours * 1000:.2f} to {self.peer * 1000:.2f} {self.unit}"
        return f"{self.name}: {self.ratio:.2f}{limit} ({times}){mark}"


class Desk:
    """A vault with one running hearing, and a bare database beside it."""

    def __init__(self, folder: Path, params: KdfParams) -> None:
        self.path = folder / "bench.courtdesk"
        settings = VaultSettings("Bench")
        self.vault = create_vault(
            self.path, settings, "A. Clerk", Role.CLERK, PASSPHRASE, params=params
        )
        cases = CaseService(self.vault)
        self.hearings = HearingService(self.vault, cases)
        case = cases.open_case(CaseDetails("1", "State v. Bench"), date(2026, 11, 23)).value
        plan = HearingPlan("Day 1", date(2026, 11, 23))
        self.hearing = self.hearings.plan(case.id, plan).value.id
        self.bare = cipher.connect(folder / "bare.db", bytes(32), create=True)
        self.bare.execute(f"CREATE TABLE entries (row INTEGER PRIMARY KEY, {', '.join(_COLUMNS)})")
        self._number = 0

    def line(self) -> NewEntry:
        """A line as the composer hands it over."""
        speaker = "Ms. Pryce (State)"
        return NewEntry(new_id(), self.hearing, _AT, speaker, EntryKind.NOTE, TEXT)

    def insert_bare(self) -> None:
        """One row, begun, inserted and committed by the driver alone."""
        self._number += 1
        row = (new_id(), self.hearing, self._number, 1, "", "Ms. Pryce (State)", "note", None)
        self.bare.execute("BEGIN IMMEDIATE")
        self.bare.execute(
            f"INSERT INTO entries ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * 12)})",  # noqa: S608 - our columns
            (*row, TEXT, 0, "A. Clerk", 1),
        )
        self.bare.execute("COMMIT")

    def close(self) -> None:
        """Close both."""
        self.vault.close()
        self.bare.close()


def median_of(work: Callable[[], object], times: int) -> float:
    """The median seconds of one ``work``."""
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


def entries(rounds: int) -> Iterator[Figure]:
    """A typed line to disk, against a bare insert, and against the same path without a chain."""
    with tempfile.TemporaryDirectory() as name:
        desk = Desk(Path(name), KdfParams())
        whole, plain, bare = [], [], []
        for _ in range(rounds):
            bare.append(median_of(desk.insert_bare, IN_A_ROUND))
            whole.append(median_of(lambda: desk.hearings.record(desk.line()), IN_A_ROUND))
            with without_chain():
                plain.append(median_of(lambda: desk.hearings.record(desk.line()), IN_A_ROUND))
        ours, peer = statistics.median(whole), statistics.median(bare)
        yield Figure("typed line to disk / bare insert", ours, peer, 8)
        without = statistics.median(plain)
        yield Figure("chain and signature / line without", ours - without, without, 1)
        desk.close()


@contextmanager
def without_chain() -> Iterator[None]:
    """The same services, committing nothing to a chain."""
    add_link, written = Unit._add_link, audit.written
    nothing = audit.removed("", "")
    Unit._add_link = lambda _self: None  # type: ignore[method-assign]
    audit.written = lambda *_: nothing
    try:
        yield
    finally:
        Unit._add_link, audit.written = add_link, written  # type: ignore[method-assign]


def unlock(rounds: int) -> Iterator[Figure]:
    """From a passphrase to an open vault, against the key derivation alone."""
    params = KdfParams()
    with tempfile.TemporaryDirectory() as name:
        desk = Desk(Path(name), params)
        for _ in range(50):
            desk.hearings.record(desk.line())
        desk.close()
        opened, derived = [], []
        for _ in range(rounds):
            derived.append(median_of(lambda: kdf.derive(PASSPHRASE, bytes(16), params), 1))
            begin = time.perf_counter()
            vault = open_vault(desk.path, None, PASSPHRASE)
            opened.append(time.perf_counter() - begin)
            vault.close()
    ours, peer = statistics.median(opened), statistics.median(derived)
    yield Figure("unlock / key derivation", ours, peer, 1.2)


def checking(count: int, rounds: int) -> Iterator[Figure]:
    """The check of a long log, against hashing and checking the same signatures bare."""
    load_tables()
    with tempfile.TemporaryDirectory() as name:
        desk = Desk(Path(name), KdfParams())
        links = fill(desk.vault, desk.hearing, count)
        desk.close()
        verified, bare = [], []
        for _ in range(rounds):
            begin = time.perf_counter()
            key, *kept = check_bare(links)
            bare.append(time.perf_counter() - begin)
            assert key == len(links), kept
            vault = open_vault(desk.path, None, PASSPHRASE)
            begin = time.perf_counter()
            verdict = verify(vault)
            verified.append(time.perf_counter() - begin)
            vault.close()
            assert verdict.ok, verdict.findings[:3]
            assert verdict.entries > count
    ours, peer = statistics.median(verified), statistics.median(bare)
    yield Figure(f"check of {count:,} entries / bare loop", ours, peer, 2)


Kept = tuple[bytes, bytes, bytes, bytes, bytes, bytes]


def fill(vault: Vault, hearing: str, count: int) -> list[Kept]:
    """Append ``count`` entries, each with a link of its own, as fast as it goes.

    Returns what each link commits to: salt, content, commitment, the link's bytes, its hash and
    its signature, with the author's key as the last.
    """
    ((_, database), *_) = vault.databases()
    raw, head, signer = database.raw, database.head, signing.signer(vault.ring.signing_seed)
    (newest,) = raw.execute("SELECT coalesce(max(row), 0) FROM entries").fetchone()
    kept: list[Kept] = []
    rows, links, items = [], [], []
    previous = head.hash
    for n in range(count):
        values = (new_id(), hearing, n + 1, n, "", "Ms. Pryce (State)", "note", None, TEXT)
        row: dict[str, Any] = dict(zip(_COLUMNS, (*values, 0, "A. Clerk", 1), strict=True))
        row["row"] = newest + n + 1
        item = audit.written("entries", row["id"], row)
        assert item.salt is not None
        assert item.commitment is not None
        seq = head.seq + n + 1
        digest = audit.items_digest([item])
        link = audit.Link(seq, n, vault.user.id, "entry.record", digest, previous)
        previous, signature = link.digest(), signer.sign(link.digest())
        rows.append(tuple(row.values()))
        links.append((*vars(link).values(), previous, signature))
        items.append((seq, 0, *vars(item).values()))
        content = json.dumps(["entries", row["id"], sorted(row.items())]).encode()
        body = link.previous + digest + json.dumps([seq, n, link.user_id, link.action]).encode()
        kept.append((item.salt, content, item.commitment, body, previous, signature))
    raw.execute("BEGIN IMMEDIATE")
    marks = ", ".join("?" * 13)
    raw.executemany(f"INSERT INTO entries ({', '.join(_COLUMNS)}, row) VALUES ({marks})", rows)  # noqa: S608 - our columns
    raw.executemany("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)", links)
    raw.executemany("INSERT INTO audit_items VALUES (?, ?, ?, ?, ?, ?)", items)
    raw.execute("COMMIT")
    database.find_head()
    database.remember_head()
    _KEY.append(signing.verify_key(vault.ring.signing_seed))
    return kept


_KEY: list[bytes] = []


def check_bare(links: list[Kept]) -> tuple[int, int]:
    """Hash each content and each link, and check each signature; nothing else."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    key = Ed25519PublicKey.from_public_bytes(_KEY[-1])
    signed = hashed = 0
    for salt, content, _commitment, body, digest, signature in links:
        hashed += len(hashlib.sha256(salt + content).digest())
        hashed += len(hashlib.sha256(body).digest())
        key.verify(signature, digest)
        signed += 1
    return signed, hashed


def cold_start(rounds: int) -> Iterator[Figure]:
    """A command without a window, against a bare interpreter; a remark."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = Desk(folder, KdfParams())
        desk.close()
        secret = folder / "passphrase"
        secret.write_text(PASSPHRASE)
        door = (sys.executable, "-m", "courtdesk")
        listing = ("list", "cases", str(desk.path), "--passphrase-file", str(secret))
        commands = {
            "courtdesk --help": (*door, "--help"),
            "courtdesk list (64 MiB key derivation included)": (*door, *listing),
        }
        bare: list[float] = []
        taken: dict[str, list[float]] = {what: [] for what in commands}
        for _ in range(rounds):
            bare.append(median_of(lambda: _run((sys.executable, "-c", "pass")), 1))
            for what, words in commands.items():
                taken[what].append(median_of(lambda w=words: _run(w), 1))  # type: ignore[misc]
    for what, seconds in taken.items():
        yield Figure(
            f"{what} / bare Python", statistics.median(seconds), statistics.median(bare), None
        )


def _run(words: tuple[str, ...]) -> None:
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    """Measure everything; 1 if a limit is broken."""
    parser = argparse.ArgumentParser(prog="benchmarks.vault", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--entries", type=int, metavar="N", help="how long the checked log is")
    options = parser.parse_args()
    rounds = QUICK_ROUNDS if options.quick else ROUNDS
    count = options.entries or (QUICK_ENTRIES if options.quick else ENTRIES)
    kept = True
    for figures in (
        entries(rounds),
        unlock(rounds),
        checking(count, min(rounds, 3 if count <= 10 * ENTRIES else 1)),
        cold_start(rounds),
    ):
        for figure in figures:
            print(figure, flush=True)
            kept &= figure.kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
