"""Uncaught exceptions: written down without content, told calmly, and the desk goes on."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

from courtdesk.errors import KnownError
from courtdesk.failures import FailureLog


class Hooks(QObject):
    """Takes ``sys.excepthook`` and its kin for as long as it is installed.

    ``told`` is emitted on the GUI thread with the ``Message`` to show.
    """

    told = Signal(object)
    _caught = Signal(object)

    def __init__(self, log: FailureLog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._undo: list[Callable[[], None]] = []
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take the hooks."""
        before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._on_exception
        threading.excepthook = lambda caught: self._on_thread(caught.exc_value)
        sys.unraisablehook = lambda caught: self._on_thread(caught.exc_value)

        def undo() -> None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = before

        self._undo.append(undo)

    def remove(self) -> None:
        """Give the hooks back and close the log."""
        while self._undo:
            self._undo.pop()()
        self._log.close()

    def tell(self, error: BaseException, code: str = "lane") -> None:
        """A ``KnownError`` is told in its own words; anything else is written down as ``code``."""
        from courtdesk.desk.widgets.notice import BUG, Message

        if isinstance(error, KnownError):
            self.told.emit(Message(str(error)))
        else:
            self._write(code, error)
            self.told.emit(BUG)

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self._caught.emit(error.with_traceback(trace))

    def _on_thread(self, error: BaseException | None) -> None:
        if error is not None:
            self._caught.emit(error)

    def _on_caught(self, error: BaseException) -> None:
        self.tell(error, "desk")

    def _write(self, code: str, error: BaseException) -> None:
        try:
            self._log.write(code, error)
        except OSError:
            from courtdesk.desk.widgets.notice import Message

            # The log lies outside the vault; that it cannot be written takes nothing down.
            self.told.emit(
                Message(
                    "The log of errors cannot be written.", "The record is not touched by this."
                )
            )
