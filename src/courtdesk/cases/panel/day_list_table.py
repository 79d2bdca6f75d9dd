"""What taking a day list over would do, as a table to look at before it is done."""

from datetime import tzinfo
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from courtdesk.cases.model import DayList, ListPlan

MAX_SHOWN = 1_000
_STEP_HEADS = ("Time", "Case", "Name", "Hearing", "Room", "What is done")
_PROBLEM_HEADS = ("Row", "Why it cannot be read")
_Index = QModelIndex | QPersistentModelIndex


class DayListModel(QAbstractTableModel):
    """Each hearing with what is done; or, while there are problems, the rows that have one."""

    def __init__(self, zone: tzinfo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._rows: list[tuple[str, ...]] = []
        self._heads: tuple[str, ...] = _STEP_HEADS

    def show_plan(self, read: DayList | None, plan: ListPlan | None) -> None:
        """Show what ``plan`` does, or what stands in the way of the list."""
        self.beginResetModel()
        self._heads, self._rows = _STEP_HEADS, []
        if read is not None and read.problems:
            self._heads = _PROBLEM_HEADS
            self._rows = [
                (f"{problem.row:,}", problem.sentence[:1].upper() + problem.sentence[1:])
                for problem in read.problems[:MAX_SHOWN]
            ]
        elif plan is not None:
            self._rows = [
                (
                    f"{step.matter.at.astimezone(self._zone):%Y-%m-%d %H:%M}",
                    step.matter.number,
                    step.case_title or step.matter.name,
                    step.matter.title,
                    step.matter.room,
                    step.state.value,
                )
                for step in plan.steps[:MAX_SHOWN]
            ]
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._heads[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        return None


class DayListTable(QTableView):
    """The preview; nothing in it can be changed."""

    def __init__(self, model: DayListModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName("What taking the list over would do")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setStretchLastSection(True)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        model.modelReset.connect(self._on_model_reset)

    def _on_model_reset(self) -> None:
        widths = (150, 140, 210, 160, 120) if self.model().columnCount() > 2 else (64,)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
