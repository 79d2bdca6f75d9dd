"""What became of each charge stands with the case, and leads to the log."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from courtdesk.cases.model import CaseDetails, Charge
from courtdesk.cases.panel.case_list import CaseList
from courtdesk.cases.service import CaseService
from courtdesk.desk.frame import Frame
from courtdesk.desk.widgets.button import Button
from courtdesk.desk.window import Window
from courtdesk.hearing.model import EntryKind, HearingPlan, NewEntry, Step
from courtdesk.hearing.panel import HearingPanel
from courtdesk.hearing.service import HearingService
from courtdesk.vault import open_vault
from courtdesk.vault.ids import new_id
from tests.app.conftest import PASSPHRASE
from tests.app.keys import press

START = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def vault_path(vault_path: Path) -> Path:
    """A vault with a case of two charges, one of which has a plea."""
    vault = open_vault(vault_path, None, PASSPHRASE)
    cases = CaseService(vault)
    charges = (Charge("", "1", "Theft"), Charge("", "2", "Trespass"))
    case = cases.case_numbered("C-1")
    about = CaseDetails("C-1", case.details.title, charges=charges, scheduled=())
    cases.change_case(case.id, about)
    hearings = HearingService(vault, cases)
    hearing = hearings.plan(case.id, HearingPlan("Plea", date(2026, 11, 23))).value
    hearings.take_step(hearing.id, Step.START, START, new_id())
    at = START + timedelta(minutes=1)
    words = "Pleads guilty to count 1"
    hearings.record(NewEntry(new_id(), hearing.id, at, "", EntryKind.PLEA, words))
    vault.close()
    return vault_path


def test_the_outcome_of_each_charge_stands_with_the_case(
    window: Window, frame: Frame, qtbot: QtBot
) -> None:
    frame.open_panel("cases")
    panel = frame.front
    assert panel is not None
    service = CaseService(frame.desk.vault)
    frame.desk.lane.ask(
        lambda: service.case_numbered("C-1").id,
        lambda case_id: frame.open_panel("cases", case_id),
        owner=panel,
    )

    def texts() -> set[str]:
        return {label.text() for label in panel.findChildren(QLabel) if label.isVisible()}

    qtbot.waitUntil(lambda: "Pleads guilty to count 1" in texts(), timeout=20_000)
    assert "No plea or outcome in the log yet." in texts()
    (leads,) = (b for b in panel.findChildren(Button) if "Entry 2 of" in b.accessibleName())

    def focused() -> bool:
        window.activateWindow()
        leads.setFocus()
        return QApplication.focusWidget() is leads

    qtbot.waitUntil(focused, timeout=20_000)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(frame.front, HearingPanel), timeout=20_000)


def test_a_case_without_charges_says_so_and_shows_nothing_of_the_last_one(
    frame: Frame, qtbot: QtBot
) -> None:
    frame.open_panel("cases")
    panel = frame.front
    assert panel is not None

    def shows(words: str) -> bool:
        return any(each.text() == words and each.isVisible() for each in panel.findChildren(QLabel))

    (cases,) = panel.findChildren(CaseList)
    qtbot.waitUntil(lambda: cases.model().rowCount() == 2, timeout=20_000)
    rows = {line.number: row for row in range(2) if (line := cases.line(row)) is not None}
    cases.setCurrentIndex(cases.model().index(rows["C-1"], 0))
    qtbot.waitUntil(lambda: shows("Pleads guilty to count 1"), timeout=20_000)
    cases.setCurrentIndex(cases.model().index(rows["C-2"], 0))
    qtbot.waitUntil(lambda: shows("The case has no charges yet."), timeout=20_000)
    assert not shows("Pleads guilty to count 1")
