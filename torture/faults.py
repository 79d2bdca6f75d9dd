"""The n-th write, sync, open, truncate, unlink or rename fails, for n = 1, 2, 3 …

A clerk works on: what fails is tried again under its own id. Afterwards the vault is opened on a
healthy disk: everything that was shown as saved is there, once, and the chain is whole.
"""

import errno
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from courtdesk.errors import KnownError
from courtdesk.hearing.model import NewEntry
from courtdesk.vault.keys import Compartment
from torture import counts, forked, scribe
from torture.forked import BUG, Say
from torture.shim import Shim

KINDS = {
    "open": ("O", (errno.EIO, errno.ENOSPC)),
    "unlink": ("U", (errno.EIO,)),
    "rename": ("R", (errno.EIO, errno.ENOSPC)),
    "truncate": ("T", (errno.EIO,)),
    "sync": ("S", (errno.EIO,)),
    "short write": ("H", (0,)),
    "write": ("W", (errno.EIO, errno.ENOSPC)),
}
SCENARIOS = ("record", "checkpoint", "rekey")
_ENTRIES = 8
_EACH = 40
_STEP = 7
"""The first operations fail one by one, later ones by this step: they repeat each other."""


def main(wanted: int) -> None:
    """Run ``wanted`` faults and print their counts as JSON."""
    shim = Shim()
    tally = counts.Tally("faults", wanted)
    with tempfile.TemporaryDirectory(prefix="courtdesk-faults-") as name:
        folder = Path(name)
        base = folder / "base.courtdesk"
        hearing = scribe.make_vault(base)
        for seed, scenario, what, kind, error, for_good in _plans():
            for at in (*range(1, _EACH), *range(_EACH, 100_000, _STEP)):
                if tally.runs == wanted:
                    tally.print()
                    return
                vault = scribe.fresh(base, folder / "run.courtdesk")
                work = _Work(vault, hearing, scenario, seed)
                said = forked.run(
                    lambda say, w=work, k=kind, n=at, e=error, g=for_good: w.run(  # type: ignore[misc]
                        say, shim, k, n, e, for_good=g
                    )
                )
                _judge(tally, said, vault, hearing, f"{scenario}, {what} {at}, seed {seed}")
                if "fault not reached" in said:
                    break


def _plans() -> Iterator[tuple[int, str, str, str, int, bool]]:
    for seed in range(1, 1000):
        for scenario in SCENARIOS:
            for what, (kind, errors) in KINDS.items():
                for error in errors:
                    for for_good in (False, True) if error else (False,):
                        yield seed, scenario, what, kind, error, for_good


class _Work:
    def __init__(self, vault: Path, hearing: str, scenario: str, seed: int) -> None:
        self.vault = vault
        self.hearing = hearing
        self.scenario = scenario
        self.rnd = random.Random(seed)

    def run(self, say: Say, shim: Shim, kind: str, at: int, error: int, *, for_good: bool) -> None:
        shim.watch(self.vault)
        shim.arm(kind, at, error, for_good=for_good)
        try:
            self._work(say, for_good=for_good)
        finally:
            if shim.counted() < at:
                say("fault not reached")

    def _work(self, say: Say, *, for_good: bool) -> None:
        try:
            vault = scribe.open_here(self.vault)
        except KnownError:
            say("not opened")
            return
        hearings = scribe.hearings_of(vault)
        uncertain: list[NewEntry] = []
        for number in range(_ENTRIES):
            line = scribe.new_line(self.hearing, self.rnd)
            try:
                hearings.record(line)
                say(f"saved {line.id}")
            except KnownError:
                say("uncertain")
                uncertain.append(line)
            try:
                if number == _ENTRIES // 2 and self.scenario == "checkpoint":
                    vault.checkpoint()
                if number == _ENTRIES // 2 and self.scenario == "rekey":
                    vault.change_keys(frozenset({Compartment.RECORD}))
            except KnownError:
                say(f"{self.scenario} refused")
        if not for_good:
            for line in uncertain:
                hearings.record(line)
                say(f"saved {line.id}")
                say("resolved")
        try:
            vault.close()
        except KnownError:
            say("not closed cleanly")


def _judge(tally: counts.Tally, said: list[str], vault: Path, hearing: str, where: str) -> None:
    found = scribe.survey(
        vault, hearing, (line.split()[1] for line in said if line.startswith("saved"))
    )
    bugs = [line for line in said if line.startswith(BUG)]
    tally.run(where, sound=found.sound and not bugs, why=[*bugs, *found.findings])
    tally.add("lost", found.lost)
    tally.add("doubled", found.doubled)
    tally.add("unopenable", not found.opened)
    tally.add("uncertain commits", said.count("uncertain"))
    tally.add("resolved at once", said.count("resolved"))
    tally.add("raised, yet on disk", max(0, found.beyond - 5))
    tally.add("failed with no sentence", len(bugs))


if __name__ == "__main__":
    main(int(sys.argv[1]))
