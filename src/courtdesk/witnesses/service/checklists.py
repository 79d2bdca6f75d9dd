"""Use cases of checklists: tick, change, templates, regimes, preparation sessions."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session as DbSession

from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.keys import Compartment
from courtdesk.vault.store import Vault
from courtdesk.vault.times import to_ms
from courtdesk.vault.unit import Unit
from courtdesk.witnesses.model.checklist import (
    Item,
    ItemText,
    Regime,
    Session,
    Stage,
    Template,
    TemplateItem,
    allowed,
    checked_item,
    checked_session,
    missing,
)
from courtdesk.witnesses.model.sittings import Sitting, checked_sittings
from courtdesk.witnesses.model.witness import BadWitness, WitnessKind
from courtdesk.witnesses.service import reading, shipped
from courtdesk.witnesses.service.plain import from_text, to_text
from courtdesk.witnesses.tables import (
    ItemRow,
    SessionRow,
    WitnessFileRow,
    WitnessPlanRow,
    WitnessTemplateRow,
)

_TEAM = Compartment.TEAM


class HoldsNote(BadWitness):
    """An item that is to be deleted holds a note or evidence, or was ticked."""


class ChecklistService:
    """The checklists of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def tick(self, item_id: str, at: datetime | None) -> Saved[Item]:
        """Tick an item as done at ``at`` (UTC), or take the tick away with None.

        Raises:
            BadWitness: there is no such item.
        """
        with self._vault.write("witness.tick", _TEAM) as unit:
            row = reading.found(unit.session, ItemRow, item_id, "item")
            row.done_at_ms = None if at is None else to_ms(at)
            row.done_by = "" if at is None else unit.user.name
            unit.commit()
        return _saved(reading.to_item(row))

    def add_item(self, file_id: str, stage: Stage, words: ItemText) -> Saved[Item]:
        """Add an item of the team's own at the end of a stage.

        Raises:
            BadWitness: there is no such file, or the item has no text.
        """
        words = checked_item(words)
        with self._vault.write("witness.item", _TEAM) as unit:
            reading.found(unit.session, WitnessFileRow, file_id, "witness")
            item = Item(new_id(), file_id, stage, _next(unit.session, file_id), words)
            unit.add(_row(item))
            unit.commit()
        return _saved(item)

    def change_item(self, item_id: str, words: ItemText) -> Saved[Item]:
        """Keep other words of an item; its tick stays.

        Raises:
            BadWitness: there is no such item, or it has no text.
        """
        words = checked_item(words)
        with self._vault.write("witness.item", _TEAM) as unit:
            row = reading.found(unit.session, ItemRow, item_id, "item")
            _fill(row, words)
            unit.commit()
        return _saved(reading.to_item(row))

    def delete_item(self, item_id: str, *, even_with_note: bool = False) -> Saved[Item]:
        """Delete an item; the value brings it back through :meth:`restore_item`.

        Raises:
            HoldsNote: it holds a note or evidence, or is ticked, and nobody has confirmed it.
            BadWitness: there is no such item.
        """
        with self._vault.write("witness.item.delete", _TEAM) as unit:
            row = reading.found(unit.session, ItemRow, item_id, "item")
            item = reading.to_item(row)
            if not even_with_note and (item.words.note or item.words.evidence or item.done):
                raise HoldsNote(f"“{item.words.text}” holds a note, evidence or a tick.")
            unit.session.delete(row)
            unit.commit()
        return _saved(item)

    def restore_item(self, item: Item) -> Saved[Item]:
        """Bring back an item that was deleted, as it was."""
        with self._vault.write("witness.item", _TEAM) as unit:
            unit.add(_row(item))
            unit.commit()
        return _saved(item)

    def template(self, kind: WitnessKind) -> Template:
        """The template for a kind of witness: the team's own, or as shipped."""
        with self._vault.read(_TEAM) as session:
            return template(session, kind)

    def change_template(self, kind: WitnessKind, items: Iterable[TemplateItem]) -> Saved[Template]:
        """Keep the team's own template; checklists in use stay as they are.

        Raises:
            BadWitness: an item has no text, or there is none.
        """
        kept = tuple(items)
        if not kept:
            raise BadWitness("A template needs an item at least.")
        for item in kept:
            checked_item(ItemText(item.text))
        with self._vault.write("witness.template", _TEAM) as unit:
            row = unit.session.get(WitnessTemplateRow, kind.value)
            if row is None:
                row = WitnessTemplateRow(kind=kind.value)
                unit.add(row)
            row.items = to_text(kept)
            unit.commit()
        changed = Changed(frozenset({"witness_template"}), frozenset({kind.value}))
        return Saved(Template(kind, kept, own=True), changed)

    def apply_template(self, file_id: str) -> Saved[tuple[Item, ...]]:
        """Add what the template of the witness's kind has more; what is there stays as it is.

        Raises:
            BadWitness: there is no such file.
        """
        with self._vault.write("witness.template.apply", _TEAM) as unit:
            row = reading.found(unit.session, WitnessFileRow, file_id, "witness")
            added = add_template(unit, row)
            unit.commit()
        return Saved(added, Changed(frozenset({"witness_item"}), frozenset({file_id})))

    def record_session(self, session: Session) -> Saved[Session]:
        """Keep a preparation session; its tasks become items of the checklist.

        Raises:
            BadWitness: the regime of the case does not allow it as it stands.
        """
        with self._vault.write("witness.session", _TEAM) as unit:
            file = reading.found(unit.session, WitnessFileRow, session.file_id, "witness")
            session = checked_session(session, reading.plan(unit.session, file.case_id)[0])
            unit.add(
                SessionRow(
                    id=session.id,
                    file_id=session.file_id,
                    at_ms=to_ms(session.at),
                    record=to_text(session),
                )
            )
            position = _next(unit.session, session.file_id)
            for place, task in enumerate(session.tasks, start=position):
                words = checked_item(ItemText(task))
                unit.add(_row(Item(new_id(), session.file_id, Stage.SESSION, place, words)))
            unit.commit()
        kinds = frozenset({"witness_session", "witness_item"})
        return Saved(session, Changed(kinds, frozenset({session.id, session.file_id})))

    def set_regime(self, case_id: str, regime_id: str) -> Saved[Regime]:
        """Keep the regime of a case; its sittings stay.

        Open steps that the regime forbids are taken off the checklists; what was ticked under
        another regime stays in sight, and so does a step that holds a note or evidence.
        """
        regime = shipped.regime(regime_id)
        with self._vault.write("witness.plan", _TEAM) as unit:
            _plan_row(unit, case_id).regime = regime.id
            _take_off(unit, case_id, regime)
            unit.commit()
        changed = Changed(frozenset({"witness", "witness_item"}), frozenset({case_id}))
        return Saved(regime, changed)

    def set_sittings(
        self, case_id: str, sittings: tuple[Sitting, ...]
    ) -> Saved[tuple[Sitting, ...]]:
        """Keep when the court sits in a case; its regime stays. None: the usual court day.

        Raises:
            BadWitness: a sitting has no name, ends before it begins, or overlaps another.
        """
        kept = checked_sittings(sittings) if sittings else ()
        with self._vault.write("witness.sittings", _TEAM) as unit:
            _plan_row(unit, case_id).sittings = to_text(kept)
            unit.commit()
        return Saved(kept, Changed(frozenset({"witness_call"}), frozenset({case_id})))


