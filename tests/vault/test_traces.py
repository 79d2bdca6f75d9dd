"""Nothing confidential is left in the clear: not in the vault, not in the home, not in between."""

import secrets
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from courtdesk.cases.model import Charge, Party
from courtdesk.cases.service import CaseService
from courtdesk.cli import main
from courtdesk.hearing.model import Draft, EntryKind, Hearing, HearingPlan, Step
from courtdesk.hearing.service import HearingService
from courtdesk.vault.backup import archive
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault
from tests.vaults import CASE, PASSPHRASE, START, typed


@pytest.fixture
def marker() -> str:
    """A word that stands nowhere else in the world."""
    return "q" + secrets.token_hex(12)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of the test's own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def forms(word: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield word.encode(encoding)
    yield word.encode().hex().encode()


def found_in(word: str, *folders: Path) -> list[str]:
    """The files below ``folders``, and the deleted ones still open, that hold ``word``."""
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    if sys.platform == "linux":
        handles = Path("/proc/self/fd").iterdir()
        paths += [path for path in handles if "(deleted)" in _target(path)]
    return [str(path) for path in paths if any(form in path.read_bytes() for form in forms(word))]


def _target(handle: Path) -> str:
    try:
        return str(handle.readlink())
    except OSError:  # the handle of the listing itself
        return ""


def work(vault: Vault, word: str) -> None:
    """Write ``word`` wherever a person can, and read it back in every way."""
    cases = CaseService(vault)
    hearings = HearingService(vault, cases)
    details = replace(
        CASE,
        number=f"n-{word}",
        title=f"t {word}",
        judge=word,
        parties=(Party("", "Defendant", word, word),),
        charges=(Charge("", "1", word),),
    )
    case = cases.open_case(details, date(2026, 3, 2)).value
    planned = hearings.plan(case.id, hearing_plan(word)).value
    hearings.take_step(planned.id, Step.START, START, new_id(), word)
    for n in range(120):
        hearings.record(typed(planned.id, f"{word} {n} " + "and so on " * 20, n))
    (entry,) = hearings.window(planned.id, 7, 1)
    hearings.amend(entry.id, f"{word} corrected", word, EntryKind.NOTE, word, START)
    hearings.save_draft(Draft(planned.id, new_id(), START, word, EntryKind.NOTE, word))
    hearings.find(planned.id, word)
    cases.cases(word)
    hearings.log_sheet(planned.id)
    with vault.read() as session:
        from sqlalchemy import text

        session.execute(text("SELECT text FROM entries ORDER BY text DESC, at_ms")).all()


def hearing_plan(word: str) -> HearingPlan:
    return HearingPlan(f"Hearing {word}", START.date(), room=word, recorder=word)


def test_no_word_of_a_case_lies_in_the_clear(
    vault: Vault, vault_folder: Path, temporary: Path, home: Path, marker: str, tmp_path: Path
) -> None:
    work(vault, marker)
    assert found_in(marker, vault_folder, temporary, home) == []
    vault.checkpoint()
    assert found_in(marker, vault_folder, temporary, home) == []
    vault.close()
    archive(vault_folder, tmp_path / "court.backup")
    assert found_in(marker, tmp_path, home) == []
    assert found_in(PASSPHRASE, tmp_path, home) == []


def test_the_search_for_traces_finds_them_where_they_are(tmp_path: Path, marker: str) -> None:
    """The control: the same word in a plain database, and in a file that was deleted."""
    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE entries (text)")
    plain.execute("INSERT INTO entries VALUES (?)", (f"{marker} in the clear",))
    plain.commit()
    plain.close()
    assert found_in(marker, tmp_path) == [str(tmp_path / "plain.db")]
    (tmp_path / "wide.txt").write_text(marker, encoding="utf-16-le")
    assert len(found_in(marker, tmp_path)) == 2
    if sys.platform == "linux":
        with tempfile.TemporaryFile() as unlinked:
            unlinked.write(marker.encode())
            unlinked.flush()
            assert len(found_in(marker, tmp_path)) == 3


def test_the_keys_of_an_open_vault_are_in_no_file(
    vault: Vault, vault_folder: Path, home: Path
) -> None:
    for compartment in vault.compartments:
        key = bytes(vault.ring.key(compartment))
        derived = vault.ring.derived(compartment, "database")
        for path in vault_folder.iterdir():
            content = path.read_bytes()
            for secret in (key, derived, vault.ring.signing_seed):
                assert secret not in content
                assert secret.hex().encode() not in content


def test_no_sentence_of_an_error_holds_a_word_of_the_case(
    vault: Vault, hearings: HearingService, hearing: Hearing, marker: str
) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import SQLAlchemyError

    with pytest.raises(SQLAlchemyError) as caught, vault.write("broken") as unit:
        unit.session.execute(
            text("INSERT INTO entries (id, text) VALUES (:id, :text)"), {"id": 1, "text": marker}
        )
    assert marker not in str(caught.value)
    assert marker not in repr(vault)
    assert PASSPHRASE not in repr(vars(vault))


def test_keys_show_nothing_of_themselves(vault: Vault) -> None:
    shown = repr(vault.ring) + str(vault.ring) + repr(vars(vault))
    for compartment in vault.compartments:
        assert bytes(vault.ring.key(compartment)).hex() not in shown
    assert vault.ring.signing_seed.hex() not in shown


def test_a_command_writes_nothing_of_the_case_to_the_home(
    vault: Vault,
    vault_folder: Path,
    home: Path,
    temporary: Path,
    marker: str,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    work(vault, marker)
    vault.close()
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE)
    for command in ("list", "verify"):
        kind = ["entries"] if command == "list" else []
        assert main([command, *kind, str(vault_folder), "--passphrase-file", str(secret)]) == 0
    assert marker in capfd.readouterr().out
    assert found_in(marker, vault_folder, temporary, home) == []
