"""Attendance and times beside the log, and what is done to them by key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from courtdesk.cases.service import CaseService
from courtdesk.desk.actions import Action
from courtdesk.desk.widgets.notice import Message
from courtdesk.hearing.model import SPEAKER_KEYS, Appearance, Entry, EntryKind, Hearing
from courtdesk.hearing.model.dates import next_date
from courtdesk.hearing.model.limits import TimeLimit
from courtdesk.hearing.model.phrases import Phrase
from courtdesk.hearing.model.proceedings import Proceedings
from courtdesk.hearing.panel.arrival_dialog import ArrivalDialog
from courtdesk.hearing.panel.attendance_card import AttendanceCard
from courtdesk.hearing.panel.codes_dialog import CodesDialog
from courtdesk.hearing.panel.composer import Composer
from courtdesk.hearing.panel.deeds import Deeds
from courtdesk.hearing.panel.desk_course import DeskCourse
from courtdesk.hearing.panel.limits_dialog import LimitsDialog
from courtdesk.hearing.panel.phrases_dialog import PhrasesDialog
from courtdesk.hearing.panel.session import HearingSession
from courtdesk.hearing.panel.speaker_strip import SpeakerStrip
from courtdesk.hearing.panel.spelling import SpellBook, SpellMarks
from courtdesk.hearing.panel.times_card import TimesCard
from courtdesk.hearing.service import ProceedingsService
from courtdesk.hearing.service.limits import LimitService
from courtdesk.hearing.service.phrases import PhraseService
from courtdesk.vault.changes import Changed

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk

_GROUP = "Hearing"


class CourseSide(QObject):
    """Keeps the two cards up with the log; arrivals, leavings, keys and limits go through here."""

    def __init__(
        self,
        desk: Desk,
        session: HearingSession,
        deeds: Deeds,
        speakers: SpeakerStrip,
        composer: Composer,
        zone: tzinfo,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(session)
        self._desk = desk
        self._session = session
        self._deeds = deeds
        self._speakers = speakers
        self._composer = composer
        self._now = now
        self._zone = zone
        self._service = ProceedingsService(desk.vault, CaseService(desk.vault))
        self._limits: tuple[TimeLimit, ...] = ()
        self._phrases: tuple[Phrase, ...] = ()
        self.follows = DeskCourse(desk, session)
        self.spelling = SpellBook(desk, self)
        self.marks = SpellMarks(self.spelling, composer.edit)
        self.present = AttendanceCard(zone)
        self.times = TimesCard(now)
        session.entry_added.connect(self._on_entry)
        session.hearing_read.connect(self._on_hearing_read)
        session.log_changed.connect(self.times.clear)
        session.log_read.connect(self._read_phrases)
        session.log_read.connect(self._read_spelling)
        self.follows.changed.connect(self._on_followed)
        self.follows.limits_read.connect(self._on_limits_read)
        self.times.limits_wanted.connect(self._on_limits_wanted)
        speakers.moved.connect(deeds.give_key)

    def shortcuts(self) -> list[Action]:
        """What can be done here by key."""
        made = [
            Action("hearing.arrival", "Late arrival", self._on_arrival, "Ctrl+Shift+A", _GROUP),
            Action("hearing.codes", "Code book", self._on_codes, "Ctrl+Shift+K", _GROUP),
            Action("hearing.phrases", "Set phrases", self._on_phrases, "Ctrl+Shift+P", _GROUP),
            Action("hearing.spelling", "Spelling of a word", self._on_spelling, "Ctrl+.", _GROUP),
            Action("hearing.limits", "Time limits", self._on_limits_wanted, "Ctrl+Shift+T", _GROUP),
        ]
        for key in range(1, SPEAKER_KEYS + 1):
            person = self._speakers.with_key(key)
            if person is not None:
                come = partial(self._on_comes_or_goes, person)
                title = f"{person.label} arrives or leaves"
                made.append(Action(f"hearing.attend{key}", title, come, f"Shift+F{key}", _GROUP))
            move = partial(self._on_key_wanted, key)
            title = f"Who speaks gets F{key}"
            made.append(Action(f"hearing.key{key}", title, move, f"Ctrl+Shift+F{key}", "Speakers"))
        return made

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

    def _on_entry(self, entry: Entry) -> None:
        """Say what a next date set down, since nobody sees the case from here."""
        if entry.kind is not EntryKind.NEXT_DATE or entry.sealed:
            return
        found = next_date(entry.text, entry.at.astimezone(self._zone).date(), self._zone)
        if found is None:
            self._composer.say("Nothing is set down: the line names no certain day and time.")
        else:
            local = found.at
            day = f"{local:%a} {local.day} {local:%b %Y}, {local.hour}:{local:%M}"
            self._composer.say(f"Set down in the case for {day}.")

    def _on_hearing_read(self, hearing: Hearing) -> None:
        if self.follows.proceedings is None:
            self.present.show_people(hearing.plan.appearances)
        else:
            self._on_followed(self.follows.proceedings)

    def _on_followed(self, proceedings: Proceedings) -> None:
        everyone = proceedings.attendance.everyone()
        self.present.show_attendance(everyone)
        started = any(one.stays for one in everyone)
        away = [one.person.id for one in everyone if started and not one.is_here]
        self._speakers.show_away(away)
        self.times.show_proceedings(proceedings)

    def _on_comes_or_goes(self, person: Appearance) -> None:
        if self.follows.proceedings is None:
            return
        everyone = self.follows.proceedings.attendance.everyone()
        here = any(one.is_here for one in everyone if one.person.id == person.id)
        self._deeds.attend(person, "Leaves" if here else "Arrives", self._now())
        self._composer.say(f"{person.label} {'leaves' if here else 'arrives'}.")

    def _on_key_wanted(self, key: int) -> None:
        speaker = self._composer.speaker_id
        if speaker:
            self._deeds.give_key(speaker, key)
        else:
            self._composer.say(f"Pick a speaker first: F{key} is for who speaks.")

    def _on_arrival(self) -> None:
        hearing = self._session.hearing
        if hearing is None or self.follows.proceedings is None:
            return
        everyone = self.follows.proceedings.attendance.everyone()
        missing = [one.person for one in everyone if not one.is_here]
        dialog = ArrivalDialog(self._window(), hearing.plan.appearances, missing)
        dialog.arrived.connect(self._on_arrived)
        dialog.open()

    def _on_arrived(self, person: Appearance, words: str) -> None:
        self._deeds.attend(person, words, self._now())
        key = f" F{person.key} picks them." if person.key else ""
        self._composer.say(f"{person.label} arrives.{key}")

    def _on_limits_read(self, limits: tuple[TimeLimit, ...], earlier: object) -> None:
        self._limits = limits
        self.times.show_limits(limits, earlier)  # type: ignore[arg-type]  # as the signal says

    def _on_limits_wanted(self) -> None:
        hearing = self._session.hearing
        if hearing is None:
            return
        known = {limit.party: limit for limit in self._limits}
        parties = [p.for_whom for p in hearing.plan.appearances if _is_party(p)]
        names = list(dict.fromkeys([*known, *parties]))
        dialog = LimitsDialog(self._window(), names, known)
        limits, case_id = LimitService(self._desk.vault), hearing.case_id
        dialog.agreed.connect(
            lambda agreed: self._desk.lane.ask(
                lambda: limits.set_limits(case_id, agreed), lambda _saved: None, owner=self
            )
        )
        dialog.open()

    def take_notice(self, changed: Changed) -> None:
        """Something was saved somewhere."""
        self.follows.take_notice(changed)
        self.spelling.take_notice(changed)
        if changed.concerns("phrase"):
            self._read_phrases()

    def _on_spelling(self) -> None:
        if self.marks.suggest() is None:
            self._composer.say("No word is marked.")

    def _read_spelling(self) -> None:
        hearing = self._session.hearing
        if hearing is None:
            return
        self.spelling.read()
        people = [person.name for person in hearing.plan.appearances]
        cases, case_id = CaseService(self._desk.vault), hearing.case_id

        def work() -> list[str]:
            case = cases.case(case_id).details
            parties = [word for party in case.parties for word in (party.name, party.counsel)]
            return [case.title, case.judge, *parties, *people]

        self._session.read(work, self.spelling.use_names)

    def _read_phrases(self) -> None:
        self._session.read(PhraseService(self._desk.vault).phrases, self._on_phrases_read)

    def _on_phrases_read(self, phrases: tuple[Phrase, ...]) -> None:
        self._phrases = phrases
        self._composer.use_phrases(phrases)

    def _on_phrases(self) -> None:
        dialog = PhrasesDialog(self._window(), self._desk, self._phrases)
        dialog.picked.connect(self._composer.insert_phrase)
        dialog.open()

    def _on_codes(self) -> None:
        hearing = self._session.hearing
        if hearing is not None:
            CodesDialog(self._window(), self._desk, hearing.plan.court).open()

    def _window(self) -> QWidget:
        return self._composer


def _is_party(person: Appearance) -> bool:
    """Whether somebody stands for a party, whose time is counted."""
    return bool(person.for_whom) and person.role.casefold() == "counsel"
