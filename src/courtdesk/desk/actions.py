"""Everything a person can do by key: the desk's actions, for keys, palette and key list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

EVERYWHERE = "Everywhere"


@dataclass(frozen=True)
class Action:
    """Something a person can do.

    ``id`` is stable (``"hearing.recess"``). ``keys`` is in Qt's portable form (``"Ctrl+N"``;
    several are separated by ``"; "``; may be empty). ``group`` heads it in the key list.
    One that is not ``offered`` stands on no button and in no list: its key says why.
    """

    id: str
    title: str
    run: Callable[[], None]
    keys: str = ""
    group: str = EVERYWHERE
    offered: bool = True


class Actions(QObject):
    """The actions of the desk and of the panel in front.

    A key of the panel in front goes before the same key of the desk: F1 is the key list
    everywhere but where a panel needs it.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk: dict[str, tuple[Action, QAction]] = {}
        self._panel: dict[str, tuple[Action, QAction]] = {}
        self._paused = False

    def add(self, window: QWidget, actions: Iterable[Action]) -> None:
        """Make ``actions`` work everywhere in ``window``."""
        for action in actions:
            if action.id in self._desk:
                raise ValueError(f"two actions are named {action.id}")
            self._desk[action.id] = (action, _bound(action, window))
        self._share_keys()

    def show_panel(self, panel: QWidget, actions: Iterable[Action]) -> None:
        """Make ``actions`` work while ``panel`` is in front, in place of those of the last one."""
        for _, bound in self._panel.values():
            bound.deleteLater()
            bound.setEnabled(False)
        self._panel = {action.id: (action, _bound(action, panel)) for action in actions}
        self._share_keys()

    def pause(self) -> None:
        """Let no key work for a while: something stands over the window."""
        self._enable(False)

    def resume(self) -> None:
        """Let the keys work again."""
        self._enable(True)

    def clear(self) -> None:
        """Forget everything: the vault was locked."""
        for _, bound in (*self._desk.values(), *self._panel.values()):
            bound.setEnabled(False)
            bound.deleteLater()
        self._desk.clear()
        self._panel.clear()
        self._paused = False
        self.changed.emit()

    def all(self) -> tuple[Action, ...]:
        """What is offered now, the panel's, then the desk's, with the keys left to each."""
        return tuple(
            replace(action, keys="; ".join(key.toString() for key in bound.shortcuts()))
            for action, bound in (*self._panel.values(), *self._desk.values())
            if action.offered
        )

    def _enable(self, on: bool) -> None:
        self._paused = not on
        for _, bound in (*self._panel.values(), *self._desk.values()):
            bound.setEnabled(on)

    def _share_keys(self) -> None:
        taken = {key.toString() for _, bound in self._panel.values() for key in bound.shortcuts()}
        for action, bound in self._desk.values():
            keys = QKeySequence.listFromString(action.keys)
            bound.setShortcuts([key for key in keys if key.toString() not in taken])
        self._enable(not self._paused)
        self.changed.emit()


def _bound(action: Action, widget: QWidget) -> QAction:
    bound = QAction(action.title.replace("&", "&&"), widget)
    bound.setShortcuts(QKeySequence.listFromString(action.keys))
    bound.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    bound.triggered.connect(lambda _checked=False: action.run())
    widget.addAction(bound)
    return bound
