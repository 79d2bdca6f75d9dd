"""The unlocked desk: rail, header, the panel in front, status line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from courtdesk.desk.actions import Action
from courtdesk.desk.context import CaseRef, Desk
from courtdesk.desk.header import Header
from courtdesk.desk.keylist import KeyList
from courtdesk.desk.menu import pop_up
from courtdesk.desk.notices import Notices
from courtdesk.desk.overlay import Overlay
from courtdesk.desk.palette import Palette
from courtdesk.desk.panel import Panel, PanelEntry
from courtdesk.desk.quiet import KEYS as QUIET_KEYS
from courtdesk.desk.rail import Rail
from courtdesk.desk.search import Finder
from courtdesk.desk.statusline import StatusLine
from courtdesk.desk.theme import Scheme
from courtdesk.desk.widgets.card import GAP
from courtdesk.vault.changes import Changed

LOCK_KEYS = "Ctrl+L"
SEARCH_KEYS = "Ctrl+K"
LIST_KEYS = "F1; Ctrl+F1"

_SCHEMES = {
    Scheme.SYSTEM: "Theme of the system",
    Scheme.LIGHT: "Light theme",
    Scheme.DARK: "Dark theme",
}


class Frame(QWidget):
    """Made while the passphrase is typed, furnished at the unlock, dropped at the lock."""

    painted = Signal()
    """Once, right after the first paint."""
    lock_wanted = Signal()
    quiet_wanted = Signal()

    desk: Desk

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._entries: dict[str, PanelEntry] = {}
        self._finders: tuple[Finder, ...] = ()
        self._panels: dict[str, Panel] = {}
        self._missed: dict[str, _Missed] = {}
        self._front = ""
        self._is_painted = False
        self._overlay: Overlay | None = None
        self.rail = Rail(LOCK_KEYS)
        self.header = Header(SEARCH_KEYS)
        self.notices = Notices()
        self._stack = QStackedWidget()
        self.status_line = StatusLine()
        self._lay_out()

    def furnish(
        self,
        desk: Desk,
        entries: Sequence[PanelEntry],
        finders: Sequence[Finder],
        user: str,
        *,
        demo: bool,
    ) -> None:
        """Serve a vault that was opened: ``user`` is who and in which role."""
        self.desk = desk
        self._entries = {entry.name: entry for entry in entries}
        self._finders = tuple(finders)
        self.rail.show_entries(entries)
        self.header.show_user(user, demo=demo)
        self.status_line.follow(desk.status)
        self._connect()
        desk.actions.add(self, self._actions())

    @property
    def front(self) -> Panel | None:
        """The panel in front."""
        return self._panels.get(self._front)

    def open_panel(self, name: str, target: object = None) -> None:
        """Bring a panel to the front; make it if this is the first time."""
        panel = self._panels.get(name) or self._make(name)
        if self._overlay is not None:
            self._overlay.close()
        if self._front != name:
            self._front = name
            self._stack.setCurrentWidget(panel)
            self.desk.status.show_facts()
            self._catch_up(panel)
            self._bind(panel)
        self.rail.show_current(name)
        if target is not None:
            panel.reveal(target)
        else:
            panel.focus_first()
        self._show_header()

    def leave(self) -> None:
        """Let each panel save what is half typed, and unbind the keys."""
        # What is still saved must not make a panel read from a vault that is being closed.
        self.desk.lane.changed.disconnect(self._on_changed)
        for panel in self._panels.values():
            panel.leave()
        self.desk.actions.clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isVisible() and not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def _lay_out(self) -> None:
        content = QVBoxLayout()
        content.setContentsMargins(18, GAP, 18, GAP)
        content.setSpacing(GAP)
        content.addWidget(self.notices)
        content.addWidget(self._stack, 1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addLayout(content, 1)
        right.addWidget(self.status_line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)

    def _connect(self) -> None:
        desk = self.desk
        self.rail.wanted.connect(self.open_panel)
        self.rail.lock_wanted.connect(self.lock_wanted)
        self.header.search_wanted.connect(self._on_search_wanted)
        self.header.menu_wanted.connect(self._on_menu_wanted)
        desk.panel_wanted.connect(self.open_panel)
        desk.case_changed.connect(self._on_case_changed)
        desk.notice_given.connect(self.notices.add)
        desk.lane.changed.connect(self._on_changed)
        desk.lane.busy_changed.connect(self.status_line.show_busy)

    def _actions(self) -> list[Action]:
        desk = self.desk
        panels = [
            Action(
                f"open.{entry.name}",
                entry.title,
                partial(self.open_panel, entry.name),
                entry.keys,
                "Go to",
            )
            for entry in self._entries.values()
        ]
        themes = [
            Action(f"theme.{scheme}", title, partial(desk.theme.choose, scheme))
            for scheme, title in _SCHEMES.items()
        ]
        return [
            Action("desk.search", "Search and commands", self._on_search_wanted, SEARCH_KEYS),
            Action("desk.keys", "List of keys", self._on_keys_wanted, LIST_KEYS),
            *panels,
            Action("desk.quiet", "Quiet screen", self.quiet_wanted.emit, QUIET_KEYS),
            Action("desk.lock", "Lock", self.lock_wanted.emit, LOCK_KEYS),
            *themes,
        ]

    def _make(self, name: str) -> Panel:
        entry = self._entries[name]
        panel = self._panels[name] = entry.make(self.desk)
        panel.setAccessibleName(entry.title)
        panel.shortcuts_changed.connect(lambda: self._on_shortcuts_changed(panel))
        panel.title_changed.connect(self._show_header)
        self._stack.addWidget(panel)
        self._missed[name] = _Missed(case=True)
        return panel

    def _bind(self, panel: Panel) -> None:
        self.desk.actions.show_panel(panel, panel.shortcuts())

    def _catch_up(self, panel: Panel) -> None:
        missed = self._missed.pop(self._front, None)
        if missed is None:
            return
        if missed.case:
            panel.case_opened(self.desk.case)
        elif missed.changed is not None:
            panel.changed(missed.changed)

    def _on_changed(self, changed: Changed) -> None:
        for name, panel in self._panels.items():
            if name == self._front:
                panel.changed(changed)
            else:
                self._missed.setdefault(name, _Missed()).add(changed)

    def _on_case_changed(self, case: CaseRef | None) -> None:
        for name, panel in self._panels.items():
            if name == self._front:
                panel.case_opened(case)
            else:
                self._missed.setdefault(name, _Missed()).case = True
        self._show_header()

    def _on_shortcuts_changed(self, panel: Panel) -> None:
        if panel is self.front:
            self._bind(panel)

    def _show_header(self) -> None:
        panel, case = self.front, self.desk.case
        if panel is not None and panel.title():
            self.header.show_texts(panel.title(), panel.line())
        elif case is not None:
            self.header.show_texts(case.title, case.line)
        else:
            self.header.show_texts(self._entries[self._front].title, "No case is open")

    def _on_search_wanted(self) -> None:
        self._put_over(Palette(self.window(), self.desk, self._finders))

    def _on_keys_wanted(self) -> None:
        self._put_over(KeyList(self.window(), self.desk.actions.all()))

    def _on_menu_wanted(self) -> None:
        themes = [f"theme.{scheme}" for scheme in _SCHEMES]
        groups = [themes, ["desk.search", "desk.keys"], ["desk.quiet", "desk.lock"]]
        pop_up(self.header.user, self.desk.actions, groups, f"theme.{self.desk.theme.chosen}")

    def _put_over(self, overlay: Overlay) -> None:
        if self._overlay is not None:
            self._overlay.close()
        self._overlay = overlay
        self.desk.actions.pause()
        overlay.closed.connect(self._on_overlay_closed)
        overlay.open()

    def _on_overlay_closed(self) -> None:
        self._overlay = None
        self.desk.actions.resume()


class _Missed:
    """What a hidden panel has to catch up with."""

    def __init__(self, *, case: bool = False) -> None:
        self.case = case
        self.changed: Changed | None = None

    def add(self, changed: Changed) -> None:
        before = self.changed or Changed(frozenset())
        self.changed = Changed(before.kinds | changed.kinds, before.ids | changed.ids)
