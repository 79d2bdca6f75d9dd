"""The real desk on a real vault, without a screen."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from courtdesk.app import make_window
from courtdesk.desk import rebirth
from courtdesk.desk.frame import Frame
from courtdesk.desk.window import Window

WAIT = 20_000
"""Milliseconds for what a loaded machine may take its time for."""


def until(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    """Wait for what is to happen, also where many tests share a machine."""
    qtbot.waitUntil(condition, timeout=WAIT)


@contextmanager
def desk_window(
    qapp: QApplication,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    vault_folder: Path | None = None,
) -> Iterator[Window]:
    """The desk on its unlock page, closed afterwards."""
    monkeypatch.setattr(rebirth, "begin_anew", lambda *_: None)  # it would replace the test run
    made = make_window(qapp, vault_folder)
    made.resize(1180, 700)
    with qtbot.waitSignal(made.unlock.painted, timeout=WAIT):
        made.show()
        made.activateWindow()
    yield made
    made.close()
    until(qtbot, lambda: not made.isVisible())
    made.deleteLater()


def unlocked(window: Window, qtbot: QtBot, passphrase: str) -> Frame:
    """The desk behind the unlock page."""
    window.unlock.unlock(passphrase)
    until(qtbot, lambda: window.keeper is not None and window.keeper.session is not None)
    assert window.keeper is not None
    assert window.keeper.session is not None
    return window.keeper.session.frame
