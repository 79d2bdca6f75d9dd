"""Entries are read in windows, kept for a while, and never mistaken for one another."""

from array import array

from pytestqt.qtbot import QtBot

from courtdesk.hearing.panel.log.entry_rows import MAX_PAGES, PAGE, EntryRows
from tests.hearing.panel.entries import Source, entry


def read(rows: EntryRows, row: int, qtbot: QtBot) -> int:
    if rows.entry(row) is None:
        with qtbot.waitSignal(rows.arrived):
            pass
    found = rows.entry(row)
    assert found is not None
    return found.number


def test_a_row_is_none_until_its_own_entry_has_arrived(qtbot: QtBot) -> None:
    source = Source(at_once=False)
    rows = EntryRows(source)
    rows.show(range(1, 1001))
    assert rows.entry(500) is None
    qtbot.waitUntil(lambda: bool(source.asked))
    assert rows.entry(500) is None
    source.answer_all()
    found = rows.entry(500)
    assert found is not None
    assert found.number == 501


def test_an_answer_for_another_log_is_dropped(qtbot: QtBot) -> None:
    source = Source(at_once=False)
    rows = EntryRows(source)
    rows.show(range(1, 1001))
    rows.entry(0)
    qtbot.waitUntil(lambda: bool(source.asked))
    rows.show(array("I", [700, 800, 900]))
    source.answer_all()
    assert rows.entry(0) is None
    qtbot.waitUntil(lambda: len(source.asked) == 2)
    source.answer_all()
    assert read(rows, 0, qtbot) == 700


def test_memory_does_not_grow_with_what_was_seen(qtbot: QtBot) -> None:
    rows = EntryRows(Source())
    rows.show(range(1, 1_000_001))
    for row in range(0, 200 * PAGE, PAGE):
        assert read(rows, row, qtbot) == row + 1
    assert rows.pages_held <= MAX_PAGES


def test_long_entries_leave_memory_sooner(qtbot: QtBot) -> None:
    special = {f"e{n}": entry(n, "x" * 100_000) for n in range(1, 20 * PAGE)}
    rows = EntryRows(Source(**special))
    rows.show(range(1, 20 * PAGE))
    for row in range(0, 19 * PAGE, PAGE):
        read(rows, row, qtbot)
    assert rows.pages_held < 8


def test_what_is_asked_for_is_one_stretch(qtbot: QtBot) -> None:
    source = Source(at_once=False)
    rows = EntryRows(source)
    rows.show(range(1, 1_000_001))
    for row in (10, 500_000, 500_070):
        rows.entry(row)
    qtbot.waitUntil(lambda: bool(source.asked))
    (asked,) = source.asked
    assert asked == list(range(asked[0], asked[-1] + 1))
    assert {500_001, 500_071} <= set(asked)


def test_a_saved_entry_is_a_row_at_once(qtbot: QtBot) -> None:
    source = Source()
    rows = EntryRows(source)
    rows.show(range(1, PAGE + 1))
    read(rows, PAGE - 1, qtbot)
    source.at_once = False
    for number in range(PAGE + 1, PAGE + 10):
        rows.append(entry(number))
        found = rows.entry(number - 1)
        assert found is not None
        assert found.number == number
        above = rows.before(number - 1)
        assert above is not None
        assert above.number == number - 1


def test_a_saved_entry_is_not_lost_to_an_answer_that_was_asked_before(qtbot: QtBot) -> None:
    source = Source(at_once=False)
    rows = EntryRows(source)
    rows.show(range(1, 6))
    rows.entry(4)
    qtbot.waitUntil(lambda: bool(source.asked))
    rows.append(entry(6))
    source.answer_all()
    assert rows.entry(4) is not None
    assert rows.entry(5) is None
    qtbot.waitUntil(lambda: len(source.asked) == 2)
    source.answer_all()
    assert read(rows, 5, qtbot) == 6


def test_saving_twice_adds_one_row(qtbot: QtBot) -> None:
    rows = EntryRows(Source())
    rows.show(range(1, 4))
    read(rows, 2, qtbot)
    rows.append(entry(4, "once"))
    rows.append(entry(4, "twice"))
    assert len(rows) == 4


def test_a_newer_version_replaces_the_row_and_the_memory_of_the_row_below(qtbot: QtBot) -> None:
    rows = EntryRows(Source())
    rows.show(range(1, 3 * PAGE))
    read(rows, PAGE, qtbot)
    read(rows, PAGE - 1, qtbot)
    assert rows.replace(entry(PAGE, "new"))
    above = rows.before(PAGE)
    found = rows.entry(PAGE - 1)
    assert above is not None
    assert found is not None
    assert above.text == found.text == "new"


def test_an_entry_that_does_not_exist_is_asked_for_once(qtbot: QtBot) -> None:
    asked: list[int] = []
    rows = EntryRows(lambda numbers, answer: (asked.append(len(numbers)), answer(()))[1])
    rows.show(range(1, 10))
    rows.entry(3)
    qtbot.waitUntil(lambda: bool(asked))
    assert rows.entry(3) is None
    assert not rows.reading


def test_a_failed_read_is_tried_again_when_it_is_looked_at_again(qtbot: QtBot) -> None:
    source = Source(at_once=False)
    rows = EntryRows(source)
    rows.show(range(1, 10))
    rows.entry(3)
    qtbot.waitUntil(lambda: bool(source.asked))
    source.fail_all()
    source.at_once = True
    assert read(rows, 3, qtbot) == 4
