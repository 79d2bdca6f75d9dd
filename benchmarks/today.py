"""Opening a day with sixty matters, from the question to the painted list, against bare rows.

Each matter has a hearing of the day before with a log, two exhibits, something missing and a
deadline. Measured is what the Today panel does before anybody can read the day; what the
checker finds in the logs comes after it, hearing by hearing, and is measured by itself. The peer
reads the bare rows of the same day with plain SQL. Run: ``uv run python -m benchmarks.today
[--quick]``. Ends with status 1 if a limit is broken.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from courtdesk.briefing.model import Briefing, NeedKind, NewDeadline, NewNeed
from courtdesk.briefing.panel.day_list import DayList
from courtdesk.briefing.service import BriefingService, DeadlineService, ReadinessService
from courtdesk.cases.model import CaseDetails, Party, ScheduledHearing
from courtdesk.cases.service import CaseService
from courtdesk.desk import fonts
from courtdesk.desk.theme import Scheme, Theme
from courtdesk.exhibits.model import ExhibitDetails
from courtdesk.exhibits.service import ExhibitService
from courtdesk.hearing.model import EntryKind, HearingPlan, NewEntry, Step
from courtdesk.hearing.service import HearingService
from courtdesk.vault.ids import new_id
from courtdesk.vault.kdf import KdfParams
from courtdesk.vault.opening import create_vault
from courtdesk.vault.roles import Role
from courtdesk.vault.settings import VaultSettings
from courtdesk.vault.store import Vault

MATTERS, LINES = 60, 12
ROUNDS, QUICK_ROUNDS = 11, 3
LIMIT_MS = 300
RATIO = 150.0
_DAY = date(2026, 11, 24)
_PASSPHRASE = "seven grey herons over the weir"  # noqa: S105 - of a vault made for this alone
_LOG = (
    (EntryKind.WITNESS, "Witness sworn: Dr. L. Haas"),
    (EntryKind.OBJECTION, "Objection, hearsay"),
    (EntryKind.RULING, "Sustained"),
    (EntryKind.NOTE, "The witness explains the chart"),
)


def main() -> int:
    """Print the medians and the ratio; 1 if a limit is broken."""
    parser = argparse.ArgumentParser(description="A day with sixty matters.")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_ROUNDS} rounds")
    rounds = QUICK_ROUNDS if parser.parse_args().quick else ROUNDS
    app = QApplication([sys.argv[0], "-style", "fusion"])
    fonts.install(app)
    Theme(app, Scheme.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        vault = create_vault(
            Path(folder) / "v.courtdesk",
            VaultSettings("Court"),
            "A. Reyes",
            Role.CLERK,
            _PASSPHRASE,
            params=KdfParams(19 * 1024, 1, 1),
        )
        try:
            _fill(vault)
            times = _measure(_contenders(vault), rounds)
        finally:
            vault.close()
    return _report(times)


def _fill(vault: Vault) -> None:
    cases = CaseService(vault)
    hearings, exhibits = HearingService(vault, cases), ExhibitService(vault, cases)
    readiness, deadlines = ReadinessService(vault, cases), DeadlineService(vault, cases)
    start = datetime(2026, 11, 23, 9, tzinfo=UTC)
    for number in range(MATTERS):
        at = start + timedelta(days=1, minutes=5 * number)
        details = CaseDetails(
            f"C-{number}",
            f"State v. Number {number}",
            parties=(Party("", "State", "The State", "T. Reed"), Party("", "Defendant", "N. N.")),
            scheduled=(ScheduledHearing("", at, "Status conference", "Court 2"),),
        )
        case = cases.case(cases.open_case(details, _DAY).value.id)
        for label in ("1", "2"):
            exhibits.register(case.id, ExhibitDetails("State", label, "Ledger"), start)
        set_down = case.details.scheduled[0].id
        readiness.add(NewNeed(case.id, set_down, NeedKind.REPORT, "probation", "Probation", _DAY))
        deadlines.add(NewDeadline(case.id, "Memo", _DAY - timedelta(days=number % 3)))
        _hear(hearings, case.id, start)


def _hear(hearings: HearingService, case_id: str, start: datetime) -> None:
    hearing = hearings.plan(case_id, HearingPlan("Trial", start.date())).value
    hearings.take_step(hearing.id, Step.START, start, new_id())
    for line in range(LINES):
        kind, words = _LOG[line % len(_LOG)]
        at = start + timedelta(minutes=line + 1)
        hearings.record(NewEntry(new_id(), hearing.id, at, "Clerk", kind, words))
    hearings.take_step(hearing.id, Step.ADJOURN, start + timedelta(hours=1), new_id())


def _contenders(vault: Vault) -> dict[str, Callable[[], object]]:
    cases = CaseService(vault)
    hearings = HearingService(vault, cases)
    service = BriefingService(vault, cases, hearings, ExhibitService(vault, cases))
    day = service.briefing(_DAY)

    def bare() -> None:
        with vault.read() as session:
            for table in ("scheduled_hearings", "cases", "needs", "deadlines", "exhibits"):
                session.execute(text(f"SELECT * FROM {table}")).all()  # noqa: S608 - our own names

    def opened() -> Briefing:
        listed = DayList()
        listed.resize(330, 700)
        briefing = service.briefing(_DAY)
        listed.show_day(briefing)
        listed.show()
        QApplication.processEvents()
        listed.deleteLater()
        return briefing

    return {
        "bare rows": bare,
        "data": lambda: service.briefing(_DAY),
        "day opened": opened,
        "open points": lambda: service.with_points(day),
    }


def _measure(contenders: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds + 1):
        for name, work in contenders.items():
            start = time.perf_counter()
            work()
            if number:  # the first round warms
                times[name].append((time.perf_counter() - start) * 1000)
    return times


def _report(times: dict[str, list[float]]) -> int:
    medians = {name: median(taken) for name, taken in times.items()}
    for name, taken in medians.items():
        print(f"{name:12} {taken:8.2f} ms")
    opened, ratio = medians["day opened"], medians["day opened"] / medians["bare rows"]
    print(f"day opened: {opened:.0f} ms, limit {LIMIT_MS}: {'OVER' if opened > LIMIT_MS else 'ok'}")
    print(f"day opened / bare rows: {ratio:.1f}, limit {RATIO:g}")
    return int(opened > LIMIT_MS or ratio > RATIO)


if __name__ == "__main__":
    sys.exit(main())
