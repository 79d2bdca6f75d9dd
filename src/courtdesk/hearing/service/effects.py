"""An entry's effects in its own unit of work: references kept, exhibits brought to their states."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from courtdesk.cases.service import CaseService
from courtdesk.exhibits.model import ExhibitDetails, ExhibitState
from courtdesk.exhibits.service import (
    add_exhibit,
    find_exhibit,
    move_exhibit,
    offered_by,
    take_back,
)
from courtdesk.hearing.model.effects import Context, EffectRule, Effects, ExhibitMove
from courtdesk.hearing.model.entries import EntryKind
from courtdesk.hearing.model.references import ExhibitName, Link, LinkKind
from courtdesk.hearing.service.lexicon import lexicon
from courtdesk.hearing.tables import AppearanceRow, EntryLinkRow, EntryRow
from courtdesk.vault.ids import new_id
from courtdesk.vault.times import from_ms
from courtdesk.vault.unit import Unit

_LOOKS_BACK = 6
"""How many lines back an objection or “Received” finds the exhibit that it speaks of."""
_FINAL = frozenset({ExhibitState.ADMITTED, ExhibitState.ADMITTED_IN_PART, ExhibitState.WITHDRAWN})


@dataclass(frozen=True)
class Charges:
    """The charges of a hearing's case, read before the unit of work: (id, number) each."""

    case_id: str
    known: tuple[tuple[str, str], ...]


def charges_of(cases: CaseService, case_id: str) -> Charges:
    """The charges of a case; none without one."""
    if not case_id:
        return Charges("", ())
    charges = cases.case(case_id).details.charges
    return Charges(case_id, tuple((charge.id, charge.number) for charge in charges))


def apply(unit: Unit, row: EntryRow, charges: Charges) -> bool:
    """Do what an entry does; whether an exhibit changed."""
    unit.session.flush()
    effects = _effects(unit.session, row, charges)
    for move in effects.moves:
        _move(unit, row, charges.case_id, move)
    unit.session.flush()
    for link in (*_exhibit_links(unit.session, charges.case_id, effects.exhibits), *effects.links):
        unit.add(
            EntryLinkRow(
                id=new_id(),
                entry_id=row.id,
                kind=link.kind.value,
                target=link.target,
                words=link.words,
            )
        )
    return bool(effects.moves)


def undo(unit: Unit, entry_id: str) -> bool:
    """Take back what an entry did; whether an exhibit changed."""
    for link in unit.session.scalars(
        select(EntryLinkRow).where(EntryLinkRow.entry_id == entry_id)
    ).all():
        unit.session.delete(link)
    return take_back(unit, entry_id)


def links_of(session: Session, entry_id: str) -> tuple[Link, ...]:
    """What an entry refers to."""
    rows = session.scalars(
        select(EntryLinkRow).where(EntryLinkRow.entry_id == entry_id).order_by(EntryLinkRow.id)
    )
    return tuple(Link(LinkKind(row.kind), row.target, row.words) for row in rows)


def _effects(session: Session, row: EntryRow, charges: Charges) -> Effects:
    words = lexicon()
    rule = EffectRule(words.recogniser, words.exhibits)
    people = session.execute(
        select(AppearanceRow.id, AppearanceRow.name, AppearanceRow.role).where(
            AppearanceRow.hearing_id == row.hearing_id
        )
    ).all()
    witnesses = tuple((p.id, p.name) for p in people if "witness" in p.role.casefold())
    kind = EntryKind(row.kind)
    offered = () if kind is EntryKind.NOTE else _offered(session, row)
    return rule.of(row.text, kind, Context(charges.known, witnesses, offered))


def _offered(session: Session, row: EntryRow) -> tuple[ExhibitName, ...]:
    before = session.scalars(
        select(EntryRow.id).where(
            EntryRow.hearing_id == row.hearing_id,
            EntryRow.number.between(row.number - _LOOKS_BACK, row.number - 1),
        )
    ).all()
    return tuple(
        ExhibitName(exhibit.details.party, exhibit.details.number)
        for exhibit in offered_by(session, list(before))
    )


def _move(unit: Unit, row: EntryRow, case_id: str, move: ExhibitMove) -> None:
    name = move.name
    exhibit = find_exhibit(unit.session, case_id, name.party, name.number)
    if exhibit is None:
        details = ExhibitDetails(name.party, name.number, move.description)
        exhibit = add_exhibit(unit, case_id, details)
        unit.session.flush()
    elif not exhibit.description and move.description:
        exhibit.description = move.description
    if _goes_back(ExhibitState(exhibit.state), move.state):
        return
    move_exhibit(unit, exhibit, move.state, from_ms(row.at_ms), move.note, row.id)


def _exhibit_links(
    session: Session, case_id: str, found: tuple[ExhibitName, ...]
) -> Iterator[Link]:
    for name in found:
        exhibit = find_exhibit(session, case_id, name.party, name.number)
        if exhibit is not None:
            yield Link(LinkKind.EXHIBIT, exhibit.id, name.words)


def _goes_back(present: ExhibitState, wanted: ExhibitState) -> bool:
    """Whether a state would be lost that outranks the one that a line speaks of."""
    if wanted is ExhibitState.MARKED:
        return present is not ExhibitState.MARKED
    return wanted in {ExhibitState.OFFERED, ExhibitState.OBJECTED} and present in _FINAL
