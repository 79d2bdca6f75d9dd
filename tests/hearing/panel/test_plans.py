"""Planning a hearing, its appearances and speaker keys, and choosing among hearings."""

from datetime import date
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from courtdesk.cases.model import CaseDetails, Party
from courtdesk.cases.service import CaseService
from courtdesk.desk.context import CaseRef
from courtdesk.desk.dialog import Dialog
from courtdesk.hearing.model import Appearance, Hearing, HearingPlan, HearingState
from courtdesk.hearing.panel.appearance_model import AppearanceModel, Column
from courtdesk.hearing.panel.appearance_table import AppearanceTable
from courtdesk.hearing.panel.first_plan import first_plan
from courtdesk.hearing.panel.hearings_dialog import HearingModel, HearingsDialog
from courtdesk.hearing.panel.plan_dialog import PlanDialog
from tests.hearing.panel.conftest import CONTROL, Court

Asked = TypeVar("Asked", bound=Dialog)
PEOPLE = (
    Appearance("a", "M. Okafor", "The Court", "The Court", "Judge", key=1),
    Appearance("b", "E. Pryce", "Ms. Pryce (State)", "State", "Counsel", key=3),
)


@pytest.fixture
def people(qtbot: QtBot) -> AppearanceModel:
    model = AppearanceModel(PEOPLE)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    return model


def visible_texts(court: Court) -> set[str]:
    return {label.text() for label in court.panel.findChildren(QLabel) if label.isVisible()}


def dialog_of(court: Court, kind: type[Asked]) -> Asked:
    def shown() -> bool:
        dialog = court.panel.findChild(kind)
        return dialog is not None and dialog.isActiveWindow()

    court.qtbot.waitUntil(shown)
    dialog = court.panel.findChild(kind)
    assert dialog is not None
    return dialog


def test_a_name_in_the_empty_row_becomes_an_appearance_with_the_next_free_key(
    people: AppearanceModel,
) -> None:
    assert people.setData(people.index(2, Column.NAME), "  I.  Duarte ")
    people.setData(people.index(2, Column.FOR_WHOM), "R. Landry")
    new = people.people[2]
    assert (new.name, new.key, new.label) == ("I. Duarte", 2, "I. Duarte (R. Landry)")
    assert people.rowCount() == 4


def test_a_key_given_to_one_is_taken_from_the_other(people: AppearanceModel) -> None:
    people.setData(people.index(0, Column.KEY), 3)
    assert [person.key for person in people.people] == [3, 0]


def test_taking_someone_off_the_list(people: AppearanceModel) -> None:
    people.remove(0)
    assert [person.name for person in people.people] == ["E. Pryce"]
    people.remove(1)
    assert people.rowCount() == 2


def test_the_list_of_hearings_is_a_sound_model(qtbot: QtBot) -> None:
    plan = HearingPlan("Trial", date(2026, 11, 23))
    hearing = Hearing("h", "c", plan, HearingState.RECESS, None, None, 1_234)
    model = HearingModel([hearing])
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    shown = [model.index(0, column).data() for column in range(model.columnCount())]
    assert shown == ["Mon 2026-11-23", "Trial", "", "recess", "1,234"]


def test_a_first_plan_takes_the_people_from_the_case() -> None:
    case = CaseDetails(
        "1",
        "State v. Landry",
        judge="Hon. M. Okafor",
        parties=(Party("", "State", "The State", "M. Pryce, K. Lund"), Party("", "Defendant", "L")),
    )
    plan = first_plan(case, None, date(2026, 11, 23), "A. Reyes", ZoneInfo("UTC"))
    labels = {person.key: person.label for person in plan.appearances}
    assert labels == {
        1: "The Court",
        2: "M. Pryce (State)",
        3: "K. Lund (State)",
        4: "The State",
        5: "L",
        6: "Clerk",
    }


def test_a_next_plan_takes_the_people_from_the_last_hearing_as_new_appearances() -> None:
    last = Hearing(
        "h",
        "c",
        HearingPlan("Trial, day 1", date(2026, 11, 22), appearances=PEOPLE),
        HearingState.ADJOURNED,
        None,
        None,
        5,
    )
    case = CaseDetails("1", "State v. Landry")
    plan = first_plan(case, last, date(2026, 11, 23), "A. Reyes", ZoneInfo("UTC"))
    assert [person.label for person in plan.appearances] == ["The Court", "Ms. Pryce (State)"]
    assert not {person.id for person in plan.appearances} & {"a", "b"}
    assert plan.day == date(2026, 11, 23)


