"""Rows of witness preparation as the frozen values that leave the service."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session as DbSession

from courtdesk.vault.tables import TeamBase
from courtdesk.vault.times import from_ms
from courtdesk.witnesses.model.calls import Call, Manner
from courtdesk.witnesses.model.checklist import Item, ItemText, Progress, Regime, Session, Stage
from courtdesk.witnesses.model.outline import Phase, Question, QuestionText
from courtdesk.witnesses.model.overview import Tally
from courtdesk.witnesses.model.sittings import Sitting
from courtdesk.witnesses.model.witness import (
    BadWitness,
    Person,
    Record,
    Side,
    Support,
    WitnessFile,
    WitnessKind,
    masked,
    without_private,
)
from courtdesk.witnesses.service import shipped
from courtdesk.witnesses.service.plain import from_text
from courtdesk.witnesses.tables import (
    CallRow,
    ItemRow,
    QuestionRow,
    SessionRow,
    WitnessFileRow,
    WitnessPlanRow,
    WitnessRow,
)

R = TypeVar("R", bound=TeamBase)


def found(session: DbSession, table: type[R], row_id: str, what: str) -> R:
    """A row by its id.

    Raises:
        BadWitness: there is none.
    """
    row = session.get(table, row_id)
    if row is None:
        raise BadWitness(f"This {what} is no longer in the vault.")
    return row


def to_file(row: WitnessFileRow, person: str, user_id: str) -> WitnessFile:
    """A file as the user may see it."""
    support = from_text(Support, row.support)
    withheld = bool(support.readers) and user_id not in support.readers
    who = from_text(Person, person)
    return WitnessFile(
        id=row.id,
        witness_id=row.witness_id,
        case_id=row.case_id,
        kind=WitnessKind(row.kind),
        person=masked(who) if withheld and who.protected else who,
        record=from_text(Record, row.record),
        support=without_private(support) if withheld else support,
        withheld=withheld,
    )


def files(session: DbSession, case_id: str, user_id: str) -> dict[str, WitnessFile]:
    """The files of a case by their id, in the order in which they were opened."""
    query = (
        select(WitnessFileRow, WitnessRow.person)
        .join(WitnessRow, WitnessRow.id == WitnessFileRow.witness_id)
        .where(WitnessFileRow.case_id == case_id)
        .order_by(WitnessFileRow.id)
    )
    return {row.id: to_file(row, person, user_id) for row, person in session.execute(query)}


def file(session: DbSession, file_id: str, user_id: str) -> WitnessFile:
    """A file.

    Raises:
        BadWitness: there is none.
    """
    row = found(session, WitnessFileRow, file_id, "witness")
    return to_file(row, found(session, WitnessRow, row.witness_id, "witness").person, user_id)


def to_item(row: ItemRow) -> Item:
    """An item."""
    due = None if row.due is None else date.fromisoformat(row.due)
    return Item(
        id=row.id,
        file_id=row.file_id,
        stage=Stage(row.stage),
        position=row.position,
        words=ItemText(row.text, row.owner, due, row.note, row.evidence, row.blocked),
        practice=row.practice,
        done_at=moment(row.done_at_ms),
        done_by=row.done_by,
    )


def items(session: DbSession, file_id: str) -> tuple[Item, ...]:
    """The checklist of a file, stage by stage."""
    query = select(ItemRow).where(ItemRow.file_id == file_id).order_by(ItemRow.position)
    order = list(Stage)
    listed = map(to_item, session.scalars(query))
    return tuple(sorted(listed, key=lambda item: order.index(item.stage)))


def to_question(row: QuestionRow) -> Question:
    """A question."""
    return Question(
        id=row.id,
        file_id=row.file_id,
        phase=Phase(row.phase),
        position=row.position,
        words=from_text(QuestionText, row.words),
        covered_at=moment(row.covered_at_ms),
    )


def questions(session: DbSession, file_id: str) -> tuple[Question, ...]:
    """The outline of a file: direct, cross, redirect."""
    query = select(QuestionRow).where(QuestionRow.file_id == file_id).order_by(QuestionRow.position)
    order = list(Phase)
    listed = map(to_question, session.scalars(query))
    return tuple(sorted(listed, key=lambda question: order.index(question.phase)))


def sessions(session: DbSession, file_id: str) -> tuple[Session, ...]:
    """The preparation sessions of a file, the newest first."""
    query = (
        select(SessionRow).where(SessionRow.file_id == file_id).order_by(SessionRow.at_ms.desc())
    )
    return tuple(from_text(Session, row.record) for row in session.scalars(query))


def to_call(row: CallRow) -> Call:
    """A place in the order of call."""
    return Call(
        id=row.id,
        file_id=row.file_id,
        side=Side(row.side),
        position=row.position,
        minutes=row.minutes,
        manner=Manner(row.manner),
        day=None if row.day is None else date.fromisoformat(row.day),
        sitting=row.sitting,
        recall=bool(row.recall),
        arrived_at=moment(row.arrived_at_ms),
        released_at=moment(row.released_at_ms),
    )


def call_rows(session: DbSession, case_id: str) -> list[CallRow]:
    """The order of call of a case."""
    query = select(CallRow).where(CallRow.case_id == case_id).order_by(CallRow.position, CallRow.id)
    return list(session.scalars(query))


def plan(session: DbSession, case_id: str) -> tuple[Regime, tuple[Sitting, ...]]:
    """The regime and the sittings of a case."""
    row = session.get(WitnessPlanRow, case_id)
    if row is None:
        return shipped.regimes()[0], shipped.sittings()
    own = from_text(tuple[Sitting, ...], row.sittings)
    return shipped.regime(row.regime), own or shipped.sittings()


def tallies(session: DbSession, case_id: str) -> dict[str, Tally]:
    """What the checklists of a case come to, by file, counted by the database."""
    early = ItemRow.stage.in_([Stage.BEFORE.value, Stage.SESSION.value])
    open_ = ItemRow.done_at_ms.is_(None)
    query = (
        select(
            ItemRow.file_id,
            func.count(),
            func.count(ItemRow.done_at_ms),
            func.count().filter(early),
            func.count(ItemRow.done_at_ms).filter(early),
            func.min(ItemRow.due).filter(open_),
            func.max(ItemRow.blocked).filter(open_),
        )
        .join(WitnessFileRow, WitnessFileRow.id == ItemRow.file_id)
        .where(WitnessFileRow.case_id == case_id)
        .group_by(ItemRow.file_id)
    )
    return {
        file_id: Tally(
            Progress(done, all_),
            Progress(early_done, early_all),
            None if due is None else date.fromisoformat(due),
            blocked or "",
        )
        for file_id, all_, done, early_all, early_done, due, blocked in session.execute(query)
    }


def moment(milliseconds: int | None) -> datetime | None:
    """A moment that may be missing."""
    return None if milliseconds is None else from_ms(milliseconds)


def last_position(positions: Iterable[int]) -> int:
    """The highest of ``positions``; 0 for none."""
    return max(positions, default=0)
