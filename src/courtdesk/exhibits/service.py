"""Use cases of exhibits: register, change, follow what became of them and who holds them."""

import json
from collections.abc import Collection, Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courtdesk import assets
from courtdesk.cases.service import CaseService
from courtdesk.exhibits.model import (
    BadExhibit,
    CustodyStep,
    Exhibit,
    ExhibitDetails,
    ExhibitListSheet,
    ExhibitRecord,
    ExhibitState,
    LabelSheet,
    LabelStock,
    StateChange,
    checked_details,
    checked_labels,
    in_order,
    next_number,
    same_name,
)
from courtdesk.exhibits.tables import CustodyRow, ExhibitRow, ExhibitStateRow
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault
from courtdesk.vault.times import from_ms, to_ms
from courtdesk.vault.unit import Unit


class ExhibitService:
    """The exhibits of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault, cases: CaseService) -> None:
        self._vault = vault
        self._cases = cases

    def exhibits(self, case_id: str) -> tuple[Exhibit, ...]:
        """The register of a case, by party and number."""
        with self._vault.read() as session:
            rows = session.scalars(select(ExhibitRow).where(ExhibitRow.case_id == case_id))
            return in_order(tuple(_exhibit(row) for row in rows))

    def of_cases(self, case_ids: Iterable[str]) -> dict[str, tuple[Exhibit, ...]]:
        """The registers of several cases, by case and in one query; none for an empty one."""
        found: dict[str, list[Exhibit]] = {}
        query = select(ExhibitRow).where(ExhibitRow.case_id.in_(list(case_ids)))
        with self._vault.read() as session:
            for row in session.scalars(query):
                found.setdefault(row.case_id, []).append(_exhibit(row))
        return {key: in_order(tuple(exhibits)) for key, exhibits in found.items()}

    def record(self, exhibit_id: str) -> ExhibitRecord:
        """Everything about one exhibit.

        Raises:
            BadExhibit: there is no such exhibit.
        """
        with self._vault.read() as session:
            return _record(session, _row(session, exhibit_id))

    def next_number(self, case_id: str, party: str) -> str:
        """The number that the party's next exhibit would have."""
        with self._vault.read() as session:
            numbers = session.scalars(
                select(ExhibitRow.number).where(
                    ExhibitRow.case_id == case_id, ExhibitRow.party == party
                )
            )
            return next_number(list(numbers))

    def register(self, case_id: str, details: ExhibitDetails, at: datetime) -> Saved[Exhibit]:
        """Mark an exhibit at ``at`` (UTC).

        Raises:
            BadExhibit: party or number is missing, or the number is taken.
            BadCase: there is no such case.
        """
        self._cases.case(case_id)
        with self._vault.write("exhibit.register") as unit:
            row = add_exhibit(unit, case_id, details)
            move_exhibit(unit, row, ExhibitState.MARKED, at)
            unit.commit()
        return _saved(_exhibit(row))

    def change(self, exhibit_id: str, details: ExhibitDetails) -> Saved[Exhibit]:
        """Change what is known of an exhibit; its state stays.

        Raises:
            BadExhibit: there is no such exhibit, or its number is taken.
        """
        details = checked_details(details)
        with self._vault.write("exhibit.change") as unit:
            row = _row(unit.session, exhibit_id)
            _refuse_taken(unit.session, row.case_id, details, exhibit_id)
            _fill(row, details)
            unit.commit()
        return _saved(_exhibit(row))

    def set_state(
        self, exhibit_id: str, state: ExhibitState, at: datetime, note: str = ""
    ) -> Saved[Exhibit]:
        """Say what became of an exhibit at ``at`` (UTC).

        Raises:
            BadExhibit: there is no such exhibit, or it is in that state already.
        """
        with self._vault.write("exhibit.state") as unit:
            row = _row(unit.session, exhibit_id)
            if (row.state, row.state_note) == (state.value, note.strip()):
                raise BadExhibit(f"{row.party} {row.number} is {state} already.")
            move_exhibit(unit, row, state, at, note)
            unit.commit()
        return _saved(_exhibit(row))

    def hand_over(self, exhibit_id: str, step: CustodyStep) -> Saved[Exhibit]:
        """Record that an exhibit changed hands or place.

        Raises:
            BadExhibit: there is no such exhibit, or nobody receives it; a hazardous one needs a
                signature.
        """
        if not step.to_whom.strip():
            raise BadExhibit("Say who receives the exhibit.")
        with self._vault.write("exhibit.hand-over") as unit:
            row = _row(unit.session, exhibit_id)
            if row.hazardous and not step.signed_by.strip():
                raise BadExhibit("This exhibit is hazardous: who receives it must sign for it.")
            unit.add(
                CustodyRow(
                    id=step.id or new_id(),
                    exhibit_id=exhibit_id,
                    at_ms=to_ms(step.at),
                    from_whom=step.from_whom.strip(),
                    to_whom=step.to_whom.strip(),
                    place=step.place.strip(),
                    authorised_by=step.authorised_by.strip(),
                    condition=step.condition.strip(),
                    signed_by=step.signed_by.strip(),
                    by_user=unit.user.name,
                )
            )
            unit.commit()
        return _saved(_exhibit(row))

    def labels(
        self, case_id: str, stock: str = "", first: int = 1, names: Collection[str] = ()
    ) -> LabelSheet:
        """Labels for the exhibits of a case, or those called ``names`` (such as State 14).

        ``stock`` is the name of a sheet of labels; without it, the first that the court's paper
        has. ``first`` is the label of the first sheet to begin with.

        Raises:
            BadExhibit: there is no such stock, label or exhibit.
        """
        stocks = label_stocks()
        paper = self._vault.settings.paper
        usual = next((known for known in stocks if known.paper == paper), stocks[0])
        chosen = next((s for s in stocks if s.name.casefold() == stock.casefold()), None)
        if stock and chosen is None:
            known_names = ", ".join(known.name for known in stocks)
            raise BadExhibit(f"The sheet of labels “{stock}” is not known. Known: {known_names}.")
        case = self._cases.case(case_id).details
        exhibits = self.exhibits(case_id)
        if names:
            wanted = {" ".join(name.split()).casefold() for name in names}
            missing = wanted - {exhibit.name.casefold() for exhibit in exhibits}
            if missing:
                raise BadExhibit(f"The case has no exhibit {', '.join(sorted(missing))}.")
            exhibits = tuple(e for e in exhibits if e.name.casefold() in wanted)
        return checked_labels(LabelSheet(case.number, case.title, exhibits, chosen or usual, first))

    def list_sheet(self, case_id: str) -> ExhibitListSheet:
        """What the printed exhibit list shows, read in one snapshot."""
        whole = self._cases.case(case_id)
        case = whole.details
        with self._vault.read() as session:
            rows = session.scalars(select(ExhibitRow).where(ExhibitRow.case_id == case_id)).all()
            records = {row.id: _record(session, row) for row in rows}
        ordered = in_order(tuple(record.exhibit for record in records.values()))
        return ExhibitListSheet(
            court=" · ".join(part for part in (case.court, case.room) if part),
            case_number=case.number,
            case_title=case.title,
            records=tuple(records[exhibit.id] for exhibit in ordered),
            zone=self._vault.settings.zone,
            together=whole.numbers,
        )


