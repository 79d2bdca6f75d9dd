"""The jury panel: its tabs, its keys, and what each key does through the services."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from courtdesk.desk.actions import Action
from courtdesk.desk.panel import Panel
from courtdesk.desk.undo import Act, Acts
from courtdesk.desk.widgets.card import GAP
from courtdesk.desk.widgets.empty import EmptyState
from courtdesk.desk.widgets.filters import FilterChips
from courtdesk.desk.widgets.text import Elided
from courtdesk.jury.model.venire import GONE
from courtdesk.jury.panel.questionnaire_dialog import QuestionnaireDialog
from courtdesk.jury.panel.state import READ, JuryState, Services
from courtdesk.jury.panel.steps import Steps
from courtdesk.jury.panel.told_cards import contact_cards, deliberation_cards, research_cards
from courtdesk.jury.panel.told_page import ToldPage, communications, deliberation, research
from courtdesk.jury.panel.venire_page import VenirePage
from courtdesk.jury.panel.voirdire_page import VoirDirePage
from courtdesk.jury.panel.watch_page import WatchPage
from courtdesk.jury.service.presets import jurisdiction

if TYPE_CHECKING:
    from courtdesk.desk.context import CaseRef, Desk
    from courtdesk.vault.changes import Changed

_ROOM_FOR_ALL = 1100
_TABS = ("venire", "voir-dire", "watch", "deliberation", "last")


class JuryPanel(Panel):
    """From the venire list to the verdict. Which tabs there are depends on the role."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.services = Services(desk.vault)
        self.zone = desk.vault.settings.zone
        self.state = JuryState("")
        self.acts = Acts()
        self._changed_kinds: frozenset[str] = frozenset()
        self._changed_ids: frozenset[str] = frozenset()
        self._stale: set[str] = set()
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._read_again)
        self.steps = Steps(self)
        self._tabs = FilterChips("Parts of the jury panel")
        self._facts = Elided("", "strong")
        self._pages = QStackedWidget()
        self.venire = VenirePage(self.steps)
        self.voir_dire = VoirDirePage(self.zone, self.steps.selection_buttons())
        self.watch = WatchPage(self.zone)
        self.deliberation = ToldPage(deliberation_cards(self.steps))
        court = self.services.is_court
        self.last = ToldPage((contact_cards if court else research_cards)(self.steps))
        self._lay_out()
        self._connect()

    def shortcuts(self) -> Sequence[Action]:
        return self.steps.actions()

    def case_opened(self, case: CaseRef | None) -> None:
        if case is None:
            self._outer.setCurrentIndex(0)
            return
        self._outer.setCurrentIndex(1)
        self._read()

    def changed(self, changed: Changed) -> None:
        if changed.concerns("selection"):
            self.acts.did(self._selection_act())
        if changed.concerns(*READ):
            self._changed_kinds |= changed.kinds
            self._changed_ids |= changed.ids
            self._again.start()

    def reveal(self, target: object) -> None:
        if isinstance(target, str):
            self.show_juror(target)

    def leave(self) -> None:
        for dialog in self.findChildren(QuestionnaireDialog):
            dialog.give()

    def focus_first(self) -> None:
        tab = self._tabs.current()
        if tab == "watch":
            self.watch.chart.setFocus()
            self.watch.chart.choose(self.watch.chart.chosen or next(iter(self.state.seated), ""))
        elif tab == "voir-dire":
            self.voir_dire.chart.choose(
                self.voir_dire.chart.chosen or next(iter(self.state.seated), "")
            )
        else:
            self.venire.table.setFocus()

    def chosen_juror_id(self) -> str:
        """The juror that the next step is about; empty for none."""
        tab = self._tabs.current()
        if tab == "venire":
            juror = self.venire.chosen()
        elif tab == "watch":
            juror = self.state.seated.get(self.watch.chart.chosen)
        else:
            juror = self.voir_dire.chosen()
        return juror.id if juror else ""

    def chosen_seat(self) -> str:
        """The label of the seat in hand on the chart in front; empty for none."""
        page = self.watch if self._tabs.current() == "watch" else self.voir_dire
        return page.chart.chosen

    def show_tab(self, tab: str) -> None:
        """Bring a part of the panel to the front: venire, voir-dire, watch, deliberation, last."""
        self._tabs.choose(tab)
        self.focus_first()

    def turn_tab(self, step: int) -> None:
        """Bring the next part of the panel to the front, or the one before."""
        place = _TABS.index(self._tabs.current()) + step
        self.show_tab(_TABS[place % len(_TABS)])

    def show_juror(self, juror_id: str) -> None:
        """Bring a juror to the front: on the chart if seated, else in the list."""
        juror = self.state.juror(juror_id)
        if juror is not None and juror.seat:
            self._tabs.choose("voir-dire")
            self.voir_dire.chart.choose(juror.seat)

    def do(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None] | None = None,
        saved: str = "",
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do something on the vault's lane; say that it is saved when it is."""

        def done(result: Any) -> None:
            if saved:
                self.desk.status.saved(saved)
            if then is not None:
                then(result)

        self.desk.lane.ask(work, done, failed, owner=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bar[1].setVisible(self.width() > _ROOM_FOR_ALL)

    def _selection_act(self) -> Act:
        """What an undo takes back of the selection: its newest act."""
        selection, case_id = self.services.selection, self.state.case_id
        return Act(
            "the last step of the selection",
            lambda: selection.undo(case_id),
            lambda: selection.redo(case_id),
        )

    def _lay_out(self) -> None:
        self._outer = QStackedWidget(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._outer)
        self._outer.addWidget(
            EmptyState("users", "No case is open", "Open a case first; its jury is shown here.")
        )
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self._tabs)
        bar.addStretch(1)
        bar.addWidget(self._facts)
        self._bar = self.steps.bar_buttons()
        for button in self._bar:
            bar.addWidget(button)
        column.addLayout(bar)
        for page in (self.venire, self.voir_dire, self.watch, self.deliberation, self.last):
            self._pages.addWidget(page)
        column.addWidget(self._pages, 1)
        self._outer.addWidget(body)

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._on_tab_chosen)
        self.venire.juror_chosen.connect(self.show_juror)
        self.watch.noted.connect(self.steps.watch.note)
        self.watch.words_given.connect(self.steps.watch.add_words)
        for page in (self.watch, self.voir_dire):
            page.juror_moved.connect(self.steps.seating.move)
        self.voir_dire.rated.connect(self.steps.team.rate)
        self.voir_dire.flagged.connect(self.steps.team.flag)
        self.voir_dire.hands_raised.connect(self.steps.team.hands)
        self.voir_dire.question_wanted.connect(self.steps.team.add_question)

    def _read(self) -> None:
        case = self.desk.case
        if case is None:
            return
        services, case_id = self.services, case.id
        self.desk.lane.ask(lambda: services.read(case_id), self._show, owner=self)

    def _read_again(self) -> None:
        """Read what has changed since the last time."""
        case, services = self.desk.case, self.services
        kinds, ids = self._changed_kinds, self._changed_ids
        self._changed_kinds, self._changed_ids = frozenset(), frozenset()
        if case is not None:
            self.desk.lane.ask(lambda: services.read(case.id, kinds, ids), self._show, owner=self)

    def _show(self, state: JuryState) -> None:
        first = state.case_id != self.state.case_id
        if first:
            self.acts = Acts()
        self.state = state
        self._stale = set(_TABS)
        last = "Communications" if self.services.is_court else "Research"
        names = (f"Venire {len(state.jurors)}", "Voir dire", "Trial watch", "Deliberation", last)
        self._tabs.show_options(zip(_TABS, names, strict=True))
        self._facts.set_whole(state.strikes_line() if state.jurors else "")
        self.steps.show_layout_name(state.layout.name)
        self.steps.show_sides(dict(state.rules.labels))
        if first:
            self._tabs.choose("watch" if state.sworn else "voir-dire" if state.seated else "venire")
        self._show_page(self._tabs.current())
        self._show_facts()

    def _show_page(self, tab: str) -> None:
        """Show the present state on a page; those behind it wait until they are wanted."""
        if tab not in self._stale:
            return
        self._stale.discard(tab)
        state = self.state
        if tab == "venire":
            self.venire.show_state(state)
        elif tab == "voir-dire":
            self.voir_dire.show_state(state)
        elif tab == "watch":
            self.watch.show_state(state)
        elif tab == "deliberation":
            deliberation(self.deliberation, state, self.zone)
        elif self.services.is_court:
            communications(self.last, state, self.zone)
        else:
            rules = jurisdiction(state.rules.preset).research
            research(self.last, state, rules, self.zone)

    def _show_facts(self) -> None:
        state = self.state
        here = sum(juror.status not in GONE for juror in state.seated.values())
        facts = [f"{here} of {len(state.seated)} present"] if state.seated else []
        if state.watch is not None:
            facts.append(f"{len(state.watch.notes)} notes")
        self.desk.status.show_facts(*facts)

    def _on_tab_chosen(self, tab: str) -> None:
        self._show_page(tab)
        self._pages.setCurrentIndex(_TABS.index(tab))
        self.focus_first()