def test_a_hearing_is_planned_by_keyboard_and_opens(court: Court) -> None:
    court.press(Qt.Key.Key_N, CONTROL)
    dialog = dialog_of(court, PlanDialog)
    title = court.focused()
    assert isinstance(title, QLineEdit)
    title.selectAll()
    court.type("Sentencing")
    court.press(Qt.Key.Key_Return)
    session = court.room.session
    court.qtbot.waitUntil(
        lambda: session.hearing is not None and session.hearing.plan.title == "Sentencing"
    )
    del dialog
    assert session.hearing is not None
    assert session.hearing.state is HearingState.NOT_STARTED
    court.qtbot.waitUntil(lambda: court.focused() is court.room.composer.edit)
    court.press(Qt.Key.Key_F9)
    court.qtbot.waitUntil(lambda: court.entries() == 1)


def test_a_plan_without_a_title_is_refused_with_a_sentence(court: Court) -> None:
    court.press(Qt.Key.Key_N, CONTROL)
    dialog = dialog_of(court, PlanDialog)
    edit = court.focused()
    assert isinstance(edit, QLineEdit)
    edit.clear()
    court.press(Qt.Key.Key_Return)
    court.qtbot.waitUntil(lambda: "needs a title" in dialog.wrong.text())


def test_someone_added_to_the_appearances_can_speak_at_once(court: Court) -> None:
    court.press(Qt.Key.Key_E, CONTROL)
    dialog = dialog_of(court, PlanDialog)
    table = dialog.findChild(AppearanceTable)
    assert table is not None
    table.setFocus()
    table.setCurrentIndex(table.model().index(2, Column.NAME))
    court.type("D")
    court.type("r. L. Haas")
    court.press(Qt.Key.Key_Return)
    court.qtbot.waitUntil(lambda: table.state() != QAbstractItemView.State.EditingState)
    dialog.primary.click()
    court.qtbot.waitUntil(lambda: court.focused() is court.room.composer.edit)
    court.qtbot.waitUntil(lambda: court.room.speakers.with_key(2) is not None)
    court.press(Qt.Key.Key_F2)
    assert court.commit("Sworn").speaker == "Dr. L. Haas"


def test_enter_in_the_table_edits_a_cell_and_does_not_save(court: Court) -> None:
    court.press(Qt.Key.Key_E, CONTROL)
    dialog = dialog_of(court, PlanDialog)
    table = dialog.findChild(AppearanceTable)
    assert table is not None
    table.setFocus()
    court.press(Qt.Key.Key_Return)
    assert table.state() == QAbstractItemView.State.EditingState
    assert dialog.isVisible()


def test_another_hearing_is_chosen_by_keyboard_and_its_log_is_shown(court: Court) -> None:
    court.commit("In the first hearing")
    court.type("half typed")
    court.press(Qt.Key.Key_N, CONTROL)
    dialog_of(court, PlanDialog)
    court.press(Qt.Key.Key_Return)
    court.qtbot.waitUntil(lambda: court.room.session.hearing_id != court.hearing_id)
    court.settle()
    assert court.shown() == []
    assert court.room.composer.empty
    court.press(Qt.Key.Key_O, CONTROL)
    dialog_of(court, HearingsDialog)
    court.press(Qt.Key.Key_Down)
    court.press(Qt.Key.Key_Up)
    court.press(Qt.Key.Key_Down)
    court.press(Qt.Key.Key_Return)
    court.qtbot.waitUntil(lambda: court.room.session.hearing_id == court.hearing_id)
    court.qtbot.waitUntil(lambda: court.shown()[-1:] == ["In the first hearing"])
    edit = court.room.composer.edit
    court.qtbot.waitUntil(lambda: edit.toPlainText() == "half typed")


def test_a_case_without_hearings_offers_the_first_step(court: Court) -> None:
    desk = court.panel.desk
    cases = CaseService(desk.vault)
    opened: list[str] = []
    desk.lane.ask(
        lambda: cases.open_case(CaseDetails("2", "In re Elm"), date(2026, 1, 1)),
        lambda saved: opened.append(saved.value.id),
    )
    court.qtbot.waitUntil(lambda: bool(opened))
    desk.set_case(CaseRef(opened[0], "In re Elm"))
    court.qtbot.waitUntil(lambda: "No hearing yet" in visible_texts(court))
    court.press(Qt.Key.Key_N, CONTROL)
    dialog_of(court, PlanDialog)
