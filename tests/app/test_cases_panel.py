"""The cases panel as a clerk uses it: on the real desk, by keyboard, into a real vault."""

import zipfile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from courtdesk.cases.panel import CasesPanel
from courtdesk.cases.panel.case_form import CaseForm
from courtdesk.cases.panel.case_list import CaseList
from courtdesk.cases.panel.consolidate_dialog import ConsolidateDialog, SeverDialog
from courtdesk.cases.panel.day_list_dialog import DayListDialog
from courtdesk.cases.panel.day_list_table import DayListTable
from courtdesk.cases.panel.export_dialog import ExportDialog
from courtdesk.cases.service import CaseService
from courtdesk.desk.frame import Frame
from courtdesk.desk.palette import Palette
from courtdesk.desk.widgets.button import Button
from courtdesk.desk.widgets.edit_table import EditTable
from courtdesk.desk.window import Window
from courtdesk.vault import open_vault
from tests.app.conftest import PASSPHRASE
from tests.app.keys import press, type_keys


def panel_of(frame: Frame, qtbot: QtBot) -> CasesPanel:
    frame.open_panel("cases")
    panel = frame.front
    assert isinstance(panel, CasesPanel)
    listed = list_of(panel)
    qtbot.waitUntil(lambda: listed.model().rowCount() == 2)
    return panel


def list_of(panel: CasesPanel) -> CaseList:
    found = panel.findChild(CaseList)
    assert found is not None
    return found


def form_of(panel: CasesPanel, qtbot: QtBot) -> CaseForm:
    def shown() -> bool:
        form = panel.findChild(CaseForm)
        return form is not None and form.isActiveWindow()

    qtbot.waitUntil(shown)
    form = panel.findChild(CaseForm)
    assert form is not None
    return form


def texts(panel: CasesPanel) -> set[str]:
    return {label.text() for label in panel.findChildren(QLabel) if label.isVisible()}


def field(form: CaseForm, name: str) -> QLineEdit:
    (found,) = (line for line in form.findChildren(QLineEdit) if line.accessibleName() == name)
    return found


def test_the_case_with_the_soonest_hearing_comes_first_and_is_open(
    frame: Frame, qtbot: QtBot
) -> None:
    panel = panel_of(frame, qtbot)
    line = list_of(panel).line(0)
    assert line is not None
    assert line.title == "Moss v. Fern"
    qtbot.waitUntil(lambda: "E. Moss" in texts(panel))
    assert frame.desk.case is not None
    assert frame.desk.case.title == "Moss v. Fern"


def test_the_arrow_keys_open_another_case(frame: Frame, qtbot: QtBot) -> None:
    panel = panel_of(frame, qtbot)
    qtbot.waitUntil(lambda: "E. Moss" in texts(panel))
    list_of(panel).setFocus()
    press(qtbot, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "State v. Heath" in texts(panel))
    nobody = "Nobody yet. Change the case to add its parties."
    qtbot.waitUntil(lambda: nobody in texts(panel), timeout=20_000)


def test_of_two_cases_chosen_at_once_the_last_stays_open(frame: Frame, qtbot: QtBot) -> None:
    panel = panel_of(frame, qtbot)
    qtbot.waitUntil(lambda: "E. Moss" in texts(panel))
    list_of(panel).setFocus()
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: frame.desk.lane.is_idle)
    assert frame.desk.case is not None
    assert frame.desk.case.title == "Moss v. Fern"
    assert "Moss v. Fern" in texts(panel)


