"""Use cases of deadlines: add, change, move, tick off, delete, list."""

import json
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courtdesk.briefing.model import BadDeadline, Deadline, DueItem, NewDeadline, Period, Sense
from courtdesk.briefing.service.rules import RuleService
from courtdesk.briefing.tables import DeadlineRow, PeriodRow
from courtdesk.cases.service import CaseService
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault
from courtdesk.vault.times import from_ms, to_ms
from courtdesk.vault.unit import Unit

MAX_TEXT = 500


class DeadlineService:
    """The deadlines of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault, cases: CaseService) -> None:
        self._vault = vault
        self._cases = cases
        self._rules = RuleService(vault)

    def add(self, new: NewDeadline) -> Saved[Deadline]:
        """Keep a deadline. One with a ``period`` falls due when its rule says.

        Raises:
            BadDeadline: it says nothing, or cannot be counted.
            BadCase: there is no such case.
        """
        new = self._checked(new)
        self._cases.case(new.case_id)
        with self._vault.write("deadline.add") as unit:
            row = DeadlineRow(id=new_id(), case_id=new.case_id, done_at_ms=None)
            _fill(unit, row, new)
            unit.add(row)
            unit.commit()
        return _saved(Deadline(row.id, new))

    def change(self, deadline_id: str, new: NewDeadline) -> Saved[Deadline]:
        """Keep a deadline otherwise: moved to another day, or with other words.

        Raises:
            BadDeadline: there is no such deadline, it says nothing, or cannot be counted.
        """
        new = self._checked(new)
        with self._vault.write("deadline.change") as unit:
            row = _found(unit.session, deadline_id)
            row.case_id = new.case_id
            _fill(unit, row, new)
            unit.commit()
        return _saved(self.deadline(deadline_id))

    def set_done(self, deadline_id: str, at: datetime | None) -> Saved[Deadline]:
        """Tick a deadline off at ``at`` (UTC), or open it again with None.

        Raises:
            BadDeadline: there is no such deadline.
        """
        with self._vault.write("deadline.done") as unit:
            row = _found(unit.session, deadline_id)
            row.done_at_ms = None if at is None else to_ms(at)
            unit.commit()
        return _saved(self.deadline(deadline_id))

    def delete(self, deadline_id: str) -> Saved[Deadline]:
        """Delete a deadline; the chain keeps that there was one. Ask before, naming it.

        Raises:
            BadDeadline: there is no such deadline.
        """
        gone = self.deadline(deadline_id)
        with self._vault.write("deadline.delete") as unit:
            unit.session.delete(_found(unit.session, deadline_id))
            period = unit.session.get(PeriodRow, deadline_id)
            if period is not None:
                unit.session.delete(period)
            unit.commit()
        return _saved(gone)

    def deadline(self, deadline_id: str) -> Deadline:
        """A deadline.

        Raises:
            BadDeadline: there is none.
        """
        with self._vault.read() as session:
            row = _found(session, deadline_id)
            period = session.get(PeriodRow, deadline_id)
            return _deadline(row, period.period if period else "")

    def due(self, until: date, case_id: str | None = None) -> tuple[DueItem, ...]:
        """What is open and due on or before ``until``, the oldest first."""
        query = (
            select(DeadlineRow, PeriodRow.period)
            .outerjoin(PeriodRow, PeriodRow.id == DeadlineRow.id)
            .where(DeadlineRow.done_at_ms.is_(None), DeadlineRow.due_on <= until.isoformat())
            .order_by(DeadlineRow.due_on, DeadlineRow.id)
        )
        if case_id is not None:
            query = query.where(DeadlineRow.case_id == case_id)
        with self._vault.read() as session:
            deadlines = [_deadline(row, period or "") for row, period in session.execute(query)]
        cases = self._cases.of_ids({d.what.case_id for d in deadlines})
        about = {key: case.details for key, case in cases.items()}
        return tuple(
            DueItem(d, about[d.what.case_id].number, about[d.what.case_id].title) for d in deadlines
        )

    def _checked(self, new: NewDeadline) -> NewDeadline:
        text = " ".join(new.text.split())
        if not text:
            raise BadDeadline("Say what is due, such as “Proposed jury instructions”.")
        if len(text) > MAX_TEXT:
            raise BadDeadline(f"The deadline has more than {MAX_TEXT} characters. Shorten it.")
        due_on, explanation = new.due_on, new.explanation
        if new.period is not None:
            counted = self._rules.count(new.rule_id, new.period)
            due_on, explanation = counted.day, counted.explanation()
        return NewDeadline(
            new.case_id, text, due_on, new.owner.strip(), new.rule_id, explanation, new.period
        )


def _found(session: Session, deadline_id: str) -> DeadlineRow:
    row = session.get(DeadlineRow, deadline_id)
    if row is None:
        raise BadDeadline("This deadline is no longer in the vault.")
    return row


def _fill(unit: Unit, row: DeadlineRow, new: NewDeadline) -> None:
    row.text = new.text
    row.due_on = new.due_on.isoformat()
    row.owner = new.owner
    row.rule_id = new.rule_id
    row.explanation = new.explanation
    before = unit.session.get(PeriodRow, row.id)
    if new.period is None:
        if before is not None:
            unit.session.delete(before)
        return
    if before is None:
        before = PeriodRow(id=row.id)
        unit.add(before)
    before.period = _period_text(new.period)


def _period_text(period: Period) -> str:
    return json.dumps({**vars(period), "trigger": period.trigger.isoformat()})


def _period(text: str) -> Period | None:
    if not text:
        return None
    kept = json.loads(text)
    trigger = date.fromisoformat(kept["trigger"])
    return Period(trigger, kept["days"], Sense(kept["sense"]), kept["service"])


def _deadline(row: DeadlineRow, period: str) -> Deadline:
    what = NewDeadline(
        case_id=row.case_id,
        text=row.text,
        due_on=date.fromisoformat(row.due_on),
        owner=row.owner,
        rule_id=row.rule_id,
        explanation=row.explanation,
        period=_period(period),
    )
    done = None if row.done_at_ms is None else from_ms(row.done_at_ms)
    return Deadline(row.id, what, done)


def _saved(deadline: Deadline) -> Saved[Deadline]:
    return Saved(
        deadline, Changed(frozenset({"deadline"}), frozenset({deadline.id, deadline.what.case_id}))
    )
