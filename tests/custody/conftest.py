"""The real desk with the panel “Vault & users”, on a real vault."""

from collections.abc import Iterator

import pytest

from courtdesk import app
from courtdesk.app import VaultDoor
from courtdesk.custody.panel import CustodyPanel
from courtdesk.custody.panel.user_list import UserList
from courtdesk.desk import fonts
from courtdesk.desk.keeper import Keeper
from courtdesk.desk.settings import DeskSettings
from courtdesk.desk.theme import Scheme, Theme
from courtdesk.desk.window import Window
from courtdesk.failures import FailureLog
from courtdesk.vault import kdf
from tests.vaults import (
    CHEAP,
    PASSPHRASE,
    case,
    cases,
    hearing,
    hearings,
    vault,
    vault_folder,
    vault_template,
)

__all__ = ["case", "cases", "hearing", "hearings", "vault", "vault_folder", "vault_template"]


@pytest.fixture
def window(qapp, qtbot, home, tmp_path, vault_folder, monkeypatch) -> Iterator[Window]:
    monkeypatch.setattr(kdf, "measured", lambda: CHEAP)
    fonts.install(qapp)
    theme = Theme(qapp, Scheme.LIGHT)
    settings = DeskSettings()
    made = Window(settings)
    made.resize(1180, 700)
    made.unlock.choose(vault_folder)
    with qtbot.waitSignal(made.unlock.painted):
        made.show()
        made.activateWindow()
    furniture = app._furniture()
    furniture.begin_anew = None
    made.keeper = Keeper(
        qapp,
        made,
        door=VaultDoor(),
        furniture=furniture,
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
def panel(window: Window, qtbot) -> CustodyPanel:
    window.unlock.unlock(PASSPHRASE)
    qtbot.waitUntil(lambda: window.keeper.session is not None)
    frame = window.keeper.session.frame
    frame.open_panel("custody")
    found = frame.front
    assert isinstance(found, CustodyPanel)
    qtbot.waitUntil(lambda: found.findChild(UserList).count() > 0)
    return found
