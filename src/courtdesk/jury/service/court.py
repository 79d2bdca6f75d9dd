"""Use cases of the court: objections to strikes, incidents, contacts, questions, verdicts."""

import json
from collections.abc import Mapping

from sqlalchemy import select

from courtdesk.jury.model.court import (
    STEPS,
    Incident,
    IncidentNote,
    JuryQuestion,
    StrikeObjection,
    Verdict,
)
from courtdesk.jury.model.venire import BadJury, JurorStatus, Side
from courtdesk.jury.service.contacts import ContactService
from courtdesk.jury.service.reading import as_json, juror_row, juror_rows, next_position
from courtdesk.jury.tables import (
    IncidentRow,
    JuryQuestionRow,
    StrikeObjectionRow,
    VerdictRow,
)
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.roles import Ability
from courtdesk.vault.times import from_ms, now, to_ms


class JuryCourtService(ContactService):
    """What is kept of the jury beside its selection. Call it on the vault's thread."""

    def object_to_strike(self, case_id: str, objection: StrikeObjection) -> Saved[StrikeObjection]:
        """Keep an objection to a strike, or how far it has come; a new one is given its id.

        Raises:
            BadJury: the regime or the step is missing, or the court has ruled already.
        """
        if not objection.regime or objection.step not in STEPS:
            raise BadJury("An objection needs its regime and its step.")
        with self._vault.write("strike.objection", needs=Ability.KEEP_JURY) as unit:
            row = unit.session.get(StrikeObjectionRow, objection.id)
            if row is None:
                row = StrikeObjectionRow(id=objection.id or new_id(), case_id=case_id)
                row.at_ms, row.by_user = to_ms(now()), unit.user.name
                unit.add(row)
            elif row.ruling and objection.ruling != row.ruling:
                raise BadJury("The court has ruled on this objection. Enter a new one.")
            row.juror_id, row.regime = objection.juror_id, objection.regime
            row.objector, row.trait = objection.objector.value, objection.trait
            row.group_name, row.step = objection.group, objection.step
            row.reason, row.response = objection.reason, objection.response
            row.ruling = objection.ruling
            unit.commit()
        return Saved(_objection(row), _changed("objection", row.juror_id))

    def objections(self, case_id: str) -> tuple[StrikeObjection, ...]:
        """The objections to strikes in a case, in their order."""
        query = select(StrikeObjectionRow).where(StrikeObjectionRow.case_id == case_id)
        with self._vault.read() as session:
            rows = session.scalars(query.order_by(StrikeObjectionRow.id))
            return tuple(map(_objection, rows))

    def note_incident(self, juror_id: str, kind: Incident, text: str = "") -> Saved[IncidentNote]:
        """Note an absence, lateness or misconduct, or that a juror is there."""
        with self._vault.write("juror.incident", needs=Ability.KEEP_JURY) as unit:
            case_id = juror_row(unit.session, juror_id).case_id
            row = IncidentRow(
                id=new_id(),
                case_id=case_id,
                juror_id=juror_id,
                kind=kind.value,
                text=text.strip(),
                at_ms=to_ms(now()),
                by_user=unit.user.name,
            )
            unit.add(row)
            unit.commit()
        return Saved(_incident(row), _changed("incident", juror_id))

    def incidents(self, case_id: str) -> tuple[IncidentNote, ...]:
        """The incidents of a case in their order."""
        query = select(IncidentRow).where(IncidentRow.case_id == case_id).order_by(IncidentRow.id)
        with self._vault.read() as session:
            return tuple(map(_incident, session.scalars(query)))

    def receive_question(self, case_id: str, text: str) -> Saved[JuryQuestion]:
        """Keep a question that the jury sent out, numbered in its order.

        Raises:
            BadJury: it has no words.
        """
        if not text.strip():
            raise BadJury("Type the jury’s question as it stands on the note.")
        with self._vault.write("jury.question", needs=Ability.KEEP_RECORD) as unit:
            number = next_position(
                unit.session, JuryQuestionRow.number, JuryQuestionRow.case_id, case_id
            )
            row = JuryQuestionRow(
                id=new_id(),
                case_id=case_id,
                number=number,
                text=text.strip(),
                at_ms=to_ms(now()),
                answer="",
                answered_at_ms=None,
                by_user=unit.user.name,
            )
            unit.add(row)
            unit.commit()
        return Saved(_jury_question(row), _changed("jury-question", row.id))

    def answer_question(self, question_id: str, answer: str) -> Saved[JuryQuestion]:
        """Keep the answer that the court gave.

        Raises:
            BadJury: there is no such question, it has an answer, or the answer has no words.
        """
        if not answer.strip():
            raise BadJury("Type the court’s answer.")
        with self._vault.write("jury.answer", needs=Ability.KEEP_RECORD) as unit:
            row = unit.session.get(JuryQuestionRow, question_id)
            if row is None or row.answer:
                raise BadJury("This question has its answer already. Enter a new question.")
            row.answer, row.answered_at_ms = answer.strip(), to_ms(now())
            unit.commit()
        return Saved(_jury_question(row), _changed("jury-question", row.id))

    def questions(self, case_id: str) -> tuple[JuryQuestion, ...]:
        """The jury's questions in their order."""
        query = select(JuryQuestionRow).where(JuryQuestionRow.case_id == case_id)
        with self._vault.read() as session:
            rows = session.scalars(query.order_by(JuryQuestionRow.number))
            return tuple(map(_jury_question, rows))

    def take_verdict(self, case_id: str, charge: str, verdict: str) -> Saved[Verdict]:
        """Keep the verdict on one charge or claim.

        Raises:
            BadJury: a word is missing, or the charge has its verdict.
        """
        if not charge.strip() or not verdict.strip():
            raise BadJury("A verdict names the charge or claim, and what the jury found.")
        with self._vault.write("verdict.take", needs=Ability.KEEP_RECORD) as unit:
            known = unit.session.scalars(select(VerdictRow).where(VerdictRow.case_id == case_id))
            if any(row.charge == charge.strip() for row in known):
                raise BadJury(f"The verdict on {charge.strip()} has been taken.")
            row = VerdictRow(
                id=new_id(),
                case_id=case_id,
                charge=charge.strip(),
                verdict=verdict.strip(),
                at_ms=to_ms(now()),
                poll="{}",
                by_user=unit.user.name,
            )
            unit.add(row)
            unit.commit()
        return Saved(_verdict(row), _changed("verdict", row.id))

    def poll(self, verdict_id: str, answers: Mapping[str, str]) -> Saved[Verdict]:
        """Keep what each sworn juror said when the jury was polled, by the juror's id.

        Raises:
            BadJury: there is no such verdict, or someone who is not sworn was polled.
        """
        with self._vault.write("verdict.poll", needs=Ability.KEEP_RECORD) as unit:
            row = unit.session.get(VerdictRow, verdict_id)
            if row is None:
                raise BadJury("There is no such verdict.")
            rows = juror_rows(unit.session, row.case_id)
            sworn = {each.id for each in rows if each.status == JurorStatus.SWORN}
            if not answers.keys() <= sworn:
                raise BadJury("Only sworn jurors are polled.")
            row.poll = as_json(answers)
            unit.commit()
        return Saved(_verdict(row), _changed("verdict", row.id))

    def verdicts(self, case_id: str) -> tuple[Verdict, ...]:
        """The verdicts of a case in the order in which they were taken."""
        query = select(VerdictRow).where(VerdictRow.case_id == case_id).order_by(VerdictRow.id)
        with self._vault.read() as session:
            return tuple(map(_verdict, session.scalars(query)))


def _changed(kind: str, thing: str) -> Changed:
    return Changed(frozenset({kind}), frozenset({thing}))


def _objection(row: StrikeObjectionRow) -> StrikeObjection:
    return StrikeObjection(
        id=row.id,
        juror_id=row.juror_id,
        at=from_ms(row.at_ms),
        by=row.by_user,
        regime=row.regime,
        objector=Side(row.objector),
        trait=row.trait,
        group=row.group_name,
        step=row.step,
        reason=row.reason,
        response=row.response,
        ruling=row.ruling,
    )


def _incident(row: IncidentRow) -> IncidentNote:
    return IncidentNote(
        row.id, row.juror_id, Incident(row.kind), row.text, from_ms(row.at_ms), row.by_user
    )


def _jury_question(row: JuryQuestionRow) -> JuryQuestion:
    return JuryQuestion(
        id=row.id,
        number=row.number,
        text=row.text,
        at=from_ms(row.at_ms),
        answer=row.answer,
        answered_at=None if row.answered_at_ms is None else from_ms(row.answered_at_ms),
    )


def _verdict(row: VerdictRow) -> Verdict:
    return Verdict(row.id, row.charge, row.verdict, from_ms(row.at_ms), json.loads(row.poll))
