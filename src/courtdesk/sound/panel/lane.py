"""Threads for what sound must not make the vault's lane or the window wait for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from courtdesk.desk.lanes import Ask, Failed, Lane

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk

T = TypeVar("T")


class SoundLane(Lane):
    """Reads files and waits for devices, one thing after another."""

    def __init__(self, name: str, desk: Desk, parent: QObject) -> None:
        super().__init__(name, parent)
        self.refused.connect(desk.lane.refused)
        self.broke.connect(desk.lane.broke)

    def ask(
        self,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> Ask:
        """As :meth:`VaultLane.ask`; without an ``owner`` it is the lane's parent."""
        return self._put(Ask(work, then, failed, owner or self.parent()))
