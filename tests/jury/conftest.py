"""The jury panel on the real desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from courtdesk.desk.window import Window
from courtdesk.jury.panel import JuryPanel
from courtdesk.vault.roles import Role
from tests.desks import desk_window
from tests.jury.desk import OpenJury, panel_on, vault_at


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    """The desk on its unlock page."""
    with desk_window(qapp, qtbot, monkeypatch) as made:
        yield made


@pytest.fixture
def open_jury(window: Window, tmp_path: Path, qtbot: QtBot) -> OpenJury:
    """Opens the panel of someone of a role, with so many jurors seated, at a tab."""

    def open_it(
        role: Role, jurors: int, tab: str = "", *, layout: str = "2 × 6 + 2", sworn: bool = False
    ) -> JuryPanel:
        path = vault_at(tmp_path / "v.courtdesk", role, jurors, layout, sworn=sworn)
        return panel_on(window, path, qtbot, tab)

    return open_it
