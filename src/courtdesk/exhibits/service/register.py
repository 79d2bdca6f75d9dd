"""The register of exhibits inside a transaction: found, added, changed, brought to a state.

For this service, and for those above that write in a transaction of their own.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courtdesk.exhibits.model import (
    BadExhibit,
    ExhibitDetails,
    ExhibitState,
    checked_details,
    same_name,
)
from courtdesk.exhibits.tables import ExhibitRow, ExhibitStateRow
from courtdesk.vault.ids import new_id
from courtdesk.vault.times import to_ms
from courtdesk.vault.unit import Unit


def find_exhibit(session: Session, case_id: str, party: str, number: str) -> ExhibitRow | None:
    """The row of an exhibit by its name."""
    key = _key(ExhibitDetails(party, number))
    return session.scalars(
        select(ExhibitRow).where(ExhibitRow.case_id == case_id, ExhibitRow.name_key == key)
    ).first()


def add_exhibit(unit: Unit, case_id: str, details: ExhibitDetails) -> ExhibitRow:
    """Put an exhibit on the register inside a transaction of the caller's.

    Raises:
        BadExhibit: party or number is missing, or the number is taken.
    """
    details = checked_details(details)
    refuse_taken(unit.session, case_id, details, "")
    row = ExhibitRow(id=new_id(), case_id=case_id, state=ExhibitState.MARKED.value, state_note="")
    fill_exhibit(row, details)
    unit.add(row)
    return row


def move_exhibit(
    unit: Unit,
    row: ExhibitRow,
    state: ExhibitState,
    at: datetime,
    note: str = "",
    entry_id: str = "",
) -> None:
    """Bring an exhibit to a state inside a transaction of the caller's."""
    row.state = state.value
    row.state_note = note.strip()
    unit.add(
        ExhibitStateRow(
            id=new_id(),
            exhibit_id=row.id,
            state=state.value,
            note=note.strip(),
            at_ms=to_ms(at),
            by_user=unit.user.name,
            entry_id=entry_id,
        )
    )


def refuse_taken(session: Session, case_id: str, details: ExhibitDetails, own_id: str) -> None:
    """Refuse the name of another exhibit than the one with ``own_id``.

    Raises:
        BadExhibit: it is on the register already.
    """
    taken = find_exhibit(session, case_id, details.party, details.number)
    if taken is not None and taken.id != own_id:
        raise BadExhibit(
            f"{taken.party} {taken.number} is on the register already"
            + (f": {taken.description}." if taken.description else ".")
            + " Use the next number, or change that one."
        )


def fill_exhibit(row: ExhibitRow, details: ExhibitDetails) -> None:
    """Put what is known of an exhibit into its row; its state is apart."""
    row.name_key = _key(details)
    row.party = details.party
    row.number = details.number
    row.description = details.description
    row.source = details.source.strip()
    row.return_to = details.return_to.strip()
    row.return_on = details.return_on.isoformat() if details.return_on else None
    row.destroy_on = details.destroy_on.isoformat() if details.destroy_on else None
    row.hazardous = int(details.hazardous)
    row.comment = details.comment.strip()


def _key(details: ExhibitDetails) -> str:
    return "\x1f".join(same_name(details))
