"""A later CourtDesk, made up: one more revision of the record, which rebuilds the log's table."""

import shutil
import time
from pathlib import Path
from types import TracebackType

from courtdesk.hearing.model import EntryKind, ImportedEntry, ImportPlan
from courtdesk.vault import cipher, migrate
from courtdesk.vault.keys import Compartment
from courtdesk.vault.times import now
from torture import scribe

_NEWEST = "record_later"
_REVISION = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "{newest}", "{before}"


def upgrade():
    op.execute("CREATE TABLE later_first (id TEXT PRIMARY KEY)")
    with op.batch_alter_table("hearings", recreate="always") as batch:
        batch.alter_column("title", existing_type=sa.String(), nullable=False)
    op.execute("CREATE TABLE copied AS SELECT * FROM entries")
    op.execute("DROP TABLE copied")
    op.execute("CREATE TABLE later_last (id TEXT PRIMARY KEY)")
    op.execute("DROP TABLE later_first")
    op.execute("DROP TABLE later_last")
    op.execute("CREATE INDEX ix_later ON hearings (day)")
"""


class Later:
    """Within ``with``, this process and its children are the later CourtDesk."""

    def __init__(self, folder: Path) -> None:
        known = migrate.scripts(Compartment.RECORD)
        self._scripts = folder / "later" / "record"
        shutil.copytree(known, self._scripts, ignore=shutil.ignore_patterns("__pycache__"))
        before = migrate.HEADS[Compartment.RECORD]
        (self._scripts / "record_later.py").write_text(
            _REVISION.format(newest=_NEWEST, before=before)
        )
        self._before = before
        self._known = migrate.scripts
        self.entries: list[str] = []

    def __enter__(self) -> "Later":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self._become(later=False)

    def grow(self, vault: Path, hearing: str, count: int) -> None:
        """Give the vault a log of some length, still as the earlier CourtDesk."""
        opened = scribe.open_here(vault)
        hearings = scribe.hearings_of(opened)
        case = hearings.hearing(hearing).case_id
        lines = tuple(
            ImportedEntry(now(), "", EntryKind.NOTE, f"turn {n} " + "and so on " * 20)
            for n in range(count)
        )
        hearings.import_log(case, "Grown", ImportPlan(lines, (), ()))
        self.entries = [entry.id for entry in hearings.log_sheet(hearing).entries]
        opened.close()
        self._become(later=True)

    def seconds(self, vault: Path, folder: Path) -> float:
        """How long opening and migrating takes when nobody kills it."""
        began = time.monotonic()
        scribe.open_here(scribe.fresh(vault, folder / "timed.courtdesk")).close()
        return time.monotonic() - began

    def key(self, vault: Path) -> bytes:
        """The record's database key, to look at the file as it lies."""
        self._become(later=False)
        opened = scribe.open_here(vault)
        key = opened.ring.derived(Compartment.RECORD, "database")
        opened.close()
        self._become(later=True)
        return key

    def state(self, vault: Path, key: bytes) -> str:
        """Whether the schema is the old one, the new one, or something between."""
        raw = cipher.connect(vault / "record.db", key)
        names = {name for (name,) in raw.execute("SELECT name FROM sqlite_schema")}
        (revision,) = raw.execute("SELECT version_num FROM alembic_version").fetchone()
        (rows,) = raw.execute("SELECT count(*) FROM entries").fetchone()
        raw.close()
        strays = {"later_first", "later_last", "copied", "_alembic_tmp_hearings"} & names
        if strays or "hearings" not in names or rows < len(self.entries):
            return "between"
        expected = {True: _NEWEST, False: self._before}["ix_later" in names]
        if revision != expected:
            return "between"
        return "new" if "ix_later" in names else "old"

    def _become(self, *, later: bool) -> None:
        migrate.scripts = (lambda _: self._scripts) if later else self._known
        migrate.HEADS[Compartment.RECORD] = _NEWEST if later else self._before
