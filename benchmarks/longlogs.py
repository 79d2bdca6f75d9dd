"""A throwaway vault with hearings of any length, and the desk's pieces that read it."""

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication

from courtdesk.cases.model import CaseDetails
from courtdesk.cases.service import CaseService
from courtdesk.desk import fonts
from courtdesk.desk.lanes import VaultLane
from courtdesk.desk.theme import Scheme, Theme
from courtdesk.hearing.model import Appearance, HearingPlan, Step
from courtdesk.hearing.service import HearingService
from courtdesk.vault.ids import new_id
from courtdesk.vault.kdf import KdfParams
from courtdesk.vault.opening import create_vault
from courtdesk.vault.roles import Role
from courtdesk.vault.settings import VaultSettings
from courtdesk.vault.store import Vault

T = TypeVar("T")
START = datetime(2026, 11, 23, 9, 4, tzinfo=UTC)

_LINES = """
WITH RECURSIVE line(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM line WHERE n < :count)
INSERT INTO entries (id, hearing_id, number, at_ms, appearance_id, speaker, kind, step, text,
                     bookmarked, by_user, version)
SELECT :hearing || n, :hearing, n, :start + 7000 * n, '', 'Speaker ' || (n % 12),
       CASE n % 4 WHEN 1 THEN 'ruling' WHEN 3 THEN 'exhibit' ELSE 'note' END, NULL,
       'Note ' || n || ': ' || substr(:words, 1, 49 * (1 + n % 4)), 0, 'A. Clerk', 1
FROM line
"""
_WORDS = "the witness answered the question put by counsel " * 4


class Court:
    """A vault on its lane, with a case to put hearings into."""

    def __init__(self, lane: VaultLane, folder: Path) -> None:
        self.lane = lane
        self.vault = self.on_lane(lambda: _new_vault(folder))
        cases = CaseService(self.vault)
        self.hearings = HearingService(self.vault, cases)
        details = CaseDetails("2026-0417", "State v. Landry")
        self.case = self.on_lane(lambda: cases.open_case(details, date(2026, 3, 2))).value

    def on_lane(self, work: Callable[[], T]) -> T:
        """Run ``work`` on the lane and wait for it, as a model that reads in ``data()`` must."""
        done = threading.Event()
        results: list[T] = []

        def run() -> None:
            try:
                results.append(work())
            finally:
                done.set()

        self.lane.ask(run)
        done.wait()
        return results[0]

    def add_hearing(self, entries: int) -> str:
        """A hearing on the record with that many entries; its id."""
        return self.on_lane(lambda: self._add_hearing(entries))

    def _add_hearing(self, entries: int) -> str:
        from sqlalchemy import text

        people = tuple(
            Appearance(new_id(), name, name, key=key)
            for key, name in enumerate(("The Court", "Mr. Pryce", "Ms. Duarte", "Clerk"), start=1)
        )
        plan = HearingPlan(f"{entries:,} entries", START.date(), appearances=people)
        hearing_id = self.hearings.plan(self.case.id, plan).value.id
        with self.vault.write("benchmark") as unit:
            start = int(START.timestamp() * 1000)
            values = {"count": entries, "hearing": hearing_id, "start": start, "words": _WORDS}
            unit.session.execute(text(_LINES), values)
            unit.commit()
        self.hearings.take_step(hearing_id, Step.START, START, new_id())
        return hearing_id


@contextmanager
def court(app: QApplication) -> Iterator[Court]:
    """A court for as long as the benchmark runs; nothing of it is left behind."""
    fonts.install(app)
    Theme(app, Scheme.LIGHT)
    lane = VaultLane()
    with tempfile.TemporaryDirectory() as folder:
        made = Court(lane, Path(folder) / "benchmark.courtdesk")
        try:
            yield made
        finally:
            made.on_lane(made.vault.close)
            lane.close()


def _new_vault(path: Path) -> Vault:
    return create_vault(
        path,
        VaultSettings("Benchmark", "UTC"),
        "A. Clerk",
        Role.CLERK,
        "seven grey herons over the weir",
        params=KdfParams(19 * 1024, 1, 1),
    )
