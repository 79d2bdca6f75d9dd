"""A whole trial day, followed by keys alone on the real panel; its papers come out right."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from courtdesk.cases.model import Case
from courtdesk.cases.service import CaseService
from courtdesk.demo import story
from courtdesk.demo.day_three import DAY_3
from courtdesk.demo.making import write_day
from courtdesk.demo.telling import Line
from courtdesk.exhibits.service import ExhibitService
from courtdesk.exhibits.sheet import exhibit_list
from courtdesk.hearing.model import Entry, Hearing, Step
from courtdesk.hearing.model.checker import Omission
from courtdesk.hearing.panel.adjourn_dialog import AdjournDialog
from courtdesk.hearing.panel.amend_dialog import AmendDialog
from courtdesk.hearing.panel.arrival_dialog import ArrivalDialog
from courtdesk.hearing.panel.course_bar import STEP_KEYS
from courtdesk.hearing.service import HearingService, ProceedingsService
from courtdesk.hearing.sheet import minutes_sheet
from courtdesk.paper.imprint import Imprint
from courtdesk.paper.press import press
from tests.hearing.panel.conftest import CONTROL, SHIFT, Court
from tests.paper.documents import text_of
from tests.vaults import START, reopen

if TYPE_CHECKING:
    from courtdesk.vault.store import Vault

PLANTED = {
    Omission.NOT_EXCUSED: "Ofc. Bell",
    Omission.INTERPRETER_NOT_SWORN: "K. Osei",
    Omission.NO_RULING_ON_OFFER: "Offers State 16",
    Omission.NO_RULING_ON_OBJECTION: "Objection: argumentative",
    Omission.NO_RULING_ON_MOTION: "Oral motion for continuance",
    Omission.NO_RESUMPTION: "the court is in recess",
    Omission.NO_NEXT_DATE: "no next date is on record",
}
EXHIBITS = {
    "Def. C": "refused",
    "Def. D": "admitted",
    "State 9": "refused",
    "State 13": "admitted",
    "State 14": "admitted in part",
    "State 15": "admitted",
    "State 16": "offered",
}
KEYS = [getattr(Qt.Key, f"Key_F{number}") for number in range(13)[1:]]


@pytest.fixture
def case(cases: CaseService) -> Case:
    """The demo's trial."""
    return cases.open_case(story.cases(START.date())[0], START.date()).value


@pytest.fixture
def hearing(hearings: HearingService, case: Case) -> Hearing:
    """The trial after two days, the third of them planned."""
    first, second, third = story.TRIAL_DAYS
    for back, day in ((4, first), (3, second)):
        held = START - timedelta(days=back)
        write_day(hearings, case.id, day, held.date(), held)
    return hearings.plan(case.id, story.plan_of(third, START.date())).value


