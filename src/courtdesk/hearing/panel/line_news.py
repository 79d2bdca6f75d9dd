"""What a clerk is told of the lines as they are recorded, and of other hearings."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from courtdesk.cases.service import CaseService
from courtdesk.desk.widgets.notice import Message
from courtdesk.hearing.model import Entry, EntryKind
from courtdesk.hearing.model.dates import next_date
from courtdesk.hearing.panel.composer import Composer
from courtdesk.hearing.panel.session import HearingSession
from courtdesk.hearing.service import ProceedingsService

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk

_SET_BACK = timedelta(minutes=1)
"""An entry may be a little earlier than the one before: its first keystroke, or a nudge, was."""


class LineNews(QObject):
    """Tells of dates that were set down, of a clock that was set back, of a room that is taken."""

    def __init__(
        self, desk: Desk, session: HearingSession, composer: Composer, zone: tzinfo
    ) -> None:
        super().__init__(session)
        self._desk = desk
        self._session = session
        self._composer = composer
        self._zone = zone
        self._service = ProceedingsService(desk.vault, CaseService(desk.vault))
        self._last_at: datetime | None = None
        session.log_changed.connect(self._on_log_changed)
        session.entry_added.connect(self._on_entry)

    def tell_of_others(self) -> None:
        """A hearing has begun: say so if another one runs in the same room."""
        hearing_id, service = self._session.hearing_id, self._service
        self._session.read(lambda: service.also_running(hearing_id), self._on_others)

    def _on_others(self, others: tuple[str, ...]) -> None:
        if others:
            self._desk.show_notice(
                Message(
                    f"Another hearing runs in this room: {others[0]}.",
                    next_step="Adjourn it if it is over. Each log takes its own lines.",
                )
            )

    def _on_log_changed(self) -> None:
        self._last_at = None

    def _on_entry(self, entry: Entry) -> None:
        """Say what a next date set down, and that the PC’s clock was set back."""
        self._tell_set_back(entry)
        if entry.kind is not EntryKind.NEXT_DATE or entry.sealed:
            return
        found = next_date(entry.text, entry.at.astimezone(self._zone).date(), self._zone)
        if found is None:
            self._composer.say("Nothing is set down: the line names no certain day and time.")
        else:
            local = found.at
            day = f"{local:%a} {local.day} {local:%b %Y}, {local.hour}:{local:%M}"
            self._composer.say(f"Set down in the case for {day}.")

    def _tell_set_back(self, entry: Entry) -> None:
        before, self._last_at = self._last_at, entry.at
        if before is not None and before - entry.at > _SET_BACK:
            minutes = (before - entry.at) // timedelta(minutes=1)
            self._desk.show_notice(
                Message(
                    f"The PC’s clock is {minutes} min behind the entry before.",
                    next_step="Set it right. Entries keep their order; durations count no time "
                    "twice.",
                )
            )
