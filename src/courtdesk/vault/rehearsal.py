"""Opening a vault, on nothing: what is done for the first time is done before somebody waits."""

from sqlalchemy import create_engine, inspect, select
from sqlalchemy.orm import Session, configure_mappers
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from courtdesk.vault import slots
from courtdesk.vault.kdf import KdfParams
from courtdesk.vault.keys import Compartment, KeyRing
from courtdesk.vault.roles import Role, User
from courtdesk.vault.tables import RecordBase, SettingRow

_CHEAP = KdfParams(19 * 1024, 1, 1)


def rehearse() -> None:
    """Load the libraries, work out the mappings of all tables known so far, use both once."""
    _open_a_slot()
    configure_mappers()
    raw = dbapi2.connect(":memory:", check_same_thread=False)
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: raw, poolclass=StaticPool)
    settings = RecordBase.metadata.tables[SettingRow.__tablename__]
    RecordBase.metadata.create_all(engine, tables=[settings])
    with Session(engine) as session:
        inspect(session.connection()).has_table("alembic_version")
        session.scalars(select(SettingRow)).all()
    engine.dispose()
    raw.close()


def _open_a_slot() -> None:
    ring = KeyRing.new(tuple(Compartment))
    slot = slots.new_slot(User("", "", Role.CLERK), "rehearsal", ring, "", _CHEAP)
    slots.open_slot(slot, "rehearsal", "").wipe()
    ring.wipe()
