"""A questionnaire typed fast: juror by juror, item by item, each juror saved when left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QScrollArea, QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.form import Choice
from courtdesk.desk.widgets.text import Text
from courtdesk.jury.model.questionnaire import Form, FormItem, own_items
from courtdesk.jury.model.venire import Juror

Filled = tuple[str, dict[str, str], dict[str, str]]


class QuestionnaireDialog(Dialog):
    """Enter goes to the next item, after the last to the next juror; Page Up and Down turn."""

    filled = Signal(tuple)
    """(juror's id, fields, answers) that were changed; its owner saves them."""

    def __init__(
        self, parent: QWidget, forms: Sequence[Form], jurors: Sequence[Juror], juror_id: str
    ) -> None:
        super().__init__(parent, "Questionnaire", "Next juror")
        self.setMinimumSize(640, 560)
        self._forms, self._jurors = tuple(forms), list(jurors)
        ids = [juror.id for juror in jurors]
        self._place = ids.index(juror_id) if juror_id in ids else 0
        self.lines: list[tuple[FormItem, QLineEdit]] = []
        self.form = Choice()
        self.form.setAccessibleName("Form")
        self.form.setMinimumWidth(300)
        for each in self._forms:
            self.form.addItem(each.title, each.id)
        self.who = Text("", "strong")
        self._source = Text("", "small", wrap=True)
        self._area = QScrollArea()
        self._area.setAccessibleName("Items")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        head = QHBoxLayout()
        head.addWidget(self.who, 1)
        head.addWidget(self.form)
        self.body.addLayout(head)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self._source)
        self.cancel.set_text("Close")
        self.primary.setAutoDefault(False)
        self.primary.setDefault(False)
        self.primary.set_keys("PgDown")
        self.primary.clicked.connect(lambda: self._turn(1))
        if not own_items(jurors) and len(self._forms) > 1:
            self.form.setCurrentIndex(1)
        self.form.currentIndexChanged.connect(self._on_form_chosen)
        for keys, step in ((Qt.Key.Key_PageDown, 1), (Qt.Key.Key_PageUp, -1)):
            QShortcut(QKeySequence(keys), self, partial(self._turn, step))
        self._show_form()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._go_on()
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        self.give()
        super().reject()

    @property
    def juror(self) -> Juror:
        """The juror in hand."""
        return self._jurors[self._place]

    def _on_form_chosen(self) -> None:
        self.give()
        self._show_form()

    def _show_form(self) -> None:
        chosen = self._forms[max(self.form.currentIndex(), 0)]
        items = chosen.items or own_items(self._jurors)
        body = QWidget()
        rows = QFormLayout(body)
        rows.setContentsMargins(0, 0, 10, 0)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.lines = []
        for item in items:
            line = QLineEdit()
            line.setAccessibleName(item.words)
            line.setPlaceholderText(" / ".join(item.choices))
            label = Text(item.words, wrap=True)
            label.setFixedWidth(250)
            rows.addRow(label, line)
            self.lines.append((item, line))
        if not items:
            rows.addRow(Text("The venire’s list asks nothing; choose a form above.", "secondary"))
        self._area.setWidget(body)
        read = f", {chosen.effective}" if chosen.effective else ""
        self._source.setText(f"{chosen.source}{read}. {chosen.verified}".strip())
        self._show_juror()

    def _show_juror(self) -> None:
        juror = self.juror
        number = f"Juror {juror.number}  " if juror.number else ""
        place = f"{self._place + 1} of {len(self._jurors)}"
        self.who.setText(f"{number}{juror.entry.name}   ({place})")
        for item, line in self.lines:
            line.setText(item.answer_of(juror))
        if self.lines:
            self.lines[0][1].setFocus()
            self.lines[0][1].selectAll()

    def _go_on(self) -> None:
        """To the next item, or after the last to the next juror."""
        inputs = [line for _, line in self.lines]
        here = next((n for n, line in enumerate(inputs) if line.hasFocus()), len(inputs) - 1)
        if 0 <= here < len(inputs):
            inputs[here].setText(self.lines[here][0].meant(inputs[here].text()))
        if here + 1 < len(inputs):
            inputs[here + 1].setFocus()
            inputs[here + 1].selectAll()
            self._area.ensureWidgetVisible(inputs[here + 1])
        else:
            self._turn(1)

    def _turn(self, step: int) -> None:
        self.give()
        self._place = min(max(self._place + step, 0), len(self._jurors) - 1)
        self._show_juror()

    def give(self) -> None:
        """Hand over what was changed of the juror in hand."""
        juror = self.juror
        fields: dict[str, str] = {}
        answers: dict[str, str] = {}
        for item, line in self.lines:
            said = item.meant(line.text())
            if said != item.answer_of(juror):
                (fields if item.field else answers)[item.field or item.words] = said
        if fields or answers:
            self._jurors[self._place] = _with(juror, fields, answers)
            self.filled.emit((juror.id, fields, answers))


def _with(juror: Juror, fields: dict[str, str], answers: dict[str, str]) -> Juror:
    """The juror as saved, for the case that someone turns back to it."""
    entry = juror.entry
    details = {**entry.details, **fields}
    said = {**entry.answers, **answers}
    return replace(
        juror,
        entry=replace(
            entry,
            race=fields.get("race", entry.race),
            sex=fields.get("sex", entry.sex),
            details=details,
            answers=said,
        ),
    )
