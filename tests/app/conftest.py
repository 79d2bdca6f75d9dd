"""The real desk on a real vault, without a screen."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from courtdesk.cases.model import CaseDetails, CaseKind, Party, ScheduledHearing
from courtdesk.cases.service import CaseService
from courtdesk.desk.frame import Frame
from courtdesk.desk.window import Window
from courtdesk.vault.kdf import KdfParams
from courtdesk.vault.opening import create_vault
from courtdesk.vault.roles import Role
from courtdesk.vault.settings import VaultSettings
from tests.desks import desk_window, unlocked

PASSPHRASE = "seven herons on a slate roof"
OpenDesk = Callable[[], Frame]


@pytest.fixture
def vault_path(tmp_path: Path) -> Path:
    """A closed vault with two cases, made for the clerk B. Ito."""
    path = tmp_path / "Court 3.courtdesk"
    vault = create_vault(
        path,
        VaultSettings("Court 3", "Europe/Dublin"),
        "B. Ito",
        Role.CLERK,
        PASSPHRASE,
        params=KdfParams(19 * 1024, 1, 1),
    )
    cases = CaseService(vault)
    cases.open_case(
        CaseDetails(
            "C-1",
            "Moss v. Fern",
            CaseKind.CIVIL,
            judge="Hon. A. Lark",
            parties=(Party("", "Plaintiff", "E. Moss", "T. Reed"),),
            scheduled=(ScheduledHearing("", datetime(2099, 1, 7, 9, tzinfo=UTC), "Trial"),),
        ),
        date(2026, 5, 1),
    )
    cases.open_case(CaseDetails("C-2", "State v. Heath", CaseKind.CRIMINAL), date(2026, 6, 1))
    vault.close()
    return path


@pytest.fixture
def window(
    qapp: QApplication,
    qtbot: QtBot,
    vault_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    no_microphone: None,
) -> Iterator[Window]:
    """The desk's window on its unlock page."""
    with desk_window(qapp, qtbot, monkeypatch, vault_path) as made:
        yield made


@pytest.fixture
def frame(window: Window, qtbot: QtBot) -> Frame:
    """The unlocked desk."""
    return unlocked(window, qtbot, PASSPHRASE)
