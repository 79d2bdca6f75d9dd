"""Use cases of voir dire for the trial team: rate, flag, ask. In the team's compartment."""

import json
from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Session

from courtdesk.jury.model.venire import BadJury
from courtdesk.jury.model.watch import Answer, Question, Rating, checked_rating
from courtdesk.jury.service.reading import as_json, next_position
from courtdesk.jury.tables import AnswerRow, FlagRow, QuestionRow, RatingRow
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.keys import Compartment
from courtdesk.vault.store import Vault
from courtdesk.vault.times import from_ms, now, to_ms

R = TypeVar("R", bound=DeclarativeBase)


class VoirDireService:
    """What the trial team of one vault makes of jurors in voir dire. On the vault's thread.

    Every method raises ``NotAllowed`` for a role without the team's key.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def rate(
        self, case_id: str, juror_id: str, value: int, factors: Sequence[tuple[str, int]] = ()
    ) -> Saved[Rating]:
        """Rate a juror from −3 to +3, with own factors from 1 to 5.

        Raises:
            BadJury: a number is off its scale.
        """
        checked_rating(value)
        if any(not 1 <= points <= 5 for _, points in factors):
            raise BadJury("A factor lies between 1 and 5.")
        row = RatingRow(
            case_id=case_id, juror_id=juror_id, value=value, factors=as_json(dict(factors))
        )
        with self._vault.write("juror.rate", Compartment.TEAM) as unit:
            row.id, row.at_ms, row.by_user = new_id(), to_ms(now()), unit.user.name
            unit.add(row)
            unit.commit()
        return Saved(to_rating(row), changed_of("rating", juror_id))

    def flag(self, case_id: str, juror_id: str, flag: str, *, on: bool) -> Saved[str]:
        """Put a flag on a juror, or take it away.

        Raises:
            BadJury: the flag has no words.
        """
        flag = flag.strip()
        if not flag:
            raise BadJury("A flag needs a word.")
        with self._vault.write("juror.flag", Compartment.TEAM) as unit:
            own = [
                row
                for row in rows_of(unit.session, FlagRow, case_id)
                if row.juror_id == juror_id and row.flag == flag
            ]
            if on and not own:
                row = FlagRow(id=new_id(), case_id=case_id, juror_id=juror_id, flag=flag)
                row.at_ms, row.by_user = to_ms(now()), unit.user.name
                unit.add(row)
            for row in own if not on else ():
                unit.session.delete(row)
            unit.commit()
        return Saved(flag, changed_of("flag", juror_id))

    def add_question(self, case_id: str, text: str, follows: str = "") -> Saved[Question]:
        """Add a question of voir dire, or a follow-up to one.

        Raises:
            BadJury: it has no words.
        """
        if not text.strip():
            raise BadJury("A question needs its words.")
        with self._vault.write("question.add", Compartment.TEAM) as unit:
            position = next_position(
                unit.session, QuestionRow.position, QuestionRow.case_id, case_id
            )
            row = QuestionRow(
                id=new_id(), case_id=case_id, position=position, text=text.strip(), follows=follows
            )
            unit.add(row)
            unit.commit()
        return Saved(to_question(row), changed_of("question", row.id))

    def raise_hands(
        self, case_id: str, question_id: str, juror_ids: Iterable[str], text: str = ""
    ) -> Saved[tuple[str, ...]]:
        """Note in one step all who raised their hands, or what one juror said; the notes' ids.

        Raises:
            BadJury: nobody was named.
        """
        ids = tuple(dict.fromkeys(juror_ids))
        if not ids:
            raise BadJury("Choose the jurors who raised their hands.")
        with self._vault.write("question.hands", Compartment.TEAM) as unit:
            at_ms = to_ms(now())
            made = tuple(new_id() for _ in ids)
            unit.insert_many(
                AnswerRow,
                (
                    {
                        "id": answer_id,
                        "case_id": case_id,
                        "question_id": question_id,
                        "juror_id": juror_id,
                        "text": text.strip(),
                        "at_ms": at_ms,
                        "by_user": unit.user.name,
                    }
                    for answer_id, juror_id in zip(made, ids, strict=True)
                ),
            )
            unit.commit()
        return Saved(made, Changed(frozenset({"answer"}), frozenset(ids)))

    def forget_rating(self, rating_id: str) -> Saved[str]:
        """Take back a rating that was a slip of the finger; the one before it counts again.

        Raises:
            BadJury: there is no such rating.
        """
        with self._vault.write("juror.unrate", Compartment.TEAM) as unit:
            row = unit.session.get(RatingRow, rating_id)
            if row is None:
                raise BadJury("This rating is no longer in the vault.")
            unit.session.delete(row)
            unit.commit()
        return Saved(rating_id, changed_of("rating", row.juror_id))

    def forget_answers(self, answer_ids: Iterable[str]) -> Saved[int]:
        """Take back raised hands or what a juror said.

        Raises:
            BadJury: one of them is not there.
        """
        ids = tuple(answer_ids)
        with self._vault.write("question.forget", Compartment.TEAM) as unit:
            for answer_id in ids:
                row = unit.session.get(AnswerRow, answer_id)
                if row is None:
                    raise BadJury("This answer is no longer in the vault.")
                unit.session.delete(row)
            unit.commit()
        return Saved(len(ids), Changed(frozenset({"answer"}), frozenset(ids)))


def changed_of(kind: str, thing: str) -> Changed:
    """What to tell the panels of one thing that was kept."""
    return Changed(frozenset({kind}), frozenset({thing}))


def rows_of(session: Session, table: type[R], case_id: str) -> Sequence[R]:
    """The rows of a case in the order in which they were kept."""
    column = table.__table__.columns
    return session.scalars(
        select(table).where(column["case_id"] == case_id).order_by(column["id"])
    ).all()


def to_rating(row: RatingRow) -> Rating:
    """A rating."""
    factors = tuple(json.loads(row.factors).items())
    return Rating(row.juror_id, row.value, from_ms(row.at_ms), row.by_user, factors, row.id)


def to_question(row: QuestionRow) -> Question:
    """A question of voir dire."""
    return Question(row.id, row.position, row.text, row.follows)


def to_answer(row: AnswerRow) -> Answer:
    """A raised hand, or what a juror said."""
    return Answer(row.id, row.question_id, row.juror_id, row.text, from_ms(row.at_ms), row.by_user)
