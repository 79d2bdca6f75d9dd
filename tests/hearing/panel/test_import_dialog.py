"""Importing a log made elsewhere, on the real desk, by keyboard."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from courtdesk.hearing.model import HearingState
from courtdesk.hearing.panel.import_dialog import ImportDialog
from courtdesk.hearing.panel.import_preview import ImportModel
from tests.hearing.panel.conftest import CONTROL, Court

GOOD = "When,Who,Said\n09:30:00,The Court,Good morning\n09:31:10,Ms. Pryce,“Ready” <b>&\n"


class Importing:
    def __init__(self, court: Court) -> None:
        self.court = court
        court.press(Qt.Key.Key_I, CONTROL)

        def shown() -> bool:
            dialog = court.panel.findChild(ImportDialog)
            return dialog is not None and dialog.isActiveWindow()

        court.qtbot.waitUntil(shown)
        dialog = court.panel.findChild(ImportDialog)
        assert dialog is not None
        self.dialog = dialog

    def read(self, path: Path) -> None:
        self.court.type(str(path))
        self.court.press(Qt.Key.Key_Tab)

    def start(self, text: str) -> None:
        (edit,) = (
            e
            for e in self.dialog.findChildren(QLineEdit)
            if e.accessibleName() == "Start, court time"
        )
        edit.setFocus()
        self.court.type(text)

    def choose(self, part: str, column: str) -> None:
        (choice,) = (c for c in self.dialog.findChildren(QComboBox) if c.accessibleName() == part)
        self.court.qtbot.waitUntil(choice.isEnabled)
        index = next(n for n in range(choice.count()) if choice.itemText(n).startswith(column))
        choice.setCurrentIndex(index)

    def table(self) -> list[list[str]]:
        view = self.dialog.findChild(QTableView)
        assert view is not None
        model = view.model()
        return [
            [model.index(row, column).data() for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def until_table(self, rows: int) -> list[list[str]]:
        self.court.qtbot.waitUntil(lambda: len(self.table()) == rows)
        return self.table()


@pytest.fixture
def importing(court: Court) -> Importing:
    return Importing(court)


def write(folder: Path, text: str) -> Path:
    path = folder / "log.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_with_usual_heads_is_ready_at_once_and_imports_whole(
    importing: Importing, tmp_path: Path
) -> None:
    court = importing.court
    importing.read(write(tmp_path, GOOD.replace("When,Who,Said", "Time,Speaker,Text")))
    rows = importing.until_table(2)
    assert [row[1:] for row in rows] == [
        ["The Court", "Note", "Good morning"],
        ["Ms. Pryce", "Note", "“Ready” <b>&"],
    ]
    court.qtbot.waitUntil(importing.dialog.primary.isEnabled)
    importing.dialog.primary.click()
    court.qtbot.waitUntil(lambda: court.room.session.hearing_id != court.hearing_id)
    court.qtbot.waitUntil(lambda: court.shown() == ["Good morning", "“Ready” <b>&"])
    hearing = court.room.session.hearing
    assert hearing is not None
    assert hearing.plan.title == "log"
    assert hearing.state is HearingState.ADJOURNED


def test_columns_that_were_not_guessed_are_chosen(importing: Importing, tmp_path: Path) -> None:
    importing.read(write(tmp_path, GOOD))
    importing.court.qtbot.waitUntil(lambda: "which column" in importing.dialog.wrong.text())
    assert not importing.dialog.primary.isEnabled()
    importing.choose("Time", "When")
    importing.choose("Text", "Said")
    importing.choose("Speaker", "Who")
    rows = importing.until_table(2)
    importing.court.qtbot.waitUntil(lambda: importing.table()[1][1] == "Ms. Pryce")
    assert rows[0][3] == "Good morning"
    assert importing.dialog.primary.isEnabled()


def test_rows_that_cannot_be_read_are_listed_and_nothing_can_be_imported(
    importing: Importing, tmp_path: Path
) -> None:
    text = "Time,End,Text\n10:00:00,09:00:00,Backwards\n10:01:00,10:02:00,Good\nnever,,Bad time\n"
    importing.read(write(tmp_path, text))
    rows = importing.until_table(2)
    assert [row[0] for row in rows] == ["1", "3"]
    assert "after its end" in rows[0][1]
    assert not importing.dialog.primary.isEnabled()


def test_a_start_anchors_times_that_count_seconds(importing: Importing, tmp_path: Path) -> None:
    importing.read(write(tmp_path, "Start (s),Text\n0.0,Opens\n61.5,Goes on\n"))
    importing.until_table(2)
    importing.start("2026-11-23 09:00")
    importing.court.qtbot.waitUntil(lambda: importing.table()[0][0] == "2026-11-23 09:00:00")
    assert importing.table()[1][0] == "2026-11-23 09:01:01"


def test_a_start_that_is_no_time_says_how_to_write_one(
    importing: Importing, tmp_path: Path
) -> None:
    importing.read(write(tmp_path, "Start (s),Text\n0.0,Opens\n"))
    importing.until_table(1)
    importing.start("tomorrow")
    importing.until_table(0)
    assert not importing.dialog.primary.isEnabled()


def test_a_file_that_is_not_there_is_a_sentence(importing: Importing, tmp_path: Path) -> None:
    importing.read(tmp_path / "nothing.csv")
    importing.court.qtbot.waitUntil(lambda: "cannot be read" in importing.dialog.wrong.text())


def test_the_preview_is_a_sound_model(qtbot: QtBot) -> None:
    model = ImportModel(ZoneInfo("UTC"))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    model.show_plan(None)
    assert model.rowCount() == 0
