"""``kill -9`` at any moment: of recording, checkpoint, backup, key change and migration.

Each round of trials goes on in one vault, as a laptop that dies again and again would.
"""

import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from courtdesk.errors import KnownError
from courtdesk.vault import backup, rotation
from courtdesk.vault.keys import Compartment
from torture import counts, forked, scribe
from torture.forked import BUG, Say
from torture.later import Later

_FOREVER = 1 << 30
_ROUND = 10


def _archive_of(vault: Path) -> Path:
    return vault.with_name("court.backup")


def _place_of(vault: Path) -> Path:
    return vault.with_name("backups")


def main(wanted: int) -> None:
    """Run ``wanted`` trials, shared among the kinds, and print their counts as JSON."""
    tally = counts.Tally("kill -9", wanted)
    rnd = random.Random(7)
    works: dict[str, Callable[[Path, str, int, Say], None]] = {
        "commit": _record,
        "checkpoint": _checkpoint,
        "backup": _back_up,
        "archive": _archive,
        "key change": _change_keys,
    }
    migrations = wanted // 5
    with tempfile.TemporaryDirectory(prefix="courtdesk-kill-") as name:
        folder = Path(name)
        base = folder / "base.courtdesk"
        hearing = scribe.make_vault(base)
        for trial in range(wanted - migrations):
            kind = list(works)[(trial // _ROUND) % len(works)]
            if trial % _ROUND == 0:
                vault = scribe.fresh(base, folder / "run.courtdesk")
                shutil.rmtree(_place_of(vault), ignore_errors=True)
                saved: set[str] = set()
            said = forked.run(
                lambda say, k=kind, v=vault, n=trial: works[k](v, hearing, n, say),  # type: ignore[misc]
                kill_after=rnd.uniform(0.0, 0.3),
            )
            saved |= {line.split()[1] for line in said if line.startswith("saved")}
            _judge(tally, kind, said, vault, hearing, saved)
        _migrations(tally, migrations, base, folder, hearing, rnd)
    tally.print()


def _judge(
    tally: counts.Tally, kind: str, said: list[str], vault: Path, hearing: str, saved: set[str]
) -> None:
    found = scribe.survey(vault, hearing, saved)
    bugs = [line for line in said if line.startswith(BUG)]
    tally.run(kind, sound=found.sound and not bugs, why=[*bugs, *found.findings])
    tally.add(f"{kind}: trials", 1)
    tally.add("acknowledged entries", sum(line.startswith("saved") for line in said))
    tally.add("lost", found.lost)
    tally.add("doubled", found.doubled)
    tally.add("unopenable", not found.opened)
    if kind == "archive" and _archive_of(vault).exists():
        restored = _restores(_archive_of(vault), hearing)
        tally.add("archives restored" if restored else "archives broken", 1)
        tally.broken += not restored
    for _, made in rotation.backups(_place_of(vault), vault.stem)[:1]:
        whole = scribe.survey(made, hearing, ()).sound
        tally.add("backups opened" if whole else "backups broken", 1)
        tally.broken += not whole


def _record(vault: Path, hearing: str, seed: int, say: Say) -> None:
    hearings = scribe.hearings_of(scribe.open_here(vault))
    say("ready")
    scribe.write(hearings, hearing, _FOREVER, random.Random(seed), lambda i: say(f"saved {i}"))


def _checkpoint(vault: Path, hearing: str, seed: int, say: Say) -> None:
    opened = scribe.open_here(vault)
    hearings = scribe.hearings_of(opened)
    rnd = random.Random(seed)
    say("ready")
    while True:
        scribe.write(hearings, hearing, 3, rnd, lambda i: say(f"saved {i}"))
        opened.checkpoint()


def _archive(vault: Path, hearing: str, seed: int, say: Say) -> None:
    say("ready")
    rnd = random.Random(seed)
    while True:
        opened = scribe.open_here(vault)
        scribe.write(scribe.hearings_of(opened), hearing, 2, rnd, lambda i: say(f"saved {i}"))
        opened.close()
        backup.archive(vault, _archive_of(vault))


def _back_up(vault: Path, hearing: str, seed: int, say: Say) -> None:
    opened = scribe.open_here(vault)
    rnd = random.Random(seed)
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=seed)
    say("ready")
    while True:
        scribe.write(scribe.hearings_of(opened), hearing, 2, rnd, lambda i: say(f"saved {i}"))
        at += timedelta(seconds=1)
        rotation.write(rotation.begin(opened, at), _place_of(vault))
        rotation.end(opened)


def _change_keys(vault: Path, hearing: str, seed: int, say: Say) -> None:
    opened = scribe.open_here(vault)
    rnd = random.Random(seed)
    say("ready")
    while True:
        scribe.write(scribe.hearings_of(opened), hearing, 2, rnd, lambda i: say(f"saved {i}"))
        opened.change_keys(frozenset({Compartment.RECORD}))


def _restores(archive: Path, hearing: str) -> bool:
    """Whether the archive, whatever a killed one left beside it, opens and is whole."""
    target = archive.with_name("restored.courtdesk")
    shutil.rmtree(target, ignore_errors=True)
    try:
        backup.restore(archive, target)
    except KnownError:
        return False
    return scribe.survey(target, hearing, ()).sound


def _migrations(
    tally: counts.Tally, wanted: int, base: Path, folder: Path, hearing: str, rnd: random.Random
) -> None:
    """A later CourtDesk rebuilds the log's table, and is killed on the way."""
    with Later(folder) as later:
        grown = scribe.fresh(base, folder / "grown.courtdesk")
        later.grow(grown, hearing, 4000)
        span = later.seconds(grown, folder)
        for _ in range(wanted):
            vault = scribe.fresh(grown, folder / "run.courtdesk")
            key = later.key(vault)
            forked.run(
                lambda say, v=vault: (say("ready"), scribe.open_here(v))[0],  # type: ignore[misc]
                kill_after=rnd.uniform(0.0, 1.3 * span),
            )
            state = later.state(vault, key)
            found = scribe.survey(vault, hearing, later.entries)
            whole = state in {"old", "new"}
            tally.run("migration", sound=found.sound and whole, why=[state, *found.findings])
            tally.add("migration: trials", 1)
            tally.add("lost", found.lost)
            tally.add("unopenable", not found.opened)
            tally.add("half-migrated", not whole)
            tally.add(f"migration: {state}", 1)


if __name__ == "__main__":
    main(int(sys.argv[1]))
