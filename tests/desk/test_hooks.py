"""Bugs are written down without content and told calmly; the desk goes on."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from courtdesk.desk.hooks import Hooks
from courtdesk.desk.lanes import VaultLane
from courtdesk.desk.widgets.notice import BUG, Message
from courtdesk.errors import KnownError
from courtdesk.failures import FailureLog, describe


@pytest.fixture
def hooks(qapp: object, tmp_path: Path) -> Iterator[Hooks]:
    before = sys.excepthook
    made = Hooks(FailureLog(lambda: tmp_path / "log"))
    made.install()
    yield made
    made.remove()
    assert sys.excepthook is before


def logged(tmp_path: Path) -> str:
    return (tmp_path / "log" / "courtdesk.log").read_text()


def test_a_bug_in_a_slot_is_logged_without_its_words_and_told(
    hooks: Hooks, qtbot: QtBot, tmp_path: Path
) -> None:
    def stumble() -> None:
        raise ValueError("juror 127, Jansen")

    with qtbot.waitSignal(hooks.told) as told:
        QTimer.singleShot(0, stumble)
    assert told.args == [BUG]
    assert "builtins.ValueError" in logged(tmp_path)
    assert "Jansen" not in logged(tmp_path)


def test_a_bug_in_a_thread_is_told_too(hooks: Hooks, qtbot: QtBot) -> None:
    def stumble() -> None:
        raise ValueError

    thread = threading.Thread(target=stumble)
    with qtbot.waitSignal(hooks.told) as told:
        thread.start()
    thread.join()
    assert told.args == [BUG]


def test_a_refusal_in_a_slot_is_told_in_its_own_words_and_not_logged(
    hooks: Hooks, qtbot: QtBot, tmp_path: Path
) -> None:
    def refuse() -> None:
        raise KnownError("The hearing is adjourned. Start another one.")

    with qtbot.waitSignal(hooks.told) as told:
        QTimer.singleShot(0, refuse)
    assert told.args == [Message("The hearing is adjourned. Start another one.")]
    assert not (tmp_path / "log").exists()


def test_the_description_names_types_and_our_own_places_alone(qapp: object) -> None:
    lane = VaultLane()
    lane.close()
    try:
        try:
            lane.ask(lambda: None)
        except RuntimeError as error:
            raise KeyError("Ms. Duarte") from error
    except KeyError as caught:
        told = describe(caught)
    assert told.startswith("builtins.KeyError at outside from builtins.RuntimeError at desk/lanes:")
    assert "Duarte" not in told


def test_the_log_is_small_and_kept_for_the_owner_alone(tmp_path: Path) -> None:
    log = FailureLog(lambda: tmp_path / "log")
    for _ in range(3):
        log.write("lane", ValueError("secret"))
    log.close()
    assert logged(tmp_path).count("\n") == 3
    assert (tmp_path / "log").stat().st_mode & 0o077 == 0


def test_a_log_that_cannot_be_written_takes_nothing_down(
    qapp: object, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    hooks = Hooks(FailureLog(lambda: tmp_path / "file" / "log"))
    told: list[Message] = []
    hooks.told.connect(told.append)
    hooks.tell(ValueError("secret"))
    assert BUG in told
