"""What an import would do, as a table of texts to look at before it is done."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

_PROBLEM_WIDTHS = (64,)
_Index = QModelIndex | QPersistentModelIndex


class PreviewModel(QAbstractTableModel):
    """Rows of texts under heads; both are shown anew together."""

    def __init__(self, heads: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads = tuple(heads)
        self._rows: list[tuple[str, ...]] = []

    def show_rows(self, heads: Sequence[str], rows: list[tuple[str, ...]]) -> None:
        """Show ``rows`` under ``heads`` in place of what is shown."""
        self.beginResetModel()
        self._heads, self._rows = tuple(heads), rows
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


class PreviewTable(QTableView):
    """The preview; nothing in it can be changed.

    ``widths`` are the columns' in pixels, but for the last, which takes what is left. Two columns
    are a row's number and what is wrong with it.
    """

    def __init__(self, model: PreviewModel, name: str, widths: Sequence[int]) -> None:
        super().__init__()
        self._widths = tuple(widths)
        self.setModel(model)
        self.setAccessibleName(name)
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
        widths = self._widths if self.model().columnCount() > 2 else _PROBLEM_WIDTHS
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)


def as_sentence(words: str) -> str:
    """``words`` with a capital."""
    return words[:1].upper() + words[1:]
