"""The stand view: the outline in large type while the witness is examined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from courtdesk.desk.fonts import font
from courtdesk.desk.theme import colours
from courtdesk.desk.widgets.button import Button
from courtdesk.desk.widgets.card import GAP, Card
from courtdesk.desk.widgets.chip import Chip, Tone
from courtdesk.desk.widgets.text import Text
from courtdesk.hearing.model import Entry
from courtdesk.witnesses.model.outline import Question
from courtdesk.witnesses.model.overview import CallLine, FileView
from courtdesk.witnesses.panel import paint
from courtdesk.witnesses.panel.outline_list import QuestionRows
from courtdesk.witnesses.panel.paint import ROW, Index
from courtdesk.witnesses.panel.words import length

_LARGE, _SMALL = 20, 14
_NO_QUESTION = "This witness has no outline yet. F7 adds the first question."


@dataclass(frozen=True)
class Standing:
    """What the stand view shows beside the outline: the log's last lines, the exhibits' states."""

    log: tuple[Entry, ...] = ()
    exhibits: tuple[tuple[str, str], ...] = ()


class StandView(QWidget):
    """Space ticks and goes on, E shows the exhibit and the source, Esc goes back."""

    cover_wanted = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: FileView | None = None
        self._standing = Standing()
        self._at = ("", "")
        self._name = Text("", "display")
        self._state = Chip()
        self._time = Text("", "clock")
        back = Button("Back", "Esc")
        back.clicked.connect(self.left)
        self.list = StandList()
        self.list.covered.connect(self.cover_wanted)
        self.list.left.connect(self.left)
        self.list.source_wanted.connect(self._on_source_wanted)
        self.list.in_hand.connect(self._show_source)
        self._card = Card("Outline", padded=False)
        self._count = Chip()
        self._card.add_chip(self._count)
        self._card.body.addWidget(self.list)
        self._source = Card("Exhibit and source")
        self._texts = [Text("", role, wrap=True) for role in ("title", "", "secondary", "")]
        for text in self._texts:
            self._source.body.addWidget(text)
        self._source.body.addStretch(1)
        self._log = Card("The log")
        self._lines = Text("", wrap=True)
        self._log.body.addWidget(self._lines)
        self._lay_out(back)

    def _lay_out(self, back: Button) -> None:
        head = QHBoxLayout()
        head.addWidget(self._name)
        head.addWidget(self._state)
        head.addStretch(1)
        head.addWidget(self._time)
        head.addSpacing(16)
        head.addWidget(back)
        columns = QHBoxLayout()
        columns.setSpacing(GAP)
        columns.addWidget(self._card, 3)
        side = QVBoxLayout()
        side.setSpacing(GAP)
        side.addWidget(self._source, 1)
        side.addWidget(self._log)
        columns.addLayout(side, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addLayout(columns, 1)

    def show_view(self, view: FileView, line: CallLine | None) -> None:
        """Show the outline of a witness, and how long they have been on the stand."""
        self._view = view
        self._name.setText(view.file.person.shown)
        if line is None or line.heard is None:
            self._state.show_state("Not on the stand", Tone.NEUTRAL)
            self._time.setText("")
        else:
            live = line.standing.is_live
            words = (line.standing.value.capitalize(), line.heard.phase if live else "")
            self._state.show_state(
                " · ".join(filter(None, words)), Tone.RED if live else Tone.NEUTRAL
            )
            estimate = timedelta(minutes=line.call.minutes if line.call else 0)
            self._time.setText(f"{length(line.actual)} of {length(estimate)}")
        covered = sum(question.covered for question in view.questions)
        self._count.setText(f"{covered} of {len(view.questions)} asked")
        self.list.show_questions(view.questions)
        phase = line.heard.phase if line and line.heard and line.standing.is_live else ""
        if (view.file.id, phase) != self._at:
            self._at = (view.file.id, phase)
            self.list.go_to(phase)
        self._show_source()

    def show_standing(self, standing: Standing) -> None:
        """Show the newest lines of the log, and what the court did with the exhibits."""
        self._standing = standing
        said = (f"{entry.speaker}: {entry.text}".removeprefix(": ") for entry in standing.log)
        self._lines.setText("\n".join(said) or "Nothing is on the log yet.")
        self._show_source()

    def _on_source_wanted(self) -> None:
        self._source.setVisible(self._source.isHidden())

    def _show_source(self) -> None:
        question = self.list.question()
        if question is None or self._view is None:
            told = "No question in hand." if self._view and self._view.questions else _NO_QUESTION
            texts: Sequence[str] = (told, "", "", "")
        else:
            texts = source_of(question, self._view, dict(self._standing.exhibits))
        for label, text in zip(self._texts, texts, strict=True):
            label.setText(text)
            label.setVisible(bool(text))


def source_of(question: Question, view: FileView, exhibits: dict[str, str]) -> tuple[str, ...]:
    """The exhibit with its state, the words of the source, what to expect, and the objection."""
    words = question.words
    state = exhibits.get(words.exhibit, "")
    if words.exhibit in view.loose:
        state = "not in the register"
    exhibit = f"{words.exhibit}: {state}" if state else words.exhibit
    passages = [
        f"{statement.title} {passage.place}: “{passage.words}”"
        for statement in view.file.record.statements
        for passage in statement.passages
        if f"{statement.title} {passage.place}" == words.source
    ]
    source = passages[0] if passages else words.source
    expected = f"Expected: {words.expected}" if words.expected else ""
    objection = f"Objection: {words.objection}" if words.objection else ""
    reply = f"Reply: {words.reply}" if words.reply else ""
    below = "\n".join(filter(None, (objection, reply)))
    return (exhibit or "No exhibit", source, expected, below)


class StandList(QListView):
    """The questions, large."""

    covered = Signal(object)
    source_wanted = Signal()
    left = Signal()
    in_hand = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Questions")
        self._rows = QuestionRows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Large(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(lambda *_: self.in_hand.emit())

    def show_questions(self, questions: tuple[Question, ...]) -> None:
        """Show an outline; the question in hand stays, or else the first that is open."""
        before = self.question()
        rows = self._rows.show_questions(questions)
        asked = [(n, row) for n, row in enumerate(rows) if isinstance(row, Question)]
        found = next((n for n, row in asked if before and row.id == before.id), None)
        if found is None:
            found = next((n for n, row in asked if not row.covered), asked[0][0] if asked else 0)
        self.setCurrentIndex(self._rows.index(found, 0))

    def question(self) -> Question | None:
        """The question in hand."""
        row = self.currentIndex().data(ROW)
        return row if isinstance(row, Question) else None

    def go_on(self) -> None:
        """Go to the next question that is open."""
        rows = self._rows.rows
        for place in range(self.currentIndex().row() + 1, len(rows)):
            row = rows[place]
            if isinstance(row, Question) and not row.covered:
                self.setCurrentIndex(self._rows.index(place, 0))
                return

    def go_to(self, phase: str) -> None:
        """Go to the first open question of a part, if it has one."""
        for place, row in enumerate(self._rows.rows):
            if isinstance(row, Question) and row.phase == phase and not row.covered:
                self.setCurrentIndex(self._rows.index(place, 0))
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        question = self.question()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_E:
            self.source_wanted.emit()
        elif event.key() == Qt.Key.Key_Space and question is not None:
            self.covered.emit(question)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Large(QStyledItemDelegate):
    def __init__(self, owner: StandList) -> None:
        super().__init__(owner)
        self._owner = owner

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        row = index.data(ROW)
        if not isinstance(row, Question):  # Qt hands a part over as its word
            return QSize(100, 32)
        height = paint.wrapped_height(row.words.question, font(_LARGE, paint.STRONG), self._room())
        return QSize(100, height + 46)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, box = index.data(ROW), QRectF(option.rect)
        painter.save()
        if not isinstance(row, Question):
            painter.fillRect(box, colours()["head"])
            label = box.adjusted(18, 0, -18, 0)
            paint.line(painter, label, str(row).capitalize(), font(14, paint.STRONG), "secondary")
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            paint.ground(painter, box, chosen=chosen, focused=True)
            self._paint_question(painter, box.adjusted(18, 10, -18, -8), row)
        paint.rule(painter, box)
        painter.restore()

    def _paint_question(self, painter: QPainter, box: QRectF, row: Question) -> None:
        face = font(_LARGE, paint.STRONG)
        mark = QRectF(box.left(), box.top(), 30, 26)
        paint.line(painter, mark, "✓" if row.covered else "○", face, "green")
        painter.setFont(face)
        painter.setPen(colours()["secondary" if row.covered else "ink"])
        height = paint.wrapped_height(row.words.question, face, self._room())
        text = QRectF(box.left() + 34, box.top(), self._room(), height + 2)
        flags = paint.wrapping(row.words.question, face, self._room())
        painter.drawText(text, int(flags), row.words.question)
        about = " · ".join(filter(None, (row.words.topic, row.words.source, row.words.exhibit)))
        under = QRectF(text.left(), text.bottom() + 2, self._room(), 20)
        paint.line(painter, under, about, font(_SMALL), "secondary")

    def _room(self) -> int:
        return self._owner.viewport().width() - 70
