"""The jury panel on the real desk, for tests: a vault with a case, the panel in front, keys."""

from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from courtdesk.cases.model import CaseDetails, CaseKind
from courtdesk.cases.service import CaseService
from courtdesk.desk.window import Window
from courtdesk.jury.model.strikes import TrialRules
from courtdesk.jury.model.venire import Side
from courtdesk.jury.panel import JuryPanel
from courtdesk.jury.service import SelectionService
from courtdesk.jury.service.presets import layouts
from courtdesk.vault.opening import create_vault
from courtdesk.vault.roles import Role
from courtdesk.vault.settings import VaultSettings
from tests.desks import WAIT, unlocked
from tests.jury.courtroom import PASSPHRASE, venire
from tests.vaults import CHEAP

D = TypeVar("D", bound=QDialog)


class OpenJury(Protocol):
    """Opens the panel of someone of a role, with so many jurors seated, at a tab."""

    def __call__(
        self, role: Role, jurors: int, tab: str = "", *, layout: str = ..., sworn: bool = False
    ) -> JuryPanel: ...


def vault_at(
    path: Path, role: Role, jurors: int, layout: str = "2 × 6 + 2", *, sworn: bool = False
) -> Path:
    """A closed vault with one case; its jurors are seated, and sworn if so wished."""
    settings = VaultSettings("Department 6", "America/Chicago", "letter")
    vault = create_vault(path, settings, "J. Lindqvist", role, PASSPHRASE, params=CHEAP)
    cases = CaseService(vault)
    details = CaseDetails("2026-CR-0417", "State v. Landry", CaseKind.CRIMINAL, "Circuit Court")
    case_id = cases.open_case(details, date(2026, 11, 2)).value.id
    service = SelectionService(vault, cases)
    if jurors:
        service.import_venire(case_id, venire(jurors))
        service.set_layout(case_id, next(each for each in layouts() if each.name == layout))
        service.set_rules(case_id, TrialRules(strikes={Side.STATE: 6, Side.DEFENCE: 6}))
        service.fill_seats(case_id)
    if sworn:
        ids = [juror.id for juror in service.jurors(case_id)]
        service.swear(case_id, ids[:12])
        service.swear(case_id, ids[12:14], alternates=True)
    vault.close()
    return path


def panel_on(window: Window, path: Path, qtbot: QtBot, tab: str = "") -> JuryPanel:
    """The jury panel of the unlocked desk, with its case read."""
    window.unlock.choose(path, "")
    frame = unlocked(window, qtbot, PASSPHRASE)
    frame.open_panel("cases")  # which opens the only case
    qtbot.waitUntil(lambda: frame.front.desk.case is not None, timeout=WAIT)
    frame.open_panel("jury")
    panel = frame.front
    assert isinstance(panel, JuryPanel)
    qtbot.waitUntil(lambda: bool(panel.state.case_id), timeout=WAIT)
    if tab:
        panel.show_tab(tab)
    return panel


def focus(qtbot: QtBot) -> QWidget:
    """The widget where the keyboard is, once it is anywhere."""
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=WAIT)
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def typed(qtbot: QtBot, text: str) -> int:
    """Press the keys of ``text`` where the keyboard is; how many there were."""
    for letter in text:
        QTest.keyClick(focus(qtbot), letter)
    return len(text)


def pressed(
    qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(focus(qtbot), key, modifier)


def dialog_of(panel: JuryPanel, qtbot: QtBot, kind: type[D]) -> D:
    """The dialog of a kind, once it is open."""
    qtbot.waitUntil(lambda: panel.findChild(kind) is not None, timeout=WAIT)
    found = panel.findChild(kind)
    assert found is not None
    return found


def closed(panel: JuryPanel, qtbot: QtBot, kind: type[D]) -> None:
    """Wait until no dialog of a kind is open and the keyboard is the window's again."""
    qtbot.waitUntil(lambda: panel.findChild(kind) is None, timeout=WAIT)
    panel.window().activateWindow()
    qtbot.waitUntil(panel.window().isActiveWindow, timeout=WAIT)


def run(panel: JuryPanel, name: str) -> None:
    """Do a step of the panel as its key would."""
    next(action for action in panel.shortcuts() if action.id == f"jury.{name}").run()
