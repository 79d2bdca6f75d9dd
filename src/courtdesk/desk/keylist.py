"""F1: every key that works now."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from courtdesk.desk.actions import Action
from courtdesk.desk.keys import caption
from courtdesk.desk.overlay import Overlay
from courtdesk.desk.widgets.button import Button
from courtdesk.desk.widgets.chip import KeyCap
from courtdesk.desk.widgets.text import Text

_COLUMNS = 2


class KeyList(Overlay):
    """The keys by group, those of the panel in front first."""

    def __init__(self, window: QWidget, actions: Iterable[Action]) -> None:
        super().__init__(window, 760, 64)
        self.box.setAccessibleName("Keys")
        self._close = Button("Close", "Esc")
        self._close.clicked.connect(self.close)
        head = QHBoxLayout()
        head.setContentsMargins(20, 14, 14, 6)
        head.addWidget(Text("Keys", "title"))
        head.addStretch(1)
        head.addWidget(self._close)
        self.column.addLayout(head)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        groups = _groups(actions)
        area.setWidget(groups)
        self.column.addWidget(area)
        area.setMinimumHeight(min(groups.sizeHint().height() + 4, window.height() - 160))

    def open(self) -> None:
        super().open()
        self._close.setFocus()


def _groups(actions: Iterable[Action]) -> QWidget:
    grouped: dict[str, list[Action]] = {}
    for action in actions:
        if action.keys:
            grouped.setdefault(action.group, []).append(action)
    page = QWidget()
    page.setObjectName("scrolled")
    columns = QHBoxLayout(page)
    columns.setContentsMargins(20, 6, 20, 20)
    columns.setSpacing(40)
    stacks = [QVBoxLayout() for _ in range(_COLUMNS)]
    lengths = [0] * _COLUMNS
    for group, members in grouped.items():
        shortest = lengths.index(min(lengths))
        stacks[shortest].addLayout(_group(group, members))
        lengths[shortest] += len(members) + 2
    for stack in stacks:
        stack.setSpacing(18)
        stack.addStretch(1)
        columns.addLayout(stack, 1)
    return page


def _group(title: str, actions: list[Action]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.addWidget(Text(title, "label"), 0, 0, 1, 2)
    for row, action in enumerate(actions, start=1):
        grid.addWidget(Text(action.title), row, 0)
        grid.addWidget(KeyCap(caption(action.keys)), row, 1, Qt.AlignmentFlag.AlignRight)
    grid.setColumnStretch(0, 1)
    return grid
