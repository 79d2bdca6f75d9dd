"""The power fails after any operation, and unsynced sectors survive or not, one by one.

The control works with ``synchronous=OFF`` and must lose something: else the test could not fail.
"""

import random
import sys
import tempfile
from pathlib import Path

from courtdesk.vault.keys import Compartment
from torture import counts, forked, scribe, trace
from torture.forked import BUG, Say
from torture.shim import Shim

_SESSIONS = 3
_ENTRIES = 25
_CONTROL_SHARE = 20
_KEPT = (0.0, 0.1, 0.5, 0.9)


def main(wanted: int) -> None:
    """Rebuild ``wanted`` states, and a share more in the control; print the counts as JSON."""
    shim = Shim()
    tally = counts.Tally("power loss", wanted)
    control = counts.Tally("control", max(20, wanted // _CONTROL_SHARE))
    with tempfile.TemporaryDirectory(prefix="courtdesk-power-") as name:
        folder = Path(name)
        _arm(tally, folder, shim, synchronous="FULL")
        _arm(control, folder, shim, synchronous="OFF")
    tally.add("control with synchronous=OFF: states", control.runs)
    tally.add("control with synchronous=OFF: broken", control.broken)
    if control.broken == 0:
        tally.run("control", sound=False, why="synchronous=OFF lost nothing: nothing was tested")
    tally.print()


def _arm(tally: counts.Tally, folder: Path, shim: Shim, *, synchronous: str) -> None:
    base = folder / f"base-{synchronous}.courtdesk"
    hearing = scribe.make_vault(base)
    vault = scribe.fresh(base, folder / "run.courtdesk")
    log = folder / f"{synchronous}.trace"
    said = forked.run(lambda say: _work(say, shim, vault, hearing, log, synchronous))
    for bug in (line for line in said if line.startswith(BUG)):
        tally.run("the work itself", sound=False, why=bug)
    steps = trace.read(log)
    rnd = random.Random(11)
    points = sorted(rnd.randrange(1, len(steps) + 1) for _ in range(tally.wanted))
    disk = trace.Disk(base, steps)
    state = folder / "state.courtdesk"
    for point in points:
        disk.advance(point)
        saved = [step.name for step in steps[:point] if step.kind == "A"]
        kept = rnd.choice(_KEPT)
        disk.lose_power(state, rnd, kept)
        found = scribe.survey(state, hearing, saved)
        where = f"after step {point} of {len(steps)} ({steps[point - 1].kind} "
        where += f"{steps[point - 1].name}), {kept:.0%} of unsynced sectors kept"
        tally.run(where, sound=found.sound, why=found.findings or f"{found.lost} lost")
        tally.add("lost", found.lost)
        tally.add("unopenable", not found.opened)
        tally.add("states with findings", bool(found.findings))
    tally.add("operations traced", len(steps))
    tally.add("syncs traced", sum(step.kind == "S" for step in steps))


def _work(say: Say, shim: Shim, vault: Path, hearing: str, log: Path, synchronous: str) -> None:
    shim.watch(vault, log)
    rnd = random.Random(5)
    for session in range(_SESSIONS):
        opened = scribe.open_here(vault)
        for _, database in opened.databases():
            database.raw.execute(f"PRAGMA synchronous = {synchronous}")
        hearings = scribe.hearings_of(opened)
        for number in range(_ENTRIES):
            scribe.write(hearings, hearing, 1, rnd, shim.say)
            if number % 9 == 8:
                opened.checkpoint()
        if session == 1 and synchronous == "FULL":
            opened.change_keys(frozenset({Compartment.RECORD}))
            scribe.write(scribe.hearings_of(opened), hearing, 5, rnd, shim.say)
        opened.close()
    say("done")


if __name__ == "__main__":
    main(int(sys.argv[1]))
