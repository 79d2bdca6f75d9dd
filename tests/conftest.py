"""What holds for every test: no screen, no real home, no Qt warning, no thread left behind."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partialmethod
from pathlib import Path

import pytest

from courtdesk import preflight

pytest_plugins = ["tests.vaults"]

# Before anything imports Qt, which aborts the run if a library is missing.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
try:
    preflight.require_offscreen()
except preflight.NotReadyError as not_ready:
    pytest.exit(str(not_ready), returncode=pytest.ExitCode.USAGE_ERROR)

_GRACE = 5.0
"""Seconds that a thread gets to end after its test."""

_PATIENCE_MS = 40_000

_STATUS = pytest.StashKey[int]()

_THREADS_OF_QT = frozenset({"Thread (pooled)", "QDBusConnection", "gmain", "gdbus"})
"""Native threads that Qt and GLib keep for the life of the process."""


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for each test, so that no setting of the person who runs it is touched."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    for variable in ("APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(folder / "AppData"))
    for variable in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{variable}_HOME", str(folder / variable.lower()))
    if "PySide6.QtCore" in sys.modules:
        _move_qt_settings(folder)
    return folder


@pytest.fixture(autouse=True)
def no_thread_left(home: Path) -> Iterator[None]:
    """Fail a test that leaves a thread or a child process of its own running."""
    python_before, native_before = set(threading.enumerate()), set(_native_threads())
    yield
    deadline = time.monotonic() + _GRACE
    left = _left(python_before, native_before)
    while left and time.monotonic() < deadline:
        threading.Event().wait(0.01)
        left = _left(python_before, native_before)
    if left:
        pytest.fail(f"left running: {', '.join(sorted(left))}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Remember how the run ended."""
    session.config.stash[_STATUS] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """End a run that failed with a thread left behind: Python would wait for it for ever."""
    left = [t for t in threading.enumerate() if not t.daemon and t is not threading.main_thread()]
    if left and (status := config.stash.get(_STATUS, 0)):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


@pytest.fixture
def no_microphone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer without a microphone: nobody who runs the tests is recorded."""
    from courtdesk.sound.model import NoSound
    from courtdesk.sound.service import recordings

    def start(*_: object) -> None:
        raise NoSound("There is no microphone.")

    monkeypatch.setattr(recordings, "start", start)


def _move_qt_settings(folder: Path) -> None:
    from PySide6.QtCore import QSettings

    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, str(folder / "config"))


def _left(python_before: set[threading.Thread], native_before: set[int]) -> list[str]:
    threads = threading.enumerate()
    python = [f"thread {t.name}" for t in threads if t not in python_before]
    known = native_before | {thread.native_id or 0 for thread in threads}
    native = [f"thread {name}" for number, name in _native_threads().items() if number not in known]
    return python + native + _children()


def _native_threads() -> dict[int, str]:
    """The kernel's threads of this process, of which QThread makes some; empty off Linux."""
    found = {}
    for task in Path("/proc/self/task").glob("*"):
        try:
            name = (task / "comm").read_text().strip()
        except OSError:  # it ended meanwhile
            continue
        if name not in _THREADS_OF_QT:
            found[int(task.name)] = name
    return found


def _children() -> list[str]:
    if "multiprocessing" not in sys.modules:
        return []
    import multiprocessing

    return [f"process {child.name}" for child in multiprocessing.active_children()]


@pytest.fixture(autouse=True)
def keys_need_a_widget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a key that goes nowhere fail its test: Qt would end the whole run."""
    if "PySide6.QtTest" not in sys.modules:
        return
    from PySide6.QtTest import QTest

    for name in ("keyClick", "keyClicks", "mouseClick", "mouseDClick"):
        monkeypatch.setattr(QTest, name, staticmethod(_to_a_widget(getattr(QTest, name))))


def _to_a_widget(press: Callable[..., None]) -> Callable[..., None]:
    def checked(widget: object, *arguments: object, **options: object) -> None:
        if widget is None:
            pytest.fail("nothing has the keyboard")
        press(widget, *arguments, **options)

    return checked


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait longer than pytest-qt's five seconds: another program may hold the processor."""
    from pytestqt.qtbot import QtBot

    for name in ("waitUntil", "waitSignal", "waitSignals", "waitExposed", "waitActive"):
        monkeypatch.setattr(QtBot, name, partialmethod(getattr(QtBot, name), timeout=_PATIENCE_MS))
