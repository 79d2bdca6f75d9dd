"""The day as a clerk works through it: the real desk, the keyboard, a real vault."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from courtdesk.briefing.model import DueItem, NeedKind, NewDeadline, NewNeed
from courtdesk.briefing.panel import TodayPanel
from courtdesk.briefing.panel.day_list import DayList
from courtdesk.briefing.panel.dialogs import DeadlineDialog, NeedDialog
from courtdesk.briefing.service import DeadlineService, ReadinessService, RuleService
from courtdesk.cases.model import CaseDetails, ScheduledHearing
from courtdesk.cases.service import CaseService
from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.form import Choice
from courtdesk.desk.window import Window
from courtdesk.vault.opening import open_vault
from tests.desks import desk_window, unlocked, until
from tests.vaults import PASSPHRASE, ZONE

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def told(vault_folder: Path) -> Path:
    """A closed vault with one matter today, a report missing, a deadline that is late."""
    vault = open_vault(vault_folder, None, PASSPHRASE)
    cases = CaseService(vault)
    today = datetime.now(ZoneInfo(ZONE)).date()
    noon = datetime.combine(today, datetime.min.time(), ZoneInfo(ZONE)) + timedelta(hours=12)
    details = CaseDetails(
        "C-9", "State v. Moss", scheduled=(ScheduledHearing("", noon, "Plea hearing"),)
    )
    case = cases.case(cases.open_case(details, today).value.id)
    set_down = case.details.scheduled[0].id
    need = NewNeed(case.id, set_down, NeedKind.REPORT, "pre-sentence", "Probation", today)
    ReadinessService(vault, cases).add(need)
    late = NewDeadline(case.id, "Memo", today - timedelta(days=2), "T. Reed")
    DeadlineService(vault, cases).add(late)
    vault.close()
    return vault_folder


@pytest.fixture
def window(
    qapp: QApplication, qtbot: QtBot, told: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Window]:
    with desk_window(qapp, qtbot, monkeypatch, told) as made:
        yield made


@pytest.fixture
def panel(window: Window, qtbot: QtBot) -> TodayPanel:
    frame = unlocked(window, qtbot, PASSPHRASE)
    frame.open_panel("today")
    front = frame.front
    assert isinstance(front, TodayPanel)
    until(qtbot, lambda: "report: pre-sentence" in texts(front))
    return front


def day(panel: TodayPanel) -> DayList:
    found = panel.findChild(DayList)
    assert found is not None
    return found


def texts(panel: TodayPanel) -> list[str]:
    model = day(panel).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def choose(panel: TodayPanel, text: str) -> DayList:
    listed = day(panel)
    listed.setCurrentIndex(listed.model().index(texts(panel).index(text), 0))
    listed.setFocus()
    return listed


def again(panel: TodayPanel, qtbot: QtBot) -> None:
    panel.window().activateWindow()  # no window manager gives it back after a dialog
    until(qtbot, panel.isActiveWindow)


def field(dialog: Dialog, name: str) -> QLineEdit:
    return next(e for e in dialog.findChildren(QLineEdit) if e.accessibleName() == name)


def test_the_day_shows_the_matter_what_it_lacks_and_what_is_late(panel: TodayPanel) -> None:
    assert texts(panel)[:2] == ["12:00 State v. Moss", "report: pre-sentence"]
    spoken = [
        str(day(panel).model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(len(texts(panel)))
    ]
    assert "Memo, State v. Moss · T. Reed, 2 days late" in spoken


def test_space_says_that_it_has_come_and_ctrl_z_that_it_has_not(
    panel: TodayPanel, qtbot: QtBot
) -> None:
    listed = choose(panel, "report: pre-sentence")
    qtbot.keyClick(listed, Qt.Key.Key_Space)
    until(qtbot, lambda: "report: pre-sentence" not in texts(panel))
    qtbot.keyClick(listed, Qt.Key.Key_Z, CTRL)
    until(qtbot, lambda: "report: pre-sentence" in texts(panel))


def test_what_is_missing_is_added_by_keys(panel: TodayPanel, qtbot: QtBot) -> None:
    listed = choose(panel, "12:00 State v. Moss")
    qtbot.keyClick(listed, Qt.Key.Key_N, CTRL)
    until(qtbot, lambda: panel.findChild(NeedDialog) is not None)
    dialog = panel.findChild(NeedDialog)
    assert dialog is not None
    qtbot.keyClicks(field(dialog, "What"), "Twi")
    qtbot.keyClicks(field(dialog, "Owed by"), "Clerk")
    dialog.primary.click()
    until(qtbot, lambda: "interpreter: Twi" in texts(panel))


def test_a_deadline_is_counted_while_it_is_typed(panel: TodayPanel, qtbot: QtBot) -> None:
    listed = choose(panel, "12:00 State v. Moss")
    qtbot.keyClick(listed, Qt.Key.Key_D, CTRL)
    until(qtbot, lambda: panel.findChild(DeadlineDialog) is not None)
    dialog = panel.findChild(DeadlineDialog)
    assert dialog is not None
    qtbot.keyClicks(field(dialog, "What is due"), "Answer")
    rule = next(c for c in dialog.findChildren(Choice) if c.accessibleName() == "Counting rule")
    rule.setCurrentIndex(rule.findText("US federal courts (FRCP 6)"))
    for name, typed in (("Days", "14"), ("Event on", "2026-11-12")):
        field(dialog, name).setText(typed)
    until(qtbot, lambda: field(dialog, "Due on").text() == "2026-11-27")
    assert "Thanksgiving Day" in dialog._answer.text()
    dialog.primary.click()
    until(qtbot, lambda: panel.findChild(DeadlineDialog) is None)
    vault = panel.desk.vault
    kept: list[DueItem] = []
    panel.desk.lane.ask(
        lambda: DeadlineService(vault, CaseService(vault)).due(date.max), kept.extend
    )
    until(qtbot, lambda: bool(kept))
    assert ("Answer", date(2026, 11, 27)) in [
        (item.deadline.what.text, item.deadline.what.due_on) for item in kept
    ]


def test_a_deadline_is_moved_by_enter_and_its_deletion_is_asked_about(
    panel: TodayPanel, qtbot: QtBot
) -> None:
    listed = choose(panel, "Memo")
    qtbot.keyClick(listed, Qt.Key.Key_Return)
    until(qtbot, lambda: panel.findChild(DeadlineDialog) is not None)
    dialog = panel.findChild(DeadlineDialog)
    assert dialog is not None
    field(dialog, "What is due").setText("Memo of law")
    dialog.primary.click()
    until(qtbot, lambda: "Memo of law" in texts(panel))
    listed = choose(panel, "Memo of law")
    qtbot.keyClick(listed, Qt.Key.Key_Delete)
    until(qtbot, lambda: any("Delete" in d.windowTitle() for d in panel.findChildren(Dialog)))
    asked = next(d for d in panel.findChildren(Dialog) if "Delete" in d.windowTitle())
    assert "Memo of law" in texts(panel)
    asked.primary.click()
    until(qtbot, lambda: "Memo of law" not in texts(panel))
    again(panel, qtbot)
    day(panel).setFocus()
    qtbot.keyClick(day(panel), Qt.Key.Key_Z, CTRL)
    until(qtbot, lambda: "Memo of law" in texts(panel))


def test_the_court_edits_its_counting_rules_in_a_file(
    panel: TodayPanel, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "rules.json"
    for door in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, door, lambda *_args: (str(file), ""))
    actions = {action.title: action.run for action in panel.shortcuts()}
    actions["Export counting rules"]()
    until(qtbot, lambda: file.exists() and file.read_text().endswith("}\n"))
    file.write_text(file.read_text().replace("US federal courts (FRCP 6)", "Our court"))
    actions["Import counting rules"]()
    vault = panel.desk.vault
    names: list[str] = []
    panel.desk.lane.ask(lambda: [r.name for r in RuleService(vault).rules()], names.extend)
    until(qtbot, lambda: "Our court" in names)
