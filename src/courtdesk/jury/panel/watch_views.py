"""What was seen, over time: the attention map, one juror by witness or party, two observers."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from courtdesk.desk.widgets.card import Card
from courtdesk.desk.widgets.chip import Tone
from courtdesk.desk.widgets.filters import FilterChips
from courtdesk.desk.widgets.form import Choice
from courtdesk.desk.widgets.text import Elided
from courtdesk.jury.model.agreement import compared, observers
from courtdesk.jury.model.layout import order_of_seats
from courtdesk.jury.model.timeline import (
    BY_PARTY,
    BY_WITNESS,
    DayMap,
    day_maps,
    juror_timeline,
)
from courtdesk.jury.model.venire import Juror
from courtdesk.jury.panel.heat import HeatView
from courtdesk.jury.panel.history import HistoryView, Told
from courtdesk.jury.panel.state import JuryState
from courtdesk.jury.panel.words import day_and_clock

_ROOM_FOR_LINE = 720
_LEAST = timedelta(hours=2, minutes=30)
_VIEWS = (
    ("map", "All jurors"),
    ("witness", "By witness"),
    ("party", "By party"),
    ("observers", "Observers"),
)


class WatchViews(Card):
    """A card with four views; the day is chosen where there are several."""

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__("Attention", parent)
        self._zone = zone
        self._state = JuryState("")
        self._juror: Juror | None = None
        self._maps: tuple[DayMap, ...] = ()
        self.views = FilterChips("View of the notes")
        self.views.show_options(_VIEWS)
        self.days = Choice()
        self.days.setAccessibleName("Day")
        self.days.setMinimumWidth(128)
        self.line = Elided("", "small")
        self.heat = HeatView()
        self.observers = HistoryView()
        self.observers.setAccessibleName("Two observers compared")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.heat)
        self._pages.addWidget(self.observers)
        self.add_action(self.line)
        self.add_action(self.views)
        self.add_action(self.days)
        self.body.addWidget(self._pages)
        self.views.chosen.connect(self._show)
        self.days.currentIndexChanged.connect(self._show_day)

    def show_state(self, state: JuryState, juror: Juror | None) -> None:
        """Show what was seen until now; ``juror`` is the chosen one."""
        if (state, juror) != (self._state, self._juror):
            self._state, self._juror = state, juror
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.line.setVisible(self.width() > _ROOM_FOR_LINE)

    def show_next(self) -> None:
        """Show the next of the views."""
        keys = [key for key, _ in _VIEWS]
        self.views.choose(keys[(keys.index(self.views.current()) + 1) % len(keys)])

    def _show(self) -> None:
        state, view = self._state, self.views.current()
        notes = state.watch.notes if state.watch else ()
        self._pages.setCurrentIndex(1 if view == "observers" else 0)
        if view == "observers":
            self.days.hide()
            self._show_observers()
            return
        if view == "map":
            self._maps = day_maps(self._rows(), notes, self._zone, least=_LEAST)
        elif self._juror is None:
            self._maps = ()
        else:
            row_of = BY_WITNESS if view == "witness" else BY_PARTY
            self._maps = juror_timeline(notes, self._juror.id, row_of, self._zone)
        self._offer_days()
        self._show_day()

    def _rows(self) -> list[tuple[str, str]]:
        state = self._state
        order = {label: n for n, label in enumerate(order_of_seats(state.placed))}
        seated = sorted(state.seated.items(), key=lambda pair: order.get(pair[0], 0))
        return [(juror.id, f"{label} {juror.shown}") for label, juror in seated]

    def _offer_days(self) -> None:
        days = [f"{each.day.day} {each.day:%B}" for each in self._maps]
        if days != [self.days.itemText(n) for n in range(self.days.count())]:
            self.days.blockSignals(True)
            self.days.clear()
            self.days.addItems(days)
            self.days.setCurrentIndex(len(days) - 1)
            self.days.blockSignals(False)
        self.days.setVisible(len(days) > 1)

    def _show_day(self) -> None:
        place = self.days.currentIndex()
        shown = self._maps[place] if 0 <= place < len(self._maps) else None
        self.heat.show_heat(shown.heat if shown else None, shown.ticks if shown else ())
        whom = f"{self._juror.shown}, " if self._juror and self.views.current() != "map" else ""
        if shown is not None:
            self.line.set_whole(f"{whom}{shown.minutes}-minute steps")
        elif self.views.current() != "map" and self._juror is None:
            self.line.set_whole("choose a seat")
        else:
            self.line.set_whole("what you note is drawn here")

    def _show_observers(self) -> None:
        notes = self._state.watch.notes if self._state.watch else ()
        names = {juror.id: f"{juror.seat} {juror.shown}" for juror in self._state.jurors}
        told, counts = [], []
        for first, second in combinations(observers(notes), 2):
            found = compared(notes, first, second)
            alike = sum(each.agree for each in found)
            counts.append(f"{first} and {second}: alike in {alike} of {len(found)} minutes")
            told += [
                Told(
                    each.minute,
                    f"{day_and_clock(each.minute, self._zone)} · {names.get(each.juror_id, '')}",
                    "alike" if each.agree else "differ",
                    Tone.GREEN if each.agree else Tone.AMBER,
                    f"{first}: {', '.join(each.first)}  –  {second}: {', '.join(each.second)}",
                )
                for each in found
            ]
        told.sort(key=lambda line: line.at, reverse=True)
        self.line.set_whole(" · ".join(counts))
        self.observers.show_told(
            tuple(told), "Two observers’ notes on one juror in the same minute are compared here."
        )
