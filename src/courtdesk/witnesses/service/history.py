"""Taking a whole save back, and doing it again: the rows of a case before and after it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session as DbSession

from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.keys import Compartment
from courtdesk.vault.store import Vault
from courtdesk.vault.tables import TeamBase
from courtdesk.witnesses.model.witness import BadWitness
from courtdesk.witnesses.tables import (
    CallRow,
    ItemRow,
    QuestionRow,
    SessionRow,
    WitnessFileRow,
    WitnessLinkRow,
    WitnessPlanRow,
    WitnessRow,
    WitnessTemplateRow,
)

T = TypeVar("T")
Cells = dict[str, Any]
_TEAM = Compartment.TEAM
_KINDS = frozenset(
    {"witness", "witness_item", "witness_call", "witness_question", "witness_session"}
)


@dataclass(frozen=True)
class RowChange:
    """A row as it was and as it is; None where it did not exist."""

    table: type[TeamBase]
    key: str
    before: Cells | None
    after: Cells | None


@dataclass(frozen=True)
class Step:
    """What one save changed."""

    rows: tuple[RowChange, ...]


class HistoryService:
    """Saves that can be taken back as a whole. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def saving(self, case_id: str, work: Callable[[], Saved[T]]) -> Saved[tuple[T, Step]]:
        """Do ``work`` on a case; the value is its own, and what it changed.

        Raises:
            KnownError: what ``work`` raises.
        """
        before = self._rows(case_id)
        saved = work()
        after = self._rows(case_id)
        changes = tuple(
            RowChange(table, key, before.get((table, key)), after.get((table, key)))
            for table, key in before.keys() | after.keys()
            if before.get((table, key)) != after.get((table, key))
        )
        return Saved((saved.value, Step(changes)), saved.changed)

    def take_back(self, step: Step) -> Saved[None]:
        """Put every row of a save back as it was.

        Raises:
            BadWitness: something else has changed one of them since.
        """
        return self._put("witness.undo", [(r, r.after, r.before) for r in step.rows])

    def do_again(self, step: Step) -> Saved[None]:
        """Do a save again that was taken back.

        Raises:
            BadWitness: something else has changed one of its rows since.
        """
        return self._put("witness.redo", [(r, r.before, r.after) for r in step.rows])

    def _put(
        self, action: str, rows: list[tuple[RowChange, Cells | None, Cells | None]]
    ) -> Saved[None]:
        with self._vault.write(action, _TEAM) as unit:
            for change, expected, wanted in rows:
                row = unit.session.get(change.table, change.key)
                if (None if row is None else _cells(row)) != expected:
                    raise BadWitness(
                        "This was changed again since. Nothing was taken back or done again."
                    )
                if row is None:
                    unit.add(change.table(**(wanted or {})))
                elif wanted is None:
                    unit.session.delete(row)
                else:
                    for name, value in wanted.items():
                        setattr(row, name, value)
            unit.commit()
        return Saved(None, Changed(_KINDS, frozenset(change.key for change, _, _ in rows)))

    def _rows(self, case_id: str) -> dict[tuple[type[TeamBase], str], Cells]:
        with self._vault.read(_TEAM) as session:
            return {
                (table, _key(table, cells)): cells
                for table, query in _of_case(case_id)
                for cells in _read(session, query)
            }


def _of_case(case_id: str) -> tuple[tuple[type[TeamBase], Select[Any]], ...]:
    """What a save on a case may touch. People and templates belong to every case."""
    files = select(WitnessFileRow.id).where(WitnessFileRow.case_id == case_id)
    return (
        (WitnessRow, select(WitnessRow.__table__)),
        (WitnessTemplateRow, select(WitnessTemplateRow.__table__)),
        *(
            (table, select(table.__table__).where(table.case_id == case_id))
            for table in (WitnessFileRow, CallRow, WitnessLinkRow, WitnessPlanRow)
        ),
        *(
            (table, select(table.__table__).where(table.file_id.in_(files)))
            for table in (ItemRow, SessionRow, QuestionRow)
        ),
    )


def _read(session: DbSession, query: Select[Any]) -> list[Cells]:
    return [dict(row) for row in session.execute(query).mappings()]


def _key(table: type[TeamBase], cells: Cells) -> str:
    (column,) = table.__table__.primary_key
    return str(cells[column.name])


def _cells(row: TeamBase) -> Cells:
    return {column.name: getattr(row, column.name) for column in row.__table__.columns}
