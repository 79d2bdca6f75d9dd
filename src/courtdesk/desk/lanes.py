"""The vault lane: one thread that owns the database, so that the window never waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from courtdesk.errors import KnownError

T = TypeVar("T")
Then = Callable[[Any], None]
Failed = Callable[[Exception], None]


class Ask:
    """Something asked of a lane."""

    def __init__(
        self,
        work: Callable[[], Any],
        then: Then | None,
        failed: Failed | None,
        owner: QObject | None,
    ) -> None:
        self.work = work
        self.then = then
        self.failed = failed
        self.owner = owner
        self._cancelled = threading.Event()
        self._owner_left = False

    def cancel(self) -> None:
        """Drop the result, and the work too if it has not begun.

        What has begun runs to its end: a unit of work is done whole or not at all.
        """
        self._cancelled.set()

    def disown(self) -> None:
        """Treat the owner, if there is one, as deleted. Call on the GUI thread."""
        self._owner_left = self.owner is not None

    @property
    def cancelled(self) -> bool:
        """Whether ``cancel`` was called; long work may look at it between its steps."""
        return self._cancelled.is_set()

    @property
    def wanted(self) -> bool:
        """Whether somebody still waits for the result. Ask on the GUI thread."""
        if self.cancelled or self._owner_left:
            return False
        return self.owner is None or isValid(self.owner)


class Lane(QObject):
    """A thread that does what it is asked, one thing after another, in order.

    Make, use and close it on the GUI thread; callbacks and signals come there.
    """

    refused = Signal(object)
    """A ``KnownError`` that no asker took."""
    broke = Signal(object)
    """Any other exception: a bug."""
    busy_changed = Signal(bool)
    """Whether anything asked for has not come back."""

    _came_back = Signal(object, object, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._waiting: SimpleQueue[Ask | None] = SimpleQueue()
        self._held: list[Ask] | None = None
        self._due: set[Ask] = set()
        self._closed = False
        self._thread: threading.Thread | None = None
        self._came_back.connect(self._on_came_back, Qt.ConnectionType.QueuedConnection)

    @property
    def is_idle(self) -> bool:
        """Whether everything asked for has come back."""
        return not self._due

    def close(self) -> None:
        """Finish what was asked for, then end the thread. Nothing is called back after this."""
        if self._closed:
            return
        self.release()
        self._closed = True
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()

    def disown(self) -> None:
        """Do what was asked for so far, but treat each owner as deleted already.

        For owners that Qt deletes only later: what comes back meanwhile must not make them ask on.
        """
        for asked in self._due:
            asked.disown()

    def hold(self) -> None:
        """Begin nothing new until ``release``: its Python would slow this thread's down."""
        if self._held is None:
            self._held = []

    def release(self) -> None:
        """Begin what was asked for meanwhile."""
        held, self._held = self._held or (), None
        for asked in held:
            self._waiting.put(asked)

    def _put(self, asked: Ask) -> Ask:
        if self._closed:
            raise RuntimeError(f"the {self._name} is closed")
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name)
            self._thread.start()
        self._due.add(asked)
        if len(self._due) == 1:
            self.busy_changed.emit(True)
        if self._held is None:
            self._waiting.put(asked)
        else:
            self._held.append(asked)
        return asked

    def _run(self) -> None:
        while (asked := self._waiting.get()) is not None:
            value: Any = None
            error: Exception | None = None
            if not asked.cancelled:
                try:
                    value = self._do(asked)
                except Exception as caught:  # noqa: BLE001 - handed to the GUI thread, not swallowed
                    error = caught
            self._came_back.emit(asked, value, error)
            del asked, value, error

    def _do(self, asked: Ask) -> Any:
        return asked.work()

    def _on_came_back(self, asked: Ask, value: Any, error: Exception | None) -> None:
        self._due.discard(asked)
        if not self._due:
            self.busy_changed.emit(False)
        if self._closed:
            return
        if error is None:
            self._deliver(asked, value)
        else:
            self._tell_failure(asked, error)

    def _deliver(self, asked: Ask, value: Any) -> None:
        if asked.wanted and asked.then is not None:
            asked.then(value)

    def _tell_failure(self, asked: Ask, error: Exception) -> None:
        bug = not isinstance(error, KnownError)
        if bug:
            self.broke.emit(error)
        if asked.wanted and asked.failed is not None:
            asked.failed(error)
        elif not bug:
            self.refused.emit(error)


class VaultLane(Lane):
    """Runs work on the thread that owns the database, in the order it was asked for."""

    changed = Signal(object)
    """A ``Changed``, for each ``Saved`` that came back; also when its asker is gone."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("vault lane", parent)

    def ask(
        self,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> Ask:
        """Run ``work`` on the lane, then ``then(result)`` on the GUI thread.

        With an ``owner``, ``then`` is not called once the owner is deleted. An exception goes to
        ``failed``; without one, or once the owner is gone, a ``KnownError`` is emitted as
        ``refused``. Anything else is a bug and is emitted as ``broke`` in every case.
        Of a ``Saved`` result, ``then`` gets the whole; its ``changed`` is emitted before.

        Raises ``RuntimeError`` after ``close``.
        """
        return self._put(Ask(work, then, failed, owner))

    def _deliver(self, asked: Ask, value: Any) -> None:
        from courtdesk.vault.changes import Saved

        if isinstance(value, Saved):
            self.changed.emit(value.changed)
        super()._deliver(asked, value)
