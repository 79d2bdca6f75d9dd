"""What the status line says. Panels tell facts; the line shows them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Status(QObject):
    """The facts of the status line.

    A failed save stays, whatever is saved after it, until ``solved`` is called for it.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.save = ""
        self.facts: tuple[str, ...] = ()
        self.integrity = ""
        self.backup = ""
        self.lock = "Vault encrypted · Ctrl+L locks"
        self._failures: dict[str, str] = {}

    def saved(self, sentence: str, key: str = "") -> None:
        """Say what was saved, with its time: ``"Entry 214 saved at 10:46:22"``.

        With a ``key``, a failure under that key is solved by it.
        """
        self.save = sentence
        self._failures.pop(key, None)
        self.changed.emit()

    def save_failed(self, sentence: str, key: str = "") -> None:
        """Turn the line red with ``sentence`` until ``solved(key)`` or ``saved(…, key)``."""
        self._failures[key] = sentence
        self.changed.emit()

    def solved(self, key: str = "") -> None:
        """The failure ``key`` is over."""
        if self._failures.pop(key, None) is not None:
            self.changed.emit()

    @property
    def failure(self) -> str:
        """The latest failed save that is not solved; empty if there is none."""
        return next(reversed(self._failures.values()), "")

    def show_facts(self, *facts: str) -> None:
        """Counts of the panel in front, for example ``"61 docket entries"``."""
        self.facts = facts
        self.changed.emit()

    def show_integrity(self, sentence: str) -> None:
        """For example ``"Record chain intact"``."""
        self.integrity = sentence
        self.changed.emit()

    def show_backup(self, sentence: str) -> None:
        """For example ``"Backup drive: 10:40"``."""
        self.backup = sentence
        self.changed.emit()

    def show_lock(self, sentence: str) -> None:
        """For example ``"Vault encrypted · locks after 10 min idle"``."""
        self.lock = sentence
        self.changed.emit()
