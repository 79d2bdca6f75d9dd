"""Bring a compartment's database to the schema that this CourtDesk knows.

Each revision runs in one transaction, so that a crash leaves the old schema or the new one and
nothing between. Alembic is imported only when there is something to do.
"""

from pathlib import Path

from sqlalchemy import inspect, text

from courtdesk.vault import backup
from courtdesk.vault.database import Database
from courtdesk.vault.errors import NewerVault
from courtdesk.vault.keys import Compartment

HEADS = {Compartment.RECORD: "record_cases_1", Compartment.TEAM: "team_sheets_1"}
_SCRIPTS = Path(__file__).parent / "migrations"


def scripts(compartment: Compartment) -> Path:
    """Where the revisions of a compartment lie."""
    return _SCRIPTS / compartment.value


def revision(database: Database) -> str | None:
    """The revision that the database stands at, or None for an empty one."""
    with database.read() as session:
        if not inspect(session.connection()).has_table("alembic_version"):
            return None
        version = session.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if version is None else str(version)


def upgrade(database: Database, key: bytes) -> None:
    """Run the revisions that are missing, after an encrypted copy of what is there.

    Raises:
        NewerVault: the database was written by a later CourtDesk.
        CannotWrite: the disk refused; the database is as it was.
    """
    current = revision(database)
    if current == HEADS[database.compartment]:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.set_main_option("version_locations", str(scripts(database.compartment)))
    config.set_main_option("path_separator", "newline")
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None:
        if current not in known:
            raise NewerVault(
                "This vault was written by a later version of CourtDesk. Nothing was changed. "
                "Open it with that version, or update this one."
            )
        backup.before_migration(database, key, current)
    config.attributes["database"] = database
    command.upgrade(config, "head")
