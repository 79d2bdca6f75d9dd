"""The desk locks when nobody is there, and when the system says so."""

import subprocess
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from courtdesk.desk.watch import SessionBus, Watch
from courtdesk.desk.window import Window
from tests.desk.fakes import PASSPHRASE


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(qapp: QApplication, clock: Clock) -> Iterator[Watch]:
    made = Watch(qapp, clock=clock)
    made.begin(10)
    yield made
    made.end()
    made.deleteLater()


def test_ten_idle_minutes_are_enough(watch: Watch, clock: Clock, qtbot: QtBot) -> None:
    clock.now += 599
    with qtbot.assertNotEmitted(watch.due):
        watch.look()
    clock.now += 1
    with qtbot.waitSignal(watch.due) as told:
        watch.look()
    assert told.args == ["idle"]


def test_a_key_counts_as_a_sign_of_life(watch: Watch, clock: Clock, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    clock.now += 599
    QTest.keyClick(widget, Qt.Key.Key_A)
    clock.now += 599
    with qtbot.assertNotEmitted(watch.due):
        watch.look()


def test_a_paint_is_no_sign_of_life(watch: Watch, clock: Clock, qtbot: QtBot) -> None:
    clock.now += 600
    widget = QWidget()
    qtbot.addWidget(widget)
    QApplication.sendEvent(widget, QEvent(QEvent.Type.UpdateRequest))
    with qtbot.waitSignal(watch.due):
        watch.look()


def test_it_is_told_once(watch: Watch, clock: Clock, qtbot: QtBot) -> None:
    clock.now += 600
    with qtbot.waitSignal(watch.due):
        watch.look()
    with qtbot.assertNotEmitted(watch.due):
        watch.look()


def test_the_desk_locks_when_the_time_is_over(window: Window, qtbot: QtBot) -> None:
    window.unlock.unlock(PASSPHRASE)
    qtbot.waitUntil(lambda: window.keeper.session is not None)
    vault = window.keeper.session.vault
    window.keeper.watch.due.emit("idle")
    assert window.keeper.session is None
    assert window.unlock.isVisible()
    qtbot.waitUntil(lambda: vault.closed)


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[QDBusConnection]:
    """A bus of the test's own, which stands for the system's and the session's."""
    try:
        daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
            text=True,
        )
    except FileNotFoundError:
        pytest.skip("no dbus-daemon here")
    assert daemon.stdout is not None
    address = daemon.stdout.readline().strip()
    connection = QDBusConnection.connectToBus(address, "courtdesk-test")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    monkeypatch.setattr(QDBusConnection, "systemBus", staticmethod(lambda: connection))
    monkeypatch.setattr(QDBusConnection, "sessionBus", staticmethod(lambda: connection))
    yield connection
    QDBusConnection.disconnectFromBus("courtdesk-test")
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


@pytest.fixture
def listening(bus: QDBusConnection) -> Iterator[Callable[[], SessionBus]]:
    """Makes what listens, once the test's services have their names."""
    made: list[SessionBus] = []

    def make() -> SessionBus:
        made.append(SessionBus())
        return made[-1]

    yield make
    for heard in made:
        heard.close()


@pytest.mark.parametrize(
    ("name", "path", "interface", "signal", "value", "why"),
    [
        (
            "org.freedesktop.login1",
            "/org/freedesktop/login1",
            "org.freedesktop.login1.Manager",
            "PrepareForSleep",
            True,
            "sleep",
        ),
        (
            "org.gnome.ScreenSaver",
            "/org/gnome/ScreenSaver",
            "org.gnome.ScreenSaver",
            "ActiveChanged",
            True,
            "screen",
        ),
        (
            "org.freedesktop.login1",
            "/org/freedesktop/login1/session/auto",
            "org.freedesktop.login1.Session",
            "Lock",
            None,
            "screen",
        ),
    ],
)
def test_the_systems_word_is_heard(
    bus, listening, qtbot, monkeypatch, name, path, interface, signal, value, why
) -> None:
    monkeypatch.delenv("XDG_SESSION_ID", raising=False)
    assert bus.registerService(name)
    heard = listening()
    message = QDBusMessage.createSignal(path, interface, signal)
    if value is not None:
        message.setArguments([value])
    with qtbot.waitSignal(heard.told) as told:
        assert bus.send(message)
    assert told.args == [why]


def test_a_mere_hint_of_the_session_locks_nothing(bus, listening, qtbot, monkeypatch) -> None:
    monkeypatch.delenv("XDG_SESSION_ID", raising=False)
    assert bus.registerService("org.freedesktop.login1")
    heard = listening()
    path = "/org/freedesktop/login1/session/auto"
    hint = QDBusMessage.createSignal(path, "org.freedesktop.DBus.Properties", "PropertiesChanged")
    lock = QDBusMessage.createSignal(path, "org.freedesktop.login1.Session", "Lock")
    told: list[str] = []
    heard.told.connect(told.append)
    assert bus.send(hint)
    assert bus.send(lock)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["screen"]
