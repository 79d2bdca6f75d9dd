"""The log on screen: what is in sight, how it follows, and what keys do."""

from array import array
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from courtdesk.hearing.model import Entry, EntryKind
from courtdesk.hearing.panel.log.text_piece import MAX_LINES, runs_right_to_left
from courtdesk.hearing.panel.log.view import LogView
from tests.hearing.panel.conftest import CONTROL, SHIFT
from tests.hearing.panel.entries import Source, amended, entry
from tests.vaults import START

ZONE = ZoneInfo("America/New_York")


class Log:
    def __init__(self, qtbot: QtBot, source: Source, count: int) -> None:
        self.qtbot = qtbot
        self.source = source
        self.view = LogView(source, ZONE)
        qtbot.addWidget(self.view)
        self.view.resize(900, 500)
        self.view.show_entries(range(1, count + 1))
        with qtbot.waitExposed(self.view):
            self.view.show()
            self.view.activateWindow()
        self.view.setFocus()
        qtbot.waitUntil(self.view.hasFocus)
        self.view.selection.clear()
        self.settle()

    def settle(self) -> None:
        self.view.viewport().repaint()
        if self.source.at_once:
            self.qtbot.waitUntil(lambda: not self.view.rows.reading)

    def in_sight(self) -> list[int]:
        self.settle()
        return [self.view.rows.number(placed.row) for placed in self.view.placed()]

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.qtbot.keyClick(self.view, key, modifier)
        self.settle()

    def image(self) -> QImage:
        self.settle()
        return self.view.viewport().grab().toImage()

    def height_of(self, number: int) -> int:
        row = self.view.rows.row_of(number)
        return next(placed.height for placed in self.view.placed() if placed.row == row)


def test_a_log_opens_at_its_end(qtbot: QtBot) -> None:
    assert Log(qtbot, Source(), 1_000_000).in_sight()[-1] == 1_000_000


def test_opening_a_long_log_reads_no_more_than_a_few_windows(qtbot: QtBot) -> None:
    log = Log(qtbot, Source(), 1_000_000)
    assert sum(map(len, log.source.asked)) < 1_000


def test_rows_are_grey_until_their_entries_arrive_and_never_another_entry(qtbot: QtBot) -> None:
    source = Source(at_once=False)
    log = Log(qtbot, source, 500)
    waiting = log.image()
    qtbot.waitUntil(lambda: bool(source.asked))
    source.answer_all()
    assert log.image() != waiting
    assert all(log.view.rows.entry(p.row).number == p.row + 1 for p in log.view.placed())


def test_a_saved_line_is_in_sight_at_once_while_following(qtbot: QtBot) -> None:
    log = Log(qtbot, Source(), 300)
    log.source.at_once = False
    log.view.append(entry(301, "Sworn"))
    assert log.in_sight()[-1] == 301
    assert not log.view.new_button.isVisible()


def test_scrolled_up_the_view_stays_and_counts_what_is_new(qtbot: QtBot) -> None:
    log = Log(qtbot, Source(), 300)
    log.view.scroll_by(-400)
    before = log.in_sight()
    log.view.append(entry(301))
    log.view.append(entry(302))
    assert log.in_sight() == before
    assert log.view.new_button.isVisible()
    assert "2 new entries" in log.view.new_button.text()
    qtbot.mouseClick(log.view.new_button, Qt.MouseButton.LeftButton)
    assert log.in_sight()[-1] == 302
    assert not log.view.new_button.isVisible()


def test_scrolling_back_to_the_end_follows_again(qtbot: QtBot) -> None:
    log = Log(qtbot, Source(), 300)
    log.view.scroll_by(-400)
    log.view.append(entry(301))
    bar = log.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    log.view.append(entry(302))
    assert log.in_sight()[-1] == 302


def test_a_narrower_view_wraps_the_same_text_higher(qtbot: QtBot) -> None:
    long = entry(5, "the witness answered the question put by counsel " * 9)
    log = Log(qtbot, Source(e5=long), 5)
    wide = log.height_of(5)
    log.view.resize(600, 500)
    log.settle()
    assert log.height_of(5) > wide


def test_a_very_long_entry_is_cut_in_sight_and_says_so(qtbot: QtBot) -> None:
    log = Log(qtbot, Source(e2=entry(2, "word " * 20_000), e3=entry(3, "x\n" * 50_000)), 3)
    for number in (2, 3):
        log.view.go_to(number)
        log.settle()
        shown = log.view.rows.entry(number - 1)
        assert shown is not None
        row = log.view.layouts.layout(shown, log.view.rows.before(number - 1))
        assert row.body.rows <= MAX_LINES
        assert "more characters" in row.rest
        assert log.height_of(number) < 1_400


def test_a_row_higher_than_the_view_can_be_scrolled_through(qtbot: QtBot) -> None:
    log = Log(qtbot, Source(e2=entry(2, "word " * 2_000)), 3)
    log.view.go_to(2)
    tops = set()
    for _ in range(60):
        log.view.scroll_by(30)
        tops.update(placed.top for placed in log.view.placed() if placed.row == 1)
    assert len(tops) > 10
    assert log.in_sight()[-1] == 3


def test_emoji_and_right_to_left_text_are_laid_out_whole(qtbot: QtBot) -> None:
    text = "הָעֵד 🙂🙂 ראה את הסכין " * 40
    log = Log(qtbot, Source(e1=entry(1, text)), 1)
    shown = log.view.rows.entry(0)
    assert shown is not None
    row = log.view.layouts.layout(shown, None)
    assert row.body.left_out == 0
    assert runs_right_to_left(text)
    assert not runs_right_to_left("State 14 – סכין")


