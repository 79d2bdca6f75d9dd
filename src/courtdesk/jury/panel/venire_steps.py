"""Steps of the venire: a list from a file or the clipboard, a juror by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from courtdesk.desk.widgets.notice import Message
from courtdesk.errors import KnownError
from courtdesk.intake.tables import BadFile, Table, read_table, table_of_text
from courtdesk.jury.imports import columns
from courtdesk.jury.model.questionnaire import plan_answers
from courtdesk.jury.model.venire import JurorEntry, VenirePlan
from courtdesk.jury.panel.ask import Ask, AskDialog
from courtdesk.jury.panel.asking import Asking, Given
from courtdesk.jury.panel.mapper import Mapper
from courtdesk.jury.panel.questionnaire_dialog import QuestionnaireDialog
from courtdesk.jury.service.presets import forms

_SHOWN = 6


class VenireSteps(Asking):
    """What fills the venire."""

    def import_list(self) -> None:
        """Choose a file and map its columns."""
        chooser = QFileDialog(self.panel, "Import a venire list")
        chooser.setNameFilters(["Lists (*.csv *.tsv *.txt *.xlsx)", "All files (*)"])
        chooser.fileSelected.connect(self._on_file_chosen)
        chooser.open()

    def read_file(self, path: str) -> None:
        """Read a list in the press’s child process, then map its columns."""
        self.panel.desk.press.make(read_table, Path(path), then=self.map_columns, owner=self.panel)

    def paste_list(self) -> None:
        """Map the columns of the list in the clipboard."""
        from PySide6.QtGui import QGuiApplication

        text = QGuiApplication.clipboard().text()
        self.panel.do(lambda: table_of_text(text), self.map_columns)

    def map_columns(self, table: Table) -> None:
        """Ask what the columns of a table hold, then import it."""
        panel = self.panel
        selection, court = panel.services.selection, panel.state.court
        case_id = panel.state.case_id

        def show(remembered: dict[str, dict[str, str]]) -> None:
            mapper = Mapper(panel, table, court, remembered.get(court, {}))

            def keep(plan: VenirePlan, mapping: dict[str, int]) -> None:
                remember = mapper.remember.isChecked()

                def work() -> Any:
                    made = selection.import_venire(case_id, plan)
                    if remember:
                        selection.remember_columns(court, columns(table.header, mapping))
                    return made

                def failed(error: Exception) -> None:
                    if isinstance(error, KnownError):
                        mapper.show_wrong(str(error))

                count = len(plan.entries)
                panel.do(work, lambda _: mapper.accept(), f"{count} jurors imported", failed)

            mapper.wanted.connect(keep)
            mapper.open()

        panel.do(selection.remembered_columns, show)

    def fill_in(self) -> None:
        """Type questionnaires, from the chosen juror on; each is saved when it is left."""
        panel = self.panel
        if not panel.state.jurors:
            return
        dialog = QuestionnaireDialog(panel, forms(), panel.state.jurors, panel.chosen_juror_id())
        selection = panel.services.selection
        dialog.filled.connect(
            lambda given: panel.do(lambda: selection.fill_in([given]), saved="Questionnaire saved")
        )
        dialog.open()

    def import_answers(self) -> None:
        """Choose a list of answers of jurors who are in the venire."""
        chooser = QFileDialog(self.panel, "Import answers")
        chooser.setNameFilters(["Lists (*.csv *.tsv *.txt *.xlsx)", "All files (*)"])
        chooser.fileSelected.connect(self.read_answers)
        chooser.open()

    def read_answers(self, path: str) -> None:
        """Read a list of answers in the press's child process, and show what it would add."""
        self.panel.desk.press.make(read_table, Path(path), then=self.show_answers, owner=self.panel)

    def show_answers(self, table: Table) -> None:
        """Say what a list of answers would add and what stands in its way; then keep it."""
        panel = self.panel
        try:
            plan = plan_answers(table, panel.state.jurors)
        except BadFile as error:
            panel.desk.show_notice(Message(str(error), "Nothing was kept."))
            return
        dialog = AskDialog(panel, "Import answers", "Keep the answers", ())
        lines = [f"{len(plan.given)} of {len(table.rows)} rows belong to jurors of the venire."]
        lines += [f"Row {each.row}: {each.sentence}" for each in plan.problems[:_SHOWN]]
        if len(plan.problems) > _SHOWN:
            lines.append(f"And {len(plan.problems) - _SHOWN} more rows.")
        dialog.show_note("\n".join(lines))
        dialog.primary.setEnabled(bool(plan.given) and not plan.problems)
        selection = panel.services.selection
        self.ask(dialog, lambda _: selection.fill_in(plan.given), "Answers saved")
        dialog.setFocus()

    def add_juror(self) -> None:
        """Add one juror by hand."""
        panel = self.panel
        asks = (
            Ask("number", "Juror number"),
            Ask("name", "Name"),
            Ask("age", "Age"),
            Ask("occupation", "Occupation"),
            Ask("race", "Race, as the juror gave it"),
            Ask("sex", "Sex, as the juror gave it"),
        )

        def work(given: Given) -> Any:
            details = {key: given[key] for key in ("age", "occupation") if given[key]}
            entry = JurorEntry(
                given["number"], given["name"], given["race"], given["sex"], details=details
            )
            return panel.services.selection.add_juror(panel.state.case_id, entry)

        self.ask(AskDialog(panel, "Add a juror", "Add", asks), work, "Juror added")

    def _on_file_chosen(self, path: str) -> None:
        self.read_file(path)
