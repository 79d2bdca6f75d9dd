"""The outline of an examination as a list: the question, what it proves, where it comes from."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from courtdesk.desk.fonts import font
from courtdesk.desk.theme import colours
from courtdesk.witnesses.model.outline import Phase, Question
from courtdesk.witnesses.panel import paint
from courtdesk.witnesses.panel.paint import ROW, Index

_HEIGHT, _BAND = 52, 26


class OutlineList(QListView):
    """Enter changes, Insert adds, Delete deletes, Alt+arrows move the question in hand."""

    change_wanted = Signal(object)
    delete_wanted = Signal(object)
    add_wanted = Signal(object)
    order_wanted = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Examination outline")
        self._rows = QuestionRows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda _index: self._on_opened())

    def show_questions(self, questions: tuple[Question, ...]) -> None:
        """Show an outline; the question in hand stays in hand."""
        before = self.question()
        rows = self._rows.show_questions(questions)
        for place, row in enumerate(rows):
            if isinstance(row, Question) and (before is None or row.id == before.id):
                self.setCurrentIndex(self._rows.index(place, 0))
                break

    def question(self) -> Question | None:
        """The question in hand."""
        row = self.currentIndex().data(ROW)
        return row if isinstance(row, Question) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        question, key = self.question(), Qt.Key(event.key())
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_Insert:
            self.add_wanted.emit(question.phase if question else Phase.DIRECT)
        elif question is None:
            super().keyPressEvent(event)
        elif alt and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._move(question, -1 if key == Qt.Key.Key_Up else 1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_opened()
        elif key == Qt.Key.Key_Delete:
            self.delete_wanted.emit(question)
        else:
            super().keyPressEvent(event)

    def _move(self, question: Question, step: int) -> None:
        asked = [row for row in self._rows.rows if isinstance(row, Question)]
        at = asked.index(question)
        to = at + step
        if 0 <= to < len(asked) and asked[to].phase is question.phase:
            asked[at], asked[to] = asked[to], asked[at]
            self.order_wanted.emit([each.id for each in asked])

    def _on_opened(self) -> None:
        question = self.question()
        if question is not None:
            self.change_wanted.emit(question)


class QuestionRows(QAbstractListModel):
    """The questions under the parts of an examination."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Phase | Question] = []

    def show_questions(self, questions: tuple[Question, ...]) -> list[Phase | Question]:
        """Show an outline; the rows that it makes."""
        rows: list[Phase | Question] = []
        for phase in Phase:
            asked = [question for question in questions if question.phase is phase]
            if asked:
                rows += [phase, *asked]
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()
        return rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.rows[index.row()], Phase):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.value if isinstance(row, Phase) else f"{row.words.question}, {about(row)}"
        return None


def about(question: Question) -> str:
    """What a question is for and where it comes from."""
    said = question.words
    parts = (
        f"proves {said.proves}" if said.proves else "",
        said.exhibit,
        said.source,
        f"expect: {said.objection}" if said.objection else "",
        f"{said.minutes} min" if said.minutes else "",
    )
    return " · ".join(filter(None, parts))


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(100, _HEIGHT if isinstance(index.data(ROW), Question) else _BAND)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, box = index.data(ROW), QRectF(option.rect)
        painter.save()
        inner = box.adjusted(14, 6, -13, -6)
        if not isinstance(row, Question):  # Qt hands a part over as its word
            painter.fillRect(box, colours()["head"])
            title = str(row).capitalize()
            label = box.adjusted(14, 0, -13, 0)
            paint.line(painter, label, title, font(12, paint.STRONG), "secondary")
        else:
            state = option.state
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            paint.ground(painter, box, chosen=chosen, focused=focused)
            head = f"✓ {row.words.question}" if row.covered else row.words.question
            top = QRectF(inner.left(), inner.top(), inner.width(), 19)
            paint.line(painter, top, head, font(13, paint.STRONG), "ink")
            under = QRectF(inner.left(), inner.top() + 20, inner.width(), 18)
            paint.line(painter, under, about(row), paint.small(), "secondary")
        paint.rule(painter, box)
        painter.restore()