def test_an_amended_entry_keeps_its_old_text_in_sight(qtbot: QtBot) -> None:
    fixed = amended(2, "range 02:00 to 03:00", "range 02:00 to 04:00", "misheard")
    log = Log(qtbot, Source(), 3)
    log.view.go_to(2)
    log.settle()
    before, plain = log.height_of(2), log.image()
    log.view.replace(fixed)
    assert log.height_of(2) > before
    assert log.image() != plain


def test_a_sealed_entry_is_read_by_who_may_and_copied_by_nobody(qtbot: QtBot) -> None:
    read = entry(2, "J. Doe lives at 4 Elm Row", sealed=True)
    closed = replace(read, text="")
    first = Log(qtbot, Source(e2=read), 3)
    second = Log(qtbot, Source(e2=closed), 3)
    assert first.image() != second.image()
    first.view.go_to(2)
    first.press(Qt.Key.Key_C, CONTROL)
    assert "Elm" not in QGuiApplication.clipboard().text()
    assert "sealed" in QGuiApplication.clipboard().text()


def test_a_new_day_has_a_heading(qtbot: QtBot) -> None:
    overnight = entry(2, "After midnight", after=timedelta(hours=20).total_seconds())
    log = Log(qtbot, Source(e1=entry(1, "Before", after=0), e2=overnight), 2)
    shown = log.view.rows.entry(1)
    assert shown is not None
    row = log.view.layouts.layout(shown, log.view.rows.before(1))
    assert row.day == "Tuesday 24 November 2026"


def test_times_are_those_of_the_court(qtbot: QtBot) -> None:
    log = Log(qtbot, Source(), 1)
    assert log.view.layouts.clock_time(START) == "04:04:00"


@pytest.mark.parametrize(
    ("keys", "number"),
    [
        ([Qt.Key.Key_Home], 1),
        ([Qt.Key.Key_End], 300),
        ([Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Down], 3),
        ([Qt.Key.Key_End, Qt.Key.Key_Up], 299),
        ([Qt.Key.Key_Home, Qt.Key.Key_Up], 1),
    ],
)
def test_keys_go_to_entries(qtbot: QtBot, keys: list[Qt.Key], number: int) -> None:
    log = Log(qtbot, Source(), 300)
    for key in keys:
        log.press(key)
    assert log.view.current_number == number
    assert number in log.in_sight()


def test_page_down_goes_on_by_a_page(qtbot: QtBot) -> None:
    log = Log(qtbot, Source(), 300)
    log.press(Qt.Key.Key_Home)
    log.press(Qt.Key.Key_PageDown)
    assert log.view.current_number is not None
    assert 3 < log.view.current_number < 30


def test_f2_amends_and_ctrl_b_marks_the_current_entry(qtbot: QtBot) -> None:
    log = Log(qtbot, Source(), 50)
    log.press(Qt.Key.Key_End)
    with qtbot.waitSignal(log.view.amend_wanted) as amend:
        log.press(Qt.Key.Key_F2)
    with qtbot.waitSignal(log.view.bookmark_wanted) as mark:
        log.press(Qt.Key.Key_B, CONTROL)
    assert [signal.args[0].number for signal in (amend, mark)] == [50, 50]


def test_ctrl_c_copies_the_selected_entries_as_lines(qtbot: QtBot) -> None:
    ruling = entry(49, "Overruled", kind=EntryKind.RULING)
    log = Log(qtbot, Source(e49=ruling, e50=entry(50, "Two\nlines")), 50)
    log.press(Qt.Key.Key_End)
    log.press(Qt.Key.Key_Up, SHIFT)
    log.press(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text().split("\n") == [
        "2026-11-23 04:53:00\tThe Court\tRuling\tOverruled",
        "2026-11-23 04:54:00\tThe Court\t\tTwo lines",
    ]


def test_typing_in_the_log_goes_to_the_composer(qtbot: QtBot) -> None:
    log = Log(qtbot, Source(), 50)
    with qtbot.waitSignal(log.view.text_typed) as typed:
        qtbot.keyClicks(log.view, "W")
    assert typed.args == ["W"]


def test_a_click_selects_and_shift_click_extends(qtbot: QtBot) -> None:
    log = Log(qtbot, Source(), 50)
    rows = log.view.placed()
    for placed, modifier in ((rows[-1], Qt.KeyboardModifier.NoModifier), (rows[-3], SHIFT)):
        place = QPoint(300, max(placed.top + 5, 1))
        qtbot.mouseClick(log.view.viewport(), Qt.MouseButton.LeftButton, modifier, place)
    assert log.view.selection.span == (rows[-3].row, rows[-1].row)


def test_a_filtered_log_shows_just_its_entries_and_keeps_the_current_one(qtbot: QtBot) -> None:
    log = Log(qtbot, Source(), 300)
    log.view.go_to(120)
    log.view.show_entries(array("I", [7, 120, 290]))
    assert log.in_sight() == [7, 120, 290]
    assert log.view.current_number == 120


def test_an_empty_log_says_what_belongs_there(qtbot: QtBot) -> None:
    log = Log(qtbot, Source(), 0)
    blank = log.image()
    log.view.show_entries(range(0), "Nothing is in the log yet.")
    assert log.image() != blank


def test_a_failed_read_leaves_grey_rows_and_no_other_entry(qtbot: QtBot) -> None:
    source = Source(at_once=False)
    log = Log(qtbot, source, 300)
    qtbot.waitUntil(lambda: bool(source.asked))
    source.fail_all()
    found: list[Entry | None] = [log.view.rows.entry(placed.row) for placed in log.view.placed()]
    assert found
    assert not any(found)
