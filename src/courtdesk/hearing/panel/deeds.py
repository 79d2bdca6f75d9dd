"""What is done to the open hearing: its steps, amendments, bookmarks and plans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from courtdesk.hearing.model import (
    Appearance,
    Entry,
    EntryKind,
    Hearing,
    HearingPlan,
    NewEntry,
    Step,
)
from courtdesk.hearing.model.plans import with_key
from courtdesk.hearing.panel.session import HearingSession
from courtdesk.vault.changes import Saved
from courtdesk.vault.ids import new_id

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.hearing.service import HearingService

Failed = Callable[[Exception], None]


@dataclass(frozen=True)
class Correction:
    """What an entry should say instead, why, and when that was decided (UTC)."""

    text: str
    speaker: str
    kind: EntryKind
    reason: str
    at: datetime


class Deeds(QObject):
    """Asks the vault lane; what was saved is taken in by the session."""

    def __init__(self, desk: Desk, hearings: HearingService, session: HearingSession) -> None:
        super().__init__(session)
        self._desk = desk
        self._hearings = hearings
        self._session = session

    def take_step(self, step: Step, at: datetime, remark: str = "") -> None:
        """Start, pause, resume or adjourn the hearing; ``remark`` is added to its line."""
        hearing_id, entry_id = self._session.hearing_id, new_id()
        self._session.expect(entry_id)

        def then(saved: Saved[Entry]) -> None:
            self._session.take_in(saved.value)
            self._session.read_again()

        def failed(error: Exception) -> None:
            self._session.tell(error)
            self._session.read_clock()

        self._desk.lane.ask(
            lambda: self._hearings.take_step(hearing_id, step, at, entry_id, remark),
            then,
            failed,
            owner=self,
        )

    def amend(
        self, entry: Entry, new: Correction, then: Callable[[], None], failed: Failed
    ) -> None:
        """Correct an entry; ``then`` once the correction is on disk."""
        self._session.expect(entry.id)

        def done(saved: Saved[Entry]) -> None:
            self._on_entry_saved(saved)
            then()

        self._desk.lane.ask(
            lambda: self._hearings.amend(
                entry.id, new.text, new.speaker, new.kind, new.reason, new.at
            ),
            done,
            failed,
            owner=self,
        )

    def bookmark(self, entry: Entry, on: bool) -> None:
        """Mark an entry to be found again, or take the mark away."""
        self._session.expect(entry.id)
        self._desk.lane.ask(
            lambda: self._hearings.bookmark(entry.id, on),
            self._on_entry_saved,
            self._session.tell,
            owner=self,
        )

    def save_plan(
        self,
        case_id: str,
        plan: HearingPlan,
        hearing: Hearing | None,
        then: Callable[[Hearing], None],
        failed: Failed,
    ) -> None:
        """Set a hearing up, or change what is known of ``hearing``."""
        hearings = self._hearings

        def work() -> Saved[Hearing]:
            if hearing is None:
                return hearings.plan(case_id, plan)
            return hearings.change_plan(hearing.id, plan)

        self._desk.lane.ask(work, lambda saved: then(saved.value), failed, owner=self)

    def attend(self, person: Appearance, words: str, at: datetime) -> None:
        """Record that somebody comes or goes; who is new on the list is put on it first."""
        hearing = self._session.hearing
        if hearing is None:
            return
        hearings, entry_id = self._hearings, new_id()
        known = [p for p in hearing.plan.appearances if p.id != person.id]
        people = tuple(person if p.id == person.id else p for p in hearing.plan.appearances)
        if len(known) == len(people):
            people = (*people, person)
        plan = replace(hearing.plan, appearances=people)
        new = NewEntry(
            entry_id, hearing.id, at, person.label, EntryKind.APPEARANCE, words, person.id
        )
        self._session.expect(entry_id)

        def work() -> Saved[Entry]:
            if plan != hearing.plan:
                hearings.change_plan(hearing.id, plan)
            return hearings.record(new)

        def then(saved: Saved[Entry]) -> None:
            self._session.take_in(saved.value)
            self._session.read_again()

        self._desk.lane.ask(work, then, self._session.tell, owner=self)

    def give_key(self, person_id: str, key: int) -> None:
        """Let a speaker have ``key``; who had it gets the one that becomes free."""
        hearing = self._session.hearing
        if hearing is None:
            return
        people = with_key(hearing.plan.appearances, person_id, key)
        plan = replace(hearing.plan, appearances=people)
        self._desk.lane.ask(
            lambda: self._hearings.change_plan(hearing.id, plan),
            lambda _saved: None,
            self._session.tell,
            owner=self,
        )

    def _on_entry_saved(self, saved: Saved[Entry]) -> None:
        self._session.take_in(saved.value)
        self._session.read_counts()
