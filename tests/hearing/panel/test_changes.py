"""What others save shows up in the panel, and moves nothing that the clerk looks at."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt

from courtdesk.cases.service import CaseService
from courtdesk.hearing.model import Entry, EntryKind, HearingPlan, NewEntry
from courtdesk.hearing.panel.plan_dialog import PlanDialog
from courtdesk.hearing.service import HearingService
from courtdesk.vault.ids import new_id
from tests.hearing.panel.conftest import CONTROL, Court

ALT = Qt.KeyboardModifier.AltModifier


def service(court: Court) -> HearingService:
    vault = court.panel.desk.vault
    return HearingService(vault, CaseService(vault))


def record_elsewhere(court: Court, text: str) -> None:
    """As another panel does: through the lane, without this one knowing."""
    at = court.clock() + timedelta(seconds=1)
    new = NewEntry(new_id(), court.hearing_id, at, "Clerk", EntryKind.EXHIBIT, text)
    hearings = service(court)
    court.panel.desk.lane.ask(lambda: hearings.record(new))


def fill_log(court: Court, lines: int) -> None:
    before = court.entries()
    for number in range(lines):
        court.type(f"Line {number}")
        court.press(Qt.Key.Key_Return)
    court.qtbot.waitUntil(lambda: court.entries() == before + lines)
    court.settle()


def top(court: Court) -> tuple[int, int]:
    """The number of the first entry in sight, and where it stands."""
    court.settle()
    view = court.room.log.view
    placed = view.placed()[0]
    return view.rows.number(placed.row), placed.top


def test_an_entry_of_another_panel_appears_in_the_log_and_in_the_counts(court: Court) -> None:
    record_elsewhere(court, "State 14 marked")
    court.qtbot.waitUntil(lambda: court.shown()[-1] == "State 14 marked")
    court.settle()
    assert court.room.session.counts.by_kind[EntryKind.EXHIBIT] == 1
    assert court.commit("Mine").number == 3


def test_an_amendment_of_another_panel_appears_in_its_place(court: Court) -> None:
    entry = court.commit("Sworn")
    hearings = service(court)
    court.panel.desk.lane.ask(
        lambda: hearings.amend(
            entry.id, "Affirmed", "", EntryKind.WITNESS, "misheard", court.clock()
        )
    )
    court.qtbot.waitUntil(lambda: court.shown()[-1] == "Affirmed")
    assert court.entries() == 2


def test_what_others_save_does_not_move_a_log_that_was_scrolled_up(court: Court) -> None:
    fill_log(court, 40)
    court.press(Qt.Key.Key_PageUp)
    before = top(court)
    record_elsewhere(court, "State 14 marked")
    court.qtbot.waitUntil(lambda: court.entries() == 42)
    assert top(court) == before
    assert court.room.log.view.new_entries == 1


def test_changing_the_plan_does_not_move_a_log_that_was_scrolled_up(court: Court) -> None:
    fill_log(court, 40)
    court.press(Qt.Key.Key_PageUp)
    before = top(court)
    court.press(Qt.Key.Key_E, CONTROL)
    court.qtbot.waitUntil(lambda: isinstance(court.focused().window(), PlanDialog))
    court.type(" (morning)")
    court.press(Qt.Key.Key_Return)
    session = court.room.session
    court.qtbot.waitUntil(
        lambda: session.hearing is not None and "(morning)" in session.hearing.plan.title
    )
    assert top(court) == before


def test_another_hearing_begins_with_its_whole_log(court: Court) -> None:
    court.commit("A note")
    court.press(Qt.Key.Key_R, ALT)
    court.qtbot.waitUntil(lambda: court.shown() == [])
    hearings = service(court)
    first = court.room.session.hearing
    assert first is not None
    court.panel.desk.lane.ask(
        lambda: hearings.plan(first.case_id, HearingPlan("Sentencing", first.plan.day)),
        lambda saved: court.panel.reveal(saved.value.id),
    )
    court.qtbot.waitUntil(lambda: court.room.session.hearing_id != court.hearing_id)
    court.panel.reveal(court.hearing_id)
    court.qtbot.waitUntil(lambda: court.shown()[-1:] == ["A note"])


def test_locking_while_a_hearing_is_being_read_asks_nothing_more_of_the_vault(
    court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    court.commit("A note")
    session, keeper = court.room.session, court.window.keeper
    hearing = session.hearing
    assert hearing is not None
    assert keeper is not None
    trouble: list[object] = []
    keeper.lane.broke.connect(trouble.append)
    keeper.lane.refused.connect(trouble.append)
    read, asked, held = HearingService.window, threading.Event(), threading.Event()

    def slow_window(self: HearingService, *about: Any) -> tuple[Entry, ...]:
        asked.set()
        held.wait(10)
        return read(self, *about)

    monkeypatch.setattr(HearingService, "window", slow_window)
    session.open(hearing)
    court.qtbot.waitUntil(asked.is_set)
    answered = threading.Event()
    keeper.lane.ask(answered.set)
    held.set()
    assert answered.wait(10)  # the answer lies in the queue of events when the vault is locked
    keeper.lock()
    court.close()
    assert trouble == []
