"""Use cases of a case: open, change, find, list."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from courtdesk.cases.model import (
    BadCase,
    Case,
    CaseDetails,
    CaseKind,
    CaseLine,
    CaseStatus,
    Charge,
    Party,
    ScheduledHearing,
    checked,
)
from courtdesk.cases.service.consolidations import by_case
from courtdesk.cases.tables import CaseRow, ChargeRow, ConsolidationRow, PartyRow, ScheduledRow
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault
from courtdesk.vault.times import from_ms, now, to_ms
from courtdesk.vault.unit import Unit

_CHARGES = (
    select(ChargeRow.id, ChargeRow.number)
    .where(ChargeRow.case_id == bindparam("case"))
    .order_by(ChargeRow.position)
)
_LIKE = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})


class CaseService:
    """The cases of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def open_case(self, details: CaseDetails, opened_on: date) -> Saved[Case]:
        """Open a case; ``opened_on`` is a date of the court's calendar.

        Raises:
            BadCase: a number or title is missing, or the number is taken.
        """
        details = checked(details)
        with self._vault.write("case.open") as unit:
            _refuse_taken(unit.session, details.number, "")
            row = CaseRow(
                id=new_id(), status=CaseStatus.OPEN.value, opened_on=opened_on.isoformat()
            )
            _fill(row, details)
            unit.add(row)
            _add_lists(unit, row.id, details)
            unit.commit()
        return _saved(Case(row.id, details, CaseStatus.OPEN, opened_on))

    def change_case(self, case_id: str, details: CaseDetails) -> Saved[Case]:
        """Replace the details of a case.

        Raises:
            BadCase: there is no such case, or the details cannot be kept.
        """
        details = checked(details)
        with self._vault.write("case.change") as unit:
            row = _row(unit.session, case_id)
            _refuse_taken(unit.session, details.number, case_id)
            _fill(row, details)
            for table in (PartyRow, ChargeRow, ScheduledRow):
                for old in unit.session.scalars(select(table).where(table.case_id == case_id)):
                    unit.session.delete(old)
            unit.session.flush()
            unit.session.expunge_all()
            _add_lists(unit, case_id, details)
            unit.commit()
        return _saved(self.case(case_id))

    def case(self, case_id: str) -> Case:
        """A case by its id.

        Raises:
            BadCase: there is no such case.
        """
        with self._vault.read() as session:
            return _case(session, _row(session, case_id))

    def case_numbered(self, number: str) -> Case:
        """A case by the number that the court gave it, however it is capitalised.

        Raises:
            BadCase: no case has that number.
        """
        wanted = " ".join(number.split())
        with self._vault.read() as session:
            row = session.scalars(
                select(CaseRow).where(func.lower(CaseRow.number) == wanted.lower())
            ).first()
            if row is None:
                raise BadCase(f"This vault has no case {wanted}. “list cases” shows the numbers.")
            return _case(session, row)

    def cases(self, words: str = "", limit: int = 500) -> tuple[CaseLine, ...]:
        """The cases whose number, title, judge or parties hold every word.

        Those whose next hearing is soonest come first, then the newest.
        """
        ahead = (
            select(ScheduledRow.case_id, func.min(ScheduledRow.starts_at_ms).label("at_ms"))
            .where(ScheduledRow.starts_at_ms >= to_ms(now()))
            .group_by(ScheduledRow.case_id)
            .subquery()
        )
        lead = aliased(CaseRow)
        held = (ConsolidationRow.case_id == CaseRow.id) & (ConsolidationRow.severed_on == "")
        query = (
            select(CaseRow, ahead.c.at_ms, lead.number)
            .outerjoin(ahead, ahead.c.case_id == CaseRow.id)
            .outerjoin(ConsolidationRow, held)
            .outerjoin(lead, lead.id == ConsolidationRow.lead_id)
            .order_by(ahead.c.at_ms.is_(None), ahead.c.at_ms)
            .order_by(CaseRow.opened_on.desc(), CaseRow.id.desc())
            .limit(limit)
        )
        for word in words.split():
            like = f"%{word.translate(_LIKE)}%"
            query = query.where(
                or_(
                    CaseRow.number.ilike(like, escape="\\"),
                    CaseRow.title.ilike(like, escape="\\"),
                    CaseRow.judge.ilike(like, escape="\\"),
                    CaseRow.id.in_(
                        select(PartyRow.case_id).where(
                            or_(
                                PartyRow.name.ilike(like, escape="\\"),
                                PartyRow.counsel.ilike(like, escape="\\"),
                            )
                        )
                    ),
                )
            )
        with self._vault.read() as session:
            return tuple(_line(*found) for found in session.execute(query))

    def of_ids(self, case_ids: Iterable[str]) -> dict[str, Case]:
        """The cases with these ids, as many of them as there are, in a few queries."""
        with self._vault.read() as session:
            return _cases(session, set(case_ids))

    def set_down(
        self, first: datetime, until: datetime
    ) -> tuple[tuple[Case, ScheduledHearing], ...]:
        """The hearings set down from ``first`` up to ``until``, in order, with their cases."""
        query = (
            select(ScheduledRow)
            .where(ScheduledRow.starts_at_ms >= to_ms(first))
            .where(ScheduledRow.starts_at_ms < to_ms(until))
            .order_by(ScheduledRow.starts_at_ms, ScheduledRow.id)
        )
        with self._vault.read() as session:
            rows = session.scalars(query).all()
            cases = _cases(session, {row.case_id for row in rows})
        return tuple(
            (
                cases[row.case_id],
                ScheduledHearing(row.id, from_ms(row.starts_at_ms), row.title, row.room),
            )
            for row in rows
        )


