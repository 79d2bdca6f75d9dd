"""Finding in all hearings, as a clerk does it: by keyboard, to the entry itself."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from courtdesk.cases.service import CaseService
from courtdesk.desk.frame import Frame
from courtdesk.desk.palette import Palette
from courtdesk.hearing.model import HearingPlan
from courtdesk.hearing.panel import FindPanel, HearingPanel
from courtdesk.hearing.panel.hit_table import HitTable
from courtdesk.hearing.service import HearingService
from courtdesk.vault import open_vault
from tests.app.conftest import PASSPHRASE
from tests.app.keys import press, type_keys
from tests.vaults import START, typed

PATIENCE = 20_000
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def told(vault_path: Path) -> Path:
    """A vault whose two cases have a hearing each, with lines about a knife."""
    vault = open_vault(vault_path, None, PASSPHRASE)
    try:
        cases = CaseService(vault)
        hearings = HearingService(vault, cases)
        for place, line in enumerate(cases.cases()):
            plan = HearingPlan(f"Hearing of {line.number}", START.date())
            hearing = hearings.plan(line.id, plan).value
            for number in range(30):
                hearings.record(typed(hearing.id, f"Line {number} of {line.number}", number))
            hearings.record(typed(hearing.id, f"The knife in {line.title}", 60 + place))
    finally:
        vault.close()
    return vault_path


@pytest.fixture
def desk(told: Path, frame: Frame) -> Frame:
    """The desk, unlocked after the lines were written."""
    return frame


def find_panel(frame: Frame, qtbot: QtBot) -> FindPanel:
    press(qtbot, Qt.Key.Key_F, CONTROL_SHIFT)
    qtbot.waitUntil(lambda: isinstance(frame.front, FindPanel), timeout=PATIENCE)
    panel = frame.front
    assert isinstance(panel, FindPanel)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit), timeout=PATIENCE)
    return panel


def hits(panel: FindPanel) -> list[str]:
    table = panel.findChild(HitTable)
    assert table is not None
    model = table.model()
    return [model.index(row, 5).data() for row in range(model.rowCount())]


def test_enter_leads_to_the_entry_in_its_hearing(desk: Frame, qtbot: QtBot) -> None:
    panel = find_panel(desk, qtbot)
    type_keys(qtbot, "knife")
    qtbot.waitUntil(lambda: len(hits(panel)) == 2, timeout=PATIENCE)
    wanted = hits(panel)[1]
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), HitTable), timeout=PATIENCE)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)

    def shown() -> bool:
        front = desk.front
        if not isinstance(front, HearingPanel):
            return False
        entry = front.courtroom.log.view.current_entry
        return entry is not None and entry.text == wanted

    qtbot.waitUntil(shown, timeout=PATIENCE)
    assert desk.desk.case is not None
    assert desk.desk.case.title in wanted


def test_a_day_that_is_none_is_said_and_nothing_is_searched(desk: Frame, qtbot: QtBot) -> None:
    panel = find_panel(desk, qtbot)
    (since,) = (e for e in panel.findChildren(QLineEdit) if e.accessibleName() == "Since")
    type_keys(qtbot, "knife")
    qtbot.waitUntil(lambda: len(hits(panel)) == 2, timeout=PATIENCE)
    since.setText("tomorrow")
    qtbot.waitUntil(lambda: not hits(panel), timeout=PATIENCE)
    assert "2026-11-23" in since.accessibleDescription()
    since.setText((START + timedelta(days=1)).date().isoformat())
    qtbot.waitUntil(lambda: since.accessibleDescription() == "", timeout=PATIENCE)
    assert hits(panel) == []


def test_ctrl_k_finds_entries_too(desk: Frame, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    type_keys(qtbot, "knife")
    palette = desk.window().findChild(Palette)
    assert palette is not None
    listed = palette.findChild(QListWidget)
    assert listed is not None
    qtbot.waitUntil(
        lambda: any("The knife in" in listed.item(i).text() for i in range(listed.count())),
        timeout=PATIENCE,
    )
