"""The day at a glance: its matters, and what is due."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from courtdesk.briefing.model import Briefing, DueItem, Matter, Task
from courtdesk.desk.widgets.button import Button, Kind
from courtdesk.desk.widgets.card import Card
from courtdesk.desk.widgets.chip import Chip, Tone
from courtdesk.desk.widgets.text import Text
from courtdesk.hearing.model import HearingState

_LIVE = {
    HearingState.ON_RECORD: ("in session", Tone.RED),
    HearingState.OFF_RECORD: ("off the record", Tone.AMBER),
    HearingState.RECESS: ("in recess", Tone.AMBER),
    HearingState.ADJOURNED: ("adjourned", Tone.NEUTRAL),
}


class DayCard(Card):
    """Matters by time, then what is due; a matter opens its case, a deadline can be ticked off."""

    case_wanted = Signal(str)
    done_wanted = Signal(str)
    witness_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Today", parent, padded=False)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName("The day")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("scrolled")
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        area.setWidget(inside)
        self.body.addWidget(area)

    def show_day(self, briefing: Briefing) -> None:
        """Show the day of ``briefing``."""
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        zone = ZoneInfo(briefing.zone)
        for matter in briefing.matters:
            self._rows.addWidget(self._matter(matter, zone))
        if not briefing.matters:
            self._rows.addWidget(_line(Text("Nothing is set down for this day.", "secondary")))
        if briefing.due or briefing.tasks:
            self._rows.addWidget(_line(Text("Due", "label")))
        for due in briefing.due:
            self._rows.addWidget(self._due(due, briefing.day))
        for task in briefing.tasks:
            self._rows.addWidget(self._task(task, briefing.day))
        self._rows.addStretch(1)

    def _task(self, task: Task, today: date) -> QFrame:
        shown = Button("Show", kind=Kind.LINK)
        shown.setAccessibleName(f"Show {task.who}")
        shown.clicked.connect(lambda: self.witness_wanted.emit(task.file_id))
        words, tone = _when(task.days_late(today), task.due_on)
        return _line(Text(f"{task.who}: {task.text}", wrap=True), Chip(words, tone), shown)

    def _matter(self, matter: Matter, zone: ZoneInfo) -> QFrame:
        at = matter.starts_at.astimezone(zone)
        title = Button(f"{at:%-H:%M} {matter.case_title}", kind=Kind.LINK)
        title.clicked.connect(lambda: self.case_wanted.emit(matter.case_id))
        words, tone = _readiness(matter)
        row = QFrame()
        row.setObjectName("cardRow")
        column = QVBoxLayout(row)
        column.setContentsMargins(14, 8, 10, 10)
        column.setSpacing(3)
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignLeft)
        for line in (Text(matter.title, wrap=True), Chip(words, tone)):
            column.addWidget(line, 0, Qt.AlignmentFlag.AlignLeft)
        return row

    def _due(self, item: DueItem, today: date) -> QFrame:
        late = item.days_late(today)
        done = Button("Done", kind=Kind.LINK)
        done.setAccessibleName(f"Done: {item.deadline.what.text}")
        done.clicked.connect(lambda: self.done_wanted.emit(item.deadline.id))
        words, tone = _when(late, item.deadline.what.due_on)
        text = Text(f"{item.case_title}: {item.deadline.what.text}", wrap=True)
        return _line(text, Chip(words, tone), done)


def _readiness(matter: Matter) -> tuple[str, Tone]:
    if matter.state in _LIVE:
        return _LIVE[matter.state]
    if matter.missing:
        return matter.missing[0], Tone.AMBER
    return "ready", Tone.GREEN


def _when(late: int, due_on: date) -> tuple[str, Tone]:
    if late > 0:
        return f"{late} day{'s' if late > 1 else ''} late", Tone.RED
    if late == 0:
        return "today", Tone.AMBER
    return f"{due_on.day} {due_on:%b}", Tone.NEUTRAL


def _line(text: Text, *more: QWidget) -> QFrame:
    row = QFrame()
    row.setObjectName("cardRow")
    line = QHBoxLayout(row)
    line.setContentsMargins(14, 8, 10, 8)
    line.addWidget(text, 1)
    for widget in more:
        line.addWidget(widget)
    return row
