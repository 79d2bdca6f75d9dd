"""A copied line leaves the clipboard after a while, and no other does."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from courtdesk.desk.clipboard import ClipboardGuard


@pytest.fixture(autouse=True)
def front(qtbot: QtBot) -> None:
    """A window of ours that the person works in."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def test_a_copied_line_leaves_the_clipboard(qapp: QApplication, qtbot: QtBot) -> None:
    clipboard = qapp.clipboard()
    guard = ClipboardGuard(clipboard, kept_ms=20)
    clipboard.setText("the witness said so")
    assert clipboard.text() == "the witness said so"
    qtbot.waitUntil(lambda: clipboard.text() == "")
    guard.deleteLater()


def test_the_lock_clears_it_at_once(qapp: QApplication) -> None:
    guard = ClipboardGuard(qapp.clipboard())
    qapp.clipboard().setText("the witness said so")
    guard.clear()
    assert qapp.clipboard().text() == ""
    guard.deleteLater()


def test_what_came_after_stays(qapp: QApplication) -> None:
    guard = ClipboardGuard(qapp.clipboard())
    qapp.clipboard().setText("the witness said so")
    qapp.clipboard().blockSignals(True)
    qapp.clipboard().setText("from elsewhere")
    qapp.clipboard().blockSignals(False)
    guard.clear()
    assert qapp.clipboard().text() == "from elsewhere"
    guard.deleteLater()
