"""The migrations and the models hold the same schema, by one straight history."""

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from courtdesk.cli.subjects import load_tables
from courtdesk.vault import migrate
from courtdesk.vault.keys import DATABASES, Compartment, KeyRing
from courtdesk.vault.store import Vault
from courtdesk.vault.tables import ChainBase, RecordBase, TeamBase
from tests.vaults import reopen

MODELS = {
    Compartment.RECORD: (ChainBase, RecordBase),
    Compartment.TEAM: (ChainBase, TeamBase),
}


def history(compartment: Compartment) -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(migrate.scripts(compartment).parent))
    config.set_main_option("version_locations", str(migrate.scripts(compartment)))
    config.set_main_option("path_separator", "newline")
    return ScriptDirectory.from_config(config)


@pytest.mark.parametrize("compartment", DATABASES)
def test_migrations_are_one_straight_line_to_the_newest(compartment: Compartment) -> None:
    scripts = history(compartment)
    line = list(scripts.walk_revisions())
    assert scripts.get_heads() == [migrate.HEADS[compartment]]
    assert [script.down_revision for script in line] == [
        *(script.revision for script in line[1:]),
        None,
    ]
    assert len(line) == len(list(migrate.scripts(compartment).glob("*_[0-9]*.py")))


@pytest.mark.parametrize("compartment", DATABASES)
def test_migrations_and_models_hold_the_same_schema(
    compartment: Compartment, tmp_path: Path
) -> None:
    load_tables()
    from courtdesk.vault.database import Database

    ring = KeyRing.new(Compartment)
    database = Database(tmp_path, compartment, ring, create=True)
    migrate.upgrade(database, ring.derived(compartment, "database"))
    migrated = schema(database.raw)
    database.close()

    modelled = sqlite3.connect(":memory:")
    engine = create_engine("sqlite://", creator=lambda: modelled)
    for base in MODELS[compartment]:
        base.metadata.create_all(engine)
    assert migrated == schema(modelled)
    engine.dispose()
    modelled.close()


def schema(connection: Any) -> dict[str, Any]:
    """Columns, keys and indexes of each table; the full-text index has no model."""
    found: dict[str, Any] = {}
    virtual = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL%'"
        )
    ]
    for name, sql in connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"
    ).fetchall():
        if name == "alembic_version" or any(name.startswith(words) for words in virtual):
            continue

        def ask(pragma: str, of: str = name) -> list[tuple[Any, ...]]:
            return sorted(map(tuple, connection.execute(f"PRAGMA {pragma}('{of}')")), key=repr)

        found[name] = {
            "columns": ask("table_xinfo"),
            "references": ask("foreign_key_list"),
            "indexes": sorted(
                (
                    (index[1:] if index[3] == "c" else index[2:], ask("index_xinfo", index[1]))
                    for index in ask("index_list")
                ),
                key=repr,
            ),
            "without rowid": "WITHOUT ROWID" in sql.upper(),
        }
    partial = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql LIKE '% WHERE %'"
    found["partial indexes"] = sorted(map(tuple, connection.execute(partial)))
    return found


def test_opening_a_vault_that_is_up_to_date_copies_nothing(vault: Vault) -> None:
    assert not (vault.path / "backups").exists()


def test_a_vault_of_an_earlier_revision_is_copied_before_it_is_brought_up_to_date(
    vault_folder: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A made-up revision follows the newest one; an older vault takes it on opening."""
    vault.close()
    add_revision(monkeypatch, tmp_path, "op.execute('CREATE TABLE later (id TEXT PRIMARY KEY)')")
    opened = reopen(vault_folder)
    ((_, record),) = opened.databases()
    assert migrate.revision(record) == "record_later"
    copies = list((vault_folder / "backups").iterdir())
    assert len(copies) == 1
    assert copies[0].read_bytes()[:15] != b"SQLite format 3"
    opened.close()


def test_a_revision_that_fails_leaves_the_old_schema_whole(
    vault_folder: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    vault.close()
    broken = "op.execute('CREATE TABLE later (id TEXT)'); op.execute('DROP TABLE cases'); 1 / 0"
    with monkeypatch.context() as patched:
        add_revision(patched, tmp_path, broken)
        with pytest.raises(ZeroDivisionError):
            reopen(vault_folder)
    opened = reopen(vault_folder)
    ((_, record),) = opened.databases()
    names = [name for (name,) in record.raw.execute("SELECT name FROM sqlite_schema")]
    assert "cases" in names
    assert "later" not in names
    opened.close()


def add_revision(monkeypatch: pytest.MonkeyPatch, folder: Path, body: str) -> None:
    """A later CourtDesk, whose newest revision of the record does ``body``."""
    known = migrate.scripts(Compartment.RECORD)
    later = Path(shutil.copytree(known, folder / "record", ignore=shutil.ignore_patterns("__*")))
    (later / "record_later.py").write_text(
        "from alembic import op\n"
        f"revision, down_revision = 'record_later', '{migrate.HEADS[Compartment.RECORD]}'\n"
        f"def upgrade():\n    {body}\n"
    )
    monkeypatch.setattr(migrate, "scripts", lambda _: later)
    monkeypatch.setitem(migrate.HEADS, Compartment.RECORD, "record_later")
