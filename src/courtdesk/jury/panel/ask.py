"""A dialog of a few fields, for what takes a few words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.form import Choice, Field, FieldRow
from courtdesk.desk.widgets.text import Text

_ONE_COLUMN = 6
"""More fields than these stand in two columns: a laptop's screen is low."""


@dataclass(frozen=True)
class Ask:
    """A field: its key, its label, and either choices (value, words) or a line of text."""

    key: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    value: str = ""
    hint: str = ""
    long: bool = False


class AskDialog(Dialog):
    """Emits ``answered`` with what was typed; its owner closes it when it is saved."""

    answered = Signal(dict)

    def __init__(
        self, parent: QWidget, title: str, verb: str, asks: Sequence[Ask], note: str = ""
    ) -> None:
        super().__init__(parent, title, verb)
        self.setMinimumWidth(480 if len(asks) <= _ONE_COLUMN else 720)
        self._inputs: dict[str, QLineEdit | QPlainTextEdit | Choice] = {}
        self._note = Text("", "secondary", wrap=True)
        self._note.hide()
        fields = []
        for ask in asks:
            made = _input(ask)
            self._inputs[ask.key] = made
            fields.append(Field(ask.label, made, ask.hint))
        step = 1 if len(fields) <= _ONE_COLUMN else 2
        for first in range(0, len(fields), step):
            self.body.addWidget(FieldRow(*fields[first : first + step]))
        self.body.addWidget(self._note)
        self.show_note(note)
        self.primary.clicked.connect(lambda: self.answered.emit(dict(self.values())))
        if asks:
            self._inputs[asks[0].key].setFocus()

    def show_note(self, sentence: str) -> None:
        """Say something above the buttons that is no mistake."""
        self._note.setText(sentence)
        self._note.setVisible(bool(sentence))

    def values(self) -> Mapping[str, str]:
        """What was typed and chosen, by key."""
        return {key: _value(made) for key, made in self._inputs.items()}

    def input(self, key: str) -> QLineEdit | QPlainTextEdit | Choice:
        """The input of a field."""
        return self._inputs[key]

    def fill(self, values: Mapping[str, str]) -> None:
        """Put values into the fields."""
        for key, value in values.items():
            made = self._inputs[key]
            if isinstance(made, Choice):
                made.setCurrentIndex(max(made.findData(value), 0))
            elif isinstance(made, QPlainTextEdit):
                made.setPlainText(value)
            else:
                made.setText(value)


def _input(ask: Ask) -> QLineEdit | QPlainTextEdit | Choice:
    if ask.choices:
        choice = Choice()
        for value, words in ask.choices:
            choice.addItem(words, value)
        choice.setCurrentIndex(max(choice.findData(ask.value), 0))
        return choice
    if ask.long:
        area = QPlainTextEdit(ask.value)
        area.setTabChangesFocus(True)
        area.setFixedHeight(72)
        return area
    return QLineEdit(ask.value)


def _value(made: QLineEdit | QPlainTextEdit | Choice) -> str:
    if isinstance(made, Choice):
        return str(made.currentData())
    if isinstance(made, QPlainTextEdit):
        return made.toPlainText().strip()
    return made.text().strip()
