"""Opening sixty witnesses with forty items each, against reading their bare rows.

The peer is plain SQL on the same vault: the rows of the calls and of one checklist, without a
forecast, counts or values. Opening is what the panel asks for: the order of call with its
forecast, and one witness. A tick is compared with recording a line of the hearing's log. The first
painting, from the question to the pixels in a process that has painted nothing yet, is held
against the limit and against Qt's plain lists of as many lines (:mod:`benchmarks._witnesspaint`).
Moving a witness is held against a frame of 60 a second for what the window's thread does. Run:
``uv run python -m benchmarks.witnesses [--quick]``. Ends with status 1 if a limit is broken.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from sqlalchemy import text

from courtdesk.cases.model import CaseDetails
from courtdesk.cases.service import CaseService
from courtdesk.hearing.model import EntryKind, HearingPlan, NewEntry, Step
from courtdesk.hearing.service import HearingService
from courtdesk.vault.ids import new_id
from courtdesk.vault.kdf import KdfParams
from courtdesk.vault.keys import Compartment
from courtdesk.vault.opening import create_vault
from courtdesk.vault.roles import Role
from courtdesk.vault.settings import VaultSettings
from courtdesk.vault.store import Vault
from courtdesk.vault.times import now
from courtdesk.witnesses.model.checklist import Stage, TemplateItem
from courtdesk.witnesses.model.witness import Person, Side, WitnessKind
from courtdesk.witnesses.service import CallService, ChecklistService, WitnessService

PASSPHRASE = "seven grey herons over the weir"  # noqa: S105 - of a vault made for this alone
WITNESSES, ITEMS = 60, 40
ROUNDS, QUICK_ROUNDS = 11, 3
OPENING_MS = 150
FRAME_MS = 1000 / 60
LIMITS = {
    "open / bare rows": 40.0,
    "move / line of the log": 6.0,
    "tick / line of the log": 2.0,
    "first painting / plain lists": 40.0,  # the painting reads the vault too, the peer does not
}


def main() -> int:
    """Print the medians and the ratios; 1 if a limit is broken."""
    parser = argparse.ArgumentParser(description="Sixty witnesses, forty items each.")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_ROUNDS} rounds")
    rounds = QUICK_ROUNDS if parser.parse_args().quick else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        vault = create_vault(
            Path(folder) / "v.courtdesk",
            VaultSettings("Team"),
            "J. Lindqvist",
            Role.JURY_COORDINATOR,
            PASSPHRASE,
            params=KdfParams(19 * 1024, 1, 1),
        )
        try:
            times = _measure(_contenders(vault), rounds)
        finally:
            vault.close()
        times.update(_painted(Path(folder) / "v.courtdesk", rounds))
    return _report(times)


def _contenders(vault: Vault) -> dict[str, Callable[[], object]]:
    cases = CaseService(vault)
    case_id = cases.open_case(CaseDetails("1", "State v. Landry"), date(2026, 3, 2)).value.id
    service, checklists, calls = (
        WitnessService(vault, cases),
        ChecklistService(vault),
        CallService(vault),
    )
    template = tuple(
        TemplateItem(stage, f"Item {number} of this stage")
        for stage in Stage
        for number in range(ITEMS // len(Stage))
    )
    checklists.change_template(WitnessKind.FACT, template)
    for number in range(WITNESSES):
        service.open_file(case_id, Person(f"Witness {number}"), WitnessKind.FACT, (Side.STATE,))
    hearings = HearingService(vault, cases)
    hearing = hearings.plan(case_id, HearingPlan("Trial", date(2026, 11, 23))).value
    hearings.take_step(hearing.id, Step.START, now(), new_id())
    lines = service.overview(case_id, now()).lines
    file_id = lines[30].file.id
    item = service.view(file_id).items[0]
    call_ids = [line.call.id for line in lines if line.call]

    def bare() -> None:
        with vault.read(Compartment.TEAM) as session:
            session.execute(text("SELECT * FROM witness_calls ORDER BY position")).all()
            query = text("SELECT * FROM witness_items WHERE file_id = :file")
            session.execute(query, {"file": file_id}).all()

    def record() -> None:
        entry = NewEntry(new_id(), hearing.id, now(), "Clerk", EntryKind.NOTE, "A line")
        hearings.record(entry)

    def move() -> None:
        calls.move(case_id, call_ids[0], 59, None, "")
        calls.move(case_id, call_ids[0], 0, None, "")

    return {
        "bare rows": bare,
        "open": lambda: (service.overview(case_id, now()), service.view(file_id)),
        "line of the log": record,
        "tick": lambda: checklists.tick(item.id, now()),
        "move": move,
    }


def _measure(contenders: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds + 1):
        for name, work in contenders.items():
            start = time.perf_counter()
            work()
            if number:  # the first round warms
                times[name].append((time.perf_counter() - start) * 1000)
    times["move"] = [both / 2 for both in times["move"]]
    return times


def _painted(vault: Path, rounds: int) -> dict[str, list[float]]:
    """The cold paintings: each round a child for the desk's and one for the peer's."""
    times: dict[str, list[float]] = {}
    for number in range(rounds + 1):
        for more in ((), ("--peer", str(WITNESSES))):
            command = [sys.executable, "-m", "benchmarks._witnesspaint", str(vault), *more]
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            if number:  # the first round warms the disk's cache
                for name, taken in json.loads(said).items():
                    times.setdefault(name, []).append(taken)
    return times


def _report(times: dict[str, list[float]]) -> int:
    medians = {name: median(taken) for name, taken in times.items()}
    for name, taken in medians.items():
        print(f"{name:16} {taken:8.2f} ms")
    broken = False
    for what, limit in (
        ("open", OPENING_MS),
        ("first painting", OPENING_MS),
        ("reorder frame", FRAME_MS),
    ):
        is_over = medians[what] > limit
        broken = broken or is_over
        print(
            f"{what}: {medians[what]:.1f} ms, limit {limit:.4g} ms: {'OVER' if is_over else 'ok'}"
        )
    for pair, limit in LIMITS.items():
        of, _, to = pair.partition(" / ")
        ratio = medians[of] / medians[to]
        broken = broken or ratio > limit
        print(f"{pair}: {ratio:.2f}, limit {limit:g}: {'OVER' if ratio > limit else 'ok'}")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
