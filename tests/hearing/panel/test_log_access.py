"""What a screen reader gets of the log, in process."""

from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from courtdesk.hearing.model import EntryKind
from courtdesk.hearing.panel.log.view import LogView
from tests.hearing.panel.entries import Source, amended, entry


@pytest.fixture
def active() -> Iterator[None]:
    """As if a screen reader were running."""
    before = QAccessible.isActive()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(before)


@pytest.fixture
def view(qtbot: QtBot, active: None) -> LogView:
    special = Source(
        e48=amended(48, "two", "three", "misheard"),
        e49=replace(entry(49, sealed=True), text=""),
        e50=entry(50, "Overruled", kind=EntryKind.RULING, bookmarked=True),
    )
    made = LogView(special, ZoneInfo("Europe/Dublin"))
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show_entries(range(1, 51))
    with qtbot.waitExposed(made):
        made.show()
        made.activateWindow()
    made.viewport().repaint()
    qtbot.waitUntil(lambda: not made.rows.reading)
    return made


def items(view: LogView) -> list[str]:
    found = QAccessible.queryAccessibleInterface(view)
    return [found.child(place).text(QAccessible.Text.Name) for place in range(found.childCount())]


def test_the_log_is_a_list_of_the_rows_in_sight(view: LogView) -> None:
    found = QAccessible.queryAccessibleInterface(view)
    assert found.role() == QAccessible.Role.List
    assert found.text(QAccessible.Text.Name) == "Log"
    assert found.childCount() == len(view.placed())
    first = found.child(0)
    assert first.role() == QAccessible.Role.ListItem
    assert found.indexOfChild(first) == 0
    assert first.parent().object() is view


def test_an_item_is_named_by_time_speaker_kind_and_text(view: LogView) -> None:
    assert items(view)[-1] == "09:54:00, The Court, Ruling, Overruled, bookmarked"


def test_an_amended_item_tells_the_old_text_and_the_reason(view: LogView) -> None:
    assert "three, amended by A. Clerk: misheard. Before: two" in items(view)[-3]


def test_a_sealed_item_tells_that_it_is_sealed(view: LogView) -> None:
    assert items(view)[-2].endswith("Sealed, This portion is sealed.")


def test_the_current_row_is_the_focused_selected_child(view: LogView, qtbot: QtBot) -> None:
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.go_to(50)
    focused = QAccessible.queryAccessibleInterface(view).focusChild()
    assert "Overruled" in focused.text(QAccessible.Text.Name)
    assert focused.state().focused
    assert focused.state().selected


def test_the_item_at_a_point_is_the_row_there(view: LogView) -> None:
    found = QAccessible.queryAccessibleInterface(view)
    last = found.child(found.childCount() - 1)
    middle = last.rect().center()
    assert found.childAt(middle.x(), middle.y()) is last


def test_the_button_for_new_entries_is_a_child_too(view: LogView) -> None:
    view.scroll_by(-200)
    view.append(entry(51))
    assert items(view)[-1].startswith("1 new entry")


def test_scrolling_far_keeps_few_interfaces_and_right_names(view: LogView, qtbot: QtBot) -> None:
    view.show_entries(range(1, 5_001))
    for number in range(1, 5_000, 37):
        view.go_to(number)
        view.viewport().repaint()
        qtbot.waitUntil(lambda: not view.rows.reading)
        found = QAccessible.queryAccessibleInterface(view)
        assert f"Entry {number} " in " ".join(items(view))
        assert found.isValid()
