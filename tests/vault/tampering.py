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
WAL_HEADER, FRAME_HEADER = 32, 24
EDITS = {
    "an entry's text": "UPDATE entries SET text = 'forged' WHERE number = 7",
    "an entry's time": "UPDATE entries SET at_ms = at_ms + 1 WHERE number = 7",
    "an entry's author": "UPDATE entries SET by_user = 'Another' WHERE number = 7",
    "an entry's mark": "UPDATE entries SET bookmarked = 1 WHERE number = 7",
    "an entry's number": "UPDATE entries SET number = 700 WHERE number = 7",
    "an entry's identity": "UPDATE entries SET id = 'f' || id WHERE number = 7",
    "an entry removed": "DELETE FROM entries WHERE number = 7",
    "the newest entry removed": "DELETE FROM entries "
    "WHERE number = (SELECT max(number) FROM entries)",
    "an entry added": "INSERT INTO entries SELECT max(row) + 1, 'x', hearing_id, max(number) + 1, "
    "at_ms, '', speaker, kind, step, 'forged', 0, by_user, 1 FROM entries",
    "an amendment removed": "DELETE FROM amendments WHERE rowid = 1",
    "an amendment's old text": "UPDATE amendments SET old_text = 'forged'",
    "an amendment's reason": "UPDATE amendments SET reason = 'none'",
    "the case's title": "UPDATE cases SET title = 'State v. Nobody'",
    "the hearing's clock": "UPDATE hearings SET on_record_ms = 1",
    "a setting": "UPDATE settings SET value = '\"UTC\"' WHERE key = 'zone'",
    "a link's author": "UPDATE audit SET user_id = 'x' WHERE seq = 9",
    "a link's time": "UPDATE audit SET at_ms = at_ms - 1 WHERE seq = 9",
    "a link's action": "UPDATE audit SET action = 'entry.read' WHERE seq = 9",
    "a link's commitments": "UPDATE audit SET items = zeroblob(32) WHERE seq = 9",
    "a link's predecessor": "UPDATE audit SET previous = zeroblob(32) WHERE seq = 9",
    "a link's hash": "UPDATE audit SET hash = zeroblob(32) WHERE seq = 9",
    "a link's signature": "UPDATE audit SET signature = zeroblob(64) WHERE seq = 9",
    "a link's signature cut": "UPDATE audit SET signature = x'00' WHERE seq = 9",
    "a link of another type": "UPDATE audit SET hash = 'text', at_ms = 'noon' WHERE seq = 9",
    "a link removed": "DELETE FROM audit WHERE seq = 9",
    "the first link removed": "DELETE FROM audit WHERE seq = 1",
    "the newest link removed": "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)",
    "all links removed": "DELETE FROM audit",
    "a commitment": "UPDATE audit_items SET commitment = zeroblob(32) WHERE seq = 9",
    "a commitment's salt": "UPDATE audit_items SET salt = zeroblob(16) WHERE seq = 9",
    "a commitment's object": "UPDATE audit_items SET object_id = 'x' WHERE seq = 9",
    "a commitment removed": "DELETE FROM audit_items WHERE seq = 9",
    "a commitment of no link": "INSERT INTO audit_items VALUES (0, 0, 'entries', 'x', NULL, NULL)",
    "a commitment after the last link": "INSERT INTO audit_items "
    "VALUES (99999, 0, 'entries', 'x', NULL, NULL)",
    "a commitment of another type": "UPDATE audit_items SET object_id = 5, kind = 6, salt = 'x', "
    "commitment = 'y' WHERE seq = 9",
    "a signer's key": "UPDATE signers SET verify_key = zeroblob(32)",
    "a signer's name": "UPDATE signers SET name = 'Another'",
    "a signer removed": "DELETE FROM signers",
    "a table added": "CREATE TABLE hidden (text)",
    "the search index emptied": "INSERT INTO entries_words(entries_words) VALUES('delete-all')",
    "a word taken out of the search index": "INSERT INTO entries_words "
    "(entries_words, rowid, speaker, text) "
    "SELECT 'delete', row, speaker, text FROM entries WHERE number = 7",
}
"""What someone with the key may do by SQL, past CourtDesk."""


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
