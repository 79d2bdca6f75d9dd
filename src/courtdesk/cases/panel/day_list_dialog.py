"""The dialog that takes over the court's day list: all of it, or nothing."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from courtdesk.cases.imports import Table, plan_day_list, read_table
from courtdesk.cases.model import DayList, ListPlan
from courtdesk.cases.panel.day_list_table import DayListModel, DayListTable
from courtdesk.cases.service import DayListService
from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.chip import Chip, Tone
from courtdesk.desk.widgets.file_edit import FileEdit
from courtdesk.desk.widgets.form import Field, FieldRow
from courtdesk.desk.widgets.text import Text
from courtdesk.desk.widgets.working import WorkingBar
from courtdesk.errors import KnownError

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.vault.changes import Saved

_PAUSE_MS = 150
_FILES = "Day lists (*.csv *.xlsx *.ics)"
_SHOWN_REMARKS = 4


class DayListDialog(Dialog):
    """File, day, and a preview: what each row would do, or which rows cannot be read."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, "Take over a day list", "Take over")
        self._desk = desk
        self._service = DayListService(desk.vault)
        self._zone = desk.vault.settings.zone
        self._table: Table | None = None
        self._list: DayList | None = None
        self._asked = 0
        self._file = FileEdit("Take over a day list", "A CSV, XLSX or iCalendar file", _FILES)
        self._day = QLineEdit()
        self._model = DayListModel(ZoneInfo(self._zone), self)
        self._sum = Chip("No file yet")
        self._remarks = Text("", "small", wrap=True)
        self._progress = WorkingBar()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._plan)
        self._lay_out()
        self._file.file_chosen.connect(self.read)
        self._file.returnPressed.connect(lambda: self.primary.setEnabled(False))
        self._day.textChanged.connect(lambda _: self._pause.start())
        self.primary.clicked.connect(self._on_take_over)
        self.primary.setEnabled(False)
        self._file.setFocus()

    def read(self, path: Path) -> None:
        """Read the file at ``path`` and show what taking it over would do."""
        self._file.setText(str(path))
        self.show_wrong("")
        self._progress.show()
        self._desk.pages.do(lambda: read_table(path), self._on_read, self._on_refused, self)

    def _lay_out(self) -> None:
        self.resize(920, 600)
        self._day.setPlaceholderText(self._today().isoformat())
        self._day_field = Field("Day", self._day, "For rows that name none")
        self.body.addWidget(FieldRow(Field("File", self._file), self._day_field))
        self.body.addWidget(self._sum)
        self.body.addWidget(self._remarks)
        self.body.addWidget(DayListTable(self._model), 1)
        self.body.addWidget(self._progress)

    def _today(self) -> date:
        return datetime.now(ZoneInfo(self._zone)).date()

    def _on_read(self, table: Table) -> None:
        self._table = table
        self._plan()

    def _plan(self) -> None:
        """Plan anew; what an older plan says by then is dropped."""
        table = self._table
        if table is None:
            return
        self._asked += 1
        asked = self._asked
        typed = self._day.text().strip()
        try:
            day = date.fromisoformat(typed) if typed else None
        except ValueError:
            self._day_field.show_wrong("Write the day as 2026-11-23, or leave it empty.")
            self.primary.setEnabled(False)
            return
        self._day_field.show_wrong("")
        zone, today = self._zone, self._today()
        self._desk.pages.do(
            lambda: plan_day_list(table, day, zone, today),
            lambda read: self._compare(read, asked),
            self._on_refused,
            self,
        )

    def _compare(self, read: DayList, asked: int) -> None:
        """Hold what was read against what the vault has."""
        service = self._service
        self._desk.lane.ask(
            lambda: service.plan(read),
            lambda plan: self._show(read, plan) if asked == self._asked else None,
            self._on_refused,
            owner=self,
        )

    def _show(self, read: DayList, plan: ListPlan) -> None:
        self._progress.hide()
        self._list = read
        self._model.show_plan(read, plan)
        said = [*read.remarks, *plan.remarks, *plan.clashes]
        more = len(said) - _SHOWN_REMARKS
        words = said[:_SHOWN_REMARKS] + ([f"And {more} more."] if more > 0 else [])
        self._remarks.setText("\n".join(words))
        self._remarks.setVisible(bool(words))
        self._sum.show_state(*_summary(read, plan))
        self.primary.setEnabled(not read.problems and plan.changes_anything)

    def _on_refused(self, error: Exception) -> None:
        self._progress.hide()
        self._table = None
        self.primary.setEnabled(False)
        self._model.show_plan(None, None)
        self._sum.show_state("Nothing to take over yet", Tone.NEUTRAL)
        self._remarks.setText("")
        if isinstance(error, KnownError):
            self.show_wrong(str(error))

    def _on_take_over(self) -> None:
        read, service, today = self._list, self._service, self._today()
        if read is None or not self.primary.isEnabled():
            return
        self.primary.setEnabled(False)
        self._progress.show()
        self._desk.lane.ask(
            lambda: service.take_over(read, today), self._on_taken, self._on_refused, owner=self
        )

    def _on_taken(self, saved: Saved[ListPlan]) -> None:
        self._desk.status.saved(f"Day list taken over: {saved.value.in_words}")
        self.accept()


def _summary(read: DayList, plan: ListPlan) -> tuple[str, Tone]:
    if read.problems:
        count = len(read.problems)
        rows = "1 row" if count == 1 else f"{count:,} rows"
        return f"{rows} cannot be read; nothing is taken over", Tone.RED
    if not plan.steps:
        return "The list has no hearings", Tone.AMBER
    if not plan.changes_anything:
        return f"All {len(plan.steps):,} hearings are set down already", Tone.NEUTRAL
    return plan.in_words, Tone.GREEN
