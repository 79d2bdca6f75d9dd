"""Use cases of a witness's file: open, change, read, and what is printed of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as DbSession

from courtdesk.cases.model import CaseDetails
from courtdesk.cases.service import CaseService
from courtdesk.exhibits.service import ExhibitService
from courtdesk.hearing.service import HearingService
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.errors import NotAllowed
from courtdesk.vault.ids import new_id
from courtdesk.vault.keys import Compartment
from courtdesk.vault.store import Vault
from courtdesk.vault.unit import Unit
from courtdesk.witnesses.model.overview import (
    FileSheet,
    FileView,
    OrderSheet,
    Overview,
    WitnessSheet,
)
from courtdesk.witnesses.model.witness import (
    BadWitness,
    Person,
    Record,
    Side,
    Support,
    WitnessFile,
    WitnessKind,
    checked,
    renamed,
    side_words,
)
from courtdesk.witnesses.service import overviews, reading
from courtdesk.witnesses.service.checklists import add_template
from courtdesk.witnesses.service.finding import masking
from courtdesk.witnesses.service.plain import from_text, to_text
from courtdesk.witnesses.service.register import register
from courtdesk.witnesses.tables import (
    CallRow,
    ItemRow,
    QuestionRow,
    SessionRow,
    WitnessFileRow,
    WitnessLinkRow,
    WitnessRow,
)

_TEAM = Compartment.TEAM


class WitnessService:
    """The witnesses of one vault. Call it on the thread that opened the vault.

    Every use case needs the trial team's key.
    """

    def __init__(self, vault: Vault, cases: CaseService) -> None:
        self._vault = vault
        self._cases = cases
        self._hearings = HearingService(vault, cases)

    def open_file(
        self,
        case_id: str,
        person: Person,
        kind: WitnessKind,
        sides: Iterable[Side] = (),
        *,
        record: Record | None = None,
        support: Support | None = None,
        minutes: int = 30,
    ) -> Saved[WitnessFile]:
        """Open the file of a new witness, with the checklist of their kind.

        The witness is put at the end of the order of call, once for each of ``sides``.

        Raises:
            BadWitness: the name is missing, or a protected person has no other name.
            BadCase: there is no such case.
        """
        self._cases.case(case_id)
        with self._vault.write("witness.open", _TEAM) as unit:
            row = WitnessRow(id=new_id(), person=to_text(checked(person)))
            unit.add(row)
            unit.session.flush()
            file_id = _open(unit, case_id, row.id, kind, sides, minutes)
            _keep(unit, file_id, record, support)
            unit.commit()
        return self._saved(file_id)

    def add_to_case(
        self, witness_id: str, case_id: str, kind: WitnessKind, sides: Iterable[Side] = ()
    ) -> Saved[WitnessFile]:
        """Open a file in another case for someone who is known already.

        Raises:
            BadWitness: there is no such person, or they have a file in this case.
        """
        self._cases.case(case_id)
        with self._vault.write("witness.open", _TEAM) as unit:
            reading.found(unit.session, WitnessRow, witness_id, "witness")
            query = select(WitnessFileRow.id).where(
                WitnessFileRow.case_id == case_id, WitnessFileRow.witness_id == witness_id
            )
            if unit.session.scalars(query).first() is not None:
                raise BadWitness("This witness has a file in this case already. Add a call to it.")
            file_id = _open(unit, case_id, witness_id, kind, sides, 30)
            unit.commit()
        return self._saved(file_id)

    def change_person(self, witness_id: str, person: Person) -> Saved[Person]:
        """Keep who a witness is, in all their cases; a former name is kept beside a new one.

        Raises:
            BadWitness: there is no such witness, or the name cannot be kept.
            NotAllowed: someone else alone may see who they are.
        """
        person = checked(person)
        with self._vault.write("witness.person", _TEAM) as unit:
            row = reading.found(unit.session, WitnessRow, witness_id, "witness")
            query = select(WitnessFileRow).where(WitnessFileRow.witness_id == witness_id)
            files = list(unit.session.scalars(query))
            for each in files:
                self._refuse_withheld(unit.session, each.id)
            before = from_text(Person, row.person)
            person = replace(person, former_names=renamed(before, person.name).former_names)
            row.person = to_text(person)
            unit.commit()
        ids = frozenset({witness_id, *(each.id for each in files)})
        return Saved(person, Changed(frozenset({"witness"}), ids))

    def change_record(self, file_id: str, kind: WitnessKind, record: Record) -> Saved[WitnessFile]:
        """Keep what is known of a witness. Another kind leaves the checklist as it is.

        Raises:
            BadWitness: there is no such file, or days to avoid end before they begin.
        """
        if any(away.last < away.first for away in record.away):
            raise BadWitness("The days to avoid end before they begin.")
        if record.exhibits:
            record = register(self._vault, self._case_of(file_id)).linked_record(record)
        with self._vault.write("witness.record", _TEAM) as unit:
            row = reading.found(unit.session, WitnessFileRow, file_id, "witness")
            row.kind, row.record = kind.value, to_text(record)
            unit.commit()
        return self._saved(file_id)

    def change_support(self, file_id: str, support: Support) -> Saved[WitnessFile]:
        """Keep what supports and protects a witness.

        Raises:
            BadWitness: there is no such file.
            NotAllowed: you are not among those who may see it.
        """
        if support.readers and self._vault.user.id not in support.readers:
            support = replace(support, readers=(*support.readers, self._vault.user.id))
        with self._vault.write("witness.support", _TEAM) as unit:
            self._refuse_withheld(unit.session, file_id)
            row = reading.found(unit.session, WitnessFileRow, file_id, "witness")
            row.support = to_text(support)
            unit.commit()
        return self._saved(file_id)

    def remove_file(self, file_id: str) -> Saved[None]:
        """Remove a witness from a case, with the checklist, the outline and the calls.

        The person stays where another case knows them. Ask before, naming the witness.

        Raises:
            BadWitness: there is no such file.
        """
        with self._vault.write("witness.remove", _TEAM) as unit:
            session = unit.session
            row = reading.found(session, WitnessFileRow, file_id, "witness")
            for table in (ItemRow, SessionRow, QuestionRow, CallRow, WitnessLinkRow):
                for old in session.scalars(select(table).where(table.file_id == file_id)):
                    session.delete(old)
            session.delete(row)
            session.flush()
            query = select(WitnessFileRow.id).where(WitnessFileRow.witness_id == row.witness_id)
            if session.scalars(query).first() is None:
                session.delete(reading.found(session, WitnessRow, row.witness_id, "witness"))
            unit.commit()
        return Saved(None, Changed(frozenset({"witness"}), frozenset({file_id})))

    def people(self, case_id: str) -> tuple[tuple[str, Person], ...]:
        """Those who are witnesses in other cases and not in this one, with their ids."""
        here = select(WitnessFileRow.witness_id).where(WitnessFileRow.case_id == case_id)
        query = select(WitnessRow).where(WitnessRow.id.not_in(here)).order_by(WitnessRow.id)
        with self._vault.read(_TEAM) as session:
            return tuple((row.id, from_text(Person, row.person)) for row in session.scalars(query))

    def overview(self, case_id: str, now: datetime) -> Overview:
        """The witnesses of a case in the order of call, as the log stands ``now`` (UTC)."""
        return overviews.overview(self._vault, self._hearings, case_id, now)

    def view(self, file_id: str) -> FileView:
        """All that you may know of one witness.

        Raises:
            BadWitness: there is no such file.
        """
        with self._vault.read(_TEAM) as session:
            file = reading.file(session, file_id, self._vault.user.id)
            calls = reading.call_rows(session, file.case_id)
            view = FileView(
                file=file,
                regime=reading.plan(session, file.case_id)[0],
                items=reading.items(session, file_id),
                sessions=reading.sessions(session, file_id),
                questions=reading.questions(session, file_id),
                calls=tuple(map(reading.to_call, (c for c in calls if c.file_id == file_id))),
            )
        known = register(self._vault, file.case_id)
        record = known.shown_record(file.record)
        questions = tuple(map(known.shown, view.questions))
        loose = known.loose(record, questions)
        return replace(view, file=replace(file, record=record), questions=questions, loose=loose)

    def place(self, file_id: str) -> tuple[FileView, CaseDetails]:
        """One witness, and the case that the file belongs to.

        Raises:
            BadWitness: there is no such file.
        """
        view = self.view(file_id)
        return view, self._cases.case(view.file.case_id).details

    def exhibit_names(self, case_id: str) -> tuple[str, ...]:
        """What the register of a case calls its exhibits."""
        return register(self._vault, case_id).names

    def file_sheet(self, file_id: str, now: datetime) -> FileSheet:
        """One witness on paper, protected names masked."""
        view = self.view(file_id)
        mask = masking(self._vault, view.file.case_id)
        return mask.over(FileSheet(self._head(view.file.case_id, now), view))

    def order_sheet(self, case_id: str, now: datetime, day: date | None = None) -> OrderSheet:
        """The order of call on paper, protected names masked."""
        known = register(self._vault, case_id)
        overview = self.overview(case_id, now)
        lines = tuple(
            replace(line, file=replace(line.file, record=known.shown_record(line.file.record)))
            for line in overview.lines
        )
        overview = replace(overview, lines=lines)
        with self._vault.read(_TEAM) as session:
            outlines = {
                file.id: tuple(map(known.shown, reading.questions(session, file.id)))
                for file in overview.files
            }
        exhibits = ExhibitService(self._vault, self._cases).exhibits(case_id)
        sheet = OrderSheet(
            self._head(case_id, now),
            overview,
            tuple((key, _said(q.words.exhibit for q in asked)) for key, asked in outlines.items()),
            tuple((key, _said(q.words.proves for q in asked)) for key, asked in outlines.items()),
            tuple((exhibit.name, exhibit.state.value) for exhibit in exhibits),
            day,
        )
        return masking(self._vault, case_id).over(sheet)

    def side_words(self, case_id: str) -> tuple[tuple[Side, str], ...]:
        """The words of a case for those who call witnesses."""
        return side_words(self._cases.case(case_id).details)

    def _head(self, case_id: str, now: datetime) -> WitnessSheet:
        about = self._cases.case(case_id).details
        return WitnessSheet(
            court=" · ".join(filter(None, (about.court, about.room))),
            case_number=about.number,
            case_title=about.title,
            zone=self._vault.settings.zone,
            at=now,
            sides=side_words(about),
        )

    def _refuse_withheld(self, session: DbSession, file_id: str) -> None:
        if reading.file(session, file_id, self._vault.user.id).withheld:
            raise NotAllowed("Only those who look after this witness may change that.")

    def _case_of(self, file_id: str) -> str:
        with self._vault.read(_TEAM) as session:
            return reading.found(session, WitnessFileRow, file_id, "witness").case_id

    def _saved(self, file_id: str) -> Saved[WitnessFile]:
        with self._vault.read(_TEAM) as session:
            file = reading.file(session, file_id, self._vault.user.id)
        return Saved(file, Changed(frozenset({"witness"}), frozenset({file.id, file.witness_id})))


def _open(
    unit: Unit,
    case_id: str,
    witness_id: str,
    kind: WitnessKind,
    sides: Iterable[Side],
    minutes: int,
) -> str:
    row = WitnessFileRow(
        id=new_id(),
        witness_id=witness_id,
        case_id=case_id,
        kind=kind.value,
        record=to_text(Record()),
        support=to_text(Support()),
    )
    unit.add(row)
    unit.session.flush()
    add_template(unit, row)
    calls = reading.call_rows(unit.session, case_id)
    last = reading.last_position(call.position for call in calls)
    for position, side in enumerate(sides, start=last + 1):
        unit.add(
            CallRow(
                id=new_id(),
                case_id=case_id,
                file_id=row.id,
                side=side.value,
                position=position,
                minutes=minutes,
                manner="live",
                day=None,
                sitting="",
                recall=0,
                arrived_at_ms=None,
                released_at_ms=None,
            )
        )
    return row.id


def _keep(unit: Unit, file_id: str, record: Record | None, support: Support | None) -> None:
    row = reading.found(unit.session, WitnessFileRow, file_id, "witness")
    if record is not None:
        row.record = to_text(record)
    if support is not None:
        row.support = to_text(support)


def _said(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))
