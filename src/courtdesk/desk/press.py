"""The press lane: a warm child process that makes pages, so that typing never stutters.

A thread would share the interpreter lock with the GUI: measured, typing stutters.
"""

from __future__ import annotations

import contextlib
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from courtdesk.desk.lanes import Ask, Failed, Lane
from courtdesk.desk.presswork import ARGUMENT, receive, send
from courtdesk.errors import KnownError

Warm = Callable[[], None]


class PressBroke(Exception):  # an event, not a class of errors
    """The child ended, or its function has a bug. The text is an event line without content."""


class PressLane(Lane):
    """Runs picklable functions in a child process at low priority, one after another.

    ``warm`` is a picklable function that imports what the work needs. The child dies with this
    process, however that ends. A bug is emitted as ``broke`` with a ``PressBroke``.
    """

    def __init__(self, warm: Warm | None = None, parent: QObject | None = None) -> None:
        super().__init__("press lane", parent)
        self._child = _Child(warm)
        self._at: Ask | None = None

    def warm_up(self) -> None:
        """Start the child now, while nobody waits for it."""
        self._put(Ask(self._child.start, None, None, None))

    def make(
        self,
        function: Callable[..., Any],
        *arguments: object,
        then: Callable[[Any], None] | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> Ask:
        """Run ``function(*arguments)`` in the child; ``then(result)`` on the GUI thread.

        ``function`` must be a module's own, and whatever crosses to the child picklable.
        Exceptions go the ways of ``VaultLane.ask``; a ``KnownError`` crosses with its sentence.
        """
        return self._put(Ask(lambda: self._child.run(function, arguments), then, failed, owner))

    def stop(self, asked: Ask) -> None:
        """Cancel ``asked``; neither ``then`` nor ``failed`` is called.

        If it is being made, the child is killed; the next ``make`` starts another.
        """
        asked.cancel()
        if self._at is asked:
            self._child.kill()

    def is_making(self, asked: Ask) -> bool:
        """Whether the child is at ``asked`` now."""
        return self._at is asked

    def close(self) -> None:
        """Kill the child and end the thread. Nothing is called back after this."""
        self._child.close()
        super().close()
        self._child.bury()

    def _do(self, asked: Ask) -> Any:
        self._at = asked
        try:
            return asked.work()
        finally:
            self._at = None

    def _tell_failure(self, asked: Ask, error: Exception) -> None:
        if not asked.cancelled:
            super()._tell_failure(asked, error)


class _Child:
    """The process. ``start`` and ``run`` belong to the lane's thread, the rest to any."""

    def __init__(self, warm: Warm | None) -> None:
        self._warm = warm
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def start(self) -> None:
        """Start and warm the process, if none runs."""
        with self._lock:
            if self._closed:
                raise PressBroke("closed")
            if self._process is not None and self._process.poll() is None:
                return
            self._bury()
            self._process = _started()
        if self._warm is not None:
            self.run(self._warm, ())

    def run(self, function: Callable[..., Any], arguments: tuple[object, ...]) -> Any:
        """What ``function(*arguments)`` gives in the process."""
        message = pickle.dumps((function, arguments))
        self.start()
        outcome, value = self._exchange(message)
        if outcome == "refused":
            raise KnownError(value)
        if outcome == "broke":
            raise PressBroke(value)
        return value

    def kill(self) -> None:
        """Kill the process; what it was at fails with ``PressBroke``."""
        with self._lock:
            if self._process is not None:
                self._process.kill()

    def close(self) -> None:
        """Kill the process and start no other."""
        with self._lock:
            self._closed = True
        self.kill()

    def bury(self) -> None:
        """Take leave of a killed process: no zombie, no open pipe."""
        with self._lock:
            self._bury()

    def _bury(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()
            self._process = None

    def _exchange(self, message: bytes) -> tuple[str, Any]:
        process = self._process
        answer = None
        if process is not None:
            with contextlib.suppress(OSError):
                send(process.stdin, message)
                answer = receive(process.stdout)
        if answer is None:
            self.bury()  # it may still be dying, and must not get the next work
            raise PressBroke("the child process ended")
        outcome: tuple[str, Any] = pickle.loads(answer)  # noqa: S301 - our own child's pipe
        return outcome


def _started() -> subprocess.Popen[bytes]:
    frozen = getattr(sys, "frozen", False)
    module = ["-P", "-m", "courtdesk.desk.presswork"]
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW
    return subprocess.Popen(
        [sys.executable, *([ARGUMENT] if frozen else module)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=flags,
    )