class Clerk:
    """Follows a day's lines by keys alone."""

    def __init__(self, court: Court) -> None:
        self.court = court
        self._speaker = 0

    def follow(self, line: Line) -> None:
        court, before = self.court, self.court.entries()
        court.clock.moment = START + timedelta(seconds=line.after)
        if line.step is not None:
            self._step(line.step)
        elif line.arrives is not None:
            self._arrive(*line.arrives)
        else:
            self._say(line)
        self._wait(lambda: court.entries() == before + 1)
        if line.step is not None:
            self._wait(lambda: not court.room.course._waiting)
        if line.bookmarked:
            court.press(Qt.Key.Key_B, CONTROL)
            self._wait(lambda: self._last().bookmarked)
        if line.corrected is not None:
            self._amend(*line.corrected)
            self._wait(lambda: self._last().amended)
        if line.step is None and line.arrives is None:
            said = line.corrected[0] if line.corrected else line.text
            assert (self._last().text, self._last().kind) == (said, line.kind)

    def _last(self) -> Entry:
        last = self.court.room.session.last_entry
        assert last is not None
        return last

    def _wait(self, condition: Callable[[], bool]) -> None:
        self.court.qtbot.waitUntil(condition, timeout=20_000)

    def _type(self, text: str) -> None:
        for letter in text:
            for what in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(what, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self.court.focused(), event)

    def _say(self, line: Line) -> None:
        if line.key and line.key != self._speaker:
            self.court.press(KEYS[line.key - 1])
            self._speaker = line.key
        self._type(line.typed or line.text)
        composer = self.court.room.composer
        composer._recognise()
        for _ in range(20):
            if composer._kind is line.kind:
                break
            self.court.press(Qt.Key.Key_Tab)
        self.court.press(Qt.Key.Key_Return)

    def _step(self, step: Step) -> None:
        self.court.press(KEYS[int(STEP_KEYS[step][1].removeprefix("F")) - 1])
        if step is Step.ADJOURN:
            self._opened(AdjournDialog)
            self._type("told the judge")
            self.court.press(Qt.Key.Key_Return)

    def _arrive(self, name: str, party: str) -> None:
        self.court.press(Qt.Key.Key_A, CONTROL | SHIFT)
        self._opened(ArrivalDialog)
        self._type(name)
        self.court.press(Qt.Key.Key_Tab)
        self._type(party)
        self.court.press(Qt.Key.Key_Return)
        self._wait(lambda: self.court.room.speakers.with_key(8) is not None)

    def _amend(self, text: str, reason: str) -> None:
        self.court.press(Qt.Key.Key_R, CONTROL)
        dialog = self._opened(AmendDialog)
        self.court.press(Qt.Key.Key_A, CONTROL)
        self._type(text)
        for _ in range(6):
            if self.court.focused() is dialog._reason:
                break
            self.court.press(Qt.Key.Key_Tab)
        self._type(reason)
        self.court.press(Qt.Key.Key_Return)

    def _opened(self, kind: type) -> object:
        room = self.court.room

        def shown() -> bool:
            dialog = room.findChild(kind)
            return dialog is not None and dialog.isAncestorOf(self.court.focused())

        self._wait(shown)
        return room.findChild(kind)


def test_the_third_day_is_followed_by_keys_and_its_papers_come_out_right(court: Court) -> None:
    room = court.room
    court.qtbot.waitUntil(lambda: room.composer._book is not None, timeout=20_000)
    court.qtbot.waitUntil(lambda: room.check._log.follower is not None, timeout=20_000)
    court.qtbot.waitUntil(lambda: room.side.follows.proceedings is not None, timeout=20_000)
    clerk = Clerk(court)
    for line in DAY_3.lines:
        clerk.follow(line)
    found = {(finding.omission, finding.what) for finding in room.check.findings()}
    assert found == set(PLANTED.items())
    court.close()
    vault = reopen(court.folder)
    try:
        _check_papers(vault, court.hearing_id)
    finally:
        vault.close()


def _check_papers(vault: "Vault", hearing_id: str) -> None:
    cases = CaseService(vault)
    hearings = HearingService(vault, cases)
    imprint = Imprint.by(vault, datetime(2026, 11, 23, 18, tzinfo=UTC))
    case_id = hearings.hearing(hearing_id).case_id
    minutes = text_of(press(minutes_sheet(hearings.minutes_sheet(hearing_id), imprint)))
    for said in ("Overruled; Def. D received", "State rests", "Witness affirmed: M. Iglesias"):
        assert said in minutes
    assert "Saw the bus stop" not in minutes
    exhibits = ExhibitService(vault, cases)
    states = {e.name: e.state.value for e in exhibits.exhibits(case_id)}
    assert states == EXHIBITS
    paper = text_of(press(exhibit_list(exhibits.list_sheet(case_id), imprint)))
    assert all(name.split()[-1] in paper for name in EXHIBITS)
    witnesses = ProceedingsService(vault, cases).witnesses(hearing_id)
    assert [(w.name, w.standing.value) for w in witnesses] == [
        ("Ofc. Bell", "left the stand without being excused"),
        ("Dr. Lena Haas", "excused, subject to recall"),
        ("M. Iglesias", "excused"),
        ("R. Coyle", "excused"),
    ]
