"""The way of a line from the composer to the disk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from courtdesk.desk.widgets.notice import Message
from courtdesk.hearing.model import BadEntry, Draft, Entry
from courtdesk.hearing.panel.composer import Composer
from courtdesk.hearing.panel.draft_keeper import DraftKeeper
from courtdesk.hearing.panel.save_queue import SaveQueue
from courtdesk.hearing.panel.session import HearingSession
from courtdesk.hearing.panel.typed_line import TypedLine
from courtdesk.hearing.panel.unsaved_strip import UnsavedStrip

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.hearing.service import HearingService

_SAVES = "hearing.log"
_DRAFTS = "hearing.draft"


class LineKeeper(QObject):
    """Saves drafts while a line is typed and the line once it is committed; tells what happened."""

    def __init__(
        self,
        desk: Desk,
        hearings: HearingService,
        session: HearingSession,
        composer: Composer,
        zone: tzinfo,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(session)
        self._desk = desk
        self._session = session
        self._composer = composer
        self._zone = zone
        self._now = now
        self.queue = SaveQueue(desk.lane, hearings, self)
        self.drafts = DraftKeeper(desk.lane, hearings, self)
        self.unsaved = UnsavedStrip(self.queue)
        composer.below.addWidget(self.unsaved)
        self.drafts.follow(composer.draft)
        self._connect()

    def leave(self) -> None:
        """The vault is about to be locked: hand everything that was typed to the lane."""
        self.drafts.flush()
        self.queue.finish()

    def _connect(self) -> None:
        composer, queue, drafts = self._composer, self.queue, self.drafts
        composer.typed.connect(drafts.keep)
        composer.left.connect(drafts.save_now)
        composer.committed.connect(self._on_committed)
        composer.given_up.connect(self._on_given_up)
        drafts.failed.connect(self._on_draft_not_kept)
        drafts.kept.connect(lambda: self._desk.status.solved(_DRAFTS))
        queue.saved.connect(self._on_saved)
        queue.failed.connect(self._on_not_saved)
        self.unsaved.edit_wanted.connect(self._on_edit_unsaved)
        self._session.draft_read.connect(self._on_draft_read)

    def _on_draft_read(self, draft: Draft) -> None:
        if self._composer.empty:
            self._composer.fill(draft)

    def _on_committed(self, line: TypedLine) -> None:
        self.drafts.forget()
        self._session.expect(line.new.id)
        self.queue.add(line)

    def _on_given_up(self, _entry_id: str) -> None:
        self.drafts.drop(self._session.hearing_id)
        self.queue.let_go()

    def _on_saved(self, entry: Entry) -> None:
        self._session.take_in(entry)
        local = self._now().astimezone(self._zone)
        self._desk.status.saved(f"Entry {entry.number:,} saved at {local:%H:%M:%S}", _SAVES)

    def _on_not_saved(self, error: Exception) -> None:
        self._desk.status.save_failed(f"Not saved: {self.queue.why}", _SAVES)
        if isinstance(error, BadEntry) and self._composer.empty:
            self._take_back()
            self._desk.show_notice(
                Message(str(error), next_step="The line is back in the composer.")
            )

    def _on_edit_unsaved(self) -> None:
        if self._composer.empty:
            self._take_back()
            self._composer.edit.setFocus()
        else:
            self._composer.say("Commit or clear the line that you are typing first.")

    def _take_back(self) -> None:
        line = self.queue.take_back()
        self._composer.fill(line.as_draft(), bookmarked=line.bookmarked)
        self.drafts.keep()

    def _on_draft_not_kept(self, _error: Exception) -> None:
        self._desk.status.save_failed("The half-typed line is not saved", _DRAFTS)
