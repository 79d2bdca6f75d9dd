"""Whoever uses a screen reader hears a name for everything that takes the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from courtdesk.desk.frame import Frame
from courtdesk.desk.keylist import KeyList
from courtdesk.desk.newvault import NewVaultDialog
from courtdesk.desk.palette import Palette
from courtdesk.desk.preview import Preview
from courtdesk.desk.window import Window


def nameless(root: QWidget) -> list[str]:
    """Visible widgets that take the keyboard and have no accessible name."""
    found = []
    for widget in root.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisibleTo(root):
            continue
        if widget.focusProxy() is not None:
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name):
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def test_on_the_unlock_page(window: Window) -> None:
    assert nameless(window) == []


def test_on_the_desk(window: Window, frame: Frame) -> None:
    assert nameless(window) == []


@pytest.mark.parametrize(("action", "kind"), [("desk.search", Palette), ("desk.keys", KeyList)])
def test_over_the_desk(window: Window, frame: Frame, action: str, kind: type[QWidget]) -> None:
    next(known for known in frame.desk.actions.all() if known.id == action).run()
    assert window.findChild(kind) is not None
    assert nameless(window) == []


def test_in_the_new_vault_dialog(window: Window) -> None:
    window.unlock.new_vault_wanted.emit()
    assert nameless(window.findChild(NewVaultDialog)) == []


def test_in_the_preview(frame: Frame, qtbot: QtBot) -> None:
    preview = Preview(frame.desk)
    qtbot.addWidget(preview)
    assert nameless(preview) == []


def test_every_button_of_the_rail_is_reached_with_tab(window: Window, frame: Frame) -> None:
    seen: set[str] = set()
    for _ in range(40):
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.add(focus.accessibleName())
        focus.focusNextChild()
    assert {"Today", "Notes", "Lock", "Search and commands", "Signed in: A. Reyes · Clerk"} <= seen
