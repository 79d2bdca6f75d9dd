"""What the lines of a log do to exhibits, and what becomes of that when a line changes.

For the service of the log, in whose transaction it is done.
"""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from courtdesk.exhibits.model import Exhibit, ExhibitState
from courtdesk.exhibits.service.reading import exhibit_row, to_exhibit
from courtdesk.exhibits.tables import CustodyRow, ExhibitRow, ExhibitStateRow
from courtdesk.vault.unit import Unit


def offered_by(session: Session, entry_ids: list[str]) -> tuple[Exhibit, ...]:
    """The exhibits that these lines of the log offered and that still await a ruling."""
    query = (
        select(ExhibitRow)
        .join(ExhibitStateRow, ExhibitStateRow.exhibit_id == ExhibitRow.id)
        .where(
            ExhibitStateRow.entry_id.in_(entry_ids),
            ExhibitStateRow.state == ExhibitState.OFFERED.value,
        )
        .order_by(ExhibitStateRow.at_ms, ExhibitStateRow.id)
    )
    found = {row.id: to_exhibit(row) for row in session.scalars(query)}
    return tuple(exhibit for exhibit in found.values() if exhibit.state.is_open)


def take_back(unit: Unit, entry_id: str) -> bool:
    """Undo what a line of the log did to exhibits, inside a transaction of the caller's.

    An exhibit falls back to the state before, if the line's was its last; one that only this line
    had brought to the register leaves it, unless custody was recorded. Whether anything changed.
    """
    query = select(ExhibitStateRow).where(ExhibitStateRow.entry_id == entry_id)
    gone = unit.session.scalars(query).all()
    for change in gone:
        unit.session.delete(change)
    unit.session.flush()
    for exhibit_id in {change.exhibit_id for change in gone}:
        row = exhibit_row(unit.session, exhibit_id)
        newest = unit.session.scalars(
            select(ExhibitStateRow)
            .where(ExhibitStateRow.exhibit_id == exhibit_id)
            .order_by(ExhibitStateRow.at_ms.desc(), ExhibitStateRow.id.desc())
        ).first()
        held = unit.session.scalars(
            select(CustodyRow.id).where(CustodyRow.exhibit_id == exhibit_id)
        ).first()
        if newest is not None:
            row.state, row.state_note = newest.state, newest.note
        elif held is None:
            unit.session.delete(row)
    unit.session.flush()
    return bool(gone)


def hush(unit: Unit, entry_id: str, text: str) -> list[tuple[str, str, str]]:
    """Take the words of a line that is sealed off the register; states and numbers stay.

    Returns what was taken, for :func:`speak`, as (“note” or “description”, id, words).
    """
    taken: list[tuple[str, str, str]] = []
    query = select(ExhibitStateRow).where(ExhibitStateRow.entry_id == entry_id)
    for change in unit.session.scalars(query).all():
        exhibit = exhibit_row(unit.session, change.exhibit_id)
        if change.note:
            taken.append(("note", change.id, change.note))
            if exhibit.state_note == change.note:
                exhibit.state_note = ""
            change.note = ""
            unit.forget(ExhibitStateRow, change.id)
        if exhibit.description and exhibit.description in text:
            taken.append(("description", exhibit.id, exhibit.description))
            exhibit.description = ""
        unit.forget(ExhibitRow, exhibit.id)
    return taken


def speak(unit: Unit, taken: Iterable[tuple[str, str, str]]) -> None:
    """Give the register back what :func:`hush` took, where nothing else stands there by now."""
    for what, row_id, words in taken:
        if what == "description":
            exhibit = unit.session.get(ExhibitRow, row_id)
            if exhibit is not None and not exhibit.description:
                exhibit.description = words
            continue
        change = unit.session.get(ExhibitStateRow, row_id)
        if change is not None:
            change.note = words
            exhibit = exhibit_row(unit.session, change.exhibit_id)
            if exhibit.state == change.state and not exhibit.state_note:
                exhibit.state_note = words
