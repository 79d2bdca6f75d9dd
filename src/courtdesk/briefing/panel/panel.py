"""The Today panel: the day at the left, its sheet in the middle, what it holds at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from courtdesk.briefing.model import Briefing, DueItem, Edition, Matter, Need, OpenPoint, Task
from courtdesk.briefing.model.forms import Note, SheetForm
from courtdesk.briefing.panel.acting import Acting
from courtdesk.briefing.panel.day_list import DayList
from courtdesk.briefing.panel.day_rows import Line
from courtdesk.briefing.panel.form_card import FormCard, NotesDialog
from courtdesk.briefing.service import BriefingService, FormService
from courtdesk.briefing.sheet import briefing_sheet
from courtdesk.cases.service import CaseService
from courtdesk.desk.actions import Action
from courtdesk.desk.context import CaseRef
from courtdesk.desk.panel import Panel
from courtdesk.desk.preview import Preview
from courtdesk.desk.widgets.button import Button
from courtdesk.desk.widgets.card import GAP, Card
from courtdesk.exhibits.service import ExhibitService
from courtdesk.hearing.model import Hearing, HearingState
from courtdesk.hearing.model.finding import EntryPlace
from courtdesk.hearing.service import HearingService
from courtdesk.paper.imprint import Imprint
from courtdesk.paper.press import press
from courtdesk.paper.words import full_date
from courtdesk.vault.keys import Compartment
from courtdesk.vault.prints import NewPrint, Prints
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.cases.model import CaseLine
    from courtdesk.desk.context import Desk
    from courtdesk.vault.changes import Changed
    from courtdesk.vault.store import Vault

_PAUSE_MS = 150
_DAY_WIDTH = 330
_ROOMY = 1120
"""From this width on the day, the page and the form stand side by side."""
_RUNNING = {HearingState.ON_RECORD, HearingState.OFF_RECORD, HearingState.RECESS}


class TodayPanel(Panel):
    """The day of the court, and the sheet that is printed of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._zone = ZoneInfo(desk.vault.settings.zone)
        self._service = _service(desk.vault)
        self._day = datetime.now(self._zone).date()
        self._briefing: Briefing | None = None
        self._imprint: Imprint | None = None
        group = "Today"
        self._before = Action(
            "today.before", "Day before", lambda: self._move(-1), "Alt+Left", group
        )
        self._after = Action("today.after", "Day after", lambda: self._move(1), "Alt+Right", group)
        self._now = Action("today.today", "Today", self._on_today, "Alt+Home", group)
        self._acting = Acting(desk, self)
        self._deadline = Action(
            "today.deadline", "New deadline", self._on_deadline, "Ctrl+D", group
        )
        self._need = Action("today.need", "Missing", self._on_need, "Ctrl+N", group)
        self._fold = Action("today.form", "Edition and sections", self._on_fold, "Alt+E", group)
        self._undo = Action("today.undo", "Undo", self._acting.undo, "Ctrl+Z", group)
        self._list = DayList(self)
        self._list.opened.connect(self._on_opened)
        self._list.done_wanted.connect(self._acting.done)
        self._list.delete_wanted.connect(self._acting.delete)
        self._card = Card("Today", self, padded=False)
        self._preview = Preview(desk, self)
        self._preview.shown.connect(self._on_first_page)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._make_sheet)
        self._preview.saved.connect(self._on_left_the_vault)
        self._preview.printed.connect(self._on_left_the_vault)
        self._forms = FormService(desk.vault)
        self._note: Note = ()
        self._form = FormCard(self._service.editions())
        self._form.changed.connect(self._pause.start)
        self._form.edition_chosen.connect(self._read_form)
        self._form.save_wanted.connect(self._on_save_form)
        self._form.notes_wanted.connect(self._on_notes)
        self._is_form_wanted = False
        self._folding = (Button.of(self._fold), Button("Back to the day", self._fold.keys))
        self._folding[1].clicked.connect(lambda _checked=False: self._on_fold())
        self._lay_out()
        self._read()
        self._read_form()

    def title(self) -> str:
        return "Today" if self._day == datetime.now(self._zone).date() else full_date(self._day)

    def line(self) -> str:
        if self._briefing is None:
            return ""
        return f"{len(self._briefing.matters)} matters"

    def shortcuts(self) -> Sequence[Action]:
        acting, group = self._acting, "Today"
        rules = (
            Action("today.rules.out", "Export counting rules", acting.export_rules, "", group),
            Action("today.rules.in", "Import counting rules", acting.import_rules, "", group),
        )
        own = (self._deadline, self._need, self._undo, self._fold, *rules)
        return (self._before, self._after, self._now, *own, *self._preview.page_actions())

    def changed(self, changed: Changed) -> None:
        if changed.concerns(
            "case", "hearing", "entry", "exhibit", "deadline", "need", "witness", "witness_item"
        ):
            self._read()

    def focus_first(self) -> None:
        self._list.setFocus()
        self._show_facts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_columns()

    def _on_first_page(self) -> None:
        """The first page takes the keys as it appears; the day has them."""
        self._preview.shown.disconnect(self._on_first_page)
        if self._preview.view.hasFocus():
            self._list.setFocus()

    def _on_fold(self) -> None:
        """In a narrow window: the form in the place of the day, or the day again."""
        self._is_form_wanted = not self._is_form_wanted
        self._show_columns()

    def _show_columns(self) -> None:
        """A narrow window has no room for the day and the form beside the page."""
        narrow = self.width() < _ROOMY
        self._form.setVisible(not narrow or self._is_form_wanted)
        self._card.setVisible(not narrow or not self._is_form_wanted)
        for button in self._folding:
            button.setVisible(narrow)

    def _show_facts(self) -> None:
        if self._briefing is not None:
            waiting = sum(bool(matter.missing) for matter in self._briefing.matters)
            matters = f"{len(self._briefing.matters)} matters"
            self.desk.status.show_facts(matters, f"{waiting} not ready")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        self._card.setFixedWidth(_DAY_WIDTH)
        self._card.body.addWidget(self._list)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 8, 14, 10)
        foot.setSpacing(8)
        foot.addWidget(Button.of(self._deadline))
        foot.addWidget(Button.of(self._need))
        self._card.body.addLayout(foot)
        fold = QHBoxLayout()
        fold.setContentsMargins(14, 0, 14, 0)
        fold.addWidget(self._folding[0])
        self._card.body.addLayout(fold)
        row.addWidget(self._card)
        row.addWidget(self._preview, 1)
        self._form.setFixedWidth(248)
        for action in (self._before, self._after, self._now):
            self._form.body.addWidget(Button.of(action))
        self._form.body.addWidget(self._folding[1])
        row.addWidget(self._form)

    def _read(self) -> None:
        service, vault, day = self._service, self.desk.vault, self._day

        def read() -> tuple[Briefing, Imprint]:
            return service.briefing(day), Imprint.by(vault, now())

        self.desk.lane.ask(read, self._show, owner=self)

    def _show(self, read: tuple[Briefing, Imprint]) -> None:
        briefing, self._imprint = read
        self._briefing = briefing
        self._card.set_title(full_date(briefing.day))
        self._list.show_day(briefing)
        self._show_facts()
        self._open_a_case(briefing)
        self._pause.start()
        points = self._service.points
        self.desk.lane.ask(
            lambda: points.last_heard(briefing.day),
            lambda heard: self._check(briefing, list(heard), ()),
            owner=self,
        )

    def _check(self, briefing: Briefing, left: list[Hearing], found: tuple[OpenPoint, ...]) -> None:
        """Check the last hearings one by one, so that nobody else waits for the vault."""
        if self._briefing is not briefing:
            return  # the day was read anew meanwhile
        if left:
            hearing, points = left.pop(0), self._service.points
            self.desk.lane.ask(
                lambda: points.of(hearing),
                lambda more: self._check(briefing, left, (*found, *more)),
                owner=self,
            )
        elif found:
            self._briefing = replace(briefing, points=found)
            self._list.show_day(self._briefing)
            self._pause.start()

    def _open_a_case(self, briefing: Briefing) -> None:
        """While none is open: that in session, the day's first, or the one that is soonest."""
        if self.desk.case is not None:
            return
        if not briefing.matters:
            cases = CaseService(self.desk.vault)
            self.desk.lane.ask(lambda: cases.cases(limit=1), self._open_first, owner=self)
            return
        running = (m for m in briefing.matters if m.state in _RUNNING)
        matter = next(running, briefing.matters[0])
        self._open(matter.case_id, matter.case_title, matter.case_number, matter.room, matter.judge)

    def _open_first(self, lines: tuple[CaseLine, ...]) -> None:
        for line in lines:
            self._open(line.id, line.title, line.number, line.room, line.judge)

    def _open(self, case_id: str, title: str, *line: str) -> None:
        if self.desk.case is None:
            self.desk.set_case(CaseRef(case_id, title, " · ".join(part for part in line if part)))

    def _make_sheet(self) -> None:
        if self._briefing is None or self._imprint is None:
            return
        form = self._form.form()
        document = briefing_sheet(
            self._briefing, form.edition, form.sections, self._imprint, self._note, form.ruled_lines
        )
        self._preview.make(f"Briefing {self._briefing.day}.pdf", press, document)

    def _on_left_the_vault(self) -> None:
        """Keep in the print history what was printed or written to a file."""
        document, imprint = self._preview.document, self._imprint
        if document is None or imprint is None:
            return
        edition = self._form.edition
        counsels = edition is Edition.COUNSEL
        home = Compartment.TEAM if counsels else Compartment.RECORD
        what = NewPrint(
            "briefing",
            f"Briefing sheet, {full_date(self._day)}",
            imprint.fingerprint,
            f"{edition.capitalize()} edition",
            pages=len(document.sizes),
        )
        vault, content = self.desk.vault, document.data
        self.desk.lane.ask(lambda: Prints(vault).record(what, content, home), owner=self)

    def _read_form(self) -> None:
        forms, edition, day = self._forms, self._form.edition, self._day

        def read() -> tuple[SheetForm, Note]:
            return forms.form(edition), forms.note(day, edition)

        self.desk.lane.ask(read, self._on_form, owner=self)

    def _on_form(self, read: tuple[SheetForm, Note]) -> None:
        form, self._note = read
        if form.edition is self._form.edition:
            self._form.show_form(form)
            self._pause.start()

    def _on_save_form(self) -> None:
        forms, form = self._forms, self._form.form()
        then = lambda _saved: self.desk.status.saved("The form is kept")  # noqa: E731
        self.desk.lane.ask(lambda: forms.save_form(form), then, owner=self)

    def _on_notes(self) -> None:
        forms, edition, day = self._forms, self._form.edition, self._day
        title = f"Notes on the {edition} edition, {full_date(day)}"
        asked = NotesDialog(self, title, self._note)
        asked.wanted.connect(
            lambda note: self.desk.lane.ask(
                lambda: forms.save_note(day, edition, note),
                lambda saved: self._on_note_kept(saved.value, asked),
                lambda error: asked.show_wrong(str(error)),
                owner=asked,
            )
        )
        asked.open()

    def _on_note_kept(self, note: Note, asked: NotesDialog) -> None:
        self._note = note
        asked.accept()
        self._pause.start()

    def _on_opened(self, line: Line) -> None:
        thing = line.thing
        if isinstance(thing, DueItem):
            self._acting.change_deadline(thing.deadline)
        elif isinstance(thing, Need) and line.matter is not None:
            self._acting.change_need(thing, line.matter)
        elif isinstance(thing, Task):
            self.desk.open_panel("witnesses", thing.file_id)
        elif isinstance(thing, OpenPoint):
            place = EntryPlace(thing.case_id, thing.hearing_id, max(thing.number, 1))
            self.desk.open_panel("hearing", place)
        elif isinstance(thing, Matter):
            self.desk.open_panel("cases", thing.case_id)

    def _on_deadline(self) -> None:
        matter = self._list.matter()
        case_id = matter.case_id if matter else self.desk.case.id if self.desk.case else ""
        self._acting.new_deadline(case_id, self._day)

    def _on_need(self) -> None:
        matter = self._list.matter()
        if matter is not None:
            self._acting.new_need(matter, self._day)
        else:
            self.desk.status.saved("Choose a matter first")

    def _on_today(self) -> None:
        self._go(datetime.now(self._zone).date())

    def _move(self, days: int) -> None:
        self._go(self._day + timedelta(days=days))

    def _go(self, day: date) -> None:
        self._day = day
        self._read()
        self._read_form()


def _service(vault: Vault) -> BriefingService:
    cases = CaseService(vault)
    return BriefingService(vault, cases, HearingService(vault, cases), ExhibitService(vault, cases))