def _plan_row(unit: Unit, case_id: str) -> WitnessPlanRow:
    row = unit.session.get(WitnessPlanRow, case_id)
    if row is None:
        row = WitnessPlanRow(case_id=case_id, regime=shipped.regimes()[0].id, sittings="[]")
        unit.add(row)
    return row


def add_template(unit: Unit, file: WitnessFileRow) -> tuple[Item, ...]:
    """Add the items that a file's checklist lacks of its template, as the regime allows."""
    session = unit.session
    wanted = allowed(
        template(session, WitnessKind(file.kind)), reading.plan(session, file.case_id)[0]
    )
    first = _next(session, file.id)
    lacking = missing(wanted, reading.items(session, file.id))
    added = tuple(
        Item(new_id(), file.id, each.stage, place, ItemText(each.text), each.practice)
        for place, each in enumerate(lacking, start=first)
    )
    unit.add(*map(_row, added))
    return added


def template(session: DbSession, kind: WitnessKind) -> Template:
    """The template for a kind of witness."""
    row = session.get(WitnessTemplateRow, kind.value)
    if row is None:
        return shipped.templates()[kind]
    return Template(kind, from_text(tuple[TemplateItem, ...], row.items), own=True)


def _take_off(unit: Unit, case_id: str, regime: Regime) -> None:
    query = (
        select(ItemRow)
        .join(WitnessFileRow, WitnessFileRow.id == ItemRow.file_id)
        .where(WitnessFileRow.case_id == case_id, ItemRow.done_at_ms.is_(None))
    )
    for row in unit.session.scalars(query).all():
        if not regime.allows(row.practice) and not (row.note or row.evidence):
            unit.session.delete(row)


def _next(session: DbSession, file_id: str) -> int:
    query = select(func.max(ItemRow.position)).where(ItemRow.file_id == file_id)
    return (session.execute(query).scalar() or 0) + 1


def _row(item: Item) -> ItemRow:
    row = ItemRow(
        id=item.id,
        file_id=item.file_id,
        stage=item.stage.value,
        position=item.position,
        practice=item.practice,
        done_at_ms=None if item.done_at is None else to_ms(item.done_at),
        done_by=item.done_by,
    )
    _fill(row, item.words)
    return row


def _fill(row: ItemRow, words: ItemText) -> None:
    row.text = words.text
    row.owner = words.owner
    row.due = None if words.due is None else words.due.isoformat()
    row.note = words.note
    row.evidence = words.evidence
    row.blocked = words.blocked


def _saved(item: Item) -> Saved[Item]:
    return Saved(item, Changed(frozenset({"witness_item"}), frozenset({item.id, item.file_id})))
