"""A window on fakes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from courtdesk.desk import fonts
from courtdesk.desk.frame import Frame
from courtdesk.desk.keeper import Keeper
from courtdesk.desk.settings import DeskSettings
from courtdesk.desk.theme import Scheme, Theme
from courtdesk.desk.window import Window
from courtdesk.failures import FailureLog
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
    settings = DeskSettings()
    made = Window(settings)
    made.resize(1180, 700)
    made.unlock.choose(Path("Department 6.courtdesk"))
    with qtbot.waitSignal(made.unlock.painted):
        made.show()
        made.activateWindow()
    made.keeper = Keeper(
        qapp,
        made,
        door=door,
        furniture=furniture(),
        theme=theme,
        settings=settings,
        log=FailureLog(lambda: tmp_path / "log"),
    )
    yield made
    made.close()
    qtbot.waitUntil(lambda: not made.isVisible(), timeout=20_000)
    theme.deleteLater()
    made.deleteLater()


@pytest.fixture
def frame(window: Window, qtbot: QtBot) -> Frame:
    """The unlocked desk."""
    window.unlock.unlock(PASSPHRASE)
    qtbot.waitUntil(lambda: window.keeper.session is not None)
    assert window.keeper.session is not None
    return window.keeper.session.frame
