"""Sealing by key: a span while it happens, entries afterwards, and a warning when they leak."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from courtdesk.desk.widgets.button import Button
from courtdesk.hearing.model import Entry, EntryKind, HearingState, Step
from courtdesk.hearing.model.seals import Seal
from courtdesk.hearing.panel.amend_dialog import AmendDialog
from courtdesk.hearing.panel.composer_head import ComposerHead
from courtdesk.hearing.panel.log.entry_layout import sealed_words
from courtdesk.hearing.panel.log.entry_words import as_lines, spoken
from courtdesk.hearing.panel.pseudonym_dialog import PseudonymDialog
from courtdesk.hearing.panel.seal_dialogs import LiftDialog, OrderDialog, SealDialog
from courtdesk.hearing.service.sealing import SealingService
from tests.hearing.panel.conftest import CONTROL, SHIFT, Court
from tests.hearing.panel.test_minutes_states import agree as minutes_agree
from tests.hearing.panel.test_paper_page import ALT, previewed
from tests.vaults import START, reopen

WAIT = 20_000
BOTH = CONTROL | SHIFT


def live(court: Court, wanted: bool) -> None:
    court.qtbot.waitUntil(lambda: (court.room.sealing.live is not None) is wanted, timeout=WAIT)


def dialog(court: Court, kind: type[OrderDialog]) -> OrderDialog:
    court.qtbot.waitUntil(lambda: type(QApplication.activeModalWidget()) is kind, timeout=WAIT)
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, kind)
    return shown


def agree(court: Court, shown: OrderDialog, by: str) -> None:
    shown.by.setText(by)
    court.qtbot.mouseClick(shown.primary, Qt.MouseButton.LeftButton)
    court.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=WAIT)
    court.settle()


def head(court: Court) -> str:
    found = court.room.composer.findChild(ComposerHead)
    assert found is not None
    return found._seal.text() if found._seal.isVisibleTo(found) else ""


def seal_last(court: Court, text: str) -> None:
    court.commit(text)
    court.room.log.view.setFocus()
    court.qtbot.waitUntil(court.room.log.view.hasFocus, timeout=WAIT)
    court.press(Qt.Key.Key_X, BOTH)
    agree(court, dialog(court, OrderDialog), "Judge Okafor")


def test_one_key_begins_and_ends_a_sealed_portion(court: Court) -> None:
    court.press(Qt.Key.Key_X, BOTH)
    live(court, wanted=True)
    court.qtbot.waitUntil(lambda: head(court) == "Sealed · no order yet", timeout=WAIT)
    inside = court.commit("Her name is in the file")
    assert inside.sealed
    assert inside.text == "Her name is in the file"
    court.clock.go_on(60)
    court.press(Qt.Key.Key_X, BOTH)
    live(court, wanted=False)
    court.qtbot.waitUntil(lambda: not head(court), timeout=WAIT)
    court.clock.go_on(60)
    assert not court.commit("Open again").sealed
    closed = {entry.text: entry.closed for entry in court.on_disk()}
    assert closed[""] is True
    assert closed["Open again"] is False


def test_selected_entries_are_sealed_by_order_and_unsealed_by_order(court: Court) -> None:
    seal_last(court, "The informant lives above the bakery")
    court.qtbot.waitUntil(
        lambda: court.room.session.last_entry is not None and court.room.session.last_entry.sealed,
        timeout=WAIT,
    )
    assert "The informant lives above the bakery" in court.shown()
    court.room.log.view.setFocus()
    court.press(Qt.Key.Key_X, BOTH)
    shown = dialog(court, SealDialog)
    assert shown.by.text() == "Judge Okafor"
    court.qtbot.keyClick(shown, Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    lift = dialog(court, LiftDialog)
    lift.by.clear()
    court.qtbot.mouseClick(lift.primary, Qt.MouseButton.LeftButton)
    assert lift.isVisible()
    agree(court, lift, "Judge Okafor")
    court.qtbot.waitUntil(
        lambda: not (court.room.session.last_entry and court.room.session.last_entry.sealed),
        timeout=WAIT,
    )
    texts = [entry.text for entry in court.on_disk()]
    assert "The informant lives above the bakery" in texts


def test_a_sealed_entry_quoted_in_an_open_line_is_told(
    court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    seal_last(court, "The informant lives above the bakery")
    court.qtbot.waitUntil(
        lambda: bool(court.room.sealing._quotes.quoted("informant lives above the")), timeout=WAIT
    )
    monkeypatch.setattr(court.room.composer, "say", said.append)
    court.room.composer.edit.setFocus()
    court.type("He says the informant lives above it")
    court.qtbot.waitUntil(lambda: any("sealed" in words for words in said), timeout=WAIT)


def test_what_is_copied_says_only_that_it_is_sealed(court: Court) -> None:
    seal_last(court, "The informant lives above the bakery")
    court.qtbot.waitUntil(
        lambda: court.room.session.last_entry is not None and court.room.session.last_entry.sealed,
        timeout=WAIT,
    )
    entry = court.room.session.last_entry
    assert entry is not None
    zone = court.room._zone
    assert "bakery" not in as_lines([entry], zone)
    assert "bakery" in spoken(entry, zone)


def test_the_order_can_be_named_while_the_portion_goes_on(court: Court) -> None:
    court.press(Qt.Key.Key_X, BOTH)
    live(court, wanted=True)
    court.qtbot.waitUntil(lambda: "no order yet" in head(court), timeout=WAIT)
    court.press(Qt.Key.Key_O, BOTH)
    agree(court, dialog(court, SealDialog), "Judge Okafor")
    court.qtbot.waitUntil(lambda: head(court) == "Sealed since 09:14", timeout=WAIT)
    hearing_id, folder = court.hearing_id, court.folder
    court.close()
    vault = reopen(folder)
    try:
        (seal,) = SealingService(vault).seals(hearing_id)
        assert seal.ordered_by == "Judge Okafor"
    finally:
        vault.close()


def test_pseudonyms_are_typed_and_stand_on_the_next_copy(court: Court) -> None:
    court.commit("Calls Jane Doe")
    court.press(Qt.Key.Key_P, CONTROL)
    previewed(court, "Jane Doe")
    court.press(Qt.Key.Key_P, BOTH)
    court.qtbot.waitUntil(
        lambda: isinstance(QApplication.activeModalWidget(), PseudonymDialog), timeout=WAIT
    )
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, PseudonymDialog)
    shown.table.set_rows([("", ("Jane Doe", ""))])
    court.qtbot.mouseClick(shown.primary, Qt.MouseButton.LeftButton)
    court.qtbot.waitUntil(lambda: "no pseudonym" in shown.wrong.text(), timeout=WAIT)
    shown.table.set_rows([("", ("Jane Doe", "J.D."))])
    court.qtbot.mouseClick(shown.primary, Qt.MouseButton.LeftButton)
    assert "Doe" not in previewed(court, "Calls J.D.")


def test_who_may_not_see_it_is_told_the_portion_and_whose_order() -> None:
    until = START + timedelta(minutes=13)
    seal = Seal("s", "h", START, until, "Judge Okafor", "", "A. Clerk")
    closed = Entry("e", "h", 2, START, "", EntryKind.NOTE, "", "A. Clerk", sealed=True, seal=seal)
    zone = ZoneInfo("Europe/Dublin")
    assert sealed_words(closed, zone) == "Sealed portion, 09:04–09:17, by order of Judge Okafor."
    assert "Judge Okafor" in spoken(closed, zone)
    assert "Okafor" not in as_lines([closed], zone)


def test_an_amendment_that_quotes_a_sealed_entry_is_told(court: Court) -> None:
    entry = court.commit("He was asked where he lives")
    seal_last(court, "The informant lives above the bakery")
    court.qtbot.waitUntil(
        lambda: bool(court.room.sealing.quoted("informant lives above the")), timeout=WAIT
    )
    court.room._on_amend_wanted(entry)
    court.qtbot.waitUntil(lambda: court.panel.findChild(AmendDialog) is not None, timeout=WAIT)
    shown = court.panel.findChild(AmendDialog)
    assert shown is not None

    def warned() -> bool:
        texts = [label.text() for label in shown.findChildren(QLabel) if label.isVisible()]
        return "This quotes sealed entry" in " ".join(texts)

    assert not warned()
    shown.corrected.setPlainText("He said the informant lives above it")
    assert warned()
    assert shown.primary.isEnabled()
    shown.corrected.setPlainText("He would not say")
    assert not warned()


def test_amend_is_offered_once_a_portion_of_certified_minutes_is_unsealed(court: Court) -> None:
    seal_last(court, "The informant lives above the bakery")
    court.room.deeds.take_step(Step.ADJOURN, court.clock())
    court.qtbot.waitUntil(
        lambda: court.room.session.hearing.state is HearingState.ADJOURNED, timeout=WAIT
    )
    court.settle()
    court.press(Qt.Key.Key_P, CONTROL)
    court.press(Qt.Key.Key_M, ALT)
    previewed(court, "Draft.")
    court.press(Qt.Key.Key_C, ALT)
    minutes_agree(court)
    assert "portion of the record is sealed" in previewed(court, "Certified by")
    button = amend_button(court)
    assert not button.isVisible()
    court.press(Qt.Key.Key_Escape)
    court.room.log.view.setFocus()
    court.press(Qt.Key.Key_End)
    court.press(Qt.Key.Key_Up)
    court.press(Qt.Key.Key_X, BOTH)
    shown = dialog(court, SealDialog)
    court.qtbot.keyClick(shown, Qt.Key.Key_U, ALT)
    agree(court, dialog(court, LiftDialog), "Judge Okafor")
    court.press(Qt.Key.Key_P, CONTROL)
    court.qtbot.waitUntil(button.isVisible, timeout=WAIT)
    assert not court.panel.paper.minutes._differs.isVisible()
    court.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    minutes_agree(court, "order lifted")
    assert "portion of the record is sealed" not in previewed(court, "Amendment No. 1.")
    court.qtbot.waitUntil(lambda: not button.isVisible(), timeout=WAIT)


def amend_button(court: Court) -> Button:
    (found,) = (
        button
        for button in court.panel.paper.minutes.findChildren(Button)
        if button.text().startswith("Amend")
    )
    return found
