"""The witnesses panel: who is called when, how far each is prepared, and what protects them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from courtdesk.cases.service import CaseService
from courtdesk.desk.actions import Action
from courtdesk.desk.context import CaseRef
from courtdesk.desk.panel import Panel
from courtdesk.desk.widgets.button import Button, Kind
from courtdesk.desk.widgets.card import Card
from courtdesk.desk.widgets.empty import EmptyState
from courtdesk.vault.times import now as utc_now
from courtdesk.witnesses.model.checklist import Item
from courtdesk.witnesses.model.outline import Phase, Question
from courtdesk.witnesses.model.overview import CallLine, FileView, Overview
from courtdesk.witnesses.model.witness import Side
from courtdesk.witnesses.panel.calling import Calling
from courtdesk.witnesses.panel.main_view import MainView, facts
from courtdesk.witnesses.panel.opening import Opening
from courtdesk.witnesses.panel.order_list import About, Place
from courtdesk.witnesses.panel.reading import Read, Reading
from courtdesk.witnesses.panel.stand import StandView
from courtdesk.witnesses.panel.writing import Writing
from courtdesk.witnesses.service import WitnessService

if TYPE_CHECKING:
    from courtdesk.cases.model import CaseDetails
    from courtdesk.desk.context import Desk
    from courtdesk.vault.changes import Changed, Saved

_EMPTY, _MAIN, _STAND, _NO_CASE = range(4)
_CLOCK_MS = 30_000
_FOLLOWED = ("witness", "witness_call", "witness_item", "witness_question", "witness_session")


class WitnessesPanel(Panel):
    """The trial team's witnesses of the open case."""

    def __init__(self, desk: Desk, now: Callable[[], datetime] = utc_now) -> None:
        super().__init__(desk)
        self._now = now
        self._service = WitnessService(desk.vault, CaseService(desk.vault))
        self._reading = Reading(desk, self, self._service)
        self._writing = Writing(desk, self)
        self._calling = Calling(self._writing, now)
        self._opening = Opening(desk, self, self._service, self._writing)
        self._overview: Overview | None = None
        self._view: FileView | None = None
        self._sides: dict[Side, str] = {}
        self._actions = self._all_actions()
        self._main = MainView(self._actions)
        self._stand = StandView()
        self._pages = QStackedWidget()
        self._clock = QTimer(self, interval=_CLOCK_MS)
        self._clock.timeout.connect(self._on_clock)
        self._lay_out()
        self._connect()

    def title(self) -> str:
        return "" if self.desk.case else "Witnesses"

    def shortcuts(self) -> Sequence[Action]:
        return tuple(self._actions.values())

    def case_opened(self, case: CaseRef | None) -> None:
        self._overview = self._view = None
        self._sides = {}
        self._pages.setCurrentIndex(_EMPTY if case is not None else _NO_CASE)
        self._clock.stop()
        if case is not None:
            self._clock.start()
            self._read()

    def changed(self, changed: Changed) -> None:
        if changed.concerns(*_FOLLOWED, "entry", "hearing", "exhibit", "case"):
            self._read()

    def reveal(self, target: object) -> None:
        """Show the witness whose file's id ``target`` is, in their case."""
        if isinstance(target, str):
            self._reading.place(target, self._on_revealed)

    def _on_revealed(self, found: tuple[FileView, CaseDetails]) -> None:
        view, about = found
        if self.desk.case is None or self.desk.case.id != view.file.case_id:
            line = " · ".join(filter(None, (about.number, about.room, about.judge)))
            self.desk.set_case(CaseRef(view.file.case_id, about.title, line))
        self._view = view
        self._read()

    def focus_first(self) -> None:
        page = self._pages.currentIndex()
        if self._overview is not None:
            self.desk.status.show_facts(*facts(self._overview))
        widget = {_MAIN: self._main.order, _STAND: self._stand.list}.get(page, self)
        widget.setFocus()

    def _all_actions(self) -> dict[str, Action]:
        group = "Witnesses"
        listed = (
            ("new", "New witness", self._on_new, "Ctrl+N"),
            ("change", "Change the witness", self._with(self._change), "F2"),
            ("statements", "Statements and risks", self._with(self._opening.statements), "F3"),
            ("support", "Support and safety", self._with(self._opening.support), "F4"),
            ("arrived", "Arrived, or not", self._on_arrived, "F5"),
            ("released", "Released, or not", self._on_released, "Shift+F5"),
            ("session", "Record a session", self._with(self._opening.session), "F6"),
            ("question", "Add a question", self._with(self._add_question), "F7"),
            ("stand", "Stand view", self._on_stand, "F8"),
            ("link", "Link the log’s witness", self._on_link, "F9"),
            ("item", "Add an item", self._with(self._add_item), "Ctrl+I"),
            ("call", "Day and estimate", self._on_call, "Ctrl+D"),
            ("again", "Call again", self._on_call_again, "Ctrl+Shift+D"),
            ("sittings", "Sittings of the court", self._on_sittings, "Ctrl+Shift+T"),
            ("template", "Template", self._with(self._opening.template), "Ctrl+T"),
            ("print", "Print", self._on_print, "Ctrl+Shift+P"),
            ("remove", "Remove the witness", self._with(self._opening.remove), "Ctrl+Delete"),
            ("undo", "Undo", self._writing.undo, "Ctrl+Z"),
            ("redo", "Redo", self._writing.redo, "Ctrl+Shift+Z"),
        )
        return {
            name: Action(f"witnesses.{name}", title, run, keys, group)
            for name, title, run, keys in listed
        }

    def _lay_out(self) -> None:
        empty = Card()
        empty.body.addWidget(
            EmptyState(
                "user",
                "No witness yet",
                "Each witness stands here with a checklist, an outline, support and a place in "
                "the order of call. Only the trial team sees this.",
                Button.of(self._actions["new"], Kind.PRIMARY),
            )
        )
        closed = Card()
        closed.body.addWidget(
            EmptyState(
                "folder-open",
                "No case is open",
                "Open a case with Ctrl+2. Its witnesses then stand here, in the order of call.",
            )
        )
        for page in (empty, self._main, self._stand, closed):
            self._pages.addWidget(page)
        self._pages.setCurrentIndex(_NO_CASE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def _connect(self) -> None:
        main, stand = self._main, self._stand
        main.order.chosen.connect(self._on_chosen)
        main.order.moved.connect(self._on_moved)
        main.checklist.tick_wanted.connect(self._on_tick)
        main.checklist.change_wanted.connect(self._on_change_item)
        main.checklist.delete_wanted.connect(self._opening.delete_item)
        main.checklist.add_wanted.connect(self._on_add_wanted)
        main.link.linked.connect(self._on_linked)
        outline = main.side.outline
        outline.add_wanted.connect(self._on_question_wanted)
        outline.change_wanted.connect(self._on_question_opened)
        outline.delete_wanted.connect(self._writing.delete_question)
        outline.order_wanted.connect(self._on_questions_moved)
        stand.cover_wanted.connect(self._on_cover)
        stand.left.connect(self._on_stand_left)

    def _read(self) -> None:
        case = self.desk.case
        if case is None:
            return
        file_id = self._view.file.id if self._view else ""
        self._reading.case(case.id, file_id, self._now(), self._show)
        if self._pages.currentIndex() == _STAND:
            self._read_standing()

    def _read_file(self, file_id: str) -> None:
        self._reading.file(file_id, self._show_file)

    def _show(self, read: Read) -> None:
        overview, view = read.overview, read.view
        case = self.desk.case
        if case is None or overview.case_id != case.id:
            return
        line = self._main.order.line()
        before = self._overview
        self._overview, self._sides, self._view = overview, read.sides, view
        self.desk.status.show_facts(*facts(overview))
        if view is None:
            self._pages.setCurrentIndex(_EMPTY)
            return
        if self._pages.currentIndex() == _STAND:
            self._follow(before, overview)
        same = line is not None and line.file.id == view.file.id
        call_id = line.call.id if same and line and line.call else ""
        chosen = (view.file.id, call_id)
        self._main.show_overview(overview, self._sides, chosen, self._about())
        self._show_file(view)
        if self._pages.currentIndex() == _EMPTY:
            self._pages.setCurrentIndex(_MAIN)
            self._main.order.setFocus()

    def _follow(self, before: Overview | None, overview: Overview) -> None:
        """Let the stand view go to whoever the log has brought to the stand."""
        was = before.now_on_the_stand if before else None
        live = overview.now_on_the_stand
        if live is not None and (was is None or was.file.id != live.file.id):
            self._read_file(live.file.id)

    def _show_file(self, view: FileView) -> None:
        self._view = view
        self._main.order.choose_file(view.file.id)
        line = self._line()
        self._main.show_view(view, line, self._about())
        self._stand.show_view(view, line)

    def _about(self) -> About:
        zone = self.desk.vault.settings.zone
        moment = self._now()
        return About(moment, moment.astimezone(ZoneInfo(zone)).date(), zone)

    def _line(self) -> CallLine | None:
        line = self._main.order.line()
        return line if line and self._view and line.file.id == self._view.file.id else None

    def _with(self, act: Callable[[FileView], None]) -> Callable[[], None]:
        """``act`` on the witness in hand, if there is one."""

        def run() -> None:
            if self._view is not None:
                act(self._view)

        return run

    def _on_new(self) -> None:
        if self.desk.case is not None:
            self._opening.new_witness(self.desk.case.id, self._sides)

    def _change(self, view: FileView) -> None:
        self._opening.change_witness(view, self._sides)

    def _add_item(self, view: FileView) -> None:
        self._opening.add_item(view, self._main.checklist.stage())

    def _add_question(self, view: FileView) -> None:
        question = self._main.side.outline.question()
        self._opening.question(view, question.phase if question else Phase.DIRECT)

    def _on_change_item(self, item: Item) -> None:
        if self._view is not None:
            self._opening.change_item(self._view.file.case_id, item)

    def _on_sittings(self) -> None:
        if self._overview is not None:
            self._opening.sittings(self._overview)

    def _on_add_wanted(self, _stage: object) -> None:
        self._actions["item"].run()

    def _on_question_wanted(self, phase: Phase) -> None:
        if self._view is not None:
            self._opening.question(self._view, phase)

    def _on_question_opened(self, question: Question) -> None:
        if self._view is not None:
            self._opening.question(self._view, question.phase, question)

    def _on_questions_moved(self, order: list[str]) -> None:
        if self._view is not None:
            before = [question.id for question in self._view.questions]
            self._writing.reorder_questions(self._view.file.id, before, order)

    def _on_chosen(self, line: CallLine) -> None:
        if self._view is None or line.file.id != self._view.file.id:
            self._read_file(line.file.id)
        else:
            self._show_file(self._view)

    def _on_moved(self, call_id: str, to: int, place: Place) -> None:
        if self._overview is not None:
            self._calling.move(self._overview, call_id, to, place)

    def _on_tick(self, item: Item) -> None:
        self._writing.tick(item, lambda saved: self._main.checklist.show_item(saved.value))

    def _on_cover(self, question: Question) -> None:
        def go_on(saved: Saved[Any]) -> None:
            if saved.value.covered:
                self._stand.list.go_on()

        self._writing.cover(question, go_on)

    def _on_arrived(self) -> None:
        self._calling.arrived(self._line())

    def _on_released(self) -> None:
        self._calling.released(self._line())

    def _on_link(self) -> None:
        self._main.link.confirm()

    def _on_linked(self, entry_id: str, file_id: str) -> None:
        if self._overview is not None:
            self._calling.link(self._overview.case_id, entry_id, file_id)

    def _on_call(self) -> None:
        line = self._line()
        if line is not None and self._overview is not None:
            self._opening.call(self._overview, line, self._sides)

    def _on_call_again(self) -> None:
        line = self._line()
        if line is not None and self._overview is not None:
            self._opening.call_again(self._overview, line, self._sides)

    def _on_print(self) -> None:
        from courtdesk.witnesses.panel.prints import PrintDialog

        case = self.desk.case
        if case is not None:
            file_id = self._view.file.id if self._view else ""
            PrintDialog(self, self.desk, self._service, case.id, file_id).open()

    def _on_stand(self) -> None:
        """Show the outline of whoever is on the stand, or else of the witness in hand."""
        live = self._overview.now_on_the_stand if self._overview else None
        if live is not None and (self._view is None or live.file.id != self._view.file.id):
            self._read_file(live.file.id)
        if self._view is not None:
            self._pages.setCurrentIndex(_STAND)
            self._stand.list.setFocus()
            self._read_standing()

    def _on_stand_left(self) -> None:
        self._pages.setCurrentIndex(_MAIN)
        self._main.order.setFocus()

    def _on_clock(self) -> None:
        if self.isVisible():
            self._read()

    def _read_standing(self) -> None:
        if self.desk.case is not None:
            self._reading.standing(self.desk.case.id, self._stand.show_standing)