def charges_of(connection: Connection, case_id: str) -> tuple[tuple[str, str], ...]:
    """The charges of a case, id and number of each, within another subject's unit of work."""
    rows = connection.execute(_CHARGES, {"case": case_id})
    return tuple((charge_id, number) for charge_id, number in rows)


def case_names(session: Session, case_ids: Collection[str]) -> dict[str, tuple[str, str]]:
    """Number and title of each of these cases, within another subject's reading."""
    query = select(CaseRow.id, CaseRow.number, CaseRow.title).where(CaseRow.id.in_(case_ids))
    return {case_id: (number, title) for case_id, number, title in session.execute(query)}


def set_hearing_down(unit: Unit, case_id: str, hearing: ScheduledHearing) -> None:
    """Set a hearing of a case down, within another subject's unit of work."""
    unit.add(_scheduled(case_id, hearing))


def take_set_down(unit: Unit, scheduled_id: str, starts_at: datetime) -> bool:
    """Take back what was set down for ``starts_at``; whether it was still so."""
    row = unit.session.get(ScheduledRow, scheduled_id)
    if row is None or row.starts_at_ms != to_ms(starts_at):
        return False
    unit.session.delete(row)
    return True


def _scheduled(case_id: str, hearing: ScheduledHearing) -> ScheduledRow:
    return ScheduledRow(
        id=hearing.id or new_id(),
        case_id=case_id,
        starts_at_ms=to_ms(hearing.starts_at),
        title=hearing.title.strip(),
        room=hearing.room.strip(),
    )


def _row(session: Session, case_id: str) -> CaseRow:
    row = session.get(CaseRow, case_id)
    if row is None:
        raise BadCase("This case is no longer in the vault.")
    return row


def _refuse_taken(session: Session, number: str, own_id: str) -> None:
    taken = session.scalars(
        select(CaseRow.id).where(func.lower(CaseRow.number) == number.lower(), CaseRow.id != own_id)
    ).first()
    if taken is not None:
        raise BadCase(f"There is a case {number} already. Open it, or check the number.")