def test_typing_a_party_finds_the_case(frame: Frame, qtbot: QtBot) -> None:
    panel = panel_of(frame, qtbot)
    press(qtbot, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    type_keys(qtbot, "moss")
    qtbot.waitUntil(lambda: list_of(panel).model().rowCount() == 1)


def test_a_new_case_is_opened_by_keyboard_and_kept(
    window: Window, frame: Frame, qtbot: QtBot, vault_path: Path
) -> None:
    panel = panel_of(frame, qtbot)
    press(qtbot, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = form_of(panel, qtbot)
    assert QApplication.focusWidget() is field(form, "Number")
    type_keys(qtbot, "C-3")
    press(qtbot, Qt.Key.Key_Tab)
    field(form, "Title").insert("In re <b>Þór</b> & Sons")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "In re <b>Þór</b> & Sons" in texts(panel))
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    vault = open_vault(vault_path, None, PASSPHRASE)
    try:
        assert CaseService(vault).case_numbered("c-3").details.title == "In re <b>Þór</b> & Sons"
    finally:
        vault.close()


def test_a_number_that_is_taken_is_said_and_nothing_is_lost(frame: Frame, qtbot: QtBot) -> None:
    panel = panel_of(frame, qtbot)
    press(qtbot, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = form_of(panel, qtbot)
    type_keys(qtbot, "c-1")
    press(qtbot, Qt.Key.Key_Tab)
    type_keys(qtbot, "Another")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "already" in form.wrong.text())
    assert field(form, "Title").text() == "Another"


def test_parties_and_dates_are_typed_into_tables(frame: Frame, qtbot: QtBot) -> None:
    panel = panel_of(frame, qtbot)
    qtbot.waitUntil(lambda: "E. Moss" in texts(panel))
    press(qtbot, Qt.Key.Key_F2)
    form = form_of(panel, qtbot)
    tables = {table.accessibleName(): table for table in form.findChildren(EditTable)}
    _type_row(qtbot, tables["Parties"], 1, ["Defendant", "W. Fern"])
    _type_row(qtbot, tables["Dates"], 1, ["2099-01-08", "10:30", "Trial, day 2"])
    form.primary.click()
    qtbot.waitUntil(lambda: "W. Fern" in texts(panel))
    assert "Thu 8 Jan 2099, 10:30" in texts(panel)


def test_a_date_that_is_none_is_refused_with_a_sentence(frame: Frame, qtbot: QtBot) -> None:
    panel = panel_of(frame, qtbot)
    qtbot.waitUntil(lambda: "E. Moss" in texts(panel))
    press(qtbot, Qt.Key.Key_F2)
    form = form_of(panel, qtbot)
    tables = {table.accessibleName(): table for table in form.findChildren(EditTable)}
    _type_row(qtbot, tables["Dates"], 1, ["next Tuesday"])
    form.primary.click()
    assert "is not understood" in form.wrong.text()


def test_ctrl_k_finds_a_case_by_its_judge(frame: Frame, qtbot: QtBot) -> None:
    panel_of(frame, qtbot)
    press(qtbot, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    type_keys(qtbot, "lark")
    palette = frame.window().findChild(Palette)
    assert palette is not None
    hits = palette.findChild(QListWidget)
    assert hits is not None
    qtbot.waitUntil(lambda: any("Moss v. Fern" in hits.item(i).text() for i in range(hits.count())))


def test_everything_of_a_case_is_handed_out_as_a_zip(
    frame: Frame, qtbot: QtBot, tmp_path: Path
) -> None:
    panel = panel_of(frame, qtbot)
    qtbot.waitUntil(lambda: "E. Moss" in texts(panel), timeout=20_000)
    press(qtbot, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: panel.findChild(ExportDialog) is not None, timeout=20_000)
    dialog = panel.findChild(ExportDialog)
    assert dialog is not None
    dialog.primary.click()
    assert "Say where" in dialog.wrong.text()
    (file,) = (e for e in dialog.findChildren(QLineEdit) if e.accessibleName() == "File")
    file.setText(str(tmp_path / "out"))
    dialog.primary.click()
    qtbot.waitUntil(lambda: panel.findChild(ExportDialog) is None, timeout=60_000)
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert "E. Moss" in archive.read("parties.csv").decode()
        assert "manifest.json" in archive.namelist()


def test_a_day_list_is_previewed_and_taken_over(frame: Frame, qtbot: QtBot, tmp_path: Path) -> None:
    panel = panel_of(frame, qtbot)
    file = tmp_path / "list.csv"
    file.write_text("Time,Case number,Case name\n09:30,C-1,\n10:00,C-9,In re Larch\n")
    press(qtbot, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: panel.findChild(DayListDialog) is not None, timeout=20_000)
    dialog = panel.findChild(DayListDialog)
    assert dialog is not None
    dialog.read(file)
    qtbot.waitUntil(dialog.primary.isEnabled, timeout=20_000)
    assert "1 new case · 1 set down" in {label.text() for label in dialog.findChildren(QLabel)}
    dialog.primary.click()
    qtbot.waitUntil(lambda: list_of(panel).model().rowCount() == 3, timeout=20_000)


def test_a_day_list_with_a_row_that_is_wrong_takes_over_nothing(
    frame: Frame, qtbot: QtBot, tmp_path: Path
) -> None:
    panel = panel_of(frame, qtbot)
    file = tmp_path / "list.csv"
    file.write_text("Time,Case number\nsoon,C-9\n")
    press(qtbot, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: panel.findChild(DayListDialog) is not None, timeout=20_000)
    dialog = panel.findChild(DayListDialog)
    assert dialog is not None
    dialog.read(file)
    shown = dialog.findChild(DayListTable)
    assert shown is not None
    qtbot.waitUntil(lambda: shown.model().rowCount() == 1, timeout=20_000)
    assert "not understood" in shown.model().index(0, 1).data()
    assert not dialog.primary.isEnabled()


def test_a_case_is_consolidated_and_severed_by_keyboard(frame: Frame, qtbot: QtBot) -> None:
    panel = panel_of(frame, qtbot)
    qtbot.waitUntil(lambda: "E. Moss" in texts(panel), timeout=20_000)
    press(qtbot, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: _active(panel, ConsolidateDialog), timeout=20_000)
    type_keys(qtbot, "c-2")
    press(qtbot, Qt.Key.Key_Return)
    joined = "Consolidated with C-2 · State v. Heath, by order of Hon. A. Lark"
    qtbot.waitUntil(lambda: any(joined in text for text in texts(panel)), timeout=20_000)
    qtbot.waitUntil(
        lambda: frame.desk.case is not None and "consolidated with C-2" in frame.desk.case.line,
        timeout=20_000,
    )
    qtbot.waitUntil(lambda: _focused(panel, "Open C-2"), timeout=20_000)
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(
        lambda: any("C-1 · Moss v. Fern is consolidated" in t for t in texts(panel)),
        timeout=20_000,
    )
    assert any("7 Jan 2099" in text for text in texts(panel))
    frame.open_panel("cases", _id_of(panel, "C-1"))
    qtbot.waitUntil(lambda: "E. Moss" in texts(panel), timeout=20_000)
    list_of(panel).setFocus()
    press(qtbot, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: _active(panel, SeverDialog), timeout=20_000)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any("; severed by" in text for text in texts(panel)), timeout=20_000)


def _active(panel: CasesPanel, kind: type[QDialog]) -> bool:
    dialog = panel.findChild(kind)
    return isinstance(dialog, QDialog) and dialog.isActiveWindow()


def _focused(panel: CasesPanel, name: str) -> bool:
    """Give the keyboard to a button, once the window has it back from the dialog."""
    panel.window().activateWindow()
    button = next(
        b for b in panel.findChildren(Button) if b.accessibleName() == name and b.isVisible()
    )
    button.setFocus()
    return QApplication.focusWidget() is button


def _id_of(panel: CasesPanel, number: str) -> str:
    listed = list_of(panel)
    lines = (listed.line(row) for row in range(listed.model().rowCount()))
    return next(line.id for line in lines if line is not None and line.number == number)


def _type_row(qtbot: QtBot, table: EditTable, row: int, cells: list[str]) -> None:
    for column, text in enumerate(cells):
        table.setFocus()
        table.setCurrentIndex(table.model().index(row, column))
        type_keys(qtbot, text[0])
        type_keys(qtbot, text[1:])
        press(qtbot, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: table.state() != EditTable.State.EditingState)
