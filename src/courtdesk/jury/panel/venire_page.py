"""The venire: the court's list as a table, and the way in for it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from courtdesk.desk.widgets.card import GAP, Card
from courtdesk.desk.widgets.chip import Chip
from courtdesk.desk.widgets.empty import EmptyState
from courtdesk.desk.widgets.row_table import RowModel, RowTable
from courtdesk.desk.widgets.text import Text
from courtdesk.jury.model.fairness import figures
from courtdesk.jury.model.venire import STATUS_WORDS, Juror
from courtdesk.jury.panel.state import JuryState
from courtdesk.jury.panel.steps import Steps

_HEADS = ("Call", "Number", "Name", "Age", "Occupation", "Race", "Sex", "Seat", "Status")
_WIDTHS = (52, 84, 0, 52, 170, 90, 80, 60, 160)


class VenirePage(QWidget):
    """The list, found in by words, and how many strikes fell on whom."""

    juror_chosen = Signal(str)

    def __init__(self, steps: Steps, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Jurors(_HEADS, self)
        self._state = JuryState("")
        self._count = Chip("0")
        self._find = QLineEdit()
        self._find.setPlaceholderText("Number, name, occupation, status")
        self._find.setAccessibleName("Find a juror")
        self._find.setClearButtonEnabled(True)
        self._find.setFixedWidth(250)
        self._find.textChanged.connect(self._show)
        self.table = RowTable(self._model, "Venire", _WIDTHS, 28)
        self.table.doubleClicked.connect(self._on_wanted)
        self.table.activated.connect(self._on_wanted)
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
        return self._model.rows[row] if 0 <= row < len(self._model.rows) else None

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

    def _show(self) -> None:
        words = self._find.text().casefold().split()
        jurors = [
            juror
            for juror in self._state.jurors
            if all(any(word in cell.casefold() for cell in cells(juror)) for word in words)
        ]
        if jurors != list(self._model.rows):
            self._model.show_rows(jurors)

    def _on_wanted(self, index: QModelIndex) -> None:
        self.juror_chosen.emit(self._model.rows[index.row()].id)


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


class _Jurors(RowModel[Juror]):
    def texts(self, row: Juror) -> tuple[str, ...]:
        return cells(row)
