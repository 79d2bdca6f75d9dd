"""An entry's effects in its own unit of work: references kept, exhibits brought to their states."""

from collections.abc import Iterator
from itertools import takewhile

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from courtdesk.cases.service import charges_of
from courtdesk.exhibits.model import ExhibitDetails, ExhibitState
from courtdesk.exhibits.service.log_lines import offered_by, take_back
from courtdesk.exhibits.service.register import add_exhibit, find_exhibit, move_exhibit
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


_PEOPLE = select(AppearanceRow.id, AppearanceRow.name, AppearanceRow.role).where(
    AppearanceRow.hearing_id == bindparam("hearing")
)


def apply(unit: Unit, row: EntryRow, case_id: str) -> bool:
    """Do what an entry does; whether an exhibit changed.

    A line that does nothing costs two prepared statements: someone waits for it.
    """
    effects = _effects(unit, row, case_id)
    for move in effects.moves:
        _move(unit, row, case_id, move)
    if effects.moves:
        unit.session.flush()
    for link in (*_exhibit_links(unit, case_id, effects.exhibits), *effects.links):
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


def _effects(unit: Unit, row: EntryRow, case_id: str) -> Effects:
    words = lexicon()
    rule = EffectRule(words.recogniser, words.exhibits)
    people = unit.connection.execute(_PEOPLE, {"hearing": row.hearing_id})
    witnesses = tuple((p.id, p.name) for p in people if "witness" in p.role.casefold())
    kind = EntryKind(row.kind)
    offered = () if kind is EntryKind.NOTE else _offered(unit.session, row)
    charges = charges_of(unit.connection, case_id)
    return rule.of(row.text, kind, Context(charges, witnesses, offered))


def _offered(session: Session, row: EntryRow) -> tuple[ExhibitName, ...]:
    """What the last lines offered, unless the hearing has moved on to a witness since."""
    lines = session.execute(
        select(EntryRow.id, EntryRow.kind)
        .where(
            EntryRow.hearing_id == row.hearing_id,
            EntryRow.number.between(row.number - _LOOKS_BACK, row.number - 1),
        )
        .order_by(EntryRow.number.desc())
    )
    before = takewhile(lambda line: line.kind != EntryKind.WITNESS.value, lines)
    return tuple(
        ExhibitName(exhibit.details.party, exhibit.details.number)
        for exhibit in offered_by(session, [line.id for line in before])
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


def _exhibit_links(unit: Unit, case_id: str, found: tuple[ExhibitName, ...]) -> Iterator[Link]:
    for name in found:
        exhibit = find_exhibit(unit.session, case_id, name.party, name.number)
        if exhibit is not None:
            yield Link(LinkKind.EXHIBIT, exhibit.id, name.words)


def _goes_back(present: ExhibitState, wanted: ExhibitState) -> bool:
    """Whether a state would be lost that outranks the one that a line speaks of."""
    if wanted is ExhibitState.MARKED:
        return present is not ExhibitState.MARKED
    return wanted in {ExhibitState.OFFERED, ExhibitState.OBJECTED} and present in _FINAL
