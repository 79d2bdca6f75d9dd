"""What an import would do, as a table of texts to look at before it is done."""

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView

from courtdesk.desk.widgets.row_table import RowModel, RowTable

_PROBLEM_WIDTHS = (64,)


class PreviewModel(RowModel[tuple[str, ...]]):
    """Rows of texts under heads; both are shown anew together."""

    def show_preview(self, heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
        """Show ``rows`` under ``heads`` in place of what is shown."""
        self.beginResetModel()
        self.heads, self.rows = tuple(heads), rows
        self.endResetModel()

    def texts(self, row: tuple[str, ...]) -> tuple[str, ...]:
        return row


class PreviewTable(RowTable):
    """The preview.

    ``widths`` are the columns' in pixels, but for the last, which takes what is left. Two columns
    are a row's number and what is wrong with it.
    """

    def __init__(self, model: PreviewModel, name: str, widths: Sequence[int]) -> None:
        super().__init__(model, name, (), 28)
        self._widths = tuple(widths)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.horizontalHeader().setStretchLastSection(True)
        model.modelReset.connect(self._on_model_reset)

    def _on_model_reset(self) -> None:
        widths = self._widths if self.model().columnCount() > 2 else _PROBLEM_WIDTHS
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)


def as_sentence(words: str) -> str:
    """``words`` with a capital."""
    return words[:1].upper() + words[1:]
