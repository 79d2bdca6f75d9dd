"""The dialog that sets a hearing up, and changes what is known of it."""

from collections.abc import Callable
from datetime import date
from typing import cast

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.text import Text
from courtdesk.errors import KnownError
from courtdesk.hearing.forms.ui_plan import Ui_PlanForm
from courtdesk.hearing.model import Hearing, HearingPlan
from courtdesk.hearing.panel.appearance_model import AppearanceModel
from courtdesk.hearing.panel.appearance_table import AppearanceTable
from courtdesk.hearing.panel.deeds import Deeds

_HINT = (
    "Who takes part, and the key that picks them while they speak. Arrows move, Enter or typing "
    "changes a cell, Delete takes someone off."
)


class PlanDialog(Dialog):
    """What is known of a hearing: title, day, place, judge, and who takes part."""

    def __init__(
        self,
        parent: QWidget,
        deeds: Deeds,
        case_id: str,
        plan: HearingPlan,
        hearing: Hearing | None,
        then: Callable[[Hearing], None],
    ) -> None:
        title, verb = ("Plan a hearing", "Plan it") if hearing is None else ("Hearing", "Save")
        super().__init__(parent, title, verb)
        self._deeds = deeds
        self._case_id = case_id
        self._hearing = hearing
        self._then = then
        self._form = Ui_PlanForm()
        fields = QWidget()
        self._form.setupUi(fields)  # type: ignore[no-untyped-call]
        self.body.addWidget(fields)
        self.body.addWidget(Text("Appearances", "label"))
        self._people = AppearanceModel(plan.appearances, self)
        self._table = AppearanceTable(self._people)
        self.body.addWidget(self._table, 1)
        self.body.addWidget(Text(_HINT, "small", wrap=True))
        self.resize(860, 620)
        self._fill(plan)
        self.primary.clicked.connect(self._on_save)
        self._form.title.setFocus()

    def show_table(self) -> None:
        """Put the keyboard into the appearances."""
        self._table.setFocus()

    def _fill(self, plan: HearingPlan) -> None:
        form = self._form
        form.title.setText(plan.title)
        form.day.lineEdit().setTextMargins(8, 0, 0, 0)
        form.day.setDate(QDate(plan.day.year, plan.day.month, plan.day.day))
        form.court.setText(plan.court)
        form.room.setText(plan.room)
        form.judge.setText(plan.judge)
        form.abbreviation.setText(plan.judge_abbreviation)
        form.recorder.setText(plan.recorder)
        form.jury.setChecked(plan.jury)

    def _plan(self) -> HearingPlan:
        form = self._form
        return HearingPlan(
            title=form.title.text(),
            day=cast("date", form.day.date().toPython()),
            court=form.court.text().strip(),
            room=form.room.text().strip(),
            judge=form.judge.text().strip(),
            judge_abbreviation=form.abbreviation.text().strip(),
            recorder=form.recorder.text().strip(),
            jury=form.jury.isChecked(),
            appearances=self._people.people,
        )

    def _on_save(self) -> None:
        self.show_wrong("")
        self.primary.setEnabled(False)
        self._deeds.save_plan(
            self._case_id, self._plan(), self._hearing, self._on_saved, self._on_failed
        )

    def _on_saved(self, hearing: Hearing) -> None:
        self.accept()
        self._then(hearing)

    def _on_failed(self, error: Exception) -> None:
        self.primary.setEnabled(True)
        known = isinstance(error, KnownError)
        self.show_wrong(str(error) if known else "The hearing was not saved. Try once more.")
        if not self._form.title.text().strip():
            self._form.title.setFocus()
