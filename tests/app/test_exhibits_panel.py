"""The exhibits panel as a clerk uses it, by keyboard, on the real desk."""

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.frame import Frame
from courtdesk.exhibits.panel import ExhibitsPanel
from courtdesk.exhibits.panel.labels_dialog import LabelsDialog
from courtdesk.exhibits.panel.register import Register
from tests.app.keys import press, type_keys

_CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def panel(frame: Frame, qtbot: QtBot) -> ExhibitsPanel:
    frame.open_panel("cases")
    qtbot.waitUntil(lambda: frame.desk.case is not None)
    frame.open_panel("exhibits")
    panel = frame.front
    assert isinstance(panel, ExhibitsPanel)
    return panel


def register_of(panel: ExhibitsPanel) -> Register:
    found = panel.findChild(Register)
    assert found is not None
    return found


def dialog_of(panel: ExhibitsPanel, qtbot: QtBot) -> Dialog:
    def active() -> bool:
        return any(form.isActiveWindow() for form in panel.findChildren(Dialog))

    qtbot.waitUntil(active)
    return next(form for form in panel.findChildren(Dialog) if form.isActiveWindow())


def texts(panel: ExhibitsPanel) -> set[str]:
    return {label.text() for label in panel.findChildren(QLabel) if label.isVisible()}


def mark(panel: ExhibitsPanel, qtbot: QtBot, number: str, rows: int) -> None:
    press(qtbot, Qt.Key.Key_N, _CONTROL)
    dialog_of(panel, qtbot)
    type_keys(qtbot, number)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: register_of(panel).model().rowCount() == rows)
    qtbot.waitUntil(lambda: not panel.findChildren(Dialog))
    panel.window().activateWindow()
    qtbot.waitUntil(panel.window().isActiveWindow)
    panel.focus_first()


def test_an_empty_register_says_what_belongs_there(panel: ExhibitsPanel) -> None:
    assert "No exhibit has been marked" in texts(panel)


def test_an_exhibit_is_marked_and_ruled_on_by_keyboard(panel: ExhibitsPanel, qtbot: QtBot) -> None:
    mark(panel, qtbot, "14", 1)
    qtbot.waitUntil(lambda: "State 14" in texts(panel))
    press(qtbot, Qt.Key.Key_F4)
    dialog_of(panel, qtbot)
    for _ in range(5):
        press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Tab)
    type_keys(qtbot, "sheets 1-4")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Admitted in part · sheets 1-4" in texts(panel))


def test_a_number_that_is_taken_is_said_in_the_dialog(panel: ExhibitsPanel, qtbot: QtBot) -> None:
    mark(panel, qtbot, "14", 1)
    press(qtbot, Qt.Key.Key_N, _CONTROL)
    form = dialog_of(panel, qtbot)
    type_keys(qtbot, "14")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "on the register already" in form.wrong.text())
    assert register_of(panel).model().rowCount() == 1


def test_handing_over_shows_who_holds_it(panel: ExhibitsPanel, qtbot: QtBot) -> None:
    mark(panel, qtbot, "2", 1)
    qtbot.waitUntil(lambda: "State 2" in texts(panel))
    press(qtbot, Qt.Key.Key_F6)
    dialog_of(panel, qtbot)
    type_keys(qtbot, "Evidence room")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Evidence room" in texts(panel))


def test_f8_shows_the_labels(panel: ExhibitsPanel, qtbot: QtBot) -> None:
    mark(panel, qtbot, "14", 1)
    press(qtbot, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: panel.findChild(LabelsDialog) is not None, timeout=20_000)
    dialog = panel.findChild(LabelsDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.preview.document is not None, timeout=60_000)
    document = dialog.preview.document
    assert document is not None
    with pypdfium2.PdfDocument(document.data) as pdf:
        assert "State 14" in pdf[0].get_textpage().get_text_bounded()
    dialog.reject()
    qtbot.waitUntil(lambda: not panel.findChildren(Dialog), timeout=20_000)
