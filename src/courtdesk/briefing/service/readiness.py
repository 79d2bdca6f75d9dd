"""Use cases of readiness: what a matter lacks, who owes it, and that it has come."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courtdesk.briefing.model import BadDeadline, Need, NeedKind, NewNeed, checked_need
from courtdesk.briefing.tables import NeedRow
from courtdesk.cases.service import CaseService
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault
from courtdesk.vault.times import from_ms, to_ms


class ReadinessService:
    """What the matters of one vault lack. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault, cases: CaseService) -> None:
        self._vault = vault
        self._cases = cases

    def add(self, new: NewNeed) -> Saved[Need]:
        """Keep that something is missing.

        Raises:
            BadDeadline: it says nothing, or too much.
            BadCase: there is no such case.
        """
        new = checked_need(new)
        self._cases.case(new.case_id)
        with self._vault.write("need.add") as unit:
            row = NeedRow(id=new_id(), done_at_ms=None)
            _fill(row, new)
            unit.add(row)
            unit.commit()
        return _saved(_need(row))

    def change(self, need_id: str, new: NewNeed) -> Saved[Need]:
        """Keep other words, another owner or another day.

        Raises:
            BadDeadline: there is no such record, or it says nothing.
        """
        new = checked_need(new)
        with self._vault.write("need.change") as unit:
            row = _found(unit.session, need_id)
            _fill(row, new)
            unit.commit()
        return _saved(_need(row))

    def set_done(self, need_id: str, at: datetime | None) -> Saved[Need]:
        """Say when it came (UTC), or that it is missing again with None.

        Raises:
            BadDeadline: there is no such record.
        """
        with self._vault.write("need.done") as unit:
            row = _found(unit.session, need_id)
            row.done_at_ms = None if at is None else to_ms(at)
            unit.commit()
        return _saved(_need(row))

    def delete(self, need_id: str) -> Saved[Need]:
        """Delete a record that was made in error.

        Raises:
            BadDeadline: there is no such record.
        """
        with self._vault.write("need.delete") as unit:
            row = _found(unit.session, need_id)
            need = _need(row)
            unit.session.delete(row)
            unit.commit()
        return _saved(need)

    def open(self, case_id: str | None = None) -> tuple[Need, ...]:
        """What is still missing, of one case or of all; what is due first comes first."""
        query = (
            select(NeedRow)
            .where(NeedRow.done_at_ms.is_(None))
            .order_by(NeedRow.due_on.is_(None), NeedRow.due_on, NeedRow.id)
        )
        if case_id is not None:
            query = query.where(NeedRow.case_id == case_id)
        with self._vault.read() as session:
            return tuple(map(_need, session.scalars(query)))

    def of(self, set_down_ids: Iterable[str]) -> dict[str, tuple[Need, ...]]:
        """What each matter lacks or lacked, by the id of its hearing; the open ones first."""
        found: dict[str, list[Need]] = {}
        wanted = list(set_down_ids)
        query = select(NeedRow).where(NeedRow.set_down_id.in_(wanted)).order_by(NeedRow.id)
        with self._vault.read() as session:
            for row in session.scalars(query):
                found.setdefault(row.set_down_id, []).append(_need(row))
        return {
            key: tuple(sorted(needs, key=lambda need: need.done_at is not None))
            for key, needs in found.items()
        }


def _found(session: Session, need_id: str) -> NeedRow:
    row = session.get(NeedRow, need_id)
    if row is None:
        raise BadDeadline("This is no longer in the vault.")
    return row


def _fill(row: NeedRow, new: NewNeed) -> None:
    row.case_id = new.case_id
    row.set_down_id = new.set_down_id
    row.kind = new.kind.value
    row.what = new.what
    row.owner = new.owner
    row.due_on = None if new.due_on is None else new.due_on.isoformat()


def _need(row: NeedRow) -> Need:
    due_on = None if row.due_on is None else date.fromisoformat(row.due_on)
    new = NewNeed(row.case_id, row.set_down_id, NeedKind(row.kind), row.what, row.owner, due_on)
    return Need(row.id, new, None if row.done_at_ms is None else from_ms(row.done_at_ms))


def _saved(need: Need) -> Saved[Need]:
    return Saved(need, Changed(frozenset({"need"}), frozenset({need.id, need.new.case_id})))
