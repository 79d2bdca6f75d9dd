"""Undo and redo of what was done in a panel. Each act knows how to take itself back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Work = Callable[[], Any]


@dataclass(frozen=True)
class Act:
    """Something done: what it was, how to take it back, how to do it again. On the lane."""

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

    @property
    def newest(self) -> Act | None:
        """The act that an undo takes back."""
        return self._done[-1] if self._done else None

    @property
    def next(self) -> Act | None:
        """The act that a redo does again."""
        return self._undone[-1] if self._undone else None

    def took_back(self) -> None:
        """The newest act has been taken back."""
        self._undone.append(self._done.pop())

    def did_again(self) -> None:
        """The next act has been done again."""
        self._done.append(self._undone.pop())
