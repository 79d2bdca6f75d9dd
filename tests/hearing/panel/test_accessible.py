"""Every part of the panel that takes the keyboard tells a screen reader what it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractSpinBox, QDialog, QLineEdit, QWidget

from tests.hearing.panel.conftest import CONTROL, Court


def nameless(root: QWidget) -> list[str]:
    """The focusable parts below ``root`` in sight that have no name."""
    found = []
    for widget in root.findChildren(QWidget):
        inner = isinstance(widget, QLineEdit) and isinstance(widget.parent(), QAbstractSpinBox)
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisible() or inner:
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        if told is None or not told.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def test_the_courtroom_is_named_throughout(court: Court) -> None:
    court.press(Qt.Key.Key_F, CONTROL)
    assert nameless(court.panel) == []


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_N, Qt.Key.Key_O, Qt.Key.Key_R, Qt.Key.Key_I], ids=lambda key: key.name
)
def test_its_dialogs_are_named_throughout(court: Court, key: Qt.Key) -> None:
    court.press(key, CONTROL)

    def shown() -> bool:
        dialog = court.panel.findChild(QDialog)
        return dialog is not None and dialog.isActiveWindow()

    court.qtbot.waitUntil(shown)
    dialog = court.panel.findChild(QDialog)
    assert dialog is not None
    assert nameless(dialog) == []


def test_speaker_buttons_tell_whole_name_and_key_and_keep_the_focus_away(court: Court) -> None:
    names = {button.accessibleName() for button in court.room.speakers.buttons()}
    assert names == {"The Court, F1", "Ms. Pryce (State), F3"}
    first = court.room.speakers.buttons()[0]
    court.qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert court.focused() is court.room.composer.edit
    assert court.commit("Sworn").speaker == "The Court"
