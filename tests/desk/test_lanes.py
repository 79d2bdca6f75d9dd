"""The vault lane keeps order, brings results to the GUI thread and loses no failure."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from courtdesk.desk.lanes import VaultLane
from courtdesk.errors import KnownError
from courtdesk.vault.changes import Changed, Saved


@pytest.fixture
def lane(qapp: object) -> Iterator[VaultLane]:
    made = VaultLane()
    yield made
    made.close()


def test_work_runs_in_order_on_one_thread_that_is_not_the_gui(
    lane: VaultLane, qtbot: QtBot
) -> None:
    threads: list[threading.Thread] = []
    came: list[int] = []
    for number in range(20):
        lane.ask(lambda n=number: threads.append(threading.current_thread()) or n, came.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(came) == 20)
    assert came == list(range(20))
    assert len(set(threads)) == 1
    assert threading.main_thread() not in threads


def test_results_come_back_on_the_gui_thread(lane: VaultLane, qtbot: QtBot) -> None:
    came: list[threading.Thread] = []
    lane.ask(lambda: None, lambda _: came.append(threading.current_thread()))
    qtbot.waitUntil(lambda: bool(came))
    assert came == [threading.main_thread()]


def test_what_was_saved_is_told_before_the_asker_hears(lane: VaultLane, qtbot: QtBot) -> None:
    changed = Changed(frozenset({"entry"}), frozenset({"7"}))
    heard: list[Any] = []
    lane.changed.connect(heard.append)
    saved = Saved("line", changed)
    lane.ask(lambda: saved, heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [changed, saved]


def test_a_deleted_owner_is_not_called_but_its_save_is_told(lane: VaultLane, qtbot: QtBot) -> None:
    owner = QObject()
    told: list[Changed] = []
    called: list[object] = []
    go = threading.Event()
    lane.changed.connect(told.append)
    lane.ask(
        lambda: go.wait(5) and Saved(1, Changed(frozenset({"case"}))), called.append, owner=owner
    )
    delete(owner)
    go.set()
    qtbot.waitUntil(lambda: bool(told))
    assert called == []


def test_a_disowned_ask_is_done_and_told_but_not_called_back(lane: VaultLane, qtbot: QtBot) -> None:
    owner = QObject()
    told: list[Changed] = []
    called: list[object] = []
    came = threading.Event()
    lane.changed.connect(told.append)
    lane.ask(lambda: Saved(1, Changed(frozenset({"case"}))), called.append, owner=owner)
    lane.ask(came.set, lambda _: called.append("nobody's"))
    assert came.wait(20)  # the first result is on its way, and the owner still lives
    lane.disown()
    lane.ask(lambda: None, lambda _: called.append("later"), owner=owner)
    qtbot.waitUntil(lambda: lane.is_idle)
    assert len(told) == 1
    assert called == ["nobody's", "later"]


def test_a_refusal_goes_to_the_asker(lane: VaultLane, qtbot: QtBot) -> None:
    refusal = KnownError("The disk is full.")
    failed: list[Exception] = []
    unheard: list[Exception] = []
    lane.refused.connect(unheard.append)
    lane.ask(_raiser(refusal), None, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert failed == [refusal]
    assert unheard == []


def test_a_refusal_whose_asker_is_gone_is_told_all_the_same(lane: VaultLane, qtbot: QtBot) -> None:
    owner = QObject()
    refusal = KnownError("The disk is full.")
    failed: list[Exception] = []
    go = threading.Event()

    def work() -> None:
        go.wait(5)
        raise refusal

    lane.ask(work, None, failed.append, owner)
    delete(owner)
    with qtbot.waitSignal(lane.refused) as told:
        go.set()
    assert told.args == [refusal]
    assert failed == []


def test_a_bug_is_told_as_one_and_to_the_asker_too(lane: VaultLane, qtbot: QtBot) -> None:
    bug = ValueError("secret")
    failed: list[Exception] = []
    with qtbot.waitSignal(lane.broke) as told:
        lane.ask(_raiser(bug), None, failed.append)
    assert told.args == [bug]
    assert failed == [bug]


def test_the_lane_goes_on_after_a_failure(lane: VaultLane, qtbot: QtBot) -> None:
    came: list[int] = []
    lane.ask(_raiser(KnownError("no")))
    lane.ask(lambda: 1, came.append)
    qtbot.waitUntil(lambda: came == [1])


def test_closing_finishes_what_was_asked_for(lane: VaultLane) -> None:
    done: list[int] = []
    go = threading.Event()
    lane.ask(lambda: go.wait(5))
    for number in range(5):
        lane.ask(lambda n=number: done.append(n))  # type: ignore[misc]
    go.set()
    lane.close()
    assert done == list(range(5))
    assert "vault lane" not in {thread.name for thread in threading.enumerate()}
    with pytest.raises(RuntimeError):
        lane.ask(lambda: None)


def test_nothing_is_called_back_after_closing(lane: VaultLane, qtbot: QtBot) -> None:
    called: list[int] = []
    lane.ask(lambda: 1, called.append)
    lane.close()
    marker = VaultLane()
    with qtbot.waitSignal(marker.busy_changed, check_params_cb=lambda busy: not busy):
        marker.ask(lambda: None)
    marker.close()
    assert called == []


def test_held_work_begins_in_its_order_when_released(lane: VaultLane, qtbot: QtBot) -> None:
    done: list[int] = []
    lane.hold()
    for number in range(3):
        lane.ask(lambda n=number: done.append(n))  # type: ignore[misc]
    assert not lane.is_idle
    assert done == []
    lane.release()
    lane.ask(lambda: done.append(3))
    qtbot.waitUntil(lambda: lane.is_idle)
    assert done == [0, 1, 2, 3]


def test_closing_finishes_what_was_held(lane: VaultLane) -> None:
    done: list[int] = []
    lane.hold()
    lane.ask(lambda: done.append(1))
    lane.close()
    assert done == [1]


def test_cancelled_work_that_has_not_begun_is_not_done(lane: VaultLane, qtbot: QtBot) -> None:
    go = threading.Event()
    done: list[str] = []
    lane.ask(lambda: go.wait(5))
    lane.ask(lambda: done.append("cancelled")).cancel()
    go.set()
    lane.ask(lambda: done.append("last"))
    qtbot.waitUntil(lambda: "last" in done)
    assert done == ["last"]


def _raiser(error: Exception) -> Any:
    def work() -> None:
        raise error

    return work
