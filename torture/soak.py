"""A long day, compressed: an entry every 2 s, a lock every 5 minutes, a backup every 30.

Memory may grow by 5 % at most after the first hour, and open files not at all.
"""

import random
import resource
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from courtdesk.vault import rotation
from courtdesk.vault.store import Vault
from torture import counts, forked, scribe
from torture.forked import Say

ENTRY, LOCK, BACKUP, HOUR = 2, 300, 1800, 3600
_ENTRY_LIMIT = 0.05
"""The slowest entry in a hundred, in seconds."""


def main(hours: int, minutes: float) -> None:
    """Live through ``hours`` of court within ``minutes``; print the counts as JSON."""
    tally = counts.Tally("soak", 1)
    with tempfile.TemporaryDirectory(prefix="courtdesk-soak-") as name:
        folder = Path(name)
        vault = folder / "court.courtdesk"
        hearing = scribe.make_vault(vault)
        pace = minutes * 60 / (hours * HOUR)
        said = forked.run(lambda say: _day(vault, hearing, hours, pace, say))
        saved = [line.split()[1] for line in said if line.startswith("saved")]
        found = scribe.survey(vault, hearing, saved)
        backups = rotation.backups(folder / "backups", vault.stem)
    figures = [line.split() for line in said if line.startswith("hour")]
    memory = [float(words[2]) for words in figures]
    files = [int(words[3]) for words in figures]
    slow = [float(line.split()[1]) for line in said if line.startswith("p99")]
    bugs = [line for line in said if line.startswith(forked.BUG)]
    grown = memory[-1] / memory[0] - 1 if memory else 1.0
    sound = (
        *(found.sound, not bugs, len(memory) == hours, grown <= 0.05),
        len(set(files)) == 1 and bool(slow) and slow[0] <= _ENTRY_LIMIT,
    )
    tally.run(
        f"{hours} hours in {minutes:.1f} minutes",
        sound=all(sound),
        why=[*bugs, f"memory {memory}", f"files {files}", f"p99 {slow}", *found.findings],
    )
    tally.add("hours lived through", len(memory))
    tally.add("entries", len(saved))
    tally.add("lost", found.lost)
    tally.add("backups kept", len(backups))
    tally.add("memory after the first hour, MiB", memory[0] if memory else 0)
    tally.add("memory at the end, MiB", memory[-1] if memory else 0)
    tally.add("memory grown, per cent", round(100 * grown, 2))
    tally.add("open files at the end", files[-1] if files else 0)
    tally.add("an entry, 99th of a hundred, ms", round(1000 * slow[0], 2) if slow else 0)
    tally.print()


def _day(path: Path, hearing: str, hours: int, pace: float, say: Say) -> None:
    rnd = random.Random(17)
    vault = scribe.open_here(path)
    began = time.monotonic()
    opened_at = datetime.now(UTC)
    took: list[float] = []
    for second in range(0, hours * HOUR, ENTRY):
        line = scribe.new_line(hearing, rnd)
        start = time.perf_counter()
        scribe.hearings_of(vault).record(line)
        took.append(time.perf_counter() - start)
        say(f"saved {line.id}")
        passed = second + ENTRY
        if passed % BACKUP == 0:
            _back_up(vault, path.parent / "backups", opened_at + timedelta(seconds=passed))
        if passed % LOCK == 0:
            vault.close()
            vault = scribe.open_here(path)
        if passed % HOUR == 0:
            say(f"hour {passed // HOUR} {_memory()} {len(list(Path('/proc/self/fd').iterdir()))}")
        ahead = began + passed * pace - time.monotonic()
        if ahead > 0:
            time.sleep(ahead)
    vault.close()
    say(f"p99 {statistics.quantiles(took, n=100)[98]}")


def _back_up(vault: Vault, place: Path, at: datetime) -> None:
    snapshot = rotation.begin(vault, at)
    try:
        rotation.write(snapshot, place)
    finally:
        rotation.end(vault)


def _memory() -> float:
    """What the process holds now, in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return round(pages * resource.getpagesize() / 2**20, 2)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
