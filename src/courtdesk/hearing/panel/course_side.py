"""Attendance and times beside the log, and what is done to them by key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from courtdesk.desk.actions import Action
from courtdesk.hearing.model import SPEAKER_KEYS, Appearance, Hearing
from courtdesk.hearing.model.limits import TimeLimit
from courtdesk.hearing.model.proceedings import Proceedings
from courtdesk.hearing.model.stopwatch import COURT
from courtdesk.hearing.panel.arrival_dialog import ArrivalDialog
from courtdesk.hearing.panel.attendance_card import AttendanceCard
from courtdesk.hearing.panel.composer import Composer
from courtdesk.hearing.panel.deeds import Deeds
from courtdesk.hearing.panel.desk_course import DeskCourse
from courtdesk.hearing.panel.limits_dialog import LimitsDialog
from courtdesk.hearing.panel.session import HearingSession
from courtdesk.hearing.panel.speaker_strip import SpeakerStrip
from courtdesk.hearing.panel.times_card import TimesCard
from courtdesk.hearing.service.limits import LimitService
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
        self._limits: tuple[TimeLimit, ...] = ()
        self.follows = DeskCourse(desk, session)
        self.present = AttendanceCard(zone)
        self.times = TimesCard(now)
        session.hearing_read.connect(self._on_hearing_read)
        session.log_changed.connect(self.times.clear)
        self.follows.changed.connect(self._on_followed)
        self.follows.limits_read.connect(self._on_limits_read)
        self.times.limits_wanted.connect(self._on_limits_wanted)
        speakers.moved.connect(deeds.give_key)

    def shortcuts(self) -> list[Action]:
        """What can be done here by key."""
        made = [
            Action("hearing.arrival", "Late arrival", self._on_arrival, "Ctrl+Shift+A", _GROUP),
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

    def _window(self) -> QWidget:
        return self._composer


def _is_party(person: Appearance) -> bool:
    """Whether somebody stands for a party, whose time is counted."""
    return person.for_whom not in {"", COURT}
