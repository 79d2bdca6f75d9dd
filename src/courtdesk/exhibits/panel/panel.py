"""The exhibits panel: the register at the left, the chosen exhibit at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from courtdesk.cases.service import CaseService
from courtdesk.desk.actions import Action
from courtdesk.desk.panel import Panel
from courtdesk.desk.widgets.button import Button, Kind
from courtdesk.desk.widgets.card import GAP, Card
from courtdesk.desk.widgets.chip import Chip
from courtdesk.desk.widgets.empty import EmptyState
from courtdesk.errors import KnownError
from courtdesk.exhibits.model import Exhibit, ExhibitDetails, ExhibitRecord, ExhibitState
from courtdesk.exhibits.panel.forms import ExhibitForm, HandOverForm, StateForm
from courtdesk.exhibits.panel.labels_dialog import LabelsDialog
from courtdesk.exhibits.panel.record_view import RecordView
from courtdesk.exhibits.panel.register import Register
from courtdesk.exhibits.service import ExhibitService
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.desk.context import CaseRef, Desk
    from courtdesk.desk.dialog import Dialog
    from courtdesk.vault.changes import Changed, Saved

_GROUP = "Exhibits"
_USUAL_PARTIES = ("State", "Def.", "Plaintiff", "Joint", "Court")


class ExhibitsPanel(Panel):
    """Mark exhibits, say what became of them, follow their custody."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._service = ExhibitService(desk.vault, CaseService(desk.vault))
        self._chosen: Exhibit | None = None
        self._record: ExhibitRecord | None = None
        self._mark, self._state, self._hand, self._change = map(self.permitted, self._keeping())
        self._labels = Action("exhibits.labels", "Labels", self._on_labels, "F8", _GROUP)
        self._register = Register()
        self._register.chosen.connect(self._on_chosen)
        self._count = Chip("0")
        self._view = RecordView(desk.vault.settings.zone)
        for action in (self._state, self._hand, self._change):
            self._view.buttons.addWidget(Button.of(action))
        self._view.buttons.addStretch(1)
        self._pages = QStackedWidget()
        self._lay_out()

    def _keeping(self) -> tuple[Action, ...]:
        """What only those do who keep the record."""
        return (
            Action("exhibits.mark", "Mark an exhibit", self._on_mark, "Ctrl+N", _GROUP),
            Action("exhibits.state", "What became of it", self._on_state, "F4", _GROUP),
            Action("exhibits.hand", "Hand over", self._on_hand_over, "F6", _GROUP),
            Action("exhibits.change", "Change", self._on_change, "F2", _GROUP),
        )

    def title(self) -> str:
        return "" if self.desk.case else "Exhibits"

    def shortcuts(self) -> Sequence[Action]:
        return (self._mark, self._state, self._hand, self._change, self._labels)

    def case_opened(self, case: CaseRef | None) -> None:
        self._chosen = None
        if case is None:
            self._show_register(())
        else:
            self._read_register(case.id)

    def changed(self, changed: Changed) -> None:
        if changed.concerns("exhibit") and self.desk.case is not None:
            self._read_register(self.desk.case.id)

    def focus_first(self) -> None:
        self._register.setFocus()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        listed = Card("Register", padded=False)
        listed.add_chip(self._count)
        listed.add_action(Button.of(self._labels))
        listed.add_action(Button.of(self._mark, Kind.PRIMARY))
        listed.body.addWidget(self._register)
        empty = Card()
        empty.body.addWidget(
            EmptyState(
                "package",
                "No exhibit has been marked",
                "Each exhibit stands here with its party and number, from the first mark to its "
                "return. What the log says of an exhibit is kept here too.",
                Button.of(self._mark),
            )
        )
        self._pages.addWidget(empty)
        self._pages.addWidget(self._view)
        row.addWidget(listed, 3)
        row.addWidget(self._pages, 2)

    def _read_register(self, case_id: str) -> None:
        service = self._service
        self.desk.lane.ask(lambda: service.exhibits(case_id), self._show_register, owner=self)

    def _show_register(self, exhibits: tuple[Exhibit, ...]) -> None:
        self._count.setText(str(len(exhibits)))
        self._pages.setCurrentIndex(1 if exhibits else 0)
        self._register.show_exhibits(exhibits, self._chosen.id if self._chosen else "")
        open_rulings = sum(exhibit.state.is_open for exhibit in exhibits)
        facts = [f"{len(exhibits)} exhibits"]
        if open_rulings:
            facts.append(f"{open_rulings} offered without a ruling")
        self.desk.status.show_facts(*facts)

    def _on_chosen(self, exhibit: Exhibit) -> None:
        self._chosen = exhibit
        service = self._service
        self.desk.lane.ask(lambda: service.record(exhibit.id), self._show_record, owner=self)

    def _show_record(self, record: ExhibitRecord) -> None:
        if self._chosen is not None and record.exhibit.id == self._chosen.id:
            self._record = record
            self._view.show_record(record)

    def _on_mark(self) -> None:
        case = self.desk.case
        if case is None:
            return
        form = ExhibitForm(self, _USUAL_PARTIES)
        service = self._service
        self.desk.lane.ask(
            lambda: service.next_number(case.id, form.party), form.show_number, owner=form
        )
        form.wanted.connect(
            lambda details: self._save(form, lambda: service.register(case.id, details, now()))
        )
        form.open()

    def _on_change(self) -> None:
        exhibit = self._chosen
        if exhibit is None:
            return
        form = ExhibitForm(self, _USUAL_PARTIES, exhibit)
        service = self._service

        def save(details: ExhibitDetails) -> None:
            self._save(form, lambda: service.change(exhibit.id, details))

        form.wanted.connect(save)
        form.open()

    def _on_state(self) -> None:
        exhibit = self._chosen
        if exhibit is None:
            return
        form = StateForm(self, exhibit)
        service = self._service

        def save(state: ExhibitState, note: str) -> None:
            self._save(form, lambda: service.set_state(exhibit.id, state, now(), note))

        form.wanted.connect(save)
        form.open()

    def _on_hand_over(self) -> None:
        record = self._record
        if record is None:
            return
        held_by = record.custody[-1].to_whom if record.custody else ""
        form = HandOverForm(self, record.exhibit, held_by, now())
        service = self._service
        form.wanted.connect(
            lambda step: self._save(form, lambda: service.hand_over(record.exhibit.id, step))
        )
        form.open()

    def _on_labels(self) -> None:
        case = self.desk.case
        if case is not None:
            LabelsDialog(self, self.desk, self._service, case, self._chosen).open()

    def _save(self, form: Dialog, work: Callable[[], Saved[Any]]) -> None:
        def saved(result: Saved[Exhibit]) -> None:
            self._chosen = result.value
            form.accept()
            self.desk.status.saved(f"{result.value.name}: {result.value.state.value}, saved")

        def failed(error: Exception) -> None:
            if isinstance(error, KnownError):
                form.show_wrong(str(error))

        self.desk.lane.ask(work, saved, failed, owner=form)
