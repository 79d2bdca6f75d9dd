"""What an import would record, as tables to look at before it is done."""

from datetime import tzinfo
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from courtdesk.hearing.model import ImportPlan
from courtdesk.hearing.panel.kinds import kind_name

MAX_SHOWN = 500
_ENTRY_HEADS = ("Time", "Speaker", "Kind", "Entry")
_PROBLEM_HEADS = ("Row", "Why it cannot be imported")
_Index = QModelIndex | QPersistentModelIndex


class ImportModel(QAbstractTableModel):
    """The first entries of a plan; or, while there are problems, the rows that have one."""

    def __init__(self, zone: tzinfo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._rows: list[tuple[str, ...]] = []
        self._heads: tuple[str, ...] = _ENTRY_HEADS

    def show_plan(self, plan: ImportPlan | None) -> None:
        """Show what ``plan`` would record, or what stands in its way."""
        self.beginResetModel()
        self._heads, self._rows = _ENTRY_HEADS, []
        if plan is not None and plan.problems:
            self._heads = _PROBLEM_HEADS
            self._rows = [
                (f"{problem.row:,}", _sentence(problem.sentence))
                for problem in plan.problems[:MAX_SHOWN]
            ]
        elif plan is not None:
            self._rows = [
                (
                    f"{entry.at.astimezone(self._zone):%Y-%m-%d %H:%M:%S}",
                    entry.speaker,
                    kind_name(entry.kind),
                    " ".join(entry.text[:300].split()),
                )
                for entry in plan.entries[:MAX_SHOWN]
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


class ImportTable(QTableView):
    """The preview; nothing in it can be changed."""

    def __init__(self, model: ImportModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName("What would be imported")
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
        widths = (172, 160, 90) if self.model().columnCount() > 2 else (64,)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
