"""A vault with a history, and what a thief or an insider might do to its files."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from courtdesk.cases.service import CaseService
from courtdesk.cli.subjects import load_tables
from courtdesk.errors import KnownError
from courtdesk.hearing.model import EntryKind, HearingPlan, Step
from courtdesk.hearing.service import HearingService
from courtdesk.vault.errors import DamagedVault
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault
from courtdesk.vault.verify import verify
from tests.vaults import CASE, START, reopen, typed

PAGE = 4096


@dataclass(frozen=True)
class History:
    """Copies of one vault's folder: early, late, and late with the log not yet folded in."""

    early: Path
    late: Path
    crashed: Path


def make_history(template: Path, folder: Path) -> History:
    """Work in a copy of ``template``, keeping its folder as it was on the way."""
    working = Path(shutil.copytree(template, folder / "working.courtdesk"))
    vault = reopen(working)
    cases = CaseService(vault)
    hearings = HearingService(vault, cases)
    case = cases.open_case(CASE, date(2026, 3, 2)).value
    hearing = hearings.plan(case.id, HearingPlan("Jury trial", START.date())).value
    hearings.take_step(hearing.id, Step.START, START, new_id())
    _write(hearings, hearing.id, range(40))
    vault.close()
    early = Path(shutil.copytree(working, folder / "early.courtdesk"))

    vault = reopen(working)
    hearings = HearingService(vault, CaseService(vault))
    _write(hearings, hearing.id, range(40, 60))
    for number in (3, 4, 30):
        (entry,) = hearings.window(hearing.id, number, 1)
        hearings.amend(
            *(entry.id, f"{entry.text} indeed", entry.speaker, entry.kind, "misheard"),
            START + timedelta(hours=1),
        )
        hearings.bookmark(entry.id, on=True)
    vault.close()
    late = Path(shutil.copytree(working, folder / "late.courtdesk"))

    vault = reopen(working)
    hearings = HearingService(vault, CaseService(vault))
    _write(hearings, hearing.id, range(60, 75))
    crashed = Path(shutil.copytree(working, folder / "crashed.courtdesk"))
    vault.close()
    return History(early, late, crashed)


def _write(hearings: HearingService, hearing_id: str, numbers: range) -> None:
    for n in numbers:
        kind = EntryKind.RULING if n % 5 == 0 else EntryKind.NOTE
        hearings.record(typed(hearing_id, f"line {n} about the harbour " * 9, n, kind))


def findings(folder: Path) -> list[str]:
    """What CourtDesk says about a vault: why it does not open it, or what its check finds."""
    load_tables()
    try:
        vault = reopen(folder)
    except DamagedVault as error:
        return [f"not opened: {error}"]
    try:
        return [f"{finding.what} ({finding.where})" for finding in verify(vault).findings]
    finally:
        _close(vault)


def _close(vault: Vault) -> None:
    with suppress(KnownError):  # what was harmed on purpose may refuse its last tidying
        vault.close()


def with_key(folder: Path, harm: Callable[[Any], object]) -> None:
    """Do ``harm`` to the record's database as someone who holds its key, past CourtDesk."""
    vault = reopen(folder)
    for _, database in vault.databases():
        database.raw.execute("PRAGMA foreign_keys = OFF")
        harm(database.raw)
    vault.close()


def replayed(folder: Path, earlier: Path) -> Iterator[tuple[int, bytes]]:
    """Each page of ``folder``'s database that differs from ``earlier``'s, as it was there."""
    new, old = (path.joinpath("record.db").read_bytes() for path in (folder, earlier))
    for at in range(0, min(len(new), len(old)), PAGE):
        if new[at : at + PAGE] != old[at : at + PAGE]:
            yield at // PAGE, old[at : at + PAGE]


def record_of(folder: Path) -> list[object]:
    """Every row of the record's database and what its search finds, to see whether harm shows."""
    vault = reopen(folder)
    try:
        ((_, database), *_) = vault.databases()
        tables = database.raw.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'entries_words%'"
        ).fetchall()
        rows: list[object] = [
            database.raw.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 - our tables
            for (name,) in sorted(tables)
        ]
        for words in ("harbour", "line", "indeed", "pryce", "7", "59", "hearing"):
            query = "SELECT rowid FROM entries_words WHERE entries_words MATCH ? ORDER BY rowid"
            rows.append(database.raw.execute(query, (words,)).fetchall())
        return rows
    finally:
        vault.close()


def put_page(folder: Path, number: int, content: bytes) -> None:
    """Overwrite a page of the record's database."""
    with (folder / "record.db").open("r+b") as file:
        file.seek(number * PAGE)
        file.write(content)


def flip(path: Path, at: int) -> None:
    """Change one bit of a file."""
    with path.open("r+b") as file:
        file.seek(at)
        (byte,) = file.read(1)
        file.seek(at)
        file.write(bytes([byte ^ 0x10]))
