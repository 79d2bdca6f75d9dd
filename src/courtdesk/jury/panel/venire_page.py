"""The venire: the court's list as a table, and the way in for it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from courtdesk.desk.widgets.card import GAP, Card
from courtdesk.desk.widgets.chip import Chip
from courtdesk.desk.widgets.empty import EmptyState
from courtdesk.desk.widgets.text import Text
from courtdesk.jury.model.fairness import figures
from courtdesk.jury.model.venire import STATUS_WORDS, Juror
from courtdesk.jury.panel.state import JuryState
from courtdesk.jury.panel.steps import Steps

_Index = QModelIndex | QPersistentModelIndex
_HEADS = ("Call", "Number", "Name", "Age", "Occupation", "Race", "Sex", "Seat", "Status")
_WIDTHS = (52, 84, 190, 52, 170, 90, 80, 60, 160)


class VenirePage(QWidget):
    """The list, found in by words, and how many strikes fell on whom."""

    juror_chosen = Signal(str)

    def __init__(self, steps: Steps, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Jurors(self)
        self._state = JuryState("")
        self._count = Chip("0")
        self._find = QLineEdit()
        self._find.setPlaceholderText("Number, name, occupation, status")
        self._find.setAccessibleName("Find a juror")
        self._find.setClearButtonEnabled(True)
        self._find.setFixedWidth(250)
        self._find.textChanged.connect(self._show)
        self.table = QTableView()
        self._figures = Text("", wrap=True)
        self._reach = Text("", "secondary", wrap=True)
        self._pages = QStackedWidget()
        self._lay_out(steps)

    def show_state(self, state: JuryState) -> None:
        """Show the venire as it is now."""
        self._state = state
        self._count.setText(str(len(state.jurors)))
        self._pages.setCurrentIndex(1 if state.jurors else 0)
        lines = []
        for side in figures(state.jurors, state.rules.labels):
            groups = [f"{g.group} {g.struck} of {g.eligible}" for g in side.of("race")]
            lines.append(f"{side.label} struck: {', '.join(groups) or 'nobody yet'}.")
        self._figures.setText("\n".join(lines))
        waiting = f"The worst case reaches place {state.reach} of {len(state.jurors)}."
        self._reach.setText(waiting if state.jurors else "")
        self._show()

    def chosen(self) -> Juror | None:
        """The juror on whom the keys or the mouse stand."""
        row = self.table.currentIndex().row()
        return self._model.jurors[row] if 0 <= row < len(self._model.jurors) else None

    def _lay_out(self, steps: Steps) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        empty = Card("", self)
        empty.body.addWidget(
            EmptyState(
                "users",
                "No venire yet",
                "The court’s list of prospective jurors belongs here. Import it from a CSV or XLSX "
                "file, paste it from an e-mail, or add jurors by hand.",
                *steps.buttons("import"),
            )
        )
        self._pages.addWidget(empty)
        listed = Card("Venire", self, padded=False)
        listed.add_chip(self._count)
        listed.add_action(self._find)
        for button in steps.buttons("paste", "add", "import"):
            listed.add_action(button)
        self._set_up_table()
        listed.body.addWidget(self.table, 1)
        foot = QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(13, 8, 13, 10)
        line.addWidget(self._figures, 1)
        self._reach.setWordWrap(False)
        line.addWidget(self._reach, 0, Qt.AlignmentFlag.AlignTop)
        listed.body.addWidget(foot)
        self._pages.addWidget(listed)
        column.addWidget(self._pages)

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self._model)
        table.setAccessibleName("Venire")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(28)
        for column, width in enumerate(_WIDTHS):
            table.setColumnWidth(column, width)
        table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setHighlightSections(False)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        table.horizontalHeader().setDefaultAlignment(left)
        table.doubleClicked.connect(self._on_wanted)
        table.activated.connect(self._on_wanted)

    def _show(self) -> None:
        words = self._find.text().casefold().split()
        jurors = [
            juror
            for juror in self._state.jurors
            if all(any(word in cell.casefold() for cell in cells(juror)) for word in words)
        ]
        self._model.show_jurors(jurors)

    def _on_wanted(self, index: QModelIndex) -> None:
        self.juror_chosen.emit(self._model.jurors[index.row()].id)


def cells(juror: Juror) -> tuple[str, ...]:
    """A juror's row."""
    entry = juror.entry
    return (
        str(juror.call),
        juror.number,
        entry.name,
        entry.details.get("age", ""),
        entry.details.get("occupation", ""),
        entry.race,
        entry.sex,
        juror.seat,
        STATUS_WORDS[juror.status],
    )


class _Jurors(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.jurors: list[Juror] = []

    def show_jurors(self, jurors: list[Juror]) -> None:
        if jurors != self.jurors:
            self.beginResetModel()
            self.jurors = jurors
            self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.jurors)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        return cells(self.jurors[index.row()])[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _HEADS[section]
        return None
