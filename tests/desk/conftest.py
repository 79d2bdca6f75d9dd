"""A window on fakes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from courtdesk.desk import fonts
from courtdesk.desk.failures import FailureLog
from courtdesk.desk.frame import Frame
from courtdesk.desk.hooks import Hooks
from courtdesk.desk.settings import DeskSettings
from courtdesk.desk.theme import Scheme, Theme
from courtdesk.desk.window import Window
from tests.desk.fakes import PASSPHRASE, FakeDoor, furniture


@pytest.fixture
def door() -> FakeDoor:
    return FakeDoor()


@pytest.fixture
def window(
    qapp: QApplication, qtbot: QtBot, home: Path, door: FakeDoor, tmp_path: Path
) -> Iterator[Window]:
    """The window on its unlock page, a vault chosen."""
    fonts.install(qapp)
    theme = Theme(qapp, Scheme.LIGHT)
    hooks = Hooks(FailureLog(lambda: tmp_path / "log"))
    made = Window(qapp, door, furniture(), theme=theme, settings=DeskSettings(), hooks=hooks)
    made.resize(1180, 700)
    made.unlock.choose(Path("Department 6.courtdesk"))
    with qtbot.waitExposed(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()
    qtbot.waitUntil(lambda: not made.isVisible())
    hooks.remove()
    theme.deleteLater()
    made.deleteLater()


@pytest.fixture
def frame(window: Window, qtbot: QtBot) -> Frame:
    """The unlocked desk."""
    window.unlock.unlock(PASSPHRASE)
    qtbot.waitUntil(lambda: window.session is not None)
    assert window.session is not None
    return window.session.frame
