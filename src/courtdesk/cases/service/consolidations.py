"""Joining a case to a lead case by order of the court, and severing them again."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from courtdesk.cases.model import BadCase, CaseName, Consolidation
from courtdesk.cases.tables import CaseRow, ConsolidationRow, ScheduledRow
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault
from courtdesk.vault.times import to_ms

_MANY = 500


class ConsolidationService:
    """The orders to consolidate of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def consolidate(
        self, case_id: str, lead_id: str, on: date, ordered_by: str, *, move_dates: bool
    ) -> Saved[Consolidation]:
        """Join a case to a lead case from the day ``on`` of the court's calendar.

        With ``move_dates``, what is set down in the case from that day on is set down in the
        lead case. Everything else stays in the case in which it was recorded.

        Raises:
            BadCase: nobody ordered it, or it would make a chain or a ring of cases.
        """
        by = _ordered(ordered_by)
        with self._vault.write("case.consolidate") as unit:
            case, lead = _name(unit.session, case_id), _name(unit.session, lead_id)
            _refuse_chains(unit.session, case, lead)
            row = ConsolidationRow(
                id=new_id(),
                case_id=case_id,
                lead_id=lead_id,
                ordered_on=on.isoformat(),
                ordered_by=by,
                severed_on="",
                severed_by="",
            )
            unit.add(row)
            if move_dates:
                midnight = datetime.combine(on, time(), ZoneInfo(self._vault.settings.zone))
                query = select(ScheduledRow).where(ScheduledRow.case_id == case_id)
                for down in unit.session.scalars(
                    query.where(ScheduledRow.starts_at_ms >= to_ms(midnight))
                ):
                    down.case_id = lead_id
            unit.commit()
        return _saved(Consolidation(row.id, case, lead, on, by))

    def sever(self, case_id: str, on: date, ordered_by: str) -> Saved[Consolidation]:
        """Sever a case from its lead case; from the day ``on`` it is heard by itself.

        What is set down in the lead case stays there.

        Raises:
            BadCase: it is not consolidated, nobody ordered it, or the day is before the order.
        """
        by = _ordered(ordered_by)
        with self._vault.write("case.sever") as unit:
            case = _name(unit.session, case_id)
            row = _holding(unit.session, ConsolidationRow.case_id == case_id)
            if row is None:
                raise BadCase(f"Case {case.number} is not consolidated with another.")
            if on.isoformat() < row.ordered_on:
                raise BadCase(
                    f"The cases were consolidated on {row.ordered_on}; "
                    "they cannot be severed before that day."
                )
            row.severed_on, row.severed_by = on.isoformat(), by
            made = _made(row, case, _name(unit.session, row.lead_id))
            unit.commit()
        return _saved(made)


def by_case(session: Session, case_ids: Sequence[str]) -> dict[str, tuple[Consolidation, ...]]:
    """The consolidations that each of these cases has had part in, within another reading."""
    rows: dict[str, ConsolidationRow] = {}
    for first in range(0, len(case_ids), _MANY):
        some = case_ids[first : first + _MANY]
        part = or_(ConsolidationRow.case_id.in_(some), ConsolidationRow.lead_id.in_(some))
        rows |= {row.id: row for row in session.scalars(select(ConsolidationRow).where(part))}
    if not rows:
        return {}
    ids = {row.case_id for row in rows.values()} | {row.lead_id for row in rows.values()}
    names = {each: _name(session, each) for each in ids}
    found: dict[str, list[Consolidation]] = defaultdict(list)
    for row in sorted(rows.values(), key=lambda row: (row.ordered_on, row.id)):
        made = _made(row, names[row.case_id], names[row.lead_id])
        found[row.case_id].append(made)
        found[row.lead_id].append(made)
    return {case_id: tuple(several) for case_id, several in found.items()}


def leads_of(session: Session, case_ids: Iterable[str]) -> dict[str, CaseName]:
    """The lead case of each of these that has one now, within another reading."""
    wanted = set(case_ids)
    query = select(ConsolidationRow).where(ConsolidationRow.severed_on == "")
    rows = [row for row in session.scalars(query) if row.case_id in wanted]
    return {row.case_id: _name(session, row.lead_id) for row in rows}


def heard_together(session: Session, case_id: str) -> tuple[str, ...]:
    """The ids of a case and of all that it is consolidated with now, within another reading."""
    joined = _holding(session, ConsolidationRow.case_id == case_id)
    lead = case_id if joined is None else joined.lead_id
    others = session.scalars(
        select(ConsolidationRow.case_id)
        .where(ConsolidationRow.lead_id == lead, ConsolidationRow.severed_on == "")
        .order_by(ConsolidationRow.id)
    )
    return (lead, *others)


def _refuse_chains(session: Session, case: CaseName, lead: CaseName) -> None:
    if case.id == lead.id:
        raise BadCase(f"Case {case.number} cannot be consolidated with itself.")
    row = _holding(session, ConsolidationRow.case_id == case.id)
    if row is not None:
        held = _name(session, row.lead_id).number
        raise BadCase(f"Case {case.number} is consolidated with {held} already. Sever it first.")
    row = _holding(session, ConsolidationRow.case_id == lead.id)
    if row is not None:
        other = _name(session, row.lead_id)
        advice = "Sever that first." if other.id == case.id else f"Name {other.number} as the lead."
        raise BadCase(f"Case {lead.number} is itself consolidated with {other.number}. {advice}")
    row = _holding(session, ConsolidationRow.lead_id == case.id)
    if row is not None:
        other = _name(session, row.case_id)
        raise BadCase(
            f"Case {case.number} is the lead of {other.number}. Sever that first, or make "
            f"{case.number} the lead."
        )


def _ordered(by: str) -> str:
    words = " ".join(by.split())
    if not words:
        raise BadCase("Say who ordered it, such as “Hon. M. Okafor”.")
    return words


def _holding(session: Session, part: ColumnElement[bool]) -> ConsolidationRow | None:
    query = select(ConsolidationRow).where(part, ConsolidationRow.severed_on == "")
    return session.scalars(query).first()


def _name(session: Session, case_id: str) -> CaseName:
    row = session.get(CaseRow, case_id)
    if row is None:
        raise BadCase("This case is no longer in the vault.")
    return CaseName(row.id, row.number, row.title)


def _made(row: ConsolidationRow, case: CaseName, lead: CaseName) -> Consolidation:
    severed = date.fromisoformat(row.severed_on) if row.severed_on else None
    ordered = date.fromisoformat(row.ordered_on)
    return Consolidation(row.id, case, lead, ordered, row.ordered_by, severed, row.severed_by)


def _saved(made: Consolidation) -> Saved[Consolidation]:
    return Saved(made, Changed(frozenset({"case"}), frozenset({made.case.id, made.lead.id})))
