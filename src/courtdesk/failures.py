"""Bugs are written down without content: kind of exception, and where in our own code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import logging
    from types import TracebackType

_PACKAGE = Path(__file__).resolve().parent
_LOG_BYTES = 200_000


def describe(error: BaseException) -> str:
    """Type and ``module:line`` places of ``error`` and its causes; no message, no values."""
    told: list[str] = []
    current: BaseException | None = error
    while current is not None and len(told) < 5:
        places = " < ".join(reversed(_places(current.__traceback__))) or "outside"
        told.append(f"{type(current).__module__}.{type(current).__qualname__} at {places}")
        current = current.__cause__ or current.__context__
    return " from ".join(told)


def _places(traceback: TracebackType | None) -> list[str]:
    found: list[str] = []
    while traceback is not None:
        path = Path(traceback.tb_frame.f_code.co_filename)
        if path.is_relative_to(_PACKAGE):
            where = path.relative_to(_PACKAGE).with_suffix("").as_posix()
            found.append(f"{where}:{traceback.tb_lineno}")
        traceback = traceback.tb_next
    return found


def log_folder() -> Path:
    """Where this user's log of failures lies."""
    from platformdirs import user_log_path  # costs start-up, and is needed for bugs alone

    return user_log_path("courtdesk", appauthor=False)


class FailureLog:
    """A small rotating log of event codes. Folder and file are made at the first event."""

    def __init__(self, folder: Callable[[], Path] = log_folder) -> None:
        self._folder = folder
        self._logger: logging.Logger | None = None

    def write(self, code: str, error: BaseException) -> None:
        """Write one line: time in UTC, ``code`` (``"gui"``, ``"lane"`` …), ``describe(error)``."""
        self._open().error("%s %s", code, describe(error))

    def close(self) -> None:
        """Close the file."""
        if self._logger is not None:
            for handler in list(self._logger.handlers):
                self._logger.removeHandler(handler)
                handler.close()
            self._logger = None

    def _open(self) -> logging.Logger:
        if self._logger is None:
            self._logger = _rotating(self._folder())
        return self._logger


def _rotating(folder: Path) -> logging.Logger:
    import logging  # costs start-up, and is needed for bugs alone
    import time
    from logging.handlers import RotatingFileHandler

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "courtdesk.log", maxBytes=_LOG_BYTES, backupCount=2, encoding="utf-8"
    )
    line = logging.Formatter("%(asctime)sZ %(message)s", "%Y-%m-%dT%H:%M:%S")
    line.converter = time.gmtime
    handler.setFormatter(line)
    logger = logging.Logger("courtdesk.failures")
    logger.addHandler(handler)
    return logger
