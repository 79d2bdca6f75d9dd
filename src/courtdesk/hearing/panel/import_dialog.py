"""The dialog that imports a log made elsewhere: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from courtdesk.desk.context import Desk
from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.chip import Chip, Tone
from courtdesk.desk.widgets.file_edit import FileEdit
from courtdesk.desk.widgets.form import Field, FieldRow
from courtdesk.desk.widgets.text import Text
from courtdesk.desk.widgets.working import WorkingBar
from courtdesk.errors import KnownError
from courtdesk.hearing.imports import Table, plan_import, read_table
from courtdesk.hearing.model import Hearing, ImportPlan
from courtdesk.hearing.panel.column_mapper import ColumnMapper
from courtdesk.hearing.panel.import_preview import ImportModel, ImportTable
from courtdesk.hearing.service import HearingService
from courtdesk.vault.changes import Saved

_PAUSE_MS = 150
_FILES = "Tables (*.csv *.xlsx *.json)"
_START_HINT = "2026-11-23 09:00"
_NO_START = "Write the start as 2026-11-23 09:00, or leave it empty."


class ImportDialog(Dialog):
    """File, columns, preview with what cannot be read row by row; then one unit of work."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        hearings: HearingService,
        case_id: str,
        then: Callable[[Hearing], None],
    ) -> None:
        super().__init__(parent, "Import a log made elsewhere", "Import")
        self._desk = desk
        self._hearings = hearings
        self._case_id = case_id
        self._then = then
        self._zone = desk.vault.settings.zone
        self._table: Table | None = None
        self._plan: ImportPlan | None = None
        self._planned = 0
        self._file = FileEdit("Import a log", "A CSV, XLSX or JSON file", _FILES)
        self._title = QLineEdit()
        self._start = QLineEdit()
        self._columns = ColumnMapper()
        self._model = ImportModel(ZoneInfo(self._zone), self)
        self._sum = Chip("No file yet")
        self._remarks = Text("", "small", wrap=True)
        self._progress = WorkingBar()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._make_plan)
        self._lay_out()
        self._connect()
        self._show_plan(None)
        self._file.setFocus()

    def read(self, path: Path) -> None:
        """Read the file at ``path`` and show what it holds."""
        self._file.setText(str(path))
        if not self._title.text():
            self._title.setText(path.stem)
        self.show_wrong("")
        self._progress.show()
        self._desk.pages.do(lambda: read_table(path), self._on_read, self._on_not_read, self)

    def _lay_out(self) -> None:
        self.resize(940, 640)
        self._start.setPlaceholderText(_START_HINT)
        self._start_field = Field(
            "Start, court time", self._start, "For times that count seconds or name no day"
        )
        self.body.addWidget(
            FieldRow(Field("File", self._file), Field("Hearing", self._title), self._start_field)
        )
        self.body.addWidget(self._columns)
        line = QHBoxLayout()
        line.addWidget(self._sum)
        line.addWidget(self._remarks, 1)
        self.body.addLayout(line)
        self.body.addWidget(ImportTable(self._model), 1)
        self.body.addWidget(self._progress)

    def _connect(self) -> None:
        self._file.file_chosen.connect(self.read)
        self._file.returnPressed.connect(self._on_file_entered)
        self._start.textChanged.connect(lambda _: self._pause.start())
        self._columns.changed.connect(self._pause.start)
        self.primary.clicked.connect(self._on_import)

    def _on_file_entered(self) -> None:
        """Enter reads the file that was typed; it does not import the one before."""
        if self._file.isModified():
            self._show_plan(None)

    def _on_read(self, table: Table) -> None:
        self._progress.hide()
        self._table = table
        self._columns.show_table(table)

    def _on_not_read(self, error: Exception) -> None:
        self._progress.hide()
        self._table = None
        self._show_plan(None)
        if isinstance(error, KnownError):
            self.show_wrong(str(error))

    def _make_plan(self) -> None:
        """Plan anew, elsewhere; what an older plan says by then is dropped."""
        self._planned += 1
        table, number = self._table, self._planned
        if table is None:
            return
        try:
            start = _moment(self._start.text().strip(), self._zone)
        except ValueError:
            self._start_field.show_wrong(_NO_START)
            self._show_plan(None)
            return
        self._start_field.show_wrong("")
        mapping, zone = self._columns.mapping(), self._zone
        self._desk.pages.do(
            lambda: plan_import(table, mapping, start, zone),
            lambda plan: self._on_planned(number, plan),
            self._on_no_plan,
            self,
        )

    def _on_planned(self, number: int, plan: ImportPlan) -> None:
        if number == self._planned:
            self.show_wrong("")
            self._show_plan(plan)

    def _on_no_plan(self, error: Exception) -> None:
        self._show_plan(None)
        if isinstance(error, KnownError):
            self.show_wrong(str(error))

    def _show_plan(self, plan: ImportPlan | None) -> None:
        self._plan = plan
        self._model.show_plan(plan)
        self._remarks.setText(" ".join(plan.remarks) if plan else "")
        self._sum.show_state(*_summary(plan, self._zone))
        self.primary.setEnabled(bool(plan and plan.entries and not plan.problems))

    def _on_import(self) -> None:
        plan = self._plan
        if plan is None or not self.primary.isEnabled():
            return
        self.primary.setEnabled(False)
        self._progress.show()
        hearings, case_id, title = self._hearings, self._case_id, self._title.text()
        self._desk.lane.ask(
            lambda: hearings.import_log(case_id, title, plan),
            self._on_imported,
            self._on_not_imported,
            owner=self,
        )

    def _on_imported(self, saved: Saved[Hearing]) -> None:
        hearing = saved.value
        self._desk.status.saved(f"{hearing.entries:,} entries imported")
        self.accept()
        self._then(hearing)

    def _on_not_imported(self, error: Exception) -> None:
        self._progress.hide()
        self.primary.setEnabled(True)
        known = isinstance(error, KnownError)
        self.show_wrong(str(error) if known else "Nothing was imported. Try once more.")


def _moment(text: str, zone: str) -> datetime | None:
    """The court's time that was typed; ``None`` for nothing.

    Raises:
        ValueError: it is no time.
    """
    if not text:
        return None
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def _summary(plan: ImportPlan | None, zone: str) -> tuple[str, Tone]:
    if plan is None:
        return "Nothing to import yet", Tone.NEUTRAL
    if plan.problems:
        count = len(plan.problems)
        rows = "1 row" if count == 1 else f"{count:,} rows"
        return f"{rows} cannot be imported", Tone.RED
    first, last = plan.first, plan.last
    if first is None or last is None:
        return "The file has no entries", Tone.AMBER
    court = ZoneInfo(zone)
    speakers = "1 speaker" if len(plan.speakers) == 1 else f"{len(plan.speakers)} speakers"
    begin, end = first.astimezone(court), last.astimezone(court)
    span = f"{begin:%Y-%m-%d %H:%M:%S} to {end:%H:%M:%S}"
    return f"{len(plan.entries):,} entries · {speakers} · {span}", Tone.GREEN
