"""The hearing service: what a clerk does in court, one unit of work each."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, delete, func, select

from courtdesk.hearing.model import (
    STEP_WORDS,
    Appearance,
    BadEntry,
    Draft,
    Entry,
    EntryKind,
    Hearing,
    HearingPlan,
    ImportPlan,
    NewEntry,
    Step,
    advance,
    checked_plan,
    checked_text,
)
from courtdesk.hearing.model.references import Link
from courtdesk.hearing.service import effects, set_down
from courtdesk.hearing.service.log import LogReader
from courtdesk.hearing.service.reading import (
    hearing_row,
    known_entry,
    place_of,
    to_clock,
    to_entries,
    to_entry,
)
from courtdesk.hearing.service.sealed_words import Opener, close_entry, is_sealed, open_entry
from courtdesk.hearing.service.sealing import end_live, keep_sealed_draft, seal_now
from courtdesk.hearing.service.writing import (
    add_appearances,
    add_entry,
    fill_hearing,
    imported_rows,
    keep_clock,
    new_hearing,
)
from courtdesk.hearing.tables import (
    AmendmentRow,
    AppearanceRow,
    DraftRow,
    EntryRow,
    SealedDraftRow,
)
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.ids import new_id
from courtdesk.vault.roles import Ability
from courtdesk.vault.times import to_ms
from courtdesk.vault.unit import Unit

_SEALED_DRAFT_DONE = delete(SealedDraftRow).where(SealedDraftRow.hearing_id == bindparam("hearing"))
_DRAFT_DONE = delete(DraftRow).where(
    DraftRow.hearing_id == bindparam("hearing"), DraftRow.entry_id == bindparam("entry")
)


class HearingService(LogReader):
    """The hearings of one vault: read as :class:`LogReader` does, and written."""

    def plan(self, case_id: str, plan: HearingPlan) -> Saved[Hearing]:
        """Set a hearing of a case up, before it begins.

        Raises:
            BadEntry: the plan lacks a title or a name.
            BadCase: there is no such case.
        """
        plan = checked_plan(plan)
        self._cases.case(case_id)
        with self._vault.write("hearing.plan") as unit:
            row = new_hearing(case_id, plan)
            unit.add(row)
            add_appearances(unit, row.id, plan)
            unit.commit()
        return self._saved_hearing(row.id)

    def change_plan(self, hearing_id: str, plan: HearingPlan) -> Saved[Hearing]:
        """Change what is known of a hearing, its appearances and speaker keys among it.

        Raises:
            BadEntry: the plan lacks a title or a name, or there is no such hearing.
        """
        plan = checked_plan(plan)
        with self._vault.write("hearing.change") as unit:
            fill_hearing(hearing_row(unit.session, hearing_id), plan)
            old = select(AppearanceRow).where(AppearanceRow.hearing_id == hearing_id)
            for person in unit.session.scalars(old):
                unit.session.delete(person)
            unit.session.flush()
            unit.session.expunge_all()
            add_appearances(unit, hearing_id, plan)
            unit.commit()
        return self._saved_hearing(hearing_id)

    def take_step(
        self, hearing_id: str, step: Step, at: datetime, entry_id: str, remark: str = ""
    ) -> Saved[Entry]:
        """Start, pause, resume or adjourn at ``at`` (UTC), with a line in the log.

        The same ``entry_id`` a second time does nothing more.

        Raises:
            BadEntry: the hearing's state does not allow the step.
        """
        words = f"{STEP_WORDS[step]}: {remark.strip()}" if remark.strip() else STEP_WORDS[step]
        with self._vault.write("hearing.step") as unit:
            place = place_of(unit.connection, entry_id, hearing_id)
            if place.known:
                known = known_entry(unit.session, entry_id)
            else:
                row = hearing_row(unit.session, hearing_id)
                clock = advance(to_clock(row), step, at)
                keep_clock(row, clock, at)
                new = NewEntry(entry_id, hearing_id, at, "", EntryKind.COURSE, words)
                known = add_entry(unit, new, step, place, words)
                if step is Step.ADJOURN:
                    end_live(unit, hearing_id, at)
                unit.commit()
        return self._saved_entry(known, "hearing")

    def record(self, new: NewEntry) -> Saved[Entry]:
        """Put a typed line on the record; it is on disk when this returns.

        What the line does beside (see :mod:`courtdesk.hearing.model.effects`) is done in the same
        transaction: what it refers to is kept, and exhibits come to the states that it records.

        Recording the same ``id`` twice does nothing more, so a commit whose outcome is unknown
        can be tried again.

        Raises:
            BadEntry: there is nothing to save, it is too long, or there is no such hearing.
            CannotWrite: the disk refused it.
        """
        content = checked_text(new.text)
        moved = dated = False
        with self._vault.write("entry.record") as unit:
            place = place_of(unit.connection, new.id, new.hearing_id)
            if place.known:
                row = known_entry(unit.session, new.id)
            else:
                row = add_entry(unit, new, None, place, content)
                moved = effects.apply(unit, row, place.case_id)
                seal_id = seal_now(unit, new.hearing_id, to_ms(new.at))
                if not seal_id:
                    zone = self._vault.settings.zone
                    dated = set_down.apply(unit, row, place.case_id, zone)
                if seal_id:
                    row = known_entry(unit.session, new.id)
                    close_entry(unit, self._vault, row, seal_id)
                    unit.session.execute(_SEALED_DRAFT_DONE, {"hearing": new.hearing_id})
                unit.connection.execute(_DRAFT_DONE, {"hearing": new.hearing_id, "entry": new.id})
                unit.commit()
        return self._saved_entry(row, *_beside(moved, dated))

    def amend(
        self,
        entry_id: str,
        content: str,
        speaker: str,
        kind: EntryKind,
        reason: str,
        at: datetime,
    ) -> Saved[Entry]:
        """Correct an entry; what it said before stays in the record, with the reason.

        What the old words did to exhibits is taken back, and what the new ones say is done.

        Raises:
            BadEntry: there is no such entry, no reason, or nothing would change.
        """
        content = checked_text(content)
        if not reason.strip():
            raise BadEntry(
                "An amendment needs a reason, such as “misheard”. It is printed with it."
            )
        with self._vault.write("entry.amend") as unit:
            row = known_entry(unit.session, entry_id)
            seal_id = self._open(unit, row)
            if row.kind == EntryKind.COURSE.value:
                kind = EntryKind.COURSE
            if (row.text, row.speaker, row.kind) == (content, speaker, kind.value):
                raise BadEntry("Nothing was changed, so there is nothing to amend.")
            unit.add(
                AmendmentRow(
                    id=new_id(),
                    entry_id=entry_id,
                    version=row.version,
                    old_text=row.text,
                    old_speaker=row.speaker,
                    old_kind=row.kind,
                    reason=reason.strip(),
                    by_user=unit.user.name,
                    at_ms=to_ms(at),
                )
            )
            row.text, row.speaker, row.kind = content, speaker, kind.value
            row.version += 1
            dated = set_down.undo(unit, entry_id)
            moved = effects.undo(unit, entry_id)
            unit.session.flush()
            case_id = hearing_row(unit.session, row.hearing_id).case_id
            moved = effects.apply(unit, row, case_id) or moved
            if not seal_id:
                zone = self._vault.settings.zone
                dated = set_down.apply(unit, row, case_id, zone) or dated
            else:
                close_entry(unit, self._vault, row, seal_id)
            unit.commit()
        return self._saved_entry(row, *_beside(moved, dated))

    def links(self, entry_id: str) -> tuple[Link, ...]:
        """The exhibits, charges and witnesses that an entry refers to."""
        with self._vault.read() as session:
            return effects.links_of(session, entry_id)

    def bookmark(self, entry_id: str, on: bool) -> Saved[Entry]:
        """Mark an entry to be found again, or take the mark away.

        Raises:
            BadEntry: there is no such entry.
        """
        with self._vault.write("entry.bookmark") as unit:
            row = known_entry(unit.session, entry_id)
            row.bookmarked = int(on)
            unit.commit()
        return self._saved_entry(row)

    def save_draft(self, draft: Draft) -> None:
        """Keep the half-typed line, so that a crash does not lose it."""
        row = DraftRow(
            hearing_id=draft.hearing_id,
            entry_id=draft.entry_id,
            at_ms=to_ms(draft.at),
            appearance_id=draft.appearance_id,
            speaker=draft.speaker,
            kind=draft.kind.value,
            text=draft.text,
        )
        with self._vault.write("draft.save") as unit:
            if seal_now(unit, draft.hearing_id, row.at_ms):
                keep_sealed_draft(unit, self._vault, row)
            else:
                unit.session.merge(row)
                unit.session.execute(_SEALED_DRAFT_DONE, {"hearing": draft.hearing_id})
            unit.commit()

    def drop_draft(self, hearing_id: str) -> None:
        """Forget the half-typed line."""
        with self._vault.write("draft.drop") as unit:
            unit.session.execute(delete(DraftRow).where(DraftRow.hearing_id == hearing_id))
            unit.session.execute(_SEALED_DRAFT_DONE, {"hearing": hearing_id})
            unit.commit()

    def import_log(self, case_id: str, title: str, plan: ImportPlan) -> Saved[Hearing]:
        """Record a log made elsewhere as a hearing that is over: all of it or nothing.

        Its speakers become the hearing's appearances.

        Raises:
            BadEntry: the plan has problems or no entries.
            BadCase: there is no such case.
        """
        first, last = plan.span()
        case = self._cases.case(case_id).details
        day = first.astimezone(ZoneInfo(self._vault.settings.zone)).date()
        people = tuple(
            Appearance(id=new_id(), name=s.name, label=s.name, role=s.role) for s in plan.speakers
        )
        about = HearingPlan(
            title,
            day,
            case.court,
            case.room,
            case.judge,
            case.judge_abbreviation,
            "",
            False,
            people,
        )
        with self._vault.write("hearing.import") as unit:
            row = new_hearing(case_id, checked_plan(about))
            keep_clock(row, plan.clock(), last)
            row.started_at_ms = to_ms(first)
            unit.add(row)
            add_appearances(unit, row.id, about)
            unit.session.flush()
            newest = unit.session.execute(select(func.max(EntryRow.row))).scalar() or 0
            rows = imported_rows(row.id, plan, unit.user.name, newest, people)
            unit.insert_many(EntryRow, rows)
            unit.commit()
        return self._saved_hearing(row.id)

    def _saved_hearing(self, hearing_id: str) -> Saved[Hearing]:
        return Saved(
            self.hearing(hearing_id), Changed(frozenset({"hearing"}), frozenset({hearing_id}))
        )

    def _open(self, unit: Unit, row: EntryRow) -> str:
        """Open a sealed entry inside a transaction; the id of its seal, or empty."""
        if not is_sealed(row):
            return ""
        self._vault.require(Ability.SEE_SEALED)
        seal_id = open_entry(unit, Opener(self._vault), row)
        unit.session.flush()
        return seal_id

    def _saved_entry(self, row: EntryRow, *more: str) -> Saved[Entry]:
        if row.version > 1 or is_sealed(row):
            with self._vault.read() as session:
                (entry,) = to_entries(session, [row], self._opener)
        else:
            entry = to_entry(row)
        return Saved(
            entry, Changed(frozenset({"entry", *more}), frozenset({row.id, row.hearing_id}))
        )


def _beside(moved: bool, dated: bool) -> tuple[str, ...]:
    """What changed beside the log: exhibits, and what is set down in the case."""
    return (*(("exhibit",) if moved else ()), *(("case",) if dated else ()))
