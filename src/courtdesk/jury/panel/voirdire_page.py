"""Voir dire: questions across the panel, ratings, flags, and what a juror said."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from courtdesk.desk.widgets.button import Button
from courtdesk.desk.widgets.card import GAP, Card
from courtdesk.desk.widgets.chip import Chip
from courtdesk.desk.widgets.text import Text
from courtdesk.jury.model.venire import STATUS_WORDS, Juror
from courtdesk.jury.model.watch import MAX_RATING, RATING_WORDS
from courtdesk.jury.panel.chart import SeatingChart
from courtdesk.jury.panel.history import HistoryView, told_of
from courtdesk.jury.panel.state import JuryState
from courtdesk.jury.panel.watch_page import NARROW, WIDE, furniture
from courtdesk.jury.panel.words import about, faces, rating_chip

FLAG = "ask again"
_ROOM_FOR_HINT = 1060
_FLAG_KEYS = {"*", "!"}
_SCALE = range(-MAX_RATING, MAX_RATING + 1)


class VoirDirePage(QWidget):
    """Letters or arrows choose a seat, 1 to 7 rate, Space raises a hand, Enter keeps the hands."""

    hands_raised = Signal(str, tuple, str)
    rated = Signal(str, int)
    flagged = Signal(str, str, bool)
    juror_moved = Signal(str, str)
    question_wanted = Signal()

    def __init__(self, zone: str, steps: list[Button], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._state = JuryState("")
        self._marked: set[str] = set()
        self.from_bench = False
        self.chart = SeatingChart()
        self._hint = Text("1–7 rate · Space: hand up · Enter: keep the hands · * flag", "small")
        self._spoken = Chip()
        self.questions = QListWidget()
        self.questions.setAccessibleName("Questions of voir dire")
        self.questions.setWordWrap(True)
        self._add = Button("Add a question", "Ctrl+Shift+Q")
        self._add.clicked.connect(self.question_wanted)
        self._card = Card(" ")
        self._chip = Chip()
        self._about = Text("", "secondary")
        self.answer = QLineEdit()
        self.answer.setAccessibleName("What the juror said to the question")
        self.answer.setPlaceholderText("Enter: what the juror said")
        self.answer.returnPressed.connect(self._on_answered)
        self._ratings = [
            Button(f"{n:+d}" if n else "0") for n in range(-MAX_RATING, MAX_RATING + 1)
        ]
        self._history = HistoryView()
        self._steps = steps
        self._lay_out()
        self.chart.seat_chosen.connect(self._on_seat_chosen)
        self.chart.seat_marked.connect(self._on_marked)
        self.chart.code_typed.connect(self._on_key_typed)
        self.chart.words_wanted.connect(self._on_enter)
        self.chart.juror_dropped.connect(self.juror_moved)

    def show_state(self, state: JuryState) -> None:
        """Show the panel as it is now."""
        self._state = state
        team = state.watch is not None
        for widget in (self._question_card, self.answer, *self._ratings, self._spoken):
            widget.setVisible(team)
        self._show_hint()
        self.chart.show_layout(state.layout, furniture(state.judge), from_bench=self.from_bench)
        self._show_questions()
        self._show_seats()
        if watch := state.watch:
            silent = sum(not watch.has_spoken(juror.id) for juror in state.seated.values())
            self._spoken.setText(f"{silent} not spoken yet" if silent else "all have spoken")
            self._spoken.updateGeometry()

    def chosen(self) -> Juror | None:
        """The juror in the chosen seat."""
        return self._state.seated.get(self.chart.chosen)

    def question_id(self) -> str:
        """The question that is being asked; empty for none."""
        item = self.questions.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_hint()
        self._card.setFixedWidth(WIDE if self.width() > _ROOM_FOR_HINT else NARROW)

    def _show_hint(self) -> None:
        self._hint.setVisible(self._state.watch is not None and self.width() > _ROOM_FOR_HINT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        row = self.questions.currentRow() + step
        self.questions.setCurrentRow(min(max(row, 0), self.questions.count() - 1))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        column = QVBoxLayout()
        column.setSpacing(GAP)
        chart = Card("The panel")
        chart.add_chip(self._spoken)
        chart.add_action(self._hint)
        chart.body.addWidget(self.chart)
        column.addWidget(chart, 5)
        self._question_card = Card("Questions", padded=False)
        self._question_card.add_action(self._add)
        self._question_card.body.addWidget(self.questions)
        column.addWidget(self._question_card, 2)
        row.addLayout(column, 1)
        self._card.add_chip(self._chip)
        self._card.add_action(self._about)
        scale = QHBoxLayout()
        scale.setSpacing(4)
        for value, button in zip(_SCALE, self._ratings, strict=True):
            button.setMinimumWidth(30)
            button.setToolTip(RATING_WORDS[value])
            button.setAccessibleName(button.text())
            button.setAccessibleDescription(RATING_WORDS[value])
            button.clicked.connect(lambda _on=False, value=value: self._rate(value))
            scale.addWidget(button, 1)
        self._card.body.addLayout(scale)
        self._card.body.addWidget(self.answer)
        for first in range(0, len(self._steps), 2):
            pair = QHBoxLayout()
            pair.setSpacing(6)
            for button in self._steps[first : first + 2]:
                pair.addWidget(button, 1)
            self._card.body.addLayout(pair)
        self._card.body.addWidget(self._history, 1)
        self._card.setFixedWidth(WIDE)
        row.addWidget(self._card)

    def _show_questions(self) -> None:
        watch = self._state.watch
        texts = {q.id: q for q in watch.questions} if watch else {}
        shown = [self.questions.item(n).data(Qt.ItemDataRole.UserRole) for n in self._rows()]
        counts = [a.question_id for a in watch.answers] if watch else []
        if shown != list(texts):
            blocked = QSignalBlocker(self.questions)
            before = self.question_id()
            self.questions.clear()
            for question in texts.values():
                item = QListWidgetItem()
                item.setData(Qt.ItemDataRole.UserRole, question.id)
                self.questions.addItem(item)
            self.questions.setCurrentRow(
                max(list(texts).index(before) if before in texts else 0, 0)
            )
            blocked.unblock()
        for row in self._rows():
            item = self.questions.item(row)
            question = texts[item.data(Qt.ItemDataRole.UserRole)]
            hands = counts.count(question.id)
            indent = "      ↳ " if question.follows else f"{question.position}.  "
            item.setText(f"{indent}{question.text}" + (f"   ({hands})" if hands else ""))

    def _rows(self) -> range:
        return range(self.questions.count())

    def _show_seats(self) -> None:
        chart = self.chart
        shown = faces(
            self._state, chart.keys, chart.chosen, frozenset(self._marked), selecting=True
        )
        chart.show_faces(shown)
        juror, watch = self.chosen(), self._state.watch
        for widget in (*self._ratings, self.answer):
            widget.setEnabled(juror is not None)
        self._chip.setVisible(juror is not None and watch is not None)
        if juror is None:
            self._card.set_title("Juror")
            self._about.setText("")
            self._history.show_told((), "Choose a seat: click it, or use letters and arrows.")
            return
        number = f"#{juror.number}  " if juror.number else ""
        self._card.set_title(f"{juror.seat}   {number}{juror.shown}")
        self._about.setText(about(juror) or STATUS_WORDS[juror.status])
        if watch is not None:
            self._chip.show_state(*rating_chip(watch.rating_of(juror.id)))
        self._history.show_told(told_of(self._state, juror.id, self._zone), "Nothing noted yet.")

    def _on_seat_chosen(self, _label: str) -> None:
        self._show_seats()

    def _on_marked(self, label: str) -> None:
        self._marked.symmetric_difference_update({label} if label in self._state.seated else ())
        self._show_seats()

    def _on_key_typed(self, key: str) -> None:
        juror = self.chosen()
        if juror is None or self._state.watch is None:
            return
        if key == " ":
            self._on_marked(juror.seat)
        elif key.isdecimal() and 1 <= int(key) <= 2 * MAX_RATING + 1:
            self._rate(int(key) - MAX_RATING - 1)
        elif key in _FLAG_KEYS:
            on = FLAG not in self._state.watch.flags_of(juror.id)
            self.flagged.emit(juror.id, FLAG, on)

    def _rate(self, value: int) -> None:
        juror = self.chosen()
        if juror is not None and self._state.watch is not None:
            self.rated.emit(juror.id, value)

    def _on_enter(self) -> None:
        if self._marked:
            ids = tuple(self._state.seated[label].id for label in sorted(self._marked))
            self._marked.clear()
            self._show_seats()
            self.hands_raised.emit(self.question_id(), ids, "")
        elif self.chosen() is not None:
            self.answer.setFocus()

    def _on_answered(self) -> None:
        juror = self.chosen()
        if juror is not None and self.answer.text().strip():
            self.hands_raised.emit(self.question_id(), (juror.id,), self.answer.text())
            self.answer.clear()
            self.chart.tiles[juror.seat].setFocus()
