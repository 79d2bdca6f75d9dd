"""Use cases of the trial team: rate, flag, ask, note what is seen. In the team's compartment."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Session

from courtdesk.hearing.model import HearingState
from courtdesk.hearing.service import HearingService
from courtdesk.jury.model.venire import BadJury
from courtdesk.jury.model.watch import (
    MAX_ATTENTION,
    PALETTE,
    Answer,
    BehaviourCode,
    BehaviourNote,
    Context,
    Question,
    Rating,
    Watch,
    checked_palette,
    checked_rating,
    context_of,
)
from courtdesk.jury.service.reading import as_json, next_position
from courtdesk.jury.tables import (
    AnswerRow,
    BaselineRow,
    BehaviourRow,
    FlagRow,
    PaletteRow,
    QuestionRow,
    RatingRow,
)
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.keys import Compartment
from courtdesk.vault.store import Vault
from courtdesk.vault.times import from_ms, now, to_ms

_RECENT = 300
R = TypeVar("R", bound=DeclarativeBase)


class WatchService:
    """What the trial team of one vault notes of jurors. Call it on the vault's thread.

    Every method raises ``NotAllowed`` for a role without the team's key.
    """

    def __init__(self, vault: Vault, hearings: HearingService) -> None:
        self._vault = vault
        self._hearings = hearings

    def watch(self, case_id: str) -> Watch:
        """Everything that the team has noted in a case."""
        with self._vault.read(Compartment.TEAM) as session:
            return Watch(
                palette=_palette(session, case_id),
                ratings=tuple(map(_rating, _rows(session, RatingRow, case_id))),
                flags=tuple((r.juror_id, r.flag) for r in _rows(session, FlagRow, case_id)),
                questions=tuple(map(_question, _rows(session, QuestionRow, case_id))),
                answers=tuple(map(_answer, _rows(session, AnswerRow, case_id))),
                notes=tuple(map(_note, _rows(session, BehaviourRow, case_id))),
                baselines=tuple((r.id, r.text) for r in _rows(session, BaselineRow, case_id)),
            )

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
        self._keep("juror.rate", row)
        return Saved(_rating(row), _changed("rating", juror_id))

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
                for row in _rows(unit.session, FlagRow, case_id)
                if row.juror_id == juror_id and row.flag == flag
            ]
            if on and not own:
                row = FlagRow(id=new_id(), case_id=case_id, juror_id=juror_id, flag=flag)
                row.at_ms, row.by_user = to_ms(now()), unit.user.name
                unit.add(row)
            for row in own if not on else ():
                unit.session.delete(row)
            unit.commit()
        return Saved(flag, _changed("flag", juror_id))

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
        return Saved(_question(row), _changed("question", row.id))

    def raise_hands(
        self, case_id: str, question_id: str, juror_ids: Iterable[str], text: str = ""
    ) -> Saved[int]:
        """Note in one step all who raised their hands, or what one juror said.

        Raises:
            BadJury: nobody was named.
        """
        ids = tuple(dict.fromkeys(juror_ids))
        if not ids:
            raise BadJury("Choose the jurors who raised their hands.")
        with self._vault.write("question.hands", Compartment.TEAM) as unit:
            at_ms = to_ms(now())
            unit.insert_many(
                AnswerRow,
                (
                    {
                        "id": new_id(),
                        "case_id": case_id,
                        "question_id": question_id,
                        "juror_id": juror_id,
                        "text": text.strip(),
                        "at_ms": at_ms,
                        "by_user": unit.user.name,
                    }
                    for juror_id in ids
                ),
            )
            unit.commit()
        return Saved(len(ids), Changed(frozenset({"answer"}), frozenset(ids)))

    def note_behaviour(
        self,
        case_id: str,
        juror_id: str,
        code: BehaviourCode,
        at: datetime,
        context: Context,
        *,
        text: str = "",
        attention: int | None = None,
    ) -> Saved[BehaviourNote]:
        """Note what was seen at ``at`` (UTC); it is on disk when this returns.

        Raises:
            BadJury: the attention is off its scale.
            CannotWrite: the disk refused it.
        """
        if attention is not None and not 0 <= attention <= MAX_ATTENTION:
            raise BadJury("Attention lies between 0 and 4.")
        row = BehaviourRow(
            case_id=case_id,
            juror_id=juror_id,
            at_ms=to_ms(at),
            code=code.key,
            words=code.words,
            tone=code.tone,
            weight=code.weight,
            observer=self._vault.user.name,
            text=text.strip(),
            attention=attention,
            **vars(context),
            interpretation="",
            interpreted_at_ms=None,
        )
        self._keep("behaviour.note", row)
        return Saved(_note(row), _changed("behaviour", juror_id))

    def add_words(self, note_id: str, text: str) -> Saved[BehaviourNote]:
        """Add or change the words of a note.

        Raises:
            BadJury: there is no such note.
        """
        return self._change_note(note_id, "behaviour.words", text=text.strip())

    def interpret(self, note_id: str, text: str) -> Saved[BehaviourNote]:
        """Say, apart from what was seen, what the team makes of it; with the moment of doing so.

        Raises:
            BadJury: there is no such note.
        """
        return self._change_note(
            note_id,
            "behaviour.interpret",
            interpretation=text.strip(),
            interpreted_at_ms=to_ms(now()),
        )

    def forget_note(self, note_id: str) -> Saved[str]:
        """Take back a note that was a slip of the finger.

        Raises:
            BadJury: there is no such note.
        """
        with self._vault.write("behaviour.forget", Compartment.TEAM) as unit:
            row = _note_row(unit.session, note_id)
            unit.session.delete(row)
            unit.commit()
        return Saved(note_id, _changed("behaviour", row.juror_id))

    def set_baseline(self, case_id: str, juror_id: str, text: str) -> Saved[str]:
        """Keep how a juror is when nothing happens."""
        with self._vault.write("juror.baseline", Compartment.TEAM) as unit:
            unit.session.merge(
                BaselineRow(
                    id=juror_id,
                    case_id=case_id,
                    text=text.strip(),
                    at_ms=to_ms(now()),
                    by_user=unit.user.name,
                )
            )
            unit.commit()
        return Saved(text, _changed("baseline", juror_id))

    def set_palette(
        self, case_id: str, codes: Sequence[BehaviourCode]
    ) -> Saved[tuple[BehaviourCode, ...]]:
        """Keep other behaviour codes; notes keep the words that they were made with.

        Raises:
            BadJury: a code has no words, or no key of its own.
        """
        kept = checked_palette(codes)
        with self._vault.write("behaviour.palette", Compartment.TEAM) as unit:
            rows = _rows(unit.session, PaletteRow, case_id)
            row = rows[0] if rows else PaletteRow(id=new_id(), case_id=case_id)
            row.codes = json.dumps([vars(code) for code in kept], ensure_ascii=False)
            unit.add(row)
            unit.commit()
        return Saved(kept, _changed("palette", case_id))

    def context(self, case_id: str) -> Context:
        """What is going on now in the running hearing of a case; empty where none runs."""
        for hearing in self._hearings.hearings(case_id):
            if hearing.state in {HearingState.NOT_STARTED, HearingState.ADJOURNED}:
                continue
            first = max(1, hearing.entries - _RECENT)
            entries = self._hearings.window(hearing.id, first, _RECENT + 1)
            on_record, _ = self._hearings.clock(hearing.id).read(now())
            return context_of(hearing.id, entries, int(on_record.total_seconds() * 1000))
        return Context()

    def _keep(self, action: str, row: RatingRow | BehaviourRow) -> None:
        with self._vault.write(action, Compartment.TEAM) as unit:
            row.id = new_id()
            if isinstance(row, RatingRow):
                row.at_ms, row.by_user = to_ms(now()), unit.user.name
            unit.add(row)
            unit.commit()

    def _change_note(self, note_id: str, action: str, **values: str | int) -> Saved[BehaviourNote]:
        with self._vault.write(action, Compartment.TEAM) as unit:
            row = _note_row(unit.session, note_id)
            for name, value in values.items():
                setattr(row, name, value)
            unit.commit()
        return Saved(_note(row), _changed("behaviour", row.juror_id))


def _changed(kind: str, thing: str) -> Changed:
    return Changed(frozenset({kind}), frozenset({thing}))


def _rows(session: Session, table: type[R], case_id: str) -> Sequence[R]:
    column = table.__table__.columns
    return session.scalars(
        select(table).where(column["case_id"] == case_id).order_by(column["id"])
    ).all()


def _note_row(session: Session, note_id: str) -> BehaviourRow:
    row = session.get(BehaviourRow, note_id)
    if row is None:
        raise BadJury("This note is no longer in the vault.")
    return row


def _palette(session: Session, case_id: str) -> tuple[BehaviourCode, ...]:
    rows = _rows(session, PaletteRow, case_id)
    return tuple(BehaviourCode(**code) for code in json.loads(rows[0].codes)) if rows else PALETTE


def _rating(row: RatingRow) -> Rating:
    factors = tuple(json.loads(row.factors).items())
    return Rating(row.juror_id, row.value, from_ms(row.at_ms), row.by_user, factors)


def _question(row: QuestionRow) -> Question:
    return Question(row.id, row.position, row.text, row.follows)


def _answer(row: AnswerRow) -> Answer:
    return Answer(row.id, row.question_id, row.juror_id, row.text, from_ms(row.at_ms), row.by_user)


def _note(row: BehaviourRow) -> BehaviourNote:
    return BehaviourNote(
        id=row.id,
        juror_id=row.juror_id,
        at=from_ms(row.at_ms),
        code=row.code,
        words=row.words,
        tone=row.tone,
        weight=row.weight,
        observer=row.observer,
        text=row.text,
        attention=row.attention,
        context=Context(
            row.hearing_id,
            row.phase,
            row.witness,
            row.examiner,
            row.party,
            row.exhibit,
            row.recording_ms,
        ),
        interpretation=row.interpretation,
        interpreted_at=(None if row.interpreted_at_ms is None else from_ms(row.interpreted_at_ms)),
    )
