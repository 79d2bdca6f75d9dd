"""The dialog that lists the hearings of a case."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.button import Button
from courtdesk.desk.widgets.row_table import RowModel, RowTable
from courtdesk.hearing.model import Hearing

_HEADS = ("Day", "Hearing", "Room", "State", "Entries")


class HearingModel(RowModel[Hearing]):
    """The hearings of a case, the newest first."""

    def __init__(self, hearings: Sequence[Hearing], parent: QObject | None = None) -> None:
        super().__init__(_HEADS, parent)
        self.show_rows(tuple(hearings))

    def texts(self, row: Hearing) -> tuple[str, ...]:
        plan = row.plan
        return (
            f"{plan.day:%a} {plan.day.isoformat()}",
            plan.title,
            plan.room,
            row.state.value,
            f"{row.entries:,}",
        )


class HearingsDialog(Dialog):
    """Enter opens the chosen hearing; others can be planned or imported."""

    chosen = Signal(object)
    plan_wanted = Signal()
    import_wanted = Signal()

    def __init__(
        self, parent: QWidget, case_title: str, hearings: Sequence[Hearing], current: str
    ) -> None:
        super().__init__(parent, f"Hearings of {case_title}", "Open")
        self._model = HearingModel(hearings, self)
        self._table = RowTable(self._model, "Hearings", (130, 0, 124, 104, 70), 34)
        self.body.addWidget(self._table, 1)
        self._table.doubleClicked.connect(self._on_open)
        others = QHBoxLayout()
        others.addWidget(self._other_step("Plan a hearing", "Ctrl+N", self.plan_wanted))
        others.addWidget(self._other_step("Import a log", "Ctrl+I", self.import_wanted))
        others.addStretch(1)
        self.body.addLayout(others)
        self.primary.clicked.connect(self._on_open)
        self.primary.setEnabled(bool(hearings))
        ids = [hearing.id for hearing in hearings]
        self._table.selectRow(ids.index(current) if current in ids else 0)
        self.resize(680, 420)
        self._table.setFocus()

    def _other_step(self, words: str, keys: str, wanted: SignalInstance) -> Button:
        def go() -> None:
            self.reject()
            wanted.emit()

        return self.deed(words, keys, go)

    def _on_open(self) -> None:
        row = self._table.currentIndex().row()
        if row >= 0:
            hearing = self._model.rows[row]
            self.accept()
            self.chosen.emit(hearing)
