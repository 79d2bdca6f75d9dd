"""Certifying and amending minutes from the desk, by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from courtdesk.hearing.model import EntryKind, HearingState, Step
from courtdesk.hearing.model.minutes import MinutesState
from courtdesk.hearing.panel.deeds import Correction
from courtdesk.hearing.panel.minutes_bar import MinutesBar
from courtdesk.hearing.panel.minutes_dialogs import StateDialog, WordingDialog
from tests.hearing.panel.conftest import CONTROL, Court
from tests.hearing.panel.test_paper_page import ALT, previewed

WAIT = 20_000


@pytest.fixture
def bar(court: Court) -> MinutesBar:
    """The minutes of a hearing that is over, in the preview."""
    deeds = court.room.deeds
    court.commit("Overruled")
    deeds.take_step(Step.ADJOURN, court.clock())
    court.qtbot.waitUntil(
        lambda: court.room.session.hearing.state is HearingState.ADJOURNED, timeout=WAIT
    )
    court.settle()
    court.press(Qt.Key.Key_P, CONTROL)
    court.press(Qt.Key.Key_M, ALT)
    previewed(court, "Draft.")
    return court.panel.paper.minutes


def agree(court: Court, reason: str = "") -> None:
    court.qtbot.waitUntil(
        lambda: isinstance(QApplication.activeModalWidget(), StateDialog), timeout=WAIT
    )
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, StateDialog)
    if reason:
        dialog.reason.setText(reason)
    court.qtbot.keyClick(dialog, Qt.Key.Key_Return)


def test_alt_c_certifies_and_shows_the_frozen_state(court: Court, bar: MinutesBar) -> None:
    court.press(Qt.Key.Key_C, ALT)
    agree(court)
    assert "Certified by A. Clerk" in previewed(court, "Certified by")
    court.qtbot.waitUntil(lambda: bar._standing.state is MinutesState.CERTIFIED, timeout=WAIT)


def test_an_amendment_that_changes_nothing_is_refused(court: Court, bar: MinutesBar) -> None:
    court.press(Qt.Key.Key_C, ALT)
    agree(court)
    previewed(court, "Certified by")
    court.press(Qt.Key.Key_N, ALT)
    court.qtbot.waitUntil(
        lambda: isinstance(QApplication.activeModalWidget(), StateDialog), timeout=WAIT
    )
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, StateDialog)
    dialog.reason.setText("no need")
    court.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    court.qtbot.waitUntil(lambda: "say what they said" in dialog.wrong.text(), timeout=WAIT)
    court.qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_the_wording_is_the_courts_own(court: Court, bar: MinutesBar) -> None:
    court.press(Qt.Key.Key_O, ALT)
    court.qtbot.waitUntil(
        lambda: isinstance(QApplication.activeModalWidget(), WordingDialog), timeout=WAIT
    )
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, WordingDialog)
    dialog.certification.setPlainText("So I heard it.")
    dialog.language.setCurrentIndex(1)
    court.qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    text = previewed(court, "So I heard it.")
    assert "Procès-verbal" in text
    assert not [edit for edit in bar.findChildren(QLineEdit) if edit.isVisible()]


def test_an_amended_log_is_told_until_the_minutes_are_amended_with_a_reason(
    court: Court, bar: MinutesBar
) -> None:
    court.press(Qt.Key.Key_C, ALT)
    agree(court)
    previewed(court, "Certified by")
    court.press(Qt.Key.Key_Escape)
    entry = court.room.session.last_entry
    assert entry is not None
    new = Correction("Hearing adjourned: to Monday", "", EntryKind.COURSE, "wrong", court.clock())
    done: list[bool] = []
    court.room.deeds.amend(entry, new, lambda: done.append(True), lambda _: None)
    court.qtbot.waitUntil(lambda: bool(done), timeout=WAIT)
    court.press(Qt.Key.Key_P, CONTROL)
    previewed(court, "The log was amended after this")
    assert bar._differs.isVisibleTo(bar)
    court.press(Qt.Key.Key_N, ALT)
    agree(court, "adjourned to Monday")
    text = previewed(court, "Amendment No. 1.")
    assert "Reason: adjourned to Monday." in " ".join(text.split())
    court.qtbot.waitUntil(lambda: not bar._differs.isVisibleTo(bar), timeout=WAIT)
