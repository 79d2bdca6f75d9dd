"""Undo and redo of what was done in the panel. Each act knows how to take itself back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from courtdesk.vault.changes import Saved

Work = Callable[[], Saved[Any]]


@dataclass(frozen=True)
class Act:
    """Something done: what it was, how to take it back, how to do it again."""

    what: str
    back: Work
    again: Work


class Acts:
    """The acts of this session, until the panel is dropped."""

    def __init__(self) -> None:
        self._done: list[Act] = []
        self._undone: list[Act] = []

    def did(self, act: Act) -> None:
        """Remember an act; what was undone before can no longer be redone."""
        self._done.append(act)
        self._undone.clear()

    def to_undo(self) -> Act | None:
        """The newest act, which now counts as undone."""
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1]

    def to_redo(self) -> Act | None:
        """The act undone last, which now counts as done."""
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1]
