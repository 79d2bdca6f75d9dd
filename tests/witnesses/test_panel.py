"""The witnesses panel as the trial team uses it: the real desk, the keyboard, a real vault."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from courtdesk.cases.model import CaseDetails, CaseKind
from courtdesk.cases.service import CaseService
from courtdesk.desk.dialog import Dialog
from courtdesk.desk.frame import Frame
from courtdesk.desk.palette import Palette
from courtdesk.desk.preview import Preview
from courtdesk.desk.widgets.edit_table import EditTable
from courtdesk.desk.window import Window
from courtdesk.hearing.model import EntryKind, HearingPlan, NewEntry, Step
from courtdesk.hearing.service import HearingService
from courtdesk.vault.ids import new_id
from courtdesk.vault.keys import Compartment
from courtdesk.vault.opening import open_vault
from courtdesk.vault.prints import Print, Prints
from courtdesk.vault.times import now
from courtdesk.witnesses.model.calls import Standing
from courtdesk.witnesses.model.outline import Phase, QuestionText
from courtdesk.witnesses.model.witness import Person, Side, WitnessKind
from courtdesk.witnesses.panel import WitnessesPanel
from courtdesk.witnesses.panel.check_list import CheckList
from courtdesk.witnesses.panel.link_bar import LinkBar
from courtdesk.witnesses.panel.order_list import OrderList
from courtdesk.witnesses.panel.prints import PrintDialog
from courtdesk.witnesses.panel.stand import StandList, StandView
from courtdesk.witnesses.service import (
    CallService,
    ChecklistService,
    OutlineService,
    WitnessService,
)
from tests.desks import desk_window, unlocked, until
from tests.vaults import PASSPHRASE

NAMES = ("T. Bell", "R. Coyle", "Witness A")
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def told(vault_folder: Path) -> Path:
    """A closed vault with three witnesses, the last of them protected."""
    vault = open_vault(vault_folder, None, PASSPHRASE)
    cases = CaseService(vault)
    case = cases.open_case(
        CaseDetails("2026-0417", "State v. Landry", CaseKind.CRIMINAL), date(2026, 3, 2)
    ).value
    service = WitnessService(vault, cases)
    hidden = Person("Ada Fell", protected=True, pseudonym="Witness A")
    for person in (Person("T. Bell"), Person("R. Coyle"), hidden):
        file = service.open_file(case.id, person, WitnessKind.FACT, (Side.STATE,)).value
        OutlineService(vault).add_question(file.id, Phase.DIRECT, QuestionText("Where?"))
    vault.close()
    return vault_folder


@pytest.fixture
def window(
    qapp: QApplication, qtbot: QtBot, told: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Window]:
    with desk_window(qapp, qtbot, monkeypatch, told) as made:
        yield made


@pytest.fixture
def frame(window: Window, qtbot: QtBot) -> Frame:
    return unlocked(window, qtbot, PASSPHRASE)


@pytest.fixture
def panel(frame: Frame, qtbot: QtBot) -> WitnessesPanel:
    frame.open_panel("cases")
    until(qtbot, lambda: frame.desk.case is not None)
    frame.open_panel("witnesses")
    front = frame.front
    assert isinstance(front, WitnessesPanel)
    until(qtbot, lambda: order(front) == list(NAMES))
    return front


def order(panel: WitnessesPanel) -> list[str]:
    listed = panel.findChild(OrderList)
    if listed is None:
        return []
    model = listed.model()
    rows = (str(model.index(row, 0).data()) for row in range(model.rowCount()))
    return [row.partition(". ")[2].partition(",")[0] for row in rows]


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    qtbot.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)


def checklist_of(panel: WitnessesPanel) -> CheckList:
    listed = panel.findChild(CheckList)
    assert listed is not None
    return listed


def done(listed: CheckList) -> bool:
    item = listed.item()
    return item is not None and item.done


def dialog(panel: WitnessesPanel, qtbot: QtBot) -> Dialog:
    until(qtbot, lambda: any(d.isActiveWindow() for d in panel.findChildren(Dialog)))
    return next(d for d in panel.findChildren(Dialog) if d.isActiveWindow())


def reopened(window: Window, qtbot: QtBot, folder: Path) -> WitnessService:
    window.close()
    until(qtbot, lambda: not window.isVisible())
    vault = open_vault(folder, None, PASSPHRASE)
    return WitnessService(vault, CaseService(vault))


def test_space_ticks_and_space_again_takes_the_tick_away(
    panel: WitnessesPanel, qtbot: QtBot
) -> None:
    listed = checklist_of(panel)
    listed.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    until(qtbot, lambda: done(listed))
    press(qtbot, Qt.Key.Key_Space)
    until(qtbot, lambda: not done(listed))


def test_a_tick_is_on_disk_when_it_is_shown(
    window: Window, panel: WitnessesPanel, qtbot: QtBot, told: Path
) -> None:
    listed = checklist_of(panel)
    listed.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    until(qtbot, lambda: done(listed))
    item = listed.item()
    assert item is not None
    service = reopened(window, qtbot, told)
    try:
        assert service.view(item.file_id).items[0].done_by == "J. Lindqvist"
    finally:
        service._vault.close()


def test_ctrl_z_takes_the_newest_act_back(panel: WitnessesPanel, qtbot: QtBot) -> None:
    listed = checklist_of(panel)
    listed.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    until(qtbot, lambda: done(listed))
    press(qtbot, Qt.Key.Key_Z, CTRL)
    until(qtbot, lambda: not done(listed))
    press(qtbot, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    until(qtbot, lambda: done(listed))


def test_alt_and_the_arrows_move_a_witness_in_the_order(
    panel: WitnessesPanel, qtbot: QtBot
) -> None:
    listed = panel.findChild(OrderList)
    assert listed is not None

    def in_hand() -> str:
        line = listed.line()
        return line.file.person.shown if line else ""

    def move(key: Qt.Key, expected: list[str]) -> None:
        until(qtbot, lambda: in_hand() == "T. Bell")
        listed.setFocus()
        qtbot.keyClick(listed, key, ALT)
        until(qtbot, lambda: order(panel) == expected)

    move(Qt.Key.Key_Down, ["R. Coyle", "T. Bell", "Witness A"])
    move(Qt.Key.Key_Down, ["R. Coyle", "Witness A", "T. Bell"])
    move(Qt.Key.Key_Up, ["R. Coyle", "T. Bell", "Witness A"])
    press(qtbot, Qt.Key.Key_Z, CTRL)
    until(qtbot, lambda: order(panel) == ["R. Coyle", "Witness A", "T. Bell"])


def test_an_item_is_added_by_keyboard(panel: WitnessesPanel, qtbot: QtBot) -> None:
    listed = checklist_of(panel)
    listed.setFocus()
    before = listed.model().rowCount()
    press(qtbot, Qt.Key.Key_Insert)
    dialog(panel, qtbot)
    target = QApplication.focusWidget()
    assert target is not None
    qtbot.keyClicks(target, "Dog boarded")
    press(qtbot, Qt.Key.Key_Return)
    until(qtbot, lambda: listed.model().rowCount() == before + 1)


def test_deleting_an_item_with_a_note_asks_and_esc_keeps_it(
    panel: WitnessesPanel, qtbot: QtBot
) -> None:
    listed = checklist_of(panel)
    item = listed.item()
    assert item is not None
    vault = panel.desk.vault
    words = replace(item.words, note="by hand")
    panel.desk.lane.ask(lambda: ChecklistService(vault).change_item(item.id, words))

    def noted() -> bool:
        shown = listed.item()
        return shown is not None and shown.words.note == "by hand"

    until(qtbot, noted)
    before = listed.model().rowCount()
    listed.setFocus()
    press(qtbot, Qt.Key.Key_Delete)
    asked = dialog(panel, qtbot)
    assert any("its note" in label.text() for label in asked.findChildren(QLabel))
    press(qtbot, Qt.Key.Key_Escape)
    until(qtbot, lambda: not asked.isVisible())
    assert listed.model().rowCount() == before


def test_the_log_swears_a_witness_and_one_key_links_them(
    panel: WitnessesPanel, qtbot: QtBot
) -> None:
    vault, case = panel.desk.vault, panel.desk.case
    assert case is not None
    start = now()

    def swear() -> object:
        hearings = HearingService(vault, CaseService(vault))
        hearing = hearings.plan(case.id, HearingPlan("Jury trial", start.date())).value
        hearings.take_step(hearing.id, Step.START, start, new_id())
        text = "Witness sworn: Ms. Coyle"
        return hearings.record(
            NewEntry(new_id(), hearing.id, start, "Clerk", EntryKind.WITNESS, text)
        )

    panel.desk.lane.ask(swear)
    bar = panel.findChild(LinkBar)
    assert bar is not None
    until(qtbot, bar.isVisible)
    listed = panel.findChild(OrderList)
    assert listed is not None
    listed.setFocus()
    press(qtbot, Qt.Key.Key_F9)
    until(qtbot, lambda: not bar.isVisible())
    listed.choose(_file_of(panel, "R. Coyle"))

    def on_the_stand() -> bool:
        line = listed.line()
        return line is not None and line.standing is Standing.SWORN

    until(qtbot, on_the_stand)


def _file_of(panel: WitnessesPanel, name: str) -> str:
    overview = panel._overview
    assert overview is not None
    return next(file.id for file in overview.files if file.person.shown == name)


def test_the_stand_view_ticks_what_was_asked_and_esc_goes_back(
    panel: WitnessesPanel, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_F8)
    questions = panel.findChild(StandList)
    assert questions is not None
    until(qtbot, questions.hasFocus)
    press(qtbot, Qt.Key.Key_Space)

    def covered() -> bool:
        question = questions.question()
        return question is not None and question.covered

    until(qtbot, covered)
    press(qtbot, Qt.Key.Key_Escape)
    until(qtbot, lambda: checklist_of(panel).isVisible())


def test_a_protected_name_is_nowhere_on_the_screen(panel: WitnessesPanel, qtbot: QtBot) -> None:
    listed = panel.findChild(OrderList)
    assert listed is not None
    listed.choose(_file_of(panel, "Witness A"))
    until(qtbot, lambda: any(label.text() == "Witness A" for label in panel.findChildren(QLabel)))
    assert all("Fell" not in label.text() for label in panel.window().findChildren(QLabel))
    assert all("Fell" not in t.toPlainText() for t in panel.findChildren(QPlainTextEdit))


def test_an_empty_case_says_what_belongs_there(
    qapp: QApplication,
    qtbot: QtBot,
    frame: Frame,
    panel: WitnessesPanel,
) -> None:
    vault = panel.desk.vault
    details = CaseDetails("2026-0500", "State v. Quill")
    from courtdesk.desk.context import CaseRef

    panel.desk.lane.ask(
        lambda: CaseService(vault).open_case(details, date(2026, 5, 1)),
        lambda saved: panel.desk.set_case(CaseRef(saved.value.id, "State v. Quill")),
    )
    until(
        qtbot,
        lambda: any(
            label.text() == "No witness yet" and label.isVisible()
            for label in panel.findChildren(QLabel)
        ),
    )


def test_a_form_that_was_saved_is_taken_back_by_ctrl_z(panel: WitnessesPanel, qtbot: QtBot) -> None:
    listed = checklist_of(panel)
    listed.setFocus()
    before = listed.model().rowCount()
    press(qtbot, Qt.Key.Key_Insert)
    form = dialog(panel, qtbot)
    qtbot.keyClicks(field(form, "What is to be done"), "Dog boarded")
    form.primary.click()
    until(qtbot, lambda: listed.model().rowCount() == before + 1)
    panel.window().activateWindow()  # no window manager gives it back after the form
    until(qtbot, panel.isActiveWindow)
    listed.setFocus()
    qtbot.keyClick(listed, Qt.Key.Key_Z, CTRL)
    until(qtbot, lambda: listed.model().rowCount() == before)
    qtbot.keyClick(listed, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    until(qtbot, lambda: listed.model().rowCount() == before + 1)


def field(form: Dialog, label: str) -> QLineEdit:
    return next(edit for edit in form.findChildren(QLineEdit) if edit.accessibleName() == label)


def test_the_sittings_of_the_case_are_set_in_a_form(panel: WitnessesPanel, qtbot: QtBot) -> None:
    listed = checklist_of(panel)
    listed.setFocus()
    qtbot.keyClick(listed, Qt.Key.Key_T, CTRL | Qt.KeyboardModifier.ShiftModifier)
    form = dialog(panel, qtbot)
    (table,) = form.findChildren(EditTable)
    table.set_rows([("", ("late", "14:00", "18:00", ""))])
    form.primary.click()

    def kept() -> bool:
        overview = panel._overview
        return overview is not None and [s.name for s in overview.sittings] == ["late"]

    until(qtbot, kept)


def test_ctrl_k_finds_a_witness_by_the_shown_name_alone(
    window: Window, frame: Frame, panel: WitnessesPanel, qtbot: QtBot
) -> None:
    frame.open_panel("cases")
    for words, found in (("Fell", False), ("Coyle", True)):
        qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
        until(qtbot, lambda: window.findChild(Palette) is not None)
        palette = window.findChild(Palette)
        assert palette is not None
        palette.findChild(QLineEdit).setText(words)
        until(qtbot, lambda found=found, p=palette: ("R. Coyle" in p.titles()) is found)
        until(qtbot, lambda p=palette: not p._searching and not p._pause.isActive())
        assert "Ada Fell" not in palette.titles()
        qtbot.keyClick(palette, Qt.Key.Key_Return if found else Qt.Key.Key_Escape)
        until(qtbot, lambda: window.findChild(Palette) is None)
    until(qtbot, lambda: frame.front is panel)
    until(qtbot, lambda: panel._view is not None and panel._view.file.person.name == "R. Coyle")


def test_the_stand_view_goes_on_with_the_log(panel: WitnessesPanel, qtbot: QtBot) -> None:
    """Sworn in the log, then examined, then the next witness: the view follows by itself."""
    vault, case = panel.desk.vault, panel.desk.case
    assert case is not None
    start = now()
    bell, coyle = _file_of(panel, "T. Bell"), _file_of(panel, "R. Coyle")

    def tell(*lines: str) -> object:
        cases = CaseService(vault)
        hearings = HearingService(vault, cases)
        held = hearings.hearings(case.id)
        if held:
            hearing_id = held[0].id
        else:
            hearing_id = hearings.plan(case.id, HearingPlan("Jury trial", start.date())).value.id
            hearings.take_step(hearing_id, Step.START, start, new_id())
        saved = None
        for text in lines:
            entry = NewEntry(new_id(), hearing_id, start, "Clerk", EntryKind.WITNESS, text)
            saved = hearings.record(entry)
            if "sworn" in text:
                file_id = bell if "Bell" in text else coyle
                CallService(vault).link(case.id, saved.value.id, file_id)
        return saved

    press(qtbot, Qt.Key.Key_F8)
    stand = panel.findChild(StandView)
    assert stand is not None
    until(qtbot, stand.isVisible)

    def shows(name: str, state: str) -> bool:
        said = [label.text() for label in stand.findChildren(QLabel)]
        return name in said and state in said

    panel.desk.lane.ask(lambda: tell("Witness sworn: T. Bell", "Direct examination"))
    until(qtbot, lambda: shows("T. Bell", "On the stand · direct"))
    panel.desk.lane.ask(lambda: tell("The witness is excused", "Witness sworn: R. Coyle"))
    until(qtbot, lambda: shows("R. Coyle", "Sworn"))


def test_what_is_saved_from_the_preview_is_kept_in_the_teams_print_history(
    panel: WitnessesPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.keyClick(checklist_of(panel), Qt.Key.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier)
    until(qtbot, lambda: panel.findChild(PrintDialog) is not None)
    asked = panel.findChild(PrintDialog)
    assert asked is not None
    preview = asked.findChild(Preview)
    assert preview is not None
    until(qtbot, lambda: preview.document is not None)
    vault = panel.desk.vault
    found: list[Print] = []

    def history() -> tuple[Print, ...]:
        return Prints(vault).history(compartment=Compartment.TEAM)

    panel.desk.lane.ask(history, found.extend)
    target = tmp_path / "checklist.pdf"
    preview._choose_file = lambda *_: str(target)
    with qtbot.waitSignal(preview.saved, timeout=20_000):
        preview.save()
    assert found == []  # what was only looked at has not left the vault
    panel.desk.lane.ask(history, found.extend)
    until(qtbot, lambda: [each.what.kind for each in found] == ["checklist"])
    assert target.read_bytes().startswith(b"%PDF")
