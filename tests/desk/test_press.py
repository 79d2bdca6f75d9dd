"""The press makes things in a child process, can be stopped, and leaves nothing running."""

import operator
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from courtdesk.desk import presswork
from courtdesk.desk.press import PressBroke, PressLane
from courtdesk.desk.presswork import NICENESS
from courtdesk.errors import KnownError

_IMPORT = "from courtdesk.errors import KnownError"


@pytest.fixture
def press(qapp: object) -> Iterator[PressLane]:
    made = PressLane()
    yield made
    made.close()


def _made(press: PressLane, qtbot: QtBot, function: Any, *arguments: object) -> Any:
    came: list[Any] = []
    press.make(function, *arguments, then=came.append)
    qtbot.waitUntil(lambda: bool(came), timeout=20_000)
    return came[0]


def test_work_is_done_in_another_process_that_stays_warm(press: PressLane, qtbot: QtBot) -> None:
    child = _made(press, qtbot, os.getpid)
    assert child != os.getpid()
    assert _made(press, qtbot, os.getpid) == child


@pytest.mark.skipif(not hasattr(os, "nice"), reason="no nice on this system")
def test_the_child_lets_typing_go_first(press: PressLane, qtbot: QtBot) -> None:
    assert _made(press, qtbot, os.nice, 0) == min(os.nice(0) + NICENESS, 19)


def test_bytes_come_back_whole(press: PressLane, qtbot: QtBot) -> None:
    assert _made(press, qtbot, operator.mul, b"page", 1_000_000) == b"page" * 1_000_000


def test_a_bug_in_the_child_is_told_without_its_words(press: PressLane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(press.broke, timeout=20_000) as told:
        press.make(int, "Ms. Duarte")
    assert isinstance(told.args[0], PressBroke)
    assert "ValueError" in str(told.args[0])
    assert "Duarte" not in str(told.args[0])


def test_a_refusal_crosses_with_its_sentence(press: PressLane, qtbot: QtBot) -> None:
    failed: list[Exception] = []
    press.make(exec, f"{_IMPORT}; raise KnownError('The sheet is too long.')", failed=failed.append)
    qtbot.waitUntil(lambda: bool(failed), timeout=20_000)
    assert isinstance(failed[0], KnownError)
    assert str(failed[0]) == "The sheet is too long."


def test_stopping_kills_the_work_and_the_next_is_made(press: PressLane, qtbot: QtBot) -> None:
    first = _made(press, qtbot, os.getpid)
    heard: list[Any] = []
    asked = press.make(time.sleep, 600, then=heard.append, failed=heard.append)
    qtbot.waitUntil(lambda: press.is_making(asked))
    press.stop(asked)
    assert _made(press, qtbot, os.getpid) != first
    assert heard == []


def test_the_program_itself_can_be_the_child(qapp: object) -> None:
    command = [sys.executable, "-m", "courtdesk", presswork.ARGUMENT]
    message = pickle.dumps((operator.add, (1, 2)))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        presswork.send(child.stdin, message)
        answer = presswork.receive(child.stdout)
        assert child.stdin is not None
        child.stdin.close()
    assert answer is not None
    assert pickle.loads(answer) == ("made", 3)  # noqa: S301 - our own child
    assert child.returncode == 0


def test_closing_kills_the_child_in_the_midst(press: PressLane, qtbot: QtBot) -> None:
    child = _made(press, qtbot, os.getpid)
    asked = press.make(time.sleep, 600)
    qtbot.waitUntil(lambda: press.is_making(asked))
    press.close()
    if Path("/proc").is_dir():
        assert not Path(f"/proc/{child}").exists()
    with pytest.raises(RuntimeError):
        press.make(os.getpid)


def test_a_child_killed_from_outside_is_told_and_replaced(press: PressLane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(press.broke, timeout=20_000) as told:
        press.make(os.abort)
    assert isinstance(told.args[0], PressBroke)
    assert _made(press, qtbot, operator.add, 1, 2) == 3
