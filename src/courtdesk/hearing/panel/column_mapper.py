"""Which column of a file holds what: guessed, and corrected by the user."""

from dataclasses import fields

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from courtdesk.desk.widgets.form import Choice, Field
from courtdesk.hearing.imports import Mapping, Table, guess

_PARTS = {
    "start": "Time",
    "text": "Text",
    "speaker": "Speaker",
    "role": "Role",
    "kind": "Kind",
    "stop": "Ends at",
    "date": "Date",
}
_COLUMNS = 4
_SAMPLE = 40


class ColumnMapper(QWidget):
    """A choice of column for each part of an entry, with what the first row holds there."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._choices = {part.name: Choice() for part in fields(Mapping)}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        for place, (part, title) in enumerate(_PARTS.items()):
            choice = self._choices[part]
            choice.currentIndexChanged.connect(self.changed)
            grid.addWidget(Field(title, choice), place // _COLUMNS, place % _COLUMNS)
            grid.setColumnStretch(place % _COLUMNS, 1)
        self.setEnabled(False)

    def show_table(self, table: Table) -> None:
        """Offer the columns of ``table``, and choose those that the head suggests."""
        mapping = guess(table.header)
        first = table.rows[0] if table.rows else ()
        for part, choice in self._choices.items():
            with QSignalBlocker(choice):
                choice.clear()
                choice.addItem("—", None)
                for column, head in enumerate(table.header):
                    sample = first[column][:_SAMPLE] if column < len(first) else ""
                    name = head or f"Column {column + 1}"
                    choice.addItem(f"{name}: {sample}" if sample else name, column)
                choice.setCurrentIndex(choice.findData(getattr(mapping, part)))
        self.setEnabled(True)
        self.changed.emit()

    def mapping(self) -> Mapping:
        """The columns as they are chosen."""
        return Mapping(**{part: choice.currentData() for part, choice in self._choices.items()})
