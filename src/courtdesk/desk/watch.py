"""When to lock: nobody is there, the screen locks, the machine sleeps, or another user comes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

_LOOK_MS = 5_000
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
_LOGIND = "org.freedesktop.login1"
_SCREENSAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
)


class Watch(QObject):
    """Says when the desk should lock. Watches between ``begin`` and ``end``.

    Idle time is the clock's, not the timer's: a machine that slept past it locks when it wakes,
    also where no session bus tells of the sleep (Windows, macOS).
    """

    due = Signal(str)
    """Why the desk should lock: ``idle``, ``sleep``, ``screen`` or ``user``."""

    def __init__(
        self,
        app: QApplication,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._clock = clock
        self._idle_seconds = 0.0
        self._seen = 0.0
        self._heard: SessionBus | None = None
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def begin(self, idle_minutes: int) -> None:
        """Watch from now on."""
        self._idle_seconds = idle_minutes * 60.0
        self._seen = self._clock()
        self._app.installEventFilter(self)
        self._timer.start()
        if self._heard is None and sys.platform == "linux":
            self._heard = SessionBus(self)
            self._heard.told.connect(self._on_told)

    def end(self) -> None:
        """Watch no longer, and hear nothing more of the system."""
        self._timer.stop()
        self._app.removeEventFilter(self)
        if self._heard is not None:
            self._heard.close()
            self._heard = None

    def look(self) -> None:
        """Look whether the idle time is over."""
        idle = self._clock() - self._seen
        if idle >= self._idle_seconds or idle < -self._idle_seconds:
            self._tell("idle")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if event.type() in _SIGNS_OF_LIFE:
            self._seen = self._clock()
        return False

    def _on_told(self, why: str) -> None:
        self._tell(why)

    def _tell(self, why: str) -> None:
        if self._timer.isActive():
            self.end()
            self.due.emit(why)


class SessionBus(QObject):
    """What D-Bus tells of the user's session: logind and the screen savers, where they are."""

    told = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._own = ""
        self._heard: list[tuple[QDBusConnection, tuple[str, str, str, str], str]] = []
        # Costs start-up, and is needed after the unlock alone.
        from PySide6.QtDBus import QDBusConnection

        if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
            session = QDBusConnection.sessionBus()
            for service, path in _SCREENSAVERS:
                self._listen(session, (service, path, service, "ActiveChanged"), "_on_screen(bool)")
        system = QDBusConnection.systemBus()
        if not system.isConnected():
            return
        manager = (_LOGIND, "/org/freedesktop/login1", f"{_LOGIND}.Manager", "PrepareForSleep")
        self._listen(system, manager, "_on_sleep(bool)")
        own = self._own = (
            f"/org/freedesktop/login1/session/{_escaped(os.environ.get('XDG_SESSION_ID', 'auto'))}"
        )
        self._listen(system, (_LOGIND, own, f"{_LOGIND}.Session", "Lock"), "_on_lock()")
        changes = "org.freedesktop.DBus.Properties"
        self._listen(system, (_LOGIND, own, changes, "PropertiesChanged"), "_on_session_changed()")

    def close(self) -> None:
        """Hear nothing more.

        Must come before this object or a bus ends: Qt's thread for D-Bus calls into the objects
        that still listen when a connection closes, and an object gone meanwhile ends the process.
        """
        for bus, where, slot in self._heard:
            bus.disconnect(*where, self, SLOT(slot))  # type: ignore[call-overload]
        self._heard.clear()

    def _listen(self, bus: QDBusConnection, where: tuple[str, str, str, str], slot: str) -> None:
        if bus.connect(*where, self, SLOT(slot)):  # type: ignore[call-overload]
            self._heard.append((bus, where, slot))

    @Slot(bool)
    def _on_sleep(self, begins: bool) -> None:
        if begins:
            self.told.emit("sleep")

    @Slot(bool)
    def _on_screen(self, active: bool) -> None:
        if active:
            self.told.emit("screen")

    @Slot()
    def _on_lock(self) -> None:
        self.told.emit("screen")

    @Slot()
    def _on_session_changed(self) -> None:
        """A property of ours changed: another user's session came to the front, or a mere hint."""
        from PySide6.QtDBus import QDBusConnection, QDBusInterface

        session = QDBusInterface(
            _LOGIND, self._own, f"{_LOGIND}.Session", QDBusConnection.systemBus()
        )
        if session.property("Active") is False:
            self.told.emit("user")


def _escaped(session: str) -> str:
    """A session's id as logind writes it in object paths: a leading digit becomes ``_3N``."""
    return f"_3{session}" if session[:1].isdigit() else session
