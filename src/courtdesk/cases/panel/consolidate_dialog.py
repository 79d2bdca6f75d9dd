"""The dialogs that join a case to a lead case, or sever it again, by order of the court."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from courtdesk.cases.model import BadCase, Case, Consolidation
from courtdesk.cases.service import CaseService, ConsolidationService
from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.form import Field, FieldRow
from courtdesk.desk.widgets.text import Text
from courtdesk.errors import KnownError

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.vault.changes import Saved

_STAYS = "Log, exhibits and papers of both stay where they are; Find covers them together."


class _OrderDialog(Dialog):
    """Asks on which day and by whom it was ordered."""

    def __init__(
        self, parent: QWidget, desk: Desk, case: Case, today: date, title: str, verb: str
    ) -> None:
        super().__init__(parent, title, verb)
        self._desk = desk
        self._case = case
        self._service = ConsolidationService(desk.vault)
        self._by = QLineEdit(case.details.judge)
        self._by.setPlaceholderText("Hon. M. Okafor")
        self._day = QLineEdit(today.isoformat())
        self._day.setPlaceholderText("2026-11-23")
        self._order = FieldRow(Field("Ordered by", self._by), Field("On", self._day))
        self.primary.clicked.connect(self._on_agreed)
        self.setMinimumWidth(520)

    def _work(self, on: date, by: str) -> Callable[[], Saved[Consolidation]]:
        raise NotImplementedError

    def _said(self, made: Consolidation) -> str:
        raise NotImplementedError

    def _on_agreed(self) -> None:
        try:
            on = date.fromisoformat(self._day.text().strip())
        except ValueError:
            self.show_wrong("Write the day of the order as 2026-11-23.")
            self._day.setFocus()
            return
        self.primary.setEnabled(False)
        work = self._work(on, self._by.text())
        self._desk.lane.ask(work, self._on_saved, self._on_failed, owner=self)

    def _on_saved(self, saved: Saved[Consolidation]) -> None:
        self._desk.status.saved(self._said(saved.value))
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self.primary.setEnabled(True)
        known = isinstance(error, KnownError)
        self.show_wrong(str(error) if known else "It was not saved. Try once more.")


class ConsolidateDialog(_OrderDialog):
    """Joins the case to a lead case, and says what becomes of its dates."""

    def __init__(self, parent: QWidget, desk: Desk, case: Case, today: date) -> None:
        title = f"Consolidate {case.details.number} with another case"
        super().__init__(parent, desk, case, today, title, "Consolidate")
        self._lead = QLineEdit()
        self._lead.setPlaceholderText("The number of the case that it is heard with")
        self._move = QCheckBox()
        self._move.setChecked(True)
        self._move.setText("What is set down from that day on moves to the lead case")
        self._move.setVisible(bool(case.details.scheduled))
        self.body.addWidget(Text(_STAYS, wrap=True))
        self.body.addWidget(Field("Lead case", self._lead))
        self.body.addWidget(self._order)
        self.body.addWidget(self._move)
        self._lead.setFocus()

    def _work(self, on: date, by: str) -> Callable[[], Saved[Consolidation]]:
        cases, service, case_id = CaseService(self._desk.vault), self._service, self._case.id
        number, move = self._lead.text().strip(), self._move.isChecked()

        def work() -> Saved[Consolidation]:
            if not number:
                raise BadCase("Type the number of the lead case.")
            lead = cases.case_numbered(number)
            return service.consolidate(case_id, lead.id, on, by, move_dates=move)

        return work

    def _said(self, made: Consolidation) -> str:
        return f"Case {made.case.number} consolidated with {made.lead.number}"


class SeverDialog(_OrderDialog):
    """Severs the case from its lead case."""

    def __init__(self, parent: QWidget, desk: Desk, case: Case, today: date) -> None:
        lead = case.joined.lead.number if case.joined is not None else ""
        title = f"Sever {case.details.number} from {lead}"
        super().__init__(parent, desk, case, today, title, "Sever")
        words = (
            f"From that day on the case is heard by itself. What is set down in {lead} stays "
            "there: set it down anew where it is about this case."
        )
        self.body.addWidget(Text(words, wrap=True))
        self.body.addWidget(self._order)
        self._by.setFocus()

    def _work(self, on: date, by: str) -> Callable[[], Saved[Consolidation]]:
        service, case_id = self._service, self._case.id
        return lambda: service.sever(case_id, on, by)

    def _said(self, made: Consolidation) -> str:
        return f"Case {made.case.number} severed from {made.lead.number}"
