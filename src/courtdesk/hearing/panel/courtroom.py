"""The page of an open hearing: course above, log and composer at the left, people at the right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from courtdesk.desk.actions import Action
from courtdesk.desk.context import Desk
from courtdesk.desk.dialog import confirm
from courtdesk.desk.widgets.card import GAP
from courtdesk.desk.widgets.notice import Message
from courtdesk.hearing.model import (
    SPEAKER_KEYS,
    Appearance,
    Clock,
    Entry,
    Hearing,
    Step,
)
from courtdesk.hearing.panel.adjourn_dialog import AdjournDialog
from courtdesk.hearing.panel.amend_dialog import AmendDialog
from courtdesk.hearing.panel.attendance_card import MOST_ROWS
from courtdesk.hearing.panel.checker_card import CheckerCard
from courtdesk.hearing.panel.composer import Composer, utc_now
from courtdesk.hearing.panel.course_bar import CourseBar
from courtdesk.hearing.panel.course_side import CourseSide
from courtdesk.hearing.panel.deeds import Deeds
from courtdesk.hearing.panel.desk_check import DeskCheck
from courtdesk.hearing.panel.exhibits_card import ExhibitsCard
from courtdesk.hearing.panel.filters import FILTERS
from courtdesk.hearing.panel.line_keeper import LineKeeper
from courtdesk.hearing.panel.line_news import LineNews
from courtdesk.hearing.panel.log_card import LogCard
from courtdesk.hearing.panel.seal_desk import SealDesk
from courtdesk.hearing.panel.session import HearingSession
from courtdesk.hearing.panel.sound_beside import SoundBeside
from courtdesk.hearing.panel.speaker_strip import SpeakerStrip
from courtdesk.hearing.panel.spelling import mark_spelling
from courtdesk.hearing.panel.writing_aids import WritingAids
from courtdesk.hearing.service import HearingService
from courtdesk.vault.changes import Changed
from courtdesk.vault.roles import Ability

_SIDE = 308
_NARROW_SIDE = 268
_NARROW = 1060
_LOW = 700
"""Height below which the list of those present gives its room to the exhibits; Ctrl+E shows it."""
_HIGH = 860
"""Height from which everybody present is in sight; below it the first few."""
_FEW_ROWS = 3
_LEAST_EXHIBITS = 100


class Courtroom(QWidget):
    """One hearing at work. The composer keeps the keyboard."""

    people_changed = Signal()

    def __init__(
        self,
        desk: Desk,
        hearings: HearingService,
        now: Callable[[], datetime] = utc_now,
        sound: SoundBeside | None = None,
    ) -> None:
        super().__init__()
        self._sound = sound
        self._desk = desk
        self._keeps = desk.vault.may(Ability.KEEP_RECORD)
        self._now = now
        self._zone = ZoneInfo(desk.vault.settings.zone)
        self.session = HearingSession(desk, hearings, self)
        self.deeds = Deeds(desk, hearings, self.session)
        self.course = CourseBar(self._zone, now)
        self.log = LogCard(self.session, self.deeds, self._zone)
        self.composer = Composer(self._zone, now)
        self.lines = LineKeeper(desk, hearings, self.session, self.composer, self._zone, now)
        self.speakers = SpeakerStrip()
        self.side = CourseSide(
            desk, self.session, self.deeds, self.speakers, self.composer, self._zone, now
        )
        self.aids = WritingAids(desk, self.session, self.composer)
        self._news = LineNews(desk, self.session, self.composer, self._zone)
        self.present = self.side.present
        self.times = self.side.times
        self.checker = CheckerCard()
        self.exhibits = ExhibitsCard()
        self.check = DeskCheck(desk, self.session)
        self.sealing = SealDesk(desk, self.session, self.log, self.composer, self._zone, now)
        self._side = QWidget()
        self._lay_out()
        self._connect()

    def open(self, hearing: Hearing) -> None:
        """Work on ``hearing`` from now on; what is half typed for another is kept there."""
        if hearing.id == self.session.hearing_id:
            self.session.read_again()
            return
        self.lines.drafts.flush()
        self.composer.open(hearing.id)
        self.session.open(hearing)
        self.speakers.show_speaker("")

    def shortcuts(self) -> list[Action]:
        """What can be done here by key."""
        sound = self._sound.shortcuts() if self._sound else ()
        if not self._keeps:
            return [*self._reading(), *sound]
        return [
            *self._writing(),
            *self._reading(),
            *self.side.shortcuts(),
            *self.aids.shortcuts(),
            *self.sealing.shortcuts(),
            *sound,
        ]

    def _writing(self) -> list[Action]:
        composer, group = self.composer, "Hearing"
        step = self.course.press
        made = [
            Action("hearing.on", "Start, resume, back on record", partial(step, "F9"), "F9", group),
            Action("hearing.recess", "Recess", partial(step, "F10"), "F10", group),
            Action("hearing.off", "Off record", partial(step, "F11"), "F11", group),
            Action("hearing.adjourn", "Adjourn", partial(step, "F12"), "F12", group),
            Action("hearing.bookmark", "Bookmark", composer.toggle_bookmark, "Ctrl+B", group),
            Action("hearing.amend", "Amend an entry", self._on_amend_key, "Ctrl+R", group),
            Action("hearing.repeat", "Repeat the last line", composer.repeat_last, "Ctrl+D", group),
            Action("hearing.retry", "Save again", self.lines.queue.go_on, "Ctrl+Return", group),
        ]
        for key in range(1, SPEAKER_KEYS + 1):
            person = self.speakers.with_key(key)
            if person is not None:
                pick = partial(self._on_picked, person)
                made.append(
                    Action(f"hearing.speaker{key}", person.label, pick, f"F{key}", "Speakers")
                )
        return made

    def _reading(self) -> list[Action]:
        group = "Hearing"
        made = [
            Action("hearing.check", "Go to what is to settle", self._on_check, "Ctrl+T", group),
            Action("hearing.find", "Find in the log", self.log.find_bar.open_bar, "Ctrl+F", group),
            Action("hearing.go", "Go to the log", self.log.view.setFocus, "Ctrl+G", group),
        ]
        for part in FILTERS:
            choose = partial(self.log.choose_filter, part.key)
            made.append(
                Action(f"hearing.{part.key}", f"Show {part.name}", choose, part.keys, group)
            )
        return made

    def changed(self, changed: Changed) -> None:
        """Something was saved somewhere."""
        self.session.changed(changed)
        self.check.changed(changed)
        self.sealing.changed(changed)
        self.side.take_notice(changed)
        self.aids.take_notice(changed)

    def leave(self) -> None:
        """The vault is about to be locked: hand everything that was typed to the lane."""
        self.lines.leave()
        self.session.leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(_NARROW_SIDE if self.width() < _NARROW else _SIDE)
        self.present.setVisible(self.height() >= _LOW)
        self.present.give_rows(MOST_ROWS if self.height() >= _HIGH else _FEW_ROWS)
        self.times.give_room(self.height() >= _LOW)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.course)
        if self._sound is not None:
            self.course.body.addWidget(self._sound.strip)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        main = QVBoxLayout()
        main.setSpacing(GAP)
        if self._sound is not None:
            main.addWidget(self._sound.player)
        main.addWidget(self.log, 1)
        main.addWidget(self.composer)
        row.addLayout(main, 1)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(GAP)
        for card in (self.speakers, self.checker, self.present, self.times):
            card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.exhibits.setMinimumHeight(_LEAST_EXHIBITS)
        side.addWidget(self.speakers)
        side.addWidget(self.checker)
        side.addWidget(self.exhibits, 1)
        side.addWidget(self.times)
        side.addWidget(self.present)
        row.addWidget(self._side)
        column.addLayout(row, 1)
        self.setFocusProxy(self.composer.edit if self._keeps else self.log.view)
        if not self._keeps:
            self.composer.hide()
            self.course.only_show()
            self.speakers.setEnabled(False)

    def _connect(self) -> None:
        session, composer = self.session, self.composer
        session.hearing_read.connect(self._on_hearing_read)
        session.clock_read.connect(self._on_clock_read)
        self.times.turn_changed.connect(self.course.show_turn)
        composer.speaker_changed.connect(self.speakers.show_speaker)
        composer.bookmark_wanted.connect(self._on_bookmark_last)
        composer.page_wanted.connect(self.log.view.scroll_pages)
        self.log.left.connect(self._on_back_to_composer)
        self.log.view.text_typed.connect(composer.type_text)
        self.log.amend_wanted.connect(self._on_amend_wanted)
        self.speakers.picked.connect(self._on_picked)
        self.course.step_wanted.connect(self._on_step_wanted)
        self.check.codes_read.connect(composer.use_codes)
        self.check.findings_changed.connect(self.checker.show_findings)
        self.check.exhibits_read.connect(self.exhibits.show_exhibits)
        self.checker.wanted.connect(self._on_finding_wanted)
        self.checker.left.connect(self._on_back_to_composer)
        if self._sound is not None:
            self._sound.listen_wanted.connect(self._on_listen)
            self._sound.give_wanted.connect(self._on_give_out)
            self._sound.left.connect(self._on_back_to_composer)
            self._sound.keys_changed.connect(self.people_changed)
            self.log.offer_listening(self._sound.listen_wanted.emit)

    # What was read

    def _on_hearing_read(self, hearing: Hearing) -> None:
        self.course.show_hearing(hearing)
        people = hearing.plan.appearances
        self.speakers.show_people(people)
        self.composer.show_people(people)
        self.speakers.show_speaker(self.composer.speaker_id)
        if self._sound is not None:
            self._sound.open(hearing.id)
        self.people_changed.emit()

    def _on_clock_read(self, clock: Clock) -> None:
        self.course.show_clock(clock)

    def _on_picked(self, person: Appearance) -> None:
        chosen = None if person.id == self.composer.speaker_id else person
        self.composer.set_speaker(chosen)

    # The log and the course

    def _on_back_to_composer(self) -> None:
        self.composer.edit.setFocus()

    def _on_finding_wanted(self, number: int) -> None:
        self.log.show_entry(number)
        self.log.view.setFocus()

    def _on_check(self) -> None:
        if self.checker.list.count():
            self.checker.list.setFocus()
            self.checker.list.setCurrentRow(0)
        else:
            self.composer.say("Nothing is open.")

    def _on_bookmark_last(self) -> None:
        last = self.session.last_entry
        if last is not None:
            self.log.toggle_bookmark(last)

    def _entry_at_hand(self) -> Entry | None:
        """The log's current entry while it has the keyboard, else the last one."""
        entry = self.log.view.current_entry if self.log.view.hasFocus() else None
        return entry or self.session.last_entry

    def _on_amend_key(self) -> None:
        entry = self._entry_at_hand()
        if entry is not None:
            self._on_amend_wanted(entry)

    def _on_listen(self) -> None:
        entry = self._entry_at_hand()
        if self._sound is not None:
            self._sound.listen(None if entry is None else entry.at)

    def _on_give_out(self) -> None:
        span = self.log.view.selection.span
        if span is None or span[0] == span[1]:
            self._give_out(None)
        else:
            self.log.view.read_selected(self._give_out)

    def _give_out(self, entries: tuple[Entry, ...] | None) -> None:
        if self._sound is not None:
            times = sorted(entry.at for entry in entries or ())
            self._sound.give_out(*((times[0], times[-1]) if times else (None, None)))

    def _on_amend_wanted(self, entry: Entry) -> None:
        if entry.closed:
            self._desk.show_notice(
                Message("This entry is sealed.", next_step="It is amended by who may see it.")
            )
            return
        hearing = self.session.hearing
        labels = [person.label for person in hearing.plan.appearances] if hearing else []
        quoted = self.sealing.quoted
        dialog = AmendDialog(self, self.deeds, entry, labels, self._zone, self._now, quoted)
        mark_spelling(self.aids.spelling, dialog.corrected)
        dialog.open()

    def _on_step_wanted(self, step: Step) -> None:
        at = self._now()
        hearing = self.session.hearing
        if step is not Step.ADJOURN or hearing is None:
            self.deeds.take_step(step, at)
            if step is Step.START:
                self._news.tell_of_others()
            return
        findings = self.check.findings(closing=True)
        if findings:
            dialog = AdjournDialog(self, hearing.plan.title, findings)
            dialog.agreed.connect(lambda words: self.deeds.take_step(step, at, words))
            dialog.rejected.connect(self.session.read_clock)
            dialog.open()
            return
        asked = confirm(
            self,
            f"Adjourn “{hearing.plan.title}”?",
            "The clock stops and the hearing is closed. Everything on record stays, and entries "
            "can still be amended.",
            "Adjourn",
        )
        asked.accepted.connect(lambda: self.deeds.take_step(step, at))
        asked.rejected.connect(self.session.read_clock)
