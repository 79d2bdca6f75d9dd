"""Rows of exhibits as the frozen values that leave the service."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from courtdesk.exhibits.model import (
    BadExhibit,
    CustodyStep,
    Exhibit,
    ExhibitDetails,
    ExhibitRecord,
    ExhibitState,
    StateChange,
)
from courtdesk.exhibits.tables import CustodyRow, ExhibitRow, ExhibitStateRow
from courtdesk.vault.times import from_ms


def exhibit_row(session: Session, exhibit_id: str) -> ExhibitRow:
    """The row of an exhibit.

    Raises:
        BadExhibit: there is no such exhibit.
    """
    row = session.get(ExhibitRow, exhibit_id)
    if row is None:
        raise BadExhibit("This exhibit is no longer in the vault.")
    return row


def to_exhibit(row: ExhibitRow) -> Exhibit:
    """An exhibit as it stands on the register."""
    details = ExhibitDetails(
        party=row.party,
        number=row.number,
        description=row.description,
        source=row.source,
        return_to=row.return_to,
        return_on=date.fromisoformat(row.return_on) if row.return_on else None,
        destroy_on=date.fromisoformat(row.destroy_on) if row.destroy_on else None,
        hazardous=bool(row.hazardous),
        comment=row.comment,
    )
    return Exhibit(row.id, row.case_id, details, ExhibitState(row.state), row.state_note)


def to_record(session: Session, row: ExhibitRow) -> ExhibitRecord:
    """Everything about an exhibit: what became of it, and who had it."""
    states = session.scalars(
        select(ExhibitStateRow)
        .where(ExhibitStateRow.exhibit_id == row.id)
        .order_by(ExhibitStateRow.at_ms, ExhibitStateRow.id)
    )
    steps = session.scalars(
        select(CustodyRow)
        .where(CustodyRow.exhibit_id == row.id)
        .order_by(CustodyRow.at_ms, CustodyRow.id)
    )
    return ExhibitRecord(
        exhibit=to_exhibit(row),
        history=tuple(
            StateChange(ExhibitState(s.state), from_ms(s.at_ms), s.by_user, s.note, s.entry_id)
            for s in states
        ),
        custody=tuple(
            CustodyStep(
                id=step.id,
                at=from_ms(step.at_ms),
                from_whom=step.from_whom,
                to_whom=step.to_whom,
                place=step.place,
                authorised_by=step.authorised_by,
                condition=step.condition,
                signed_by=step.signed_by,
            )
            for step in steps
        ),
    )
