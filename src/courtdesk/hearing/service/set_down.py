"""A typed next date as a hearing that is set down in the case, in the entry's unit of work."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from courtdesk.cases.model import ScheduledHearing
from courtdesk.cases.service import set_hearing_down, take_set_down
from courtdesk.hearing.model.dates import next_date
from courtdesk.hearing.model.entries import EntryKind
from courtdesk.hearing.model.references import LinkKind
from courtdesk.hearing.service.reading import hearing_row
from courtdesk.hearing.tables import EntryLinkRow, EntryRow
from courtdesk.vault.ids import new_id
from courtdesk.vault.times import from_ms
from courtdesk.vault.unit import Unit


def apply(unit: Unit, row: EntryRow, case_id: str, zone: str) -> bool:
    """Set down what an entry says of the next date; whether it says something certain."""
    if row.kind != EntryKind.NEXT_DATE.value:
        return False
    court = ZoneInfo(zone)
    found = next_date(row.text, from_ms(row.at_ms).astimezone(court).date(), court)
    if found is None:
        return False
    hearing = hearing_row(unit.session, row.hearing_id)
    starts_at = found.at.astimezone(UTC)
    planned = ScheduledHearing(new_id(), starts_at, found.what or hearing.title, hearing.room)
    set_hearing_down(unit, case_id, planned)
    unit.add(
        EntryLinkRow(
            id=new_id(),
            entry_id=row.id,
            kind=LinkKind.SCHEDULED.value,
            target=planned.id,
            words=starts_at.isoformat(),
        )
    )
    return True


def undo(unit: Unit, entry_id: str) -> bool:
    """Take back what an entry set down, unless someone has moved it since; whether it did."""
    links = unit.session.scalars(
        select(EntryLinkRow).where(
            EntryLinkRow.entry_id == entry_id, EntryLinkRow.kind == LinkKind.SCHEDULED.value
        )
    ).all()
    taken = False
    for link in links:
        taken = take_set_down(unit, link.target, datetime.fromisoformat(link.words)) or taken
    return taken