def _fill(row: CaseRow, details: CaseDetails) -> None:
    row.number = details.number
    row.title = details.title
    row.kind = details.kind.value
    row.court = details.court
    row.room = details.room
    row.judge = details.judge
    row.judge_abbreviation = details.judge_abbreviation


def _add_lists(unit: Unit, case_id: str, details: CaseDetails) -> None:
    for position, party in enumerate(details.parties):
        unit.add(
            PartyRow(
                id=party.id or new_id(),
                case_id=case_id,
                position=position,
                role=party.role.strip(),
                name=party.name.strip(),
                counsel=party.counsel.strip(),
                in_custody=int(party.in_custody),
            )
        )
    for position, charge in enumerate(details.charges):
        unit.add(
            ChargeRow(
                id=charge.id or new_id(),
                case_id=case_id,
                position=position,
                number=charge.number.strip(),
                text=charge.text.strip(),
            )
        )
    for hearing in details.scheduled:
        unit.add(_scheduled(case_id, hearing))


def _case(session: Session, row: CaseRow) -> Case:
    return _cases(session, {row.id})[row.id]


def _cases(session: Session, case_ids: set[str]) -> dict[str, Case]:
    """Cases with all that belongs to them: a few queries for any number of them."""
    ids = sorted(case_ids)
    parties: dict[str, list[PartyRow]] = {}
    for party in session.scalars(
        select(PartyRow).where(PartyRow.case_id.in_(ids)).order_by(PartyRow.position)
    ):
        parties.setdefault(party.case_id, []).append(party)
    charges: dict[str, list[ChargeRow]] = {}
    for charge in session.scalars(
        select(ChargeRow).where(ChargeRow.case_id.in_(ids)).order_by(ChargeRow.position)
    ):
        charges.setdefault(charge.case_id, []).append(charge)
    dates: dict[str, list[ScheduledRow]] = {}
    for one in session.scalars(
        select(ScheduledRow)
        .where(ScheduledRow.case_id.in_(ids))
        .order_by(ScheduledRow.starts_at_ms, ScheduledRow.id)
    ):
        dates.setdefault(one.case_id, []).append(one)
    joined = by_case(session, ids)
    return {
        row.id: replace(
            _made(row, parties.get(row.id, []), charges.get(row.id, []), dates.get(row.id, [])),
            consolidations=joined.get(row.id, ()),
        )
        for row in session.scalars(select(CaseRow).where(CaseRow.id.in_(ids)))
    }


def _made(
    row: CaseRow,
    parties: Iterable[PartyRow],
    charges: Iterable[ChargeRow],
    scheduled: Iterable[ScheduledRow],
) -> Case:
    details = CaseDetails(
        number=row.number,
        title=row.title,
        kind=CaseKind(row.kind),
        court=row.court,
        room=row.room,
        judge=row.judge,
        judge_abbreviation=row.judge_abbreviation,
        parties=tuple(Party(p.id, p.role, p.name, p.counsel, bool(p.in_custody)) for p in parties),
        charges=tuple(Charge(c.id, c.number, c.text) for c in charges),
        scheduled=tuple(
            ScheduledHearing(s.id, from_ms(s.starts_at_ms), s.title, s.room) for s in scheduled
        ),
    )
    return Case(row.id, details, CaseStatus(row.status), date.fromisoformat(row.opened_on))


def _line(row: CaseRow, following: int | None, lead: str | None) -> CaseLine:
    return CaseLine(
        id=row.id,
        number=row.number,
        title=row.title,
        kind=CaseKind(row.kind),
        court=row.court,
        room=row.room,
        judge=row.judge,
        status=CaseStatus(row.status),
        next_hearing=None if following is None else from_ms(following),
        lead_number=lead or "",
    )


def _saved(case: Case) -> Saved[Case]:
    return Saved(case, Changed(frozenset({"case"}), frozenset({case.id})))
