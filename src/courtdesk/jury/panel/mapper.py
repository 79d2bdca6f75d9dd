"""The column mapper: what each column of a list holds, and what stands in its way."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QScrollArea, QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.form import Choice
from courtdesk.desk.widgets.text import Elided, Text
from courtdesk.intake.tables import BadFile, Table
from courtdesk.jury.imports import fitting, mapping_from, plan_venire
from courtdesk.jury.model.fields import FIELDS
from courtdesk.jury.model.venire import VenirePlan

_ANSWER = "Keep as an answer"
_EXAMPLES = 3
_SHOWN = 6


class Mapper(Dialog):
    """Emits ``wanted`` with the plan and the mapping; its owner closes it when it is saved."""

    wanted = Signal(object, dict)

    def __init__(
        self, parent: QWidget, table: Table, court: str, remembered: Mapping[str, str]
    ) -> None:
        super().__init__(parent, "What the columns hold", "Import")
        self.setMinimumSize(720, 560)
        self._table = table
        self._choices: list[Choice] = []
        self._plan = VenirePlan((), ())
        self._findings = Text("", wrap=True)
        self.remember = QCheckBox(f"Remember these columns for {court}" if court else "Remember")
        self.remember.setChecked(bool(court))
        self.remember.setEnabled(bool(court))
        self._lay_out(mapping_from(table.header, fitting(table.header, remembered)))
        self._look()
        self.primary.clicked.connect(lambda: self.wanted.emit(self._plan, self._mapping()))

    def choose(self, head: str, field: str) -> None:
        """Say what the column with a head holds; an empty field keeps it as an answer."""
        choice = self._choices[self._table.header.index(head)]
        choice.setCurrentIndex(choice.findData(field))

    def findings(self) -> str:
        """What is said of the rows."""
        return self._findings.text()

    def _lay_out(self, mapping: Mapping[str, int]) -> None:
        fields = {column: key for key, column in mapping.items()}
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(2, 1)
        for place, head in enumerate(("Column", "Holds", "For example")):
            grid.addWidget(Text(head, "label"), 0, place)
        for column, head in enumerate(self._table.header):
            choice = Choice()
            choice.setMinimumWidth(190)
            choice.setAccessibleName(f"What {head or column + 1} holds")
            choice.addItem(_ANSWER, "")
            for each in FIELDS:
                choice.addItem(each.words, each.key)
            choice.setCurrentIndex(max(choice.findData(fields.get(column, "")), 0))
            choice.currentIndexChanged.connect(self._look)
            self._choices.append(choice)
            grid.addWidget(
                Elided(head or f"Column {column + 1}", "strong", least=90), column + 1, 0
            )
            grid.addWidget(choice, column + 1, 1)
            grid.addWidget(Elided(self._examples(column), "secondary"), column + 1, 2)
        grid.setRowStretch(len(self._table.header) + 1, 1)
        area = QScrollArea()
        area.setAccessibleName("Columns")
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(body)
        self.body.addWidget(area, 1)
        self.body.addWidget(self._findings)
        self.body.addWidget(self.remember)

    def _examples(self, column: int) -> str:
        cells = (row[column] for row in self._table.rows if column < len(row) and row[column])
        return " · ".join(cell for cell, _ in zip(cells, range(_EXAMPLES), strict=False))

    def _mapping(self) -> dict[str, int]:
        return {
            str(choice.currentData()): column
            for column, choice in enumerate(self._choices)
            if choice.currentData()
        }

    def _look(self) -> None:
        """Say what importing would do, with the rows that stand in its way."""
        try:
            self._plan = plan_venire(self._table, self._mapping())
        except BadFile as error:
            self._plan = VenirePlan((), ())
            self._findings.setText(str(error))
            self.primary.setEnabled(False)
            return
        plan = self._plan
        lines = [f"{len(plan.entries)} of {len(self._table.rows)} rows are ready."]
        lines += [f"Row {each.row}: {each.sentence}" for each in plan.problems[:_SHOWN]]
        if len(plan.problems) > _SHOWN:
            lines.append(f"And {len(plan.problems) - _SHOWN} more rows.")
        lines += plan.remarks
        self._findings.setText("\n".join(lines))
        self.primary.setEnabled(not plan.problems and bool(plan.entries))