def label_stocks() -> tuple[LabelStock, ...]:
    """The sheets of labels that are known, as shipped under ``resources/labels``."""
    known = json.loads(assets.resource("labels", "stock.json").read_text(encoding="utf-8"))
    return tuple(LabelStock(**stock) for stock in known["stocks"])


def find_exhibit(session: Session, case_id: str, party: str, number: str) -> ExhibitRow | None:
    """The row of an exhibit by its name; for services above that write in one transaction."""
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
    _refuse_taken(unit.session, case_id, details, "")
    row = ExhibitRow(id=new_id(), case_id=case_id, state=ExhibitState.MARKED.value, state_note="")
    _fill(row, details)
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
    found = {row.id: _exhibit(row) for row in session.scalars(query)}
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
        row = _row(unit.session, exhibit_id)
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
        exhibit = _row(unit.session, change.exhibit_id)
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
            exhibit = _row(unit.session, change.exhibit_id)
            if exhibit.state == change.state and not exhibit.state_note:
                exhibit.state_note = words


def _row(session: Session, exhibit_id: str) -> ExhibitRow:
    row = session.get(ExhibitRow, exhibit_id)
    if row is None:
        raise BadExhibit("This exhibit is no longer in the vault.")
    return row


def _refuse_taken(session: Session, case_id: str, details: ExhibitDetails, own_id: str) -> None:
    taken = find_exhibit(session, case_id, details.party, details.number)
    if taken is not None and taken.id != own_id:
        raise BadExhibit(
            f"{taken.party} {taken.number} is on the register already"
            + (f": {taken.description}." if taken.description else ".")
            + " Use the next number, or change that one."
        )


def _key(details: ExhibitDetails) -> str:
    return "\x1f".join(same_name(details))


def _fill(row: ExhibitRow, details: ExhibitDetails) -> None:
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


def _exhibit(row: ExhibitRow) -> Exhibit:
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


def _record(session: Session, row: ExhibitRow) -> ExhibitRecord:
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
        exhibit=_exhibit(row),
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


def _saved(exhibit: Exhibit) -> Saved[Exhibit]:
    return Saved(exhibit, Changed(frozenset({"exhibit"}), frozenset({exhibit.id, exhibit.case_id})))
