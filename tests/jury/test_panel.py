"""The jury panel as a coordinator uses it: on the real desk, by keyboard, into a real vault."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from courtdesk.app import make_window
from courtdesk.cases.model import CaseDetails, CaseKind
from courtdesk.cases.service import CaseService
from courtdesk.desk import rebirth
from courtdesk.desk.window import Window
from courtdesk.jury.model.strikes import TrialRules
from courtdesk.jury.model.venire import JurorStatus, Side
from courtdesk.jury.panel import JuryPanel
from courtdesk.jury.panel.ask import AskDialog
from courtdesk.jury.panel.mapper import Mapper
from courtdesk.jury.panel.seat import SeatTile
from courtdesk.jury.service import SelectionService
from courtdesk.jury.service.presets import layouts
from courtdesk.vault.roles import Role
from courtdesk.vault.store import VaultSettings, create_vault
from tests.jury.courtroom import PASSPHRASE, venire
from tests.vaults import CHEAP

D = TypeVar("D", AskDialog, Mapper)


def vault_at(path: Path, role: Role, jurors: int, layout: str = "2 × 6 + 2") -> Path:
    """A closed vault with one case; its jurors are seated."""
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
    vault.close()
    return path


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    """The desk on its unlock page."""
    monkeypatch.setattr(rebirth, "begin_anew", lambda *_: None)  # it would replace the test run
    made = make_window(qapp)
    made.resize(1180, 700)
    with qtbot.waitSignal(made.unlock.painted):
        made.show()
        made.activateWindow()
    yield made
    made.close()
    qtbot.waitUntil(lambda: not made.isVisible())
    made.deleteLater()


def panel_on(window: Window, path: Path, qtbot: QtBot, tab: str = "") -> JuryPanel:
    """The jury panel of the unlocked desk, with its case read."""
    window.unlock.choose(path, "")
    window.unlock.unlock(PASSPHRASE)
    qtbot.waitUntil(lambda: window.keeper.session is not None, timeout=20_000)
    assert window.keeper.session is not None
    frame = window.keeper.session.frame
    frame.open_panel("cases")  # which opens the only case
    qtbot.waitUntil(lambda: frame.front.desk.case is not None, timeout=20_000)
    frame.open_panel("jury")
    panel = frame.front
    assert isinstance(panel, JuryPanel)
    qtbot.waitUntil(lambda: bool(panel.state.case_id), timeout=20_000)
    if tab:
        panel.show_tab(tab)
    return panel


def typed(panel: JuryPanel, text: str) -> int:
    """Press the keys of ``text`` where the keyboard is; how many there were."""
    for letter in text:
        QTest.keyClick(_focus(panel), letter)
    return len(text)


def _focus(panel: JuryPanel) -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_two_keys_save_a_note(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    path = vault_at(tmp_path / "v.courtdesk", Role.JURY_COORDINATOR, 14)
    panel = panel_on(window, path, qtbot, "watch")
    typed(panel, "r9")
    qtbot.waitUntil(lambda: bool(panel.state.watch and panel.state.watch.notes))
    assert panel.state.watch is not None
    note = panel.state.watch.notes[0]
    assert panel.state.seated["10"].id == note.juror_id
    assert (note.words, note.observer) == ("Dozing", "J. Lindqvist")
    QTest.keyClick(_focus(panel), Qt.Key.Key_Return)
    QTest.keyClicks(_focus(panel), "eyes closed")
    QTest.keyClick(_focus(panel), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.state.watch.notes[0].text == "eyes closed")
    assert isinstance(_focus(panel), SeatTile)


def test_forty_jurors_take_no_more_than_twelve_keys_each(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = vault_at(tmp_path / "v.courtdesk", Role.JURY_COORDINATOR, 40, "4 × 11")
    panel = panel_on(window, path, qtbot, "voir-dire")
    watch, case_id = panel.services.watch, panel.state.case_id
    for words in ("Served before?", "Know an officer?"):
        panel.do(lambda words=words: watch.add_question(case_id, words))
    qtbot.waitUntil(lambda: panel.voir_dire.questions.count() == 2)
    labels = sorted(panel.state.seated, key=int)
    keys = 0
    for page in range(2):
        for label in labels:
            panel.voir_dire.chart.choose(label)
            keys += 1  # an arrow
            keys += typed(panel, " " if page else " 6*")
        QTest.keyClick(_focus(panel), Qt.Key.Key_Return)
        QTest.keyClick(_focus(panel), Qt.Key.Key_PageDown)
        keys += 2
    qtbot.waitUntil(
        lambda: bool(panel.state.watch and len(panel.state.watch.answers) == 80), timeout=20_000
    )
    assert panel.state.watch is not None
    assert keys <= 12 * 40
    for label in labels:
        juror = panel.state.seated[label]
        assert panel.state.watch.rating_of(juror.id) == 2
        assert panel.state.watch.flags_of(juror.id) == ("ask again",)


def test_arrows_walk_over_the_seats(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    path = vault_at(tmp_path / "v.courtdesk", Role.JURY_COORDINATOR, 14)
    panel = panel_on(window, path, qtbot, "watch")
    chart = panel.watch.chart
    chart.choose("1")
    QTest.keyClick(_focus(panel), Qt.Key.Key_Right)
    assert chart.chosen == "2"
    QTest.keyClick(_focus(panel), Qt.Key.Key_Up)
    assert chart.chosen == "8"
    QTest.keyClick(_focus(panel), Qt.Key.Key_Down)
    QTest.keyClick(_focus(panel), Qt.Key.Key_Left)
    assert chart.chosen == "1"


def test_a_screen_reader_finds_each_seat(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    path = vault_at(tmp_path / "v.courtdesk", Role.JURY_COORDINATOR, 13)
    panel = panel_on(window, path, qtbot, "watch")
    names = []
    for tile in panel.watch.chart.tiles.values():
        interface = QAccessible.queryAccessibleInterface(tile)
        assert interface is not None
        names.append(interface.text(QAccessible.Text.Name))
    assert "Seat 1, juror 101, Juror Person1, 21 · Nurse" in names
    assert "Seat A2, empty" in names


def test_a_strike_is_three_actions_and_can_be_undone(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = vault_at(tmp_path / "v.courtdesk", Role.JURY_COORDINATOR, 14)
    panel = panel_on(window, path, qtbot, "voir-dire")
    typed(panel, "q")
    struck = panel.state.seated["7"].id
    QTest.keyClick(_focus(panel), Qt.Key.Key_F5)
    dialog = _dialog(panel, qtbot, AskDialog)
    dialog.fill({"reason": "knows the scene"})
    dialog.primary.click()
    qtbot.waitUntil(lambda: panel.state.juror(struck).status is JurorStatus.STRUCK)
    assert panel.state.strikes[0].reason == "knows the scene"
    assert "State 5/6" in panel.state.strikes_line()
    qtbot.waitUntil(lambda: panel.findChild(AskDialog) is None)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: panel.state.juror(struck).status is JurorStatus.SEATED)


def test_a_pasted_list_goes_through_the_mapper(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = vault_at(tmp_path / "v.courtdesk", Role.CLERK, 0)
    panel = panel_on(window, path, qtbot, "venire")
    QGuiApplication.clipboard().setText("Nr\tWho\n1\tAna Gallo\n1\tBo Hsu")
    panel.steps.paste_list()
    mapper = _dialog(panel, qtbot, Mapper)
    assert not mapper.primary.isEnabled()
    mapper.choose("Nr", "number")
    mapper.choose("Who", "name")
    assert "its number 1 stands in row 1 too" in mapper.findings()
    assert not mapper.primary.isEnabled()
    mapper.choose("Nr", "pool")
    assert mapper.primary.isEnabled()
    mapper.primary.click()
    qtbot.waitUntil(lambda: len(panel.state.jurors) == 2)
    assert [juror.entry.name for juror in panel.state.jurors] == ["Ana Gallo", "Bo Hsu"]


def test_a_clerk_sees_the_jury_and_nothing_of_the_team(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = vault_at(tmp_path / "v.courtdesk", Role.CLERK, 14)
    panel = panel_on(window, path, qtbot, "watch")
    assert panel.state.watch is None
    assert not panel.watch.juror.codes.isVisible()
    said = {label.text() for label in panel.watch.juror.findChildren(QLabel)}
    assert "Nothing has been noted of this juror yet." in said
    titles = {action.title for action in panel.shortcuts()}
    assert "Message to a juror" in titles
    assert "Add a finding" not in titles


def test_a_coordinator_has_no_way_to_contact_a_juror(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = vault_at(tmp_path / "v.courtdesk", Role.JURY_COORDINATOR, 14)
    panel = panel_on(window, path, qtbot)
    titles = {action.title for action in panel.shortcuts()}
    assert "Add a finding" in titles
    assert "Message to a juror" not in titles


def _dialog(panel: JuryPanel, qtbot: QtBot, kind: type[D]) -> D:
    qtbot.waitUntil(lambda: panel.findChild(kind) is not None)
    found = panel.findChild(kind)
    assert found is not None
    return found
