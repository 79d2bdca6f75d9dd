"""Use cases of trial watch: what is seen of jurors. In the team's compartment."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from courtdesk.hearing.model import Clock, HearingState
from courtdesk.hearing.service import HearingService
from courtdesk.jury.model.palette import PALETTE, BehaviourCode, attention_code, checked_palette
from courtdesk.jury.model.venire import BadJury
from courtdesk.jury.model.watch import BehaviourNote, Context, Watch, context_of
from courtdesk.jury.service.voirdire import (
    VoirDireService,
    changed_of,
    rows_of,
    to_answer,
    to_question,
    to_rating,
)
from courtdesk.jury.tables import (
    AnswerRow,
    BaselineRow,
    BehaviourRow,
    FlagRow,
    PaletteRow,
    QuestionRow,
    RatingRow,
)
from courtdesk.vault.changes import Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.keys import Compartment
from courtdesk.vault.store import Vault
from courtdesk.vault.times import from_ms, now, to_ms

_RECENT = 300


class WatchService(VoirDireService):
    """What the trial team of one vault notes of jurors. Call it on the vault's thread.

    Every method raises ``NotAllowed`` for a role without the team's key.
    """

    def __init__(self, vault: Vault, hearings: HearingService) -> None:
        super().__init__(vault)
        self._hearings = hearings
        self._known = Context()
        self._clock: Clock | None = None
        self._known_for = ("", -1)

    def watch(self, case_id: str, notes: tuple[BehaviourNote, ...] | None = None) -> Watch:
        """Everything that the team has noted in a case; ``notes`` if they are known already."""
        with self._vault.read(Compartment.TEAM) as session:
            return Watch(
                palette=_palette(session, case_id),
                ratings=tuple(map(to_rating, rows_of(session, RatingRow, case_id))),
                flags=tuple((r.juror_id, r.flag) for r in rows_of(session, FlagRow, case_id)),
                questions=tuple(map(to_question, rows_of(session, QuestionRow, case_id))),
                answers=tuple(map(to_answer, rows_of(session, AnswerRow, case_id))),
                notes=_notes(session, case_id) if notes is None else notes,
                baselines=tuple((r.id, r.text) for r in rows_of(session, BaselineRow, case_id)),
            )

    def notes_of(self, case_id: str, juror_ids: Iterable[str]) -> tuple[BehaviourNote, ...]:
        """The notes on some jurors, in the order in which they were kept."""
        with self._vault.read(Compartment.TEAM) as session:
            return _notes(session, case_id, tuple(juror_ids))

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
        if attention is not None:
            attention_code(attention)  # which refuses what is off its scale
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
        with self._vault.write("behaviour.note", Compartment.TEAM) as unit:
            row.id = new_id()
            unit.add(row)
            unit.commit()
        return Saved(_note(row), changed_of("behaviour", juror_id))

    def add_words(self, note_id: str, text: str) -> Saved[BehaviourNote]:
        """Add or change the words of a note.

        Raises:
            BadJury: there is no such note.
        """
        return self._change_note(note_id, "behaviour.words", text=text.strip())

    def add_words_to_newest(self, case_id: str, juror_id: str, text: str) -> Saved[BehaviourNote]:
        """Add words to the newest note that this user made of a juror.

        Raises:
            BadJury: the user has noted nothing of the juror.
        """
        with self._vault.read(Compartment.TEAM) as session:
            own = [
                row.id
                for row in rows_of(session, BehaviourRow, case_id)
                if row.juror_id == juror_id and row.observer == self._vault.user.name
            ]
        if not own:
            raise BadJury("Note a behaviour of this juror first; the words belong to it.")
        return self.add_words(own[-1], text)

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
        return Saved(note_id, changed_of("behaviour", row.juror_id))

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
        return Saved(text, changed_of("baseline", juror_id))

    def set_palette(
        self, case_id: str, codes: Sequence[BehaviourCode]
    ) -> Saved[tuple[BehaviourCode, ...]]:
        """Keep other behaviour codes; notes keep the words that they were made with.

        Raises:
            BadJury: a code has no words, or no key of its own.
        """
        kept = checked_palette(codes)
        with self._vault.write("behaviour.palette", Compartment.TEAM) as unit:
            rows = rows_of(unit.session, PaletteRow, case_id)
            row = rows[0] if rows else PaletteRow(id=new_id(), case_id=case_id)
            row.codes = json.dumps([vars(code) for code in kept], ensure_ascii=False)
            unit.add(row)
            unit.commit()
        return Saved(kept, changed_of("palette", case_id))

    def context(self, case_id: str) -> Context:
        """What is going on now in the running hearing of a case; empty where none runs.

        The log is read again only when the record has changed: a note must not wait for it.
        """
        key = (case_id, self._vault.head().seq)
        if key != self._known_for:
            self._known, self._clock = self._look(case_id)
            self._known_for = key
        if self._clock is None:
            return self._known
        on_record, _ = self._clock.read(now())
        return replace(self._known, recording_ms=int(on_record.total_seconds() * 1000))

    def _look(self, case_id: str) -> tuple[Context, Clock | None]:
        for hearing in self._hearings.hearings(case_id):
            if hearing.state in {HearingState.NOT_STARTED, HearingState.ADJOURNED}:
                continue
            first = max(1, hearing.entries - _RECENT)
            entries = self._hearings.window(hearing.id, first, _RECENT + 1)
            return context_of(hearing.id, entries, None), self._hearings.clock(hearing.id)
        return Context(), None

    def _change_note(self, note_id: str, action: str, **values: str | int) -> Saved[BehaviourNote]:
        with self._vault.write(action, Compartment.TEAM) as unit:
            row = _note_row(unit.session, note_id)
            for name, value in values.items():
                setattr(row, name, value)
            unit.commit()
        return Saved(_note(row), changed_of("behaviour", row.juror_id))


def _notes(
    session: Session, case_id: str, juror_ids: Sequence[str] | None = None
) -> tuple[BehaviourNote, ...]:
    """Notes, read without the mapper: there may be thousands of them."""
    table = BehaviourRow.__table__
    query = select(table).where(table.columns["case_id"] == case_id)
    if juror_ids is not None:
        query = query.where(table.columns["juror_id"].in_(juror_ids))
    return tuple(map(_note, session.execute(query.order_by(table.columns["id"]))))


def _note_row(session: Session, note_id: str) -> BehaviourRow:
    row = session.get(BehaviourRow, note_id)
    if row is None:
        raise BadJury("This note is no longer in the vault.")
    return row


def _palette(session: Session, case_id: str) -> tuple[BehaviourCode, ...]:
    rows = rows_of(session, PaletteRow, case_id)
    return tuple(BehaviourCode(**code) for code in json.loads(rows[0].codes)) if rows else PALETTE


def _note(row: Any) -> BehaviourNote:
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
