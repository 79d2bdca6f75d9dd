"""Opens the panel's forms on the witness in hand, and saves what they hand over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from courtdesk.desk.dialog import confirm
from courtdesk.vault.changes import Changed, Saved
from courtdesk.vault.roles import TEAM_ROLES
from courtdesk.vault.times import now
from courtdesk.witnesses.model.checklist import Item, ItemText, Stage
from courtdesk.witnesses.model.outline import Phase, Question, QuestionText
from courtdesk.witnesses.model.overview import CallLine, FileView, Overview
from courtdesk.witnesses.model.sittings import Sitting
from courtdesk.witnesses.model.witness import Side
from courtdesk.witnesses.panel import file_forms, work_forms
from courtdesk.witnesses.panel.file_forms import Typed
from courtdesk.witnesses.panel.work_forms import Preparation
from courtdesk.witnesses.service import WitnessService, regimes

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.witnesses.panel.writing import Writing


class Opening:
    """The forms of one panel."""

    def __init__(
        self, desk: Desk, parent: QWidget, service: WitnessService, writing: Writing
    ) -> None:
        self._desk = desk
        self._parent = parent
        self._service = service
        self._writing = writing

    def new_witness(self, case_id: str, sides: dict[Side, str]) -> None:
        """Add a witness, new or known from another case."""
        service = self._service

        def save(typed: Typed) -> Saved[Any]:
            if typed.known:
                return service.add_to_case(typed.known, case_id, typed.kind, typed.sides)
            return service.open_file(
                case_id,
                typed.person,
                typed.kind,
                typed.sides,
                record=typed.record,
                minutes=typed.minutes,
            )

        def show(people: Any) -> None:
            form = file_forms.witness_form(self._parent, sides, None, people)
            self._writing.form(form, case_id, save, "Witness added")

        self._desk.lane.ask(lambda: service.people(case_id), show, owner=self._parent)

    def change_witness(self, view: FileView, sides: dict[Side, str]) -> None:
        """Change who a witness is and how they come to court."""
        service, file = self._service, view.file

        def save(typed: Typed) -> Saved[Any]:
            if not file.withheld and typed.person != replace(file.person, former_names=()):
                service.change_person(file.witness_id, typed.person)
            return service.change_record(file.id, typed.kind, typed.record)

        form = file_forms.witness_form(self._parent, sides, file)
        self._writing.form(form, file.case_id, save, f"{file.person.shown} saved")

    def statements(self, view: FileView) -> None:
        """Statements, exhibits, risks."""
        service, file = self._service, view.file

        def show(names: tuple[str, ...]) -> None:
            self._writing.form(
                file_forms.statements_form(self._parent, file, names, view.loose),
                file.case_id,
                lambda record: service.change_record(file.id, file.kind, record),
                f"Statements of {file.person.shown} saved",
            )

        self._desk.lane.ask(lambda: service.exhibit_names(file.case_id), show, owner=self._parent)

    def support(self, view: FileView) -> None:
        """Support and safety, by those who may see it."""
        service, file = self._service, view.file
        slots = self._desk.vault.header.slots
        readers = [(s.user.id, s.user.name) for s in slots if s.user.role in TEAM_ROLES]
        self._writing.form(
            file_forms.support_form(self._parent, file, readers if len(readers) > 1 else ()),
            file.case_id,
            lambda support: service.change_support(file.id, support),
            f"Support of {file.person.shown} saved",
        )

    def add_item(self, view: FileView, stage: Stage) -> None:
        """An item of the team's own."""
        service, file = self._writing.checklists, view.file
        title = f"New item: {view.regime.stage_title(stage).lower()}"
        form = work_forms.item_form(self._parent, title, None)

        def save(words: ItemText) -> Saved[Any]:
            return service.add_item(file.id, stage, words)

        self._writing.form(form, file.case_id, save, "Item added")

    def change_item(self, case_id: str, item: Item) -> None:
        """The words of an item."""
        service = self._writing.checklists
        self._writing.form(
            work_forms.item_form(self._parent, "Item", item),
            case_id,
            lambda words: service.change_item(item.id, words),
            "Item saved",
        )

    def delete_item(self, item: Item) -> None:
        """Delete an item; one that holds something is asked about first."""
        if not (item.words.note or item.words.evidence or item.done):
            self._writing.delete_item(item)
            return
        held = (
            ("its note", item.words.note),
            ("its evidence", item.words.evidence),
            ("its tick", item.done),
        )
        lost = " and ".join(word for word, there in held if there)
        asked = confirm(
            self._parent,
            f"Delete “{item.words.text}”?",
            f"The item goes with {lost}. Ctrl+Z brings it back while this panel is open.",
            "Delete",
        )
        asked.accepted.connect(lambda: self._writing.delete_item(item))

    def question(self, view: FileView, phase: Phase, question: Question | None = None) -> None:
        """A question, new or changed."""
        service, file, witnesses = self._writing.outlines, view.file, self._service

        def save(typed: tuple[Phase, QuestionText]) -> Saved[Any]:
            if question is None:
                return service.add_question(file.id, *typed)
            return service.change_question(question.id, *typed)

        def show(names: tuple[str, ...]) -> None:
            form = work_forms.question_form(self._parent, phase, question, names, view.loose)
            self._writing.form(form, file.case_id, save, "Question saved")

        self._desk.lane.ask(lambda: witnesses.exhibit_names(file.case_id), show, owner=self._parent)

    def call(self, overview: Overview, line: CallLine, sides: dict[Side, str]) -> None:
        """The place of the witness in hand in the order of call."""
        if line.call is None:
            self.call_again(overview, line, sides)
            return
        service = self._writing.calls
        form = work_forms.call_form(self._parent, sides, overview.sittings, line.call, new=False)
        self._writing.form(form, overview.case_id, service.change_call, "Call saved")

    def call_again(self, overview: Overview, line: CallLine, sides: dict[Side, str]) -> None:
        """A further call of the same witness: by the other side, or a recall."""
        service = self._writing.calls
        call = work_forms.further_call(line)
        form = work_forms.call_form(self._parent, sides, overview.sittings, call, new=True)
        self._writing.form(form, overview.case_id, service.add_call, "Call added")

    def sittings(self, overview: Overview) -> None:
        """When the court sits in this case."""
        service, case_id = self._writing.checklists, overview.case_id
        form = work_forms.sittings_form(self._parent, overview.sittings)

        def save(typed: tuple[Sitting, ...]) -> Saved[Any]:
            return service.set_sittings(case_id, typed)

        self._writing.form(form, case_id, save, "Sittings saved")

    def session(self, view: FileView) -> None:
        """Record a preparation session."""
        zone = self._desk.vault.settings.zone
        self._writing.form(
            work_forms.session_form(self._parent, view.file, view.regime, now(), zone),
            view.file.case_id,
            self._writing.checklists.record_session,
            "Session recorded",
        )

    def template(self, view: FileView) -> None:
        """The template of the witness's kind, and the regime of the case."""
        service, file = self._writing.checklists, view.file

        def save(typed: Preparation) -> Saved[Any]:
            if typed.regime_id != view.regime.id:
                service.set_regime(file.case_id, typed.regime_id)
            service.change_template(file.kind, typed.items)
            service.apply_template(file.id)
            kinds = frozenset({"witness", "witness_item"})
            return Saved(None, Changed(kinds, frozenset({file.id})))

        def show(template: Any) -> None:
            form = work_forms.template_form(self._parent, template, view.regime, regimes())
            self._writing.form(form, file.case_id, save, "Template saved")

        self._desk.lane.ask(lambda: service.template(file.kind), show, owner=self._parent)

    def remove(self, view: FileView) -> None:
        """Take a witness out of the case, after asking."""
        service, file = self._service, view.file
        asked = confirm(
            self._parent,
            f"Remove {file.person.shown} from this case?",
            "The checklist, the outline, the sessions and the calls go too. Ctrl+Z brings all of "
            "it back while this panel is open. Other cases keep the witness.",
            "Remove",
        )
        asked.accepted.connect(
            lambda: self._writing.whole(
                file.case_id, lambda: service.remove_file(file.id), "Witness removed"
            )
        )
