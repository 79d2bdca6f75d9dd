"""Trial watch: the seating chart live with the log, the attention map, the juror at the right."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from courtdesk.desk.widgets.card import GAP, Card
from courtdesk.desk.widgets.chip import Chip, Tone
from courtdesk.desk.widgets.text import Text
from courtdesk.jury.model.heatmap import heat_map
from courtdesk.jury.model.layout import order_of_seats
from courtdesk.jury.model.venire import Juror
from courtdesk.jury.model.watch import BehaviourCode
from courtdesk.jury.panel.chart import SeatingChart
from courtdesk.jury.panel.heat import HeatView
from courtdesk.jury.panel.history import HistoryView, told_of
from courtdesk.jury.panel.palette import BehaviourPalette
from courtdesk.jury.panel.state import JuryState
from courtdesk.jury.panel.words import about, clock, faces, rating_chip

FURNITURE = ("Witness", "Bench", "Clerk", "Counsel tables")
_ROOM_FOR_HINT = 1060
_STEP = timedelta(minutes=5)
_LEAST = timedelta(hours=2, minutes=30)


def furniture(judge: str) -> tuple[str, ...]:
    """What stands around the jury, from the left, with the judge’s name at the bench."""
    return tuple(f"Bench · {judge}" if name == "Bench" and judge else name for name in FURNITURE)


class WatchPage(QWidget):
    """Two keys a note: a letter for the seat, a figure for the behaviour."""

    noted = Signal(str, object)
    words_given = Signal(str)
    juror_moved = Signal(str, str)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._state = JuryState("")
        self.from_bench = False
        self.chart = SeatingChart()
        self.live = Chip()
        self._hint = Text("a letter for the seat, then a behaviour key", "small")
        self._step = Chip("5-minute steps", Tone.NEUTRAL)
        self._when = Text("", "small")
        self._heat = HeatView()
        self.juror = JurorCard(zone)
        self._lay_out()
        self.chart.seat_chosen.connect(self._on_seat_chosen)
        self.chart.code_typed.connect(self._on_code_typed)
        self.chart.words_wanted.connect(self.juror.words.setFocus)
        self.chart.juror_dropped.connect(self.juror_moved)
        self.juror.codes.picked.connect(self._on_picked)
        self.juror.words.returnPressed.connect(self._on_words_given)

    def show_state(self, state: JuryState) -> None:
        """Show the jury as it is now."""
        self._state = state
        self.chart.show_layout(state.layout, furniture(state.judge), from_bench=self.from_bench)
        self.show_faces()
        running = bool(state.context.hearing_id)
        words = state.context.shown or "on record"
        self.live.show_state(
            f"● live with hearing log: {words}" if running else "no hearing is running",
            Tone.RED if running else Tone.NEUTRAL,
        )
        self._show_hint()
        self._heat_card.setVisible(state.watch is not None)
        self.juror.show_juror(self._chosen_juror(), state)
        self._show_heat()

    def show_faces(self) -> None:
        """Show the seats again."""
        self.chart.show_faces(faces(self._state, self.chart.keys, self.chart.chosen))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_hint()

    def _show_hint(self) -> None:
        self._hint.setVisible(self._state.watch is not None and self.width() > _ROOM_FOR_HINT)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        column = QVBoxLayout()
        column.setSpacing(GAP)
        chart = Card("Seating chart")
        chart.add_chip(self.live)
        chart.add_action(self._hint)
        chart.body.addWidget(self.chart)
        column.addWidget(chart, 7)
        self._heat_card = Card("Attention today")
        self._heat_card.add_chip(self._step)
        self._heat_card.add_action(self._when)
        self._heat_card.body.addWidget(self._heat)
        column.addWidget(self._heat_card, 4)
        row.addLayout(column, 1)
        row.addWidget(self.juror)

    def _chosen_juror(self) -> Juror | None:
        return self._state.seated.get(self.chart.chosen)

    def _on_seat_chosen(self, _label: str) -> None:
        self.show_faces()
        self.juror.show_juror(self._chosen_juror(), self._state)

    def _on_code_typed(self, key: str) -> None:
        code = self.juror.codes.code(key)
        if code is not None:
            self._on_picked(code)

    def _on_picked(self, code: BehaviourCode) -> None:
        juror = self._chosen_juror()
        if juror is not None and self._state.watch is not None:
            self.noted.emit(juror.id, code)

    def _on_words_given(self) -> None:
        self.words_given.emit(self.juror.words.text())
        self.juror.words.clear()
        if self.chart.chosen:
            self.chart.tiles[self.chart.chosen].setFocus()

    def _show_heat(self) -> None:
        state = self._state
        if state.watch is None:
            return
        order = {label: n for n, label in enumerate(order_of_seats(state.placed))}
        seated = sorted(state.seated.items(), key=lambda pair: order.get(pair[0], 0))
        today = datetime.now(UTC) - timedelta(hours=12)
        notes = [note for note in state.watch.notes if note.at > today]
        if not seated or not notes:
            self._heat.show_heat(None)
            self._when.setText("what you note today is drawn here")
            return
        start, last = notes[0].at, notes[-1].at
        heat = heat_map(
            [(juror.id, f"{label} {juror.shown}") for label, juror in seated],
            notes,
            start,
            max(last + _STEP, start + _LEAST),
            _STEP,
        )
        self._heat.show_heat(heat)
        self._when.setText(" · ".join(_phases(state, start, self._zone)))


def _phases(state: JuryState, start: datetime, zone: str) -> list[str]:
    """When each phase began, going by the first note of it; the last three."""
    found: dict[str, str] = {}
    for note in state.watch.notes if state.watch else ():
        if note.at >= start and note.context.shown:
            found.setdefault(note.context.shown, clock(note.at, zone)[:5])
    return [f"{at} {words}" for words, at in found.items()][-3:]


class JurorCard(Card):
    """The chosen juror: palette, words for the last note, history."""

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self._zone = zone
        self._chip = Chip()
        self._about = Text("", "secondary")
        self.codes = BehaviourPalette()
        self.words = QLineEdit()
        self.words.setAccessibleName("Words for the last note")
        self.words.setPlaceholderText("Enter: words for the last note")
        self._history = HistoryView()
        self._privileged = Text("Privileged – attorney work product", "small")
        self.add_chip(self._chip)
        self.add_action(self._about)
        for widget in (self.codes, self.words):
            self.body.addWidget(widget)
        self.body.addWidget(self._history, 1)
        self.body.addWidget(self._privileged)
        self.setFixedWidth(356)

    def show_juror(self, juror: Juror | None, state: JuryState) -> None:
        """Show a juror, or what to do first."""
        team = state.watch is not None
        for widget in (self.codes, self.words, self._privileged):
            widget.setVisible(team and juror is not None)
        self._chip.setVisible(team and juror is not None)
        if state.watch is not None:
            self.codes.show_codes(state.watch.palette)
        if juror is None:
            self.set_title("Juror")
            self._about.setText("")
            self._history.show_told((), "Choose a seat: click it, or type its letter.")
            return
        number = f"#{juror.number}  " if juror.number else ""
        self.set_title(f"{juror.seat}   {number}{juror.shown}")
        self._about.setText(about(juror))
        if state.watch is not None:
            self._chip.show_state(*rating_chip(state.watch.rating_of(juror.id)))
        self._history.show_told(
            told_of(state, juror.id, self._zone), "Nothing has been noted of this juror yet."
        )
