"""The dialog that lists the hearings of a case."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.button import Button
from courtdesk.hearing.model import Hearing

_HEADS = ("Day", "Hearing", "Room", "State", "Entries")
_Index = QModelIndex | QPersistentModelIndex


class HearingModel(QAbstractTableModel):
    """The hearings of a case, the newest first."""

    def __init__(self, hearings: Sequence[Hearing], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hearings = tuple(hearings)

    def hearing(self, row: int) -> Hearing:
        """The hearing in ``row``."""
        return self._hearings[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._hearings)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _HEADS[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        hearing = self._hearings[index.row()]
        plan = hearing.plan
        return (
            f"{plan.day:%a} {plan.day.isoformat()}",
            plan.title,
            plan.room,
            hearing.state.value,
            f"{hearing.entries:,}",
        )[index.column()]


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
        self._table = _table(self._model)
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
        button = Button(words, keys)
        button.setAutoDefault(False)

        def go() -> None:
            self.reject()
            wanted.emit()

        button.clicked.connect(go)
        QShortcut(QKeySequence(keys), self).activated.connect(go)
        return button

    def _on_open(self) -> None:
        row = self._table.currentIndex().row()
        if row >= 0:
            hearing = self._model.hearing(row)
            self.accept()
            self.chosen.emit(hearing)


def _table(model: HearingModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName("Hearings")
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(34)
    heads = table.horizontalHeader()
    heads.setHighlightSections(False)
    heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    heads.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    table.setColumnWidth(0, 130)
    return table
