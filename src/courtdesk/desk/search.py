"""What the palette finds: commands of the desk, and things in the vault."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from courtdesk.desk.actions import Action


@dataclass(frozen=True)
class Hit:
    """A thing in the vault. Choosing it calls ``Desk.open_panel(panel, target)``."""

    title: str
    detail: str
    kind: str
    panel: str
    target: object = None


Finder = Callable[[str], list[Hit]]
"""Finds by the words typed; runs on the vault lane; gives its best hits first, a few."""


def matching(actions: Iterable[Action], words: str) -> list[Action]:
    """Actions whose title holds all ``words``, those that begin with them first."""
    wanted = words.casefold().split()
    found = [
        action
        for action in actions
        if all(word in f"{action.title} {action.group}".casefold() for word in wanted)
    ]
    typed = " ".join(wanted)
    return sorted(found, key=lambda action: not action.title.casefold().startswith(typed))
