"""Every kind of tampering is noticed, and nothing that is clean raises an alarm."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from courtdesk.cli.subjects import load_tables
from courtdesk.errors import ExitStatus
from courtdesk.vault import signing
from courtdesk.vault.store import Vault
from courtdesk.vault.verify import verify
from tests.vault.tampering import (
    EDITS,
    FRAME_HEADER,
    PAGE,
    WAL_HEADER,
    History,
    findings,
    flip,
    make_history,
    put_page,
    record_of,
    replayed,
    with_key,
)
from tests.vaults import PASSPHRASE, reopen


@pytest.fixture(scope="module")
def history(vault_template: Path, tmp_path_factory: pytest.TempPathFactory) -> History:
    return make_history(vault_template, tmp_path_factory.mktemp("history"))


@pytest.fixture
def late(history: History, tmp_path: Path) -> Path:
    return Path(shutil.copytree(history.late, tmp_path / "late.courtdesk"))


@pytest.fixture
def crashed(history: History, tmp_path: Path) -> Path:
    return Path(shutil.copytree(history.crashed, tmp_path / "crashed.courtdesk"))


def copies(folder: Path, name: str) -> Path:
    """A fresh copy of a vault to harm."""
    return Path(shutil.copytree(folder, folder.with_name(name)))


def test_a_clean_vault_raises_no_alarm(history: History, tmp_path: Path) -> None:
    for source in (history.early, history.late, history.crashed):
        copy = Path(shutil.copytree(source, tmp_path / source.name))
        for _ in range(3):
            assert findings(copy) == []


def test_the_verdict_counts_links_and_names_the_head(late: Path) -> None:
    load_tables()
    vault = reopen(late)
    verdict = verify(vault)
    assert verdict.ok
    assert verdict.entries == vault.head().seq > 60
    assert verdict.head == vault.head().hash.hex()
    vault.close()


def test_a_flipped_bit_in_any_page_is_noticed(late: Path) -> None:
    size = (late / "record.db").stat().st_size
    for page in range(0, size // PAGE, 7):
        copy = copies(late, f"page-{page}.courtdesk")
        flip(copy / "record.db", page * PAGE + (page * 397) % PAGE)
        assert findings(copy), f"page {page}"
        shutil.rmtree(copy)


def test_an_older_page_put_back_is_noticed(history: History, late: Path) -> None:
    """Or it changes no row and no search: the search index keeps some pages to itself."""
    whole = record_of(late)
    pages = list(replayed(late, history.early))
    noticed = 0
    for number, content in pages:
        copy = copies(late, f"page-{number}.courtdesk")
        put_page(copy, number, content)
        found = findings(copy)
        noticed += bool(found)
        assert found or record_of(copy) == whole, f"page {number}"
        shutil.rmtree(copy)
    assert noticed >= 0.8 * len(pages) > 10


def test_a_log_cut_at_any_frame_is_noticed(crashed: Path) -> None:
    size = (crashed / "record.db-wal").stat().st_size
    frames = (size - WAL_HEADER) // (PAGE + FRAME_HEADER)
    assert frames > 20
    for frame in range(0, frames, 5):
        copy = copies(crashed, f"frame-{frame}.courtdesk")
        os.truncate(copy / "record.db-wal", WAL_HEADER + frame * (PAGE + FRAME_HEADER))
        assert findings(copy), f"frame {frame}"
        shutil.rmtree(copy)


def test_a_log_that_was_deleted_or_flipped_is_noticed(crashed: Path) -> None:
    size = (crashed / "record.db-wal").stat().st_size
    for name, harm in {
        "deleted": lambda wal: wal.unlink(),
        "header": lambda wal: flip(wal, 20),
        "first": lambda wal: flip(wal, WAL_HEADER + 300),
        "middle": lambda wal: flip(wal, size // 2),
    }.items():
        copy = copies(crashed, f"{name}.courtdesk")
        harm(copy / "record.db-wal")
        assert findings(copy), name


def test_a_database_put_back_to_an_earlier_day_is_noticed(history: History, late: Path) -> None:
    shutil.copy(history.early / "record.db", late / "record.db")
    (found,) = findings(late)
    assert "earlier" in found


def test_a_database_put_back_with_its_anchor_taken_away_is_noticed(
    history: History, late: Path
) -> None:
    shutil.copy(history.early / "record.db", late / "record.db")
    (late / "record.head").unlink()
    assert any("anchor" in found for found in findings(late))
    (late / "record.head").write_bytes(os.urandom(144))
    assert any("anchor" in found for found in findings(late))


def test_a_whole_vault_put_back_is_told_by_its_head_alone(history: History, late: Path) -> None:
    """Every file is genuine: only a head that was kept outside tells."""
    before = reopen(late)
    kept = before.head()
    before.close()
    shutil.rmtree(late)
    shutil.copytree(history.early, late)
    assert findings(late) == []
    vault = reopen(late)
    assert vault.head().seq < kept.seq
    vault.close()


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_by_someone_with_the_key_is_noticed(late: Path, edit: str) -> None:
    def harm(database: Any) -> None:
        database.execute(edit)

    with_key(late, harm)
    assert findings(late)


def test_exchanging_two_entries_texts_is_noticed(late: Path) -> None:
    def harm(database: Any) -> None:
        texts = dict(database.execute("SELECT number, text FROM entries WHERE number IN (7, 9)"))
        for number, text in ((7, texts[9]), (9, texts[7])):
            database.execute("UPDATE entries SET text = ? WHERE number = ?", (text, number))

    with_key(late, harm)
    assert len(findings(late)) == 2


def rechain(database: Any, sign: Callable[[bytes], bytes]) -> None:
    """Forge an entry, then hash and sign every later link anew, as an insider might."""
    from courtdesk.vault import audit

    database.execute("UPDATE entries SET text = 'forged' WHERE number = 7")
    names = [column[1] for column in database.execute("PRAGMA table_info(entries)")]
    row = database.execute("SELECT * FROM entries WHERE number = 7").fetchone()
    content = dict(zip(names, row, strict=True))
    forged = audit.written("entries", content["id"], content)
    database.execute(
        "UPDATE audit_items SET salt = ?, commitment = ? WHERE object_id = ?",
        (forged.salt, forged.commitment, forged.object_id),
    )
    previous = audit.GENESIS
    for seq, at_ms, user_id, action in database.execute(
        "SELECT seq, at_ms, user_id, action FROM audit ORDER BY seq"
    ).fetchall():
        items = database.execute(
            "SELECT kind, object_id, salt, commitment FROM audit_items WHERE seq = ? "
            "ORDER BY position",
            (seq,),
        ).fetchall()
        digest = audit.items_digest(audit.Item(*item) for item in items)
        link = audit.Link(seq, at_ms, user_id, action, digest, previous)
        database.execute(
            "UPDATE audit SET items = ?, previous = ?, hash = ?, signature = ? WHERE seq = ?",
            (digest, previous, link.digest(), sign(link.digest()), seq),
        )
        previous = link.digest()


def test_a_chain_forged_anew_lacks_its_authors_signatures(late: Path) -> None:
    forger = signing.signer(os.urandom(32))
    with_key(late, lambda database: rechain(database, forger.sign))
    (late / "record.head").unlink()
    found = findings(late)
    assert any("signature" in what for what in found)


def test_the_check_from_the_command_line_has_its_status(
    late: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from courtdesk.cli import main

    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE)
    with_key(late, lambda database: database.execute("UPDATE cases SET title = 'x'"))
    words = ["verify", str(late), "--passphrase-file", str(secret)]
    assert main(words) == ExitStatus.DAMAGED
    assert "changed behind the record" in capsys.readouterr().out
    flip(late / "record.db", 5 * PAGE + 99)
    assert main(words) == ExitStatus.DAMAGED
    assert "Traceback" not in capsys.readouterr().err


def test_a_page_that_cannot_be_read_stops_a_reader_in_words(late: Path) -> None:
    """Where the harm shows only in use, the sentence comes there and the vault still closes."""
    from courtdesk.errors import KnownError

    size = (late / "record.db").stat().st_size
    told = 0
    for page in range(3, size // PAGE, 5):
        copy = copies(late, f"read-{page}.courtdesk")
        flip(copy / "record.db", page * PAGE + 50)
        try:
            told += not read_everything(reopen(copy))
        except KnownError:
            told += 1
    assert told


def read_everything(vault: Vault) -> bool:
    from courtdesk.cases.service import CaseService
    from courtdesk.hearing.service import HearingService

    hearings = HearingService(vault, CaseService(vault))
    try:
        for hearing in hearings.hearings():
            hearings.log_sheet(hearing.id)
            hearings.find(hearing.id, "harbour")
    finally:
        vault.close()
    return True
