"""Sealed editions in the print centre, by keyboard: for whom, after which warning, and marked."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from courtdesk.app import make_window
from courtdesk.cases.service import CaseService
from courtdesk.catalogue import Reader
from courtdesk.desk import rebirth
from courtdesk.desk.dialog import Dialog
from courtdesk.desk.window import Window
from courtdesk.hearing.model import HearingPlan, Step
from courtdesk.hearing.model.seals import Order
from courtdesk.hearing.service import HearingService
from courtdesk.hearing.service.sealing import SealingService
from courtdesk.printing.model import Item
from courtdesk.printing.panel import PrintCentre
from courtdesk.vault.ids import new_id
from courtdesk.vault.roles import Role
from courtdesk.vault.users import Users
from tests.paper.documents import pages
from tests.vaults import CASE, CHEAP, CLERK, PASSPHRASE, START, reopen, typed

SECRET = "zanzibar"
LONG = 20_000
ALT = Qt.KeyboardModifier.AltModifier
COORDINATOR = "J. Weir"
OpenCentre = Callable[[str], PrintCentre]


@pytest.fixture
def vault_path(vault_template: Path, tmp_path: Path) -> Path:
    """A hearing with one open and one sealed line; a clerk and a jury coordinator."""
    path = Path(shutil.copytree(vault_template, tmp_path / vault_template.name))
    vault = reopen(path)
    cases = CaseService(vault)
    case = cases.open_case(CASE, date(2026, 3, 2)).value
    hearings = HearingService(vault, cases)
    hearing = hearings.plan(case.id, HearingPlan("Jury trial", START.date())).value
    hearings.take_step(hearing.id, Step.START, START, new_id())
    hearings.record(typed(hearing.id, "The jury is brought in", 30))
    secret = hearings.record(typed(hearing.id, f"Speaks of {SECRET}", 60)).value
    SealingService(vault).seal([secret.id], Order("Judge Okafor", "a child"))
    Users(vault).add(COORDINATOR, Role.JURY_COORDINATOR, PASSPHRASE, params=CHEAP)
    vault.close()
    return path


@pytest.fixture
def open_centre(
    qapp, qtbot: QtBot, vault_path: Path, monkeypatch: pytest.MonkeyPatch, no_microphone: None
):
    """Opens the print centre for a user, with the hearing log alone in the packet."""
    made: list[Window] = []
    monkeypatch.setattr(rebirth, "begin_anew", lambda *_: None)  # it would replace the test run

    def open_for(user: str) -> PrintCentre:
        window = make_window(qapp, vault_path, user)
        made.append(window)
        window.resize(1180, 700)
        with qtbot.waitSignal(window.unlock.painted):
            window.show()
            window.activateWindow()
        window.unlock.unlock(PASSPHRASE)
        qtbot.waitUntil(lambda: window.keeper.session is not None, timeout=LONG)
        frame = window.keeper.session.frame
        frame.open_panel("cases")
        qtbot.waitUntil(lambda: frame.desk.case is not None, timeout=LONG)
        frame.open_panel("printing")
        panel = frame.front
        assert isinstance(panel, PrintCentre)
        qtbot.waitUntil(lambda: bool(panel._preset.title), timeout=LONG)
        panel._choosing.packet.show_items([Item("log")])
        panel._choosing.packet.changed.emit()
        qtbot.waitUntil(lambda: "brought in" in shown(panel), timeout=LONG)
        return panel

    yield open_for
    for window in made:
        window.close()
        qtbot.waitUntil(lambda window=window: not window.isVisible(), timeout=LONG)
        window.deleteLater()


def shown(panel: PrintCentre) -> str:
    document = panel._preview.document
    return "" if document is None else " ".join(pages(document.data))


def press(panel: PrintCentre, qtbot: QtBot) -> None:
    """Press the key of the sealed edition."""
    panel.window().activateWindow()
    qtbot.waitUntil(panel.window().isActiveWindow, timeout=LONG)
    QTest.keyClick(panel.window(), Qt.Key.Key_S, ALT)


def warning(panel: PrintCentre, qtbot: QtBot) -> Dialog:
    qtbot.waitUntil(lambda: len(panel.findChildren(Dialog)) == 1, timeout=LONG)
    return panel.findChildren(Dialog)[0]


def put_in(panel: PrintCentre, qtbot: QtBot) -> None:
    press(panel, qtbot)
    warning(panel, qtbot).primary.click()
    qtbot.waitUntil(lambda: not panel.findChildren(Dialog), timeout=LONG)


def test_a_clerk_puts_it_in_after_a_warning_and_takes_it_out(
    open_centre: OpenCentre, qtbot: QtBot
) -> None:
    panel = open_centre(CLERK)
    panel._form.choose_reader(Reader.CLERK)
    assert SECRET not in shown(panel)
    assert not panel._sealed.sign.isVisible()
    put_in(panel, qtbot)
    assert panel._choosing.packet.item(0).text() == "Hearing log, sealed edition"
    qtbot.waitUntil(lambda: SECRET in shown(panel), timeout=LONG)
    assert "SEALED" in shown(panel)
    assert panel._sealed.sign.isVisible()
    press(panel, qtbot)
    qtbot.waitUntil(
        lambda: "brought in" in shown(panel) and SECRET not in shown(panel), timeout=LONG
    )
    assert not panel._sealed.sign.isVisible()


def test_a_warning_that_is_declined_leaves_the_packet_as_it_is(
    open_centre: OpenCentre, qtbot: QtBot
) -> None:
    panel = open_centre(CLERK)
    press(panel, qtbot)
    asked = warning(panel, qtbot)
    assert asked.focusWidget() is asked.cancel or asked.cancel.isDefault()
    asked.reject()
    qtbot.waitUntil(lambda: not panel.findChildren(Dialog), timeout=LONG)
    assert panel._choosing.packet.packed() == (Item("log"),)


def test_the_public_gets_the_public_edition_whatever_is_wished(
    open_centre: OpenCentre, qtbot: QtBot
) -> None:
    panel = open_centre(CLERK)
    panel._form.choose_reader(Reader.BENCH)
    put_in(panel, qtbot)
    qtbot.waitUntil(lambda: SECRET in shown(panel), timeout=LONG)
    panel._form.choose_reader(Reader.PUBLIC)
    qtbot.waitUntil(lambda: "Not for the public" in panel._form._left.text(), timeout=LONG)
    qtbot.waitUntil(
        lambda: "brought in" in shown(panel) and SECRET not in shown(panel), timeout=LONG
    )
    assert not panel._sealed.sign.isVisible()


def test_a_document_without_one_is_told(open_centre: OpenCentre, qtbot: QtBot) -> None:
    panel = open_centre(CLERK)
    panel._choosing.packet.show_items([Item("exhibits")])
    assert not panel._sealed.button.isEnabled()
    press(panel, qtbot)
    notices = panel.window().keeper.session.frame.notices
    qtbot.waitUntil(lambda: len(notices.messages()) == 1, timeout=LONG)
    assert "has no sealed edition" in notices.messages()[0].happened


def test_who_may_not_see_sealed_matter_is_not_offered_it(
    open_centre: OpenCentre, qtbot: QtBot
) -> None:
    panel = open_centre(COORDINATOR)
    assert not panel._sealed.button.isVisible()
    offered = {action.id for action in panel.desk.actions.all()}
    assert "print.save" in offered
    assert "print.sealed" not in offered
    press(panel, qtbot)
    notices = panel.window().keeper.session.frame.notices
    qtbot.waitUntil(lambda: len(notices.messages()) == 1, timeout=LONG)
    assert "may not see sealed matter" in notices.messages()[0].happened
    panel._choosing.packet.show_items([Item("log", "sealed")])
    panel._form.choose_reader(Reader.BENCH)
    qtbot.waitUntil(lambda: "Your role may not print it" in panel._form._left.text(), timeout=LONG)
    qtbot.waitUntil(lambda: "brought in" in shown(panel), timeout=LONG)
    assert panel._choosing.packet.item(0).text() == "Hearing log"
    assert SECRET not in shown(panel)


def test_what_is_exported_right_after_another_choice_is_what_is_chosen_now(
    open_centre: OpenCentre, qtbot: QtBot, tmp_path: Path
) -> None:
    panel = open_centre(CLERK)
    target = tmp_path / "packet.pdf"
    panel._preview._choose_file = lambda *_: str(target)
    put_in(panel, qtbot)
    qtbot.waitUntil(lambda: SECRET in shown(panel), timeout=LONG)
    panel._form.choose_reader(Reader.PUBLIC)
    panel._on_export()
    assert SECRET in shown(panel)
    with qtbot.waitSignal(panel._preview.saved, timeout=LONG):
        pass
    written = " ".join(pages(target.read_bytes()))
    assert "brought in" in written
    assert SECRET not in written
