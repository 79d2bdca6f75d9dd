"""Use cases of exhibits: register, change, follow what became of them and who holds them."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import select

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
    checked_details,
    checked_labels,
    in_order,
    next_number,
)
from courtdesk.exhibits.service.labels import stock_named
from courtdesk.exhibits.service.reading import exhibit_row, to_exhibit, to_record
from courtdesk.exhibits.service.register import (
    add_exhibit,
    fill_exhibit,
    move_exhibit,
    refuse_taken,
)
from courtdesk.exhibits.tables import CustodyRow, ExhibitRow
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.store import Vault
from courtdesk.vault.times import to_ms


class ExhibitService:
    """The exhibits of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault, cases: CaseService) -> None:
        self._vault = vault
        self._cases = cases

    def exhibits(self, case_id: str) -> tuple[Exhibit, ...]:
        """The register of a case, by party and number."""
        with self._vault.read() as session:
            rows = session.scalars(select(ExhibitRow).where(ExhibitRow.case_id == case_id))
            return in_order(tuple(to_exhibit(row) for row in rows))

    def of_cases(self, case_ids: Iterable[str]) -> dict[str, tuple[Exhibit, ...]]:
        """The registers of several cases, by case and in one query; none for an empty one."""
        found: dict[str, list[Exhibit]] = {}
        query = select(ExhibitRow).where(ExhibitRow.case_id.in_(list(case_ids)))
        with self._vault.read() as session:
            for row in session.scalars(query):
                found.setdefault(row.case_id, []).append(to_exhibit(row))
        return {key: in_order(tuple(exhibits)) for key, exhibits in found.items()}

    def record(self, exhibit_id: str) -> ExhibitRecord:
        """Everything about one exhibit.

        Raises:
            BadExhibit: there is no such exhibit.
        """
        with self._vault.read() as session:
            return to_record(session, exhibit_row(session, exhibit_id))

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
        return _saved(to_exhibit(row))

    def change(self, exhibit_id: str, details: ExhibitDetails) -> Saved[Exhibit]:
        """Change what is known of an exhibit; its state stays.

        Raises:
            BadExhibit: there is no such exhibit, or its number is taken.
        """
        details = checked_details(details)
        with self._vault.write("exhibit.change") as unit:
            row = exhibit_row(unit.session, exhibit_id)
            refuse_taken(unit.session, row.case_id, details, exhibit_id)
            fill_exhibit(row, details)
            unit.commit()
        return _saved(to_exhibit(row))

    def set_state(
        self, exhibit_id: str, state: ExhibitState, at: datetime, note: str = ""
    ) -> Saved[Exhibit]:
        """Say what became of an exhibit at ``at`` (UTC).

        Raises:
            BadExhibit: there is no such exhibit, or it is in that state already.
        """
        with self._vault.write("exhibit.state") as unit:
            row = exhibit_row(unit.session, exhibit_id)
            if (row.state, row.state_note) == (state.value, note.strip()):
                raise BadExhibit(f"{row.party} {row.number} is {state} already.")
            move_exhibit(unit, row, state, at, note)
            unit.commit()
        return _saved(to_exhibit(row))

    def hand_over(self, exhibit_id: str, step: CustodyStep) -> Saved[Exhibit]:
        """Record that an exhibit changed hands or place.

        Raises:
            BadExhibit: there is no such exhibit, or nobody receives it; a hazardous one needs a
                signature.
        """
        if not step.to_whom.strip():
            raise BadExhibit("Say who receives the exhibit.")
        with self._vault.write("exhibit.hand-over") as unit:
            row = exhibit_row(unit.session, exhibit_id)
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
        return _saved(to_exhibit(row))

    def labels(
        self, case_id: str, stock: str = "", first: int = 1, names: Collection[str] = ()
    ) -> LabelSheet:
        """Labels for the exhibits of a case, or those called ``names`` (such as State 14).

        ``stock`` is the name of a sheet of labels; without it, the first that the court's paper
        has. ``first`` is the label of the first sheet to begin with.

        Raises:
            BadExhibit: there is no such stock, label or exhibit.
        """
        sheet = stock_named(stock, self._vault.settings.paper)
        case = self._cases.case(case_id).details
        exhibits = self.exhibits(case_id)
        if names:
            wanted = {" ".join(name.split()).casefold() for name in names}
            missing = wanted - {exhibit.name.casefold() for exhibit in exhibits}
            if missing:
                raise BadExhibit(f"The case has no exhibit {', '.join(sorted(missing))}.")
            exhibits = tuple(e for e in exhibits if e.name.casefold() in wanted)
        return checked_labels(LabelSheet(case.number, case.title, exhibits, sheet, first))

    def list_sheet(self, case_id: str) -> ExhibitListSheet:
        """What the printed exhibit list shows, read in one snapshot."""
        whole = self._cases.case(case_id)
        case = whole.details
        with self._vault.read() as session:
            rows = session.scalars(select(ExhibitRow).where(ExhibitRow.case_id == case_id)).all()
            records = {row.id: to_record(session, row) for row in rows}
        ordered = in_order(tuple(record.exhibit for record in records.values()))
        return ExhibitListSheet(
            court=" · ".join(part for part in (case.court, case.room) if part),
            case_number=case.number,
            case_title=case.title,
            records=tuple(records[exhibit.id] for exhibit in ordered),
            zone=self._vault.settings.zone,
            together=whole.numbers,
        )


def _saved(exhibit: Exhibit) -> Saved[Exhibit]:
    return Saved(exhibit, Changed(frozenset({"exhibit"}), frozenset({exhibit.id, exhibit.case_id})))
