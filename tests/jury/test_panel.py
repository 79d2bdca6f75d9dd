"""The jury panel as a coordinator uses it: on the real desk, by keyboard, into a real vault."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from courtdesk.desk.window import Window
from courtdesk.jury.model.venire import JurorStatus
from courtdesk.jury.panel.ask import AskDialog
from courtdesk.jury.panel.mapper import Mapper
from courtdesk.jury.panel.rules_dialogs import RulesDialog
from courtdesk.jury.panel.seat import SeatTile
from courtdesk.vault.roles import Role
from tests.desks import WAIT
from tests.jury.desk import OpenJury, closed, dialog_of, focus, pressed, run, typed


def test_two_keys_save_a_note(open_jury: OpenJury, qtbot: QtBot) -> None:
    panel = open_jury(Role.JURY_COORDINATOR, 14, "watch")
    typed(qtbot, "r9")
    qtbot.waitUntil(lambda: bool(panel.state.watch and panel.state.watch.notes), timeout=WAIT)
    assert panel.state.watch is not None
    note = panel.state.watch.notes[0]
    assert panel.state.seated["10"].id == note.juror_id
    assert (note.words, note.observer) == ("Dozing", "J. Lindqvist")
    pressed(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(panel.watch.juror.words.hasFocus, timeout=WAIT)
    typed(qtbot, "eyes closed")
    assert panel.watch.juror.words.text() == "eyes closed"
    pressed(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.state.watch.notes[0].text == "eyes closed", timeout=WAIT)
    assert isinstance(focus(qtbot), SeatTile)


def test_forty_jurors_take_no_more_than_twelve_keys_each(open_jury: OpenJury, qtbot: QtBot) -> None:
    panel = open_jury(Role.JURY_COORDINATOR, 40, "voir-dire", layout="4 × 11")
    watch, case_id = panel.services.watch, panel.state.case_id
    for words in ("Served before?", "Know an officer?"):
        panel.do(lambda words=words: watch.add_question(case_id, words))
    qtbot.waitUntil(lambda: panel.voir_dire.questions.count() == 2, timeout=WAIT)
    labels = sorted(panel.state.seated, key=int)
    keys = 0
    for page in range(2):
        for label in labels:
            panel.voir_dire.chart.choose(label)
            keys += 1  # an arrow
            keys += typed(qtbot, " " if page else " 6*")
        QTest.keyClick(focus(qtbot), Qt.Key.Key_Return)
        QTest.keyClick(focus(qtbot), Qt.Key.Key_PageDown)
        keys += 2
    qtbot.waitUntil(
        lambda: bool(panel.state.watch and len(panel.state.watch.answers) == 80), timeout=WAIT
    )
    assert panel.state.watch is not None
    assert keys <= 12 * 40
    for label in labels:
        juror = panel.state.seated[label]
        assert panel.state.watch.rating_of(juror.id) == 2
        assert panel.state.watch.flags_of(juror.id) == ("ask again",)


def test_arrows_walk_over_the_seats(open_jury: OpenJury, qtbot: QtBot) -> None:
    panel = open_jury(Role.JURY_COORDINATOR, 14, "watch")
    chart = panel.watch.chart
    chart.choose("1")
    QTest.keyClick(focus(qtbot), Qt.Key.Key_Right)
    assert chart.chosen == "2"
    QTest.keyClick(focus(qtbot), Qt.Key.Key_Up)
    assert chart.chosen == "8"
    QTest.keyClick(focus(qtbot), Qt.Key.Key_Down)
    QTest.keyClick(focus(qtbot), Qt.Key.Key_Left)
    assert chart.chosen == "1"


def test_a_screen_reader_finds_each_seat(open_jury: OpenJury) -> None:
    panel = open_jury(Role.JURY_COORDINATOR, 13, "watch")
    names = []
    for tile in panel.watch.chart.tiles.values():
        interface = QAccessible.queryAccessibleInterface(tile)
        assert interface is not None
        names.append(interface.text(QAccessible.Text.Name))
    assert "Seat 1, juror 101, Juror Person1, 21 · Nurse" in names
    assert "Seat A2, empty" in names


def test_a_strike_is_three_actions_and_can_be_undone(
    open_jury: OpenJury, window: Window, qtbot: QtBot
) -> None:
    panel = open_jury(Role.JURY_COORDINATOR, 14, "voir-dire")
    typed(qtbot, "q")
    struck = panel.state.seated["7"].id
    QTest.keyClick(focus(qtbot), Qt.Key.Key_F5)
    dialog = dialog_of(panel, qtbot, AskDialog)
    dialog.fill({"reason": "knows the scene"})
    dialog.primary.click()
    qtbot.waitUntil(lambda: panel.state.juror(struck).status is JurorStatus.STRUCK, timeout=WAIT)
    assert panel.state.strikes[0].reason == "knows the scene"
    assert "State 5/6" in panel.state.strikes_line()
    qtbot.waitUntil(lambda: panel.findChild(AskDialog) is None, timeout=WAIT)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: panel.state.juror(struck).status is JurorStatus.SEATED, timeout=WAIT)


def test_a_pasted_list_goes_through_the_mapper(open_jury: OpenJury, qtbot: QtBot) -> None:
    panel = open_jury(Role.CLERK, 0, "venire")
    QGuiApplication.clipboard().setText("Nr\tWho\n1\tAna Gallo\n1\tBo Hsu")
    panel.steps.venire.paste_list()
    mapper = dialog_of(panel, qtbot, Mapper)
    assert not mapper.primary.isEnabled()
    mapper.choose("Nr", "number")
    mapper.choose("Who", "name")
    assert "its number 1 stands in row 1 too" in mapper.findings()
    assert not mapper.primary.isEnabled()
    mapper.choose("Nr", "pool")
    assert mapper.primary.isEnabled()
    mapper.primary.click()
    qtbot.waitUntil(lambda: len(panel.state.jurors) == 2, timeout=WAIT)
    assert [juror.entry.name for juror in panel.state.jurors] == ["Ana Gallo", "Bo Hsu"]


def test_a_clerk_sees_the_jury_and_nothing_of_the_team(open_jury: OpenJury) -> None:
    panel = open_jury(Role.CLERK, 14, "watch")
    assert panel.state.watch is None
    assert not panel.watch.juror.codes.isVisible()
    said = {label.text() for label in panel.watch.juror.findChildren(QLabel)}
    assert "Nothing has been noted of this juror yet." in said
    titles = {action.title for action in panel.shortcuts()}
    assert "Message to jurors" in titles
    assert "Add a finding" not in titles


def test_a_coordinator_has_no_way_to_contact_a_juror(open_jury: OpenJury) -> None:
    panel = open_jury(Role.JURY_COORDINATOR, 14)
    titles = {action.title for action in panel.shortcuts()}
    assert "Add a finding" in titles
    assert "Message to jurors" not in titles


def test_a_juror_is_moved_and_the_parts_are_turned_by_keys(
    open_jury: OpenJury, qtbot: QtBot
) -> None:
    panel = open_jury(Role.JURY_COORDINATOR, 14, "venire")
    run(panel, "next")
    typed(qtbot, "q")
    moved = panel.state.seated["7"].id
    run(panel, "move")
    dialog = dialog_of(panel, qtbot, AskDialog)
    dialog.fill({"seat": "1"})
    dialog.primary.click()
    qtbot.waitUntil(lambda: panel.state.seated["1"].id == moved, timeout=WAIT)
    assert panel.state.seated["7"].number == "101"
    run(panel, "undo")
    qtbot.waitUntil(lambda: panel.state.seated["7"].id == moved, timeout=WAIT)
    run(panel, "before")
    assert panel.venire.isVisible()


def test_a_denied_challenge_says_what_to_put_on_the_record(
    open_jury: OpenJury, window: Window, qtbot: QtBot
) -> None:
    panel = open_jury(Role.JURY_COORDINATOR, 14, "voir-dire")
    run(panel, "rules")
    rules = dialog_of(panel, qtbot, RulesDialog)
    preset = rules.input("preset")
    assert isinstance(preset, QComboBox)
    preset.setCurrentIndex(preset.findData("us-tx-civil"))
    rules.primary.click()
    closed(panel, qtbot, RulesDialog)
    panel.voir_dire.chart.choose("1")
    for given in ({"side": "defence", "ground": "knows the plaintiff"}, {"granted": "no"}):
        run(panel, "cause")
        dialog = dialog_of(panel, qtbot, AskDialog)
        dialog.fill(given)
        dialog.primary.click()
        closed(panel, qtbot, AskDialog)
        qtbot.waitUntil(lambda: bool(panel.state.strikes), timeout=WAIT)
    qtbot.waitUntil(lambda: panel.state.strikes[0].ruling == "denied", timeout=WAIT)
    assert window.keeper.session is not None
    said = [m.safe for m in window.keeper.session.frame.notices.messages()]
    assert any("remain objectionable" in words for words in said)
    run(panel, "strike-defence")
    dialog = dialog_of(panel, qtbot, AskDialog)
    notes = [label.text() for label in dialog.findChildren(QLabel)]
    assert any("Challenges denied: 101." in words for words in notes)


def test_strikes_for_alternates_follow_the_number_typed(open_jury: OpenJury, qtbot: QtBot) -> None:
    panel = open_jury(Role.JURY_COORDINATOR, 14, "voir-dire")
    run(panel, "rules")
    rules = dialog_of(panel, qtbot, RulesDialog)
    preset, counts = rules.input("preset"), rules.input("counts")
    assert isinstance(preset, QComboBox)
    assert isinstance(counts, QLineEdit)
    preset.setCurrentIndex(preset.findData("us-tx-felony"))
    assert rules.values()["extra"] == "1:1"
    counts.setFocus()
    counts.selectAll()
    QTest.keyClicks(counts, "12+4")
    assert rules.values()["extra"] == "2:2"
