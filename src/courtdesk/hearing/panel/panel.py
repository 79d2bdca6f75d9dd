"""The hearing panel: the hearings of the open case, and the one that is at work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from courtdesk.cases.model import Case
from courtdesk.cases.service import CaseService
from courtdesk.desk.actions import Action
from courtdesk.desk.context import CaseRef, Desk
from courtdesk.desk.panel import Panel
from courtdesk.desk.widgets.button import Button, Kind
from courtdesk.desk.widgets.card import Card
from courtdesk.desk.widgets.empty import EmptyState
from courtdesk.hearing.model import RUNNING, Hearing, HearingState
from courtdesk.hearing.model.finding import EntryPlace
from courtdesk.hearing.panel.composer import utc_now
from courtdesk.hearing.panel.courtroom import Courtroom
from courtdesk.hearing.panel.first_plan import first_plan
from courtdesk.hearing.panel.hearings_dialog import HearingsDialog
from courtdesk.hearing.panel.import_dialog import ImportDialog
from courtdesk.hearing.panel.paper_page import PaperPage
from courtdesk.hearing.panel.plan_dialog import PlanDialog
from courtdesk.hearing.panel.sound_beside import SoundBeside
from courtdesk.hearing.service import HearingService
from courtdesk.vault.changes import Changed
from courtdesk.vault.roles import Ability


class HearingPanel(Panel):
    """Follows the open case; opens its running hearing, or the one of today, or the newest."""

    def __init__(
        self,
        desk: Desk,
        now: Callable[[], datetime] = utc_now,
        sound: SoundBeside | None = None,
    ) -> None:
        super().__init__(desk)
        self._cases = CaseService(desk.vault)
        self._hearings = HearingService(desk.vault, self._cases, opens=True)
        self._now = now
        self._zone = ZoneInfo(desk.vault.settings.zone)
        self._known: tuple[Hearing, ...] = ()
        self._choose = Action("hearing.choose", "Hearings", self._on_choose, "Ctrl+O", "Hearing")
        self._plan = Action("hearing.plan", "Plan a hearing", self._on_plan, "Ctrl+N", "Hearing")
        self._people = Action(
            "hearing.people", "Hearing and appearances", self._on_change_plan, "Ctrl+E", "Hearing"
        )
        self._import = Action(
            "hearing.import", "Import a log", self._on_import, "Ctrl+I", "Hearing"
        )
        self._print = Action(
            "hearing.print", "Print log or minutes", self._on_print, "Ctrl+P", "Hearing"
        )
        self.courtroom = Courtroom(desk, self._hearings, now, sound)
        self._pages = QStackedWidget()
        self._no_case = _page(
            "gavel", "No case is open", "Open a case, and its hearing is at work here."
        )
        self._no_hearing = _page(
            "gavel",
            "No hearing yet",
            "Plan the first hearing of this case: what it is, when, and who takes part. The log "
            "begins when it starts.",
            Button.of(self._plan, Kind.PRIMARY),
        )
        self.paper = PaperPage(desk, self._hearings, now)
        for page in (self._no_case, self._no_hearing, self.courtroom, self.paper):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.paper.closed.connect(self._on_paper_closed)
        self.courtroom.people_changed.connect(self.shortcuts_changed)
        self.courtroom.course.hearings_wanted.connect(self._on_choose)
        self.courtroom.present.edit_wanted.connect(self._on_change_plan)

    def shortcuts(self) -> Sequence[Action]:
        if self._pages.currentWidget() is self.paper:
            return self.paper.shortcuts()
        writing = self.desk.vault.may(Ability.KEEP_RECORD)
        own = [self._choose, *((self._plan, self._import) if writing else ())]
        if self._pages.currentWidget() is self.courtroom:
            own += [*((self._people,) if writing else ()), self._print]
            own += self.courtroom.shortcuts()
        return own

    def case_opened(self, case: CaseRef | None) -> None:
        if case is None:
            self._show(self._no_case)
            return
        case_id = case.id
        self.desk.lane.ask(
            lambda: self._hearings.hearings(case_id),
            lambda hearings: self._on_hearings(case_id, hearings),
            owner=self,
        )

    def changed(self, changed: Changed) -> None:
        self.courtroom.changed(changed)
        if changed.concerns("hearing") and self.desk.case is not None:
            case_id = self.desk.case.id
            self.desk.lane.ask(
                lambda: self._hearings.hearings(case_id), self._on_hearings_again, owner=self
            )

    def reveal(self, target: object) -> None:
        """Open the hearing with the id ``target``, or the one of an entry, and go to it."""
        if isinstance(target, str):
            self.desk.lane.ask(lambda: self._hearings.hearing(target), self._open, owner=self)
        elif isinstance(target, EntryPlace):
            hearings, cases = self._hearings, self._cases
            self.desk.lane.ask(
                lambda: (cases.case(target.case_id), hearings.hearing(target.hearing_id)),
                lambda read: self._on_place_read(target, *read),
                owner=self,
            )

    def focus_first(self) -> None:
        if self._pages.currentWidget() is self.courtroom:
            self.courtroom.setFocus()
        elif self._pages.currentWidget() is self.paper:
            self.paper.preview.view.setFocus()
        else:
            self.setFocus()

    def leave(self) -> None:
        self.paper.clear()
        self.courtroom.leave()

    def _show(self, page: object) -> None:
        for place in range(self._pages.count()):
            if self._pages.widget(place) is page and self._pages.currentIndex() != place:
                self._pages.setCurrentIndex(place)
                self.shortcuts_changed.emit()

    def _on_hearings(self, case_id: str, hearings: tuple[Hearing, ...]) -> None:
        if self.desk.case is None or self.desk.case.id != case_id:
            return
        self._known = hearings
        if hearings:
            self._open(_at_work(hearings, self._today()))
        else:
            self._show(self._no_hearing)

    def _on_hearings_again(self, hearings: tuple[Hearing, ...]) -> None:
        self._known = hearings

    def _open(self, hearing: Hearing) -> None:
        self.courtroom.open(hearing)
        self._show(self.courtroom)
        self.focus_first()

    def _today(self) -> str:
        return self._now().astimezone(self._zone).date().isoformat()

    def _on_print(self) -> None:
        hearing = self.courtroom.session.hearing
        if hearing is not None:
            self.courtroom.lines.drafts.save_now()
            self._show(self.paper)
            self.paper.show_hearing(hearing)

    def _on_place_read(self, place: EntryPlace, case: Case, hearing: Hearing) -> None:
        about = case.details
        line = " · ".join(part for part in (about.number, about.room, about.judge) if part)
        if self.desk.case is None or self.desk.case.id != case.id:
            self.desk.set_case(CaseRef(case.id, about.title, line))
        # What the case's opening asks for comes first, since the lane keeps its order.
        self.desk.lane.ask(lambda: hearing, lambda found: self._go_to(found, place), owner=self)

    def _go_to(self, hearing: Hearing, place: EntryPlace) -> None:
        self._open(hearing)
        self.courtroom.log.show_entry(place.number)
        self.courtroom.log.view.setFocus()

    def _on_paper_closed(self) -> None:
        self._show(self.courtroom)
        self.paper.clear()
        self.focus_first()

    def _on_choose(self) -> None:
        if self.desk.case is None:
            return
        current = self.courtroom.session.hearing_id
        dialog = HearingsDialog(self, self.desk.case.title, self._known, current)
        dialog.chosen.connect(self._open)
        dialog.plan_wanted.connect(self._on_plan)
        dialog.import_wanted.connect(self._on_import)
        dialog.open()

    def _on_plan(self) -> None:
        if self.desk.case is None:
            return
        case_id = self.desk.case.id
        self.desk.lane.ask(lambda: self._cases.case(case_id), self._on_case_to_plan, owner=self)

    def _on_import(self) -> None:
        case = self.desk.case
        if case is not None:
            ImportDialog(self, self.desk, self._hearings, case.id, self._open).open()

    def _on_case_to_plan(self, case: Case) -> None:
        now = self._now().astimezone(self._zone)
        last = self._known[0] if self._known else None
        plan = first_plan(case.details, last, now.date(), self.desk.vault.user.name, self._zone)
        PlanDialog(self, self.courtroom.deeds, case.id, plan, None, self._open).open()

    def _on_change_plan(self) -> None:
        session = self.courtroom.session
        hearing = session.hearing
        if hearing is not None:
            PlanDialog(
                self, self.courtroom.deeds, hearing.case_id, hearing.plan, hearing, self._open
            ).open()


def _at_work(hearings: Sequence[Hearing], today: str) -> Hearing:
    """The hearing that runs, or that of ``today``, or the newest."""
    for hearing in hearings:
        if hearing.state in RUNNING:
            return hearing
    for hearing in hearings:
        if hearing.plan.day.isoformat() == today and hearing.state is HearingState.NOT_STARTED:
            return hearing
    return hearings[0]


def _page(icon: str, title: str, explanation: str, step: Button | None = None) -> Card:
    card = Card()
    card.body.addWidget(EmptyState(icon, title, explanation, step))
    return card
