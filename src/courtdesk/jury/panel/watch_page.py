"""Trial watch: the seating chart live with the log, the attention map, the juror at the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from courtdesk.desk.widgets.card import GAP, Card
from courtdesk.desk.widgets.chip import Chip, Tone
from courtdesk.desk.widgets.text import Text
from courtdesk.jury.model.palette import ATTENTION_KEY, MAX_ATTENTION, BehaviourCode, attention_code
from courtdesk.jury.model.venire import Juror
from courtdesk.jury.panel.chart import SeatingChart
from courtdesk.jury.panel.history import HistoryView, told_of
from courtdesk.jury.panel.palette import BehaviourPalette
from courtdesk.jury.panel.state import JuryState
from courtdesk.jury.panel.watch_views import WatchViews
from courtdesk.jury.panel.words import about, faces, rating_chip

FURNITURE = ("Witness", "Bench", "Clerk", "Counsel tables")
WIDE, NARROW = 356, 300
_ROOM_FOR_HINT = 1060


def furniture(judge: str) -> tuple[str, ...]:
    """What stands around the jury, from the left, with the judge’s name at the bench."""
    return tuple(f"Bench · {judge}" if name == "Bench" and judge else name for name in FURNITURE)


class WatchPage(QWidget):
    """Two keys a note: a letter for the seat, a figure for the behaviour."""

    noted = Signal(str, object)
    words_given = Signal(str, str)
    juror_moved = Signal(str, str)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._state = JuryState("")
        self.from_bench = False
        self._awaits_level = False
        self.chart = SeatingChart()
        self.live = Chip()
        self._hint = Text("a letter for the seat, then a behaviour key", "small")
        self.views = WatchViews(zone)
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
        self.juror.show_juror(self._chosen_juror(), state)
        self.views.setVisible(state.watch is not None)
        if state.watch is not None:
            self.views.show_state(state, self._chosen_juror())

    def show_faces(self) -> None:
        """Show the seats again."""
        self.chart.show_faces(faces(self._state, self.chart.keys, self.chart.chosen))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_hint()
        self.juror.setFixedWidth(WIDE if self.width() > _ROOM_FOR_HINT else NARROW)

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
        column.addWidget(self.views, 4)
        row.addLayout(column, 1)
        row.addWidget(self.juror)

    def _chosen_juror(self) -> Juror | None:
        return self._state.seated.get(self.chart.chosen)

    def _on_seat_chosen(self, _label: str) -> None:
        self._await_level(on=False)
        self.show_faces()
        self.juror.show_juror(self._chosen_juror(), self._state)
        if self._state.watch is not None:
            self.views.show_state(self._state, self._chosen_juror())

    def _on_code_typed(self, key: str) -> None:
        """A behaviour, or after 0 an attention mark from 0 to 4."""
        awaited = self._awaits_level
        self._await_level(on=key == ATTENTION_KEY and not awaited)
        if awaited and key.isdecimal() and int(key) <= MAX_ATTENTION:
            self._on_picked(attention_code(int(key)))
        elif not self._awaits_level and (code := self.juror.codes.code(key)) is not None:
            self._on_picked(code)

    def _await_level(self, *, on: bool) -> None:
        self._awaits_level = on
        self.juror.show_level_wanted(wanted=on)

    def _on_picked(self, code: BehaviourCode) -> None:
        juror = self._chosen_juror()
        if juror is not None and self._state.watch is not None:
            self.noted.emit(juror.id, code)

    def _on_words_given(self) -> None:
        juror = self._chosen_juror()
        if juror is not None:
            self.words_given.emit(juror.id, self.juror.words.text())
        self.juror.words.clear()
        if self.chart.chosen:
            self.chart.tiles[self.chart.chosen].setFocus()


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
        self._level = Text("", "small")
        self._baseline = Text("", "secondary", wrap=True)
        self._history = HistoryView()
        self._privileged = Text("Privileged – attorney work product", "small")
        self.add_chip(self._chip)
        self.add_action(self._about)
        for widget in (self.codes, self._level, self.words, self._baseline):
            self.body.addWidget(widget)
        self.show_level_wanted(wanted=False)
        self.body.addWidget(self._history, 1)
        self.body.addWidget(self._privileged)
        self.setFixedWidth(WIDE)

    def show_level_wanted(self, *, wanted: bool) -> None:
        """Say how attention is marked, or that its figure is awaited."""
        self._level.setText("Attention: 0 away … 4 rapt?" if wanted else "0, then 0–4: attention")
        self._level.set_role("strong" if wanted else "small")

    def show_juror(self, juror: Juror | None, state: JuryState) -> None:
        """Show a juror, or what to do first."""
        team = state.watch is not None
        for widget in (self.codes, self._level, self.words, self._baseline, self._privileged):
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
            base = state.watch.baseline_of(juror.id)
            self._baseline.setText(f"Baseline: {base}" if base else "No baseline yet: Ctrl+B")
        self._history.show_told(
            told_of(state, juror.id, self._zone), "Nothing has been noted of this juror yet."
        )
