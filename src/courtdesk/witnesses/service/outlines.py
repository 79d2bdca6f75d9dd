"""Use cases of an examination's outline."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select

from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.keys import Compartment
from courtdesk.vault.store import Vault
from courtdesk.vault.times import to_ms
from courtdesk.witnesses.model.outline import Phase, Question, QuestionText, checked_question
from courtdesk.witnesses.model.witness import BadWitness
from courtdesk.witnesses.service import reading
from courtdesk.witnesses.service.plain import to_text
from courtdesk.witnesses.service.register import register
from courtdesk.witnesses.tables import QuestionRow, WitnessFileRow

_TEAM = Compartment.TEAM


class OutlineService:
    """The outlines of one vault. Call it on the thread that opened the vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def add_question(self, file_id: str, phase: Phase, words: QuestionText) -> Saved[Question]:
        """Add a question at the end of a phase.

        Raises:
            BadWitness: there is no such file, or no question.
        """
        words = self._linked(file_id, checked_question(words))
        with self._vault.write("witness.question", _TEAM) as unit:
            reading.found(unit.session, WitnessFileRow, file_id, "witness")
            query = select(func.max(QuestionRow.position)).where(QuestionRow.file_id == file_id)
            position = (unit.session.execute(query).scalar() or 0) + 1
            question = Question(new_id(), file_id, phase, position, words)
            unit.add(_row(question))
            unit.commit()
        return _saved(question)

    def change_question(
        self, question_id: str, phase: Phase, words: QuestionText
    ) -> Saved[Question]:
        """Keep other words of a question, or another phase.

        Raises:
            BadWitness: there is no such question, or nothing in it.
        """
        with self._vault.read(_TEAM) as session:
            file_id = reading.found(session, QuestionRow, question_id, "question").file_id
        words = self._linked(file_id, checked_question(words))
        with self._vault.write("witness.question", _TEAM) as unit:
            row = reading.found(unit.session, QuestionRow, question_id, "question")
            row.phase, row.words = phase.value, to_text(words)
            unit.commit()
        return _saved(reading.to_question(row))

    def delete_question(self, question_id: str) -> Saved[Question]:
        """Delete a question; the value brings it back through :meth:`restore_question`.

        Raises:
            BadWitness: there is no such question.
        """
        with self._vault.write("witness.question.delete", _TEAM) as unit:
            row = reading.found(unit.session, QuestionRow, question_id, "question")
            question = reading.to_question(row)
            unit.session.delete(row)
            unit.commit()
        return _saved(question)

    def restore_question(self, question: Question) -> Saved[Question]:
        """Bring back a question that was deleted, as it was."""
        with self._vault.write("witness.question", _TEAM) as unit:
            unit.add(_row(question))
            unit.commit()
        return _saved(question)

    def reorder(self, file_id: str, order: Sequence[str]) -> Saved[None]:
        """Put the questions of a file into the order of their ids.

        Raises:
            BadWitness: the ids are not those of the file's questions.
        """
        with self._vault.write("witness.question.order", _TEAM) as unit:
            query = select(QuestionRow).where(QuestionRow.file_id == file_id)
            rows = {row.id: row for row in unit.session.scalars(query)}
            if set(order) != set(rows) or len(order) != len(rows):
                raise BadWitness("The outline has changed meanwhile. Try once more.")
            for position, question_id in enumerate(order, start=1):
                rows[question_id].position = position
            unit.commit()
        return Saved(None, Changed(frozenset({"witness_question"}), frozenset({file_id})))

    def cover(self, question_id: str, at: datetime | None) -> Saved[Question]:
        """Tick a question as asked at ``at`` (UTC), or take the tick away with None.

        Raises:
            BadWitness: there is no such question.
        """
        with self._vault.write("witness.question.cover", _TEAM) as unit:
            row = reading.found(unit.session, QuestionRow, question_id, "question")
            row.covered_at_ms = None if at is None else to_ms(at)
            unit.commit()
        return _saved(reading.to_question(row))

    def _linked(self, file_id: str, words: QuestionText) -> QuestionText:
        if not words.exhibit:
            return replace(words, exhibit_id="")
        with self._vault.read(_TEAM) as session:
            case_id = reading.found(session, WitnessFileRow, file_id, "witness").case_id
        return register(self._vault, case_id).linked(words)


def _row(question: Question) -> QuestionRow:
    return QuestionRow(
        id=question.id,
        file_id=question.file_id,
        phase=question.phase.value,
        position=question.position,
        words=to_text(question.words),
        covered_at_ms=None if question.covered_at is None else to_ms(question.covered_at),
    )


def _saved(question: Question) -> Saved[Question]:
    ids = frozenset({question.id, question.file_id})
    return Saved(question, Changed(frozenset({"witness_question"}), ids))
