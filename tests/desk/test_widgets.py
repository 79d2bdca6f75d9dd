"""The small widgets say what they show, and follow keys."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from courtdesk.desk.actions import Action
from courtdesk.desk.keys import caption, short_caption
from courtdesk.desk.notices import Notices
from courtdesk.desk.widgets.button import Button
from courtdesk.desk.widgets.card import Card
from courtdesk.desk.widgets.chip import Chip, Tone
from courtdesk.desk.widgets.filters import FilterChips
from courtdesk.desk.widgets.form import Field
from courtdesk.desk.widgets.notice import Message, Notice
from courtdesk.desk.widgets.text import Elided, Text

OPTIONS = [("all", "All"), ("rulings", "Rulings 9"), ("marks", "Bookmarks 3")]


@pytest.fixture
def filters(qtbot: QtBot) -> FilterChips:
    made = FilterChips("Entries shown")
    qtbot.addWidget(made)
    made.show_options(OPTIONS)
    with qtbot.waitExposed(made):
        made.show()
        made.activateWindow()
    return made


def test_arrow_keys_choose_the_next_filter(filters: FilterChips, qtbot: QtBot) -> None:
    chip = next(child for child in filters.children() if getattr(child, "isChecked", bool)())
    chip.setFocus()
    with qtbot.waitSignal(filters.chosen) as heard:
        QTest.keyClick(chip, Qt.Key.Key_Right)
    assert heard.args == ["rulings"]
    assert filters.current() == "rulings"


def test_a_filter_stays_chosen_when_the_counts_change(filters: FilterChips) -> None:
    filters.choose("rulings")
    chosen: list[str] = []
    filters.chosen.connect(chosen.append)
    filters.show_options([("all", "All"), ("rulings", "Rulings 10")])
    assert filters.current() == "rulings"
    assert chosen == []
    filters.show_options([("all", "All")])
    assert filters.current() == "all"


def test_a_button_runs_its_action_and_names_its_key(qtbot: QtBot) -> None:
    run: list[int] = []
    made = Button.of(Action("x.save", "Save & close", lambda: run.append(1), "Ctrl+Return"))
    qtbot.addWidget(made)
    QTest.keyClick(made, Qt.Key.Key_Space)
    assert run == [1]
    assert made.accessibleName() == "Save & close"
    assert made.accessibleDescription() == "Ctrl+Return"


@pytest.mark.parametrize(
    ("keys", "long", "short"),
    [
        ("Ctrl+K", "Ctrl+K", "^K"),
        ("Ctrl+Shift+H", "Ctrl+Shift+H", "^⇧H"),
        ("Return", "↵", "↵"),
        ("F1; Ctrl+F1", "F1", "F1"),
        ("", "", ""),
    ],
)
def test_keys_are_written_as_on_the_keyboard(
    qapp: object, keys: str, long: str, short: str
) -> None:
    assert caption(keys) == long
    assert short_caption(keys) == short


@pytest.mark.parametrize("make", [Text, Elided, Chip, Card])
def test_text_of_users_is_never_markup(qtbot: QtBot, make: type[QLabel]) -> None:
    text = "<b>R. Landry</b> & sons"
    made = make(text)
    qtbot.addWidget(made)
    labels: Sequence[QLabel] = [made] if isinstance(made, QLabel) else made.findChildren(QLabel)
    for label in labels:
        assert label.textFormat() == Qt.TextFormat.PlainText
        assert "<b>" in label.accessibleName() or label.text() == text


def test_a_long_line_is_cut_and_kept_whole_for_tool_tip_and_reader(qtbot: QtBot) -> None:
    line = Elided("2026-CR-0417 · Department 6 · Hon. M. Okafor · Day 3 of trial")
    qtbot.addWidget(line)
    line.resize(120, 20)
    line.show()
    assert line.text().endswith("…")
    assert line.toolTip() == line.accessibleName()
    line.resize(900, 20)
    assert line.text() == line.accessibleName()
    assert line.toolTip() == ""


def test_what_is_wrong_with_a_field_is_shown_and_spoken(qtbot: QtBot) -> None:
    edit = QLineEdit()
    field = Field("Number", edit, "As on the file")
    qtbot.addWidget(field)
    field.show_wrong("Another case has this number.")
    assert edit.accessibleName() == "Number"
    assert edit.accessibleDescription() == "Another case has this number."
    field.show_wrong("")
    assert edit.accessibleDescription() == "As on the file"


def test_the_same_notice_is_shown_once_and_esc_dismisses_it(qtbot: QtBot) -> None:
    notices = Notices()
    qtbot.addWidget(notices)
    full = Message("The disk is full.", "What was shown as saved is safe.", tone=Tone.RED)
    for _ in range(2):
        notices.add(full)
    notices.add(Message("The clock was changed."))
    assert [message.happened for message in notices.messages()] == [
        "The clock was changed.",
        "The disk is full.",
    ]
    newest = next(
        notice for notice in notices.findChildren(Notice) if "clock" in notice.message.happened
    )
    QTest.keyClick(newest.findChildren(Button)[0], Qt.Key.Key_Escape)
    assert len(notices.messages()) == 1
