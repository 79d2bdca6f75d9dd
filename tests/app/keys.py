"""Keys, as a person presses them: on whatever has the focus."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot


def type_keys(qtbot: QtBot, text: str) -> None:
    """Type ``text``, in letters of the test keyboard."""
    target = QApplication.focusWidget()
    assert target is not None
    qtbot.keyClicks(target, text)


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Press one key."""
    target = QApplication.focusWidget()
    assert target is not None
    qtbot.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)
