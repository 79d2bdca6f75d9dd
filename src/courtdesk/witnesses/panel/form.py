"""A dialog made of named fields: what the witness forms have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QCompleter, QLineEdit, QPlainTextEdit, QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.edit_table import EditColumn, EditTable
from courtdesk.desk.widgets.form import Choice, Field, FieldRow
from courtdesk.errors import KnownError
from courtdesk.witnesses.model.witness import BadWitness

Rows = list[tuple[str, ...]]


class Form(Dialog):
    """Hands over the value that its fields make; its owner closes it when that is saved."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget, title: str, verb: str = "Save") -> None:
        super().__init__(parent, title, verb)
        self._fields: dict[str, QWidget] = {}
        self._values: dict[str, list[Any]] = {}
        self._make: Callable[[], Any] = dict
        self.primary.clicked.connect(self._on_save)

    def makes(self, make: Callable[[], Any]) -> None:
        """Say how the value is made of the fields; a ``KnownError`` of it is shown."""
        self._make = make

    def line(self, name: str, label: str, text: str = "", hint: str = "") -> Field:
        """A line of text."""
        edit = QLineEdit(text)
        edit.setPlaceholderText(hint)
        return self._field(name, label, edit)

    def suggest(self, name: str, options: Sequence[str]) -> None:
        """Offer ``options`` while a line is typed; anything else can be typed too."""
        edit = self._fields[name]
        if isinstance(edit, QLineEdit) and options:
            completer = QCompleter(list(options), edit)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            edit.setCompleter(completer)

    def area(self, name: str, label: str, text: str = "", height: int = 62) -> Field:
        """Several lines of text; Tab leaves it."""
        edit = QPlainTextEdit(text)
        edit.setTabChangesFocus(True)
        edit.setFixedHeight(height)
        return self._field(name, label, edit)

    def choice(self, name: str, label: str, options: list[tuple[str, Any]], chosen: Any) -> Field:
        """One of some ``(words, value)`` options."""
        edit = Choice()
        edit.addItems([shown for shown, _ in options])
        self._values[name] = [value for _, value in options]
        if chosen in self._values[name]:
            edit.setCurrentIndex(self._values[name].index(chosen))
        return self._field(name, label, edit)

    def check(self, name: str, label: str, *, on: bool) -> QCheckBox:
        """Yes or no."""
        edit = QCheckBox(label.replace("&", "&&"))
        edit.setChecked(on)
        self._fields[name] = edit
        return edit

    def table(self, name: str, label: str, columns: list[EditColumn], rows: Rows) -> Field:
        """Rows of text."""
        edit = EditTable(label, columns)
        edit.setMinimumHeight(104)
        edit.set_rows([("", cells) for cells in rows])
        return self._field(name, label, edit)

    def side_by_side(self, *fields: QWidget) -> None:
        """Put fields into the dialog, side by side."""
        self.body.addWidget(FieldRow(*fields) if len(fields) > 1 else fields[0])

    def grow(self, field: QWidget) -> None:
        """Put a field into the dialog that takes the room that is left."""
        self.body.addWidget(field, 1)

    def text(self, name: str) -> str:
        """What is typed in a line or an area."""
        widget = self._fields[name]
        if isinstance(widget, QPlainTextEdit):
            return widget.toPlainText().strip()
        return widget.text().strip() if isinstance(widget, QLineEdit) else ""

    def chosen(self, name: str) -> Any:
        """The value that is chosen."""
        widget = self._fields[name]
        return self._values[name][widget.currentIndex()] if isinstance(widget, Choice) else None

    def on(self, name: str) -> bool:
        """Whether a box is checked."""
        widget = self._fields[name]
        return isinstance(widget, QCheckBox) and widget.isChecked()

    def rows(self, name: str) -> Rows:
        """The rows of a table that hold something."""
        widget = self._fields[name]
        return [cells for _, cells in widget.rows()] if isinstance(widget, EditTable) else []

    def day(self, name: str) -> date | None:
        """The date in a line."""
        return parse_day(self.text(name))

    def number(self, name: str) -> int:
        """The whole number in a line; empty is 0."""
        text = self.text(name)
        if text and not text.isdecimal():
            raise BadWitness(f"“{text}” is no whole number of minutes.")
        return int(text or 0)

    def begin(self, name: str) -> None:
        """Put the keyboard into a field."""
        self._fields[name].setFocus()

    def failed(self, error: Exception) -> None:
        """Say why it was not saved; what was typed stays."""
        known = isinstance(error, KnownError)
        self.show_wrong(str(error) if known else "It was not saved. Try once more.")

    def _field(self, name: str, label: str, widget: QWidget) -> Field:
        self._fields[name] = widget
        return Field(label, widget)

    def _on_save(self) -> None:
        try:
            value = self._make()
        except KnownError as error:
            self.show_wrong(str(error))
            return
        self.show_wrong("")
        self.wanted.emit(value)


def parse_day(text: str) -> date | None:
    """A typed day of the court's calendar; nothing typed is none.

    Raises:
        BadWitness: it is no day.
    """
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadWitness(f"The date “{text}” is not understood. Write 2026-11-23.") from None


def parse_clock(text: str) -> time:
    """A typed time of day, such as 9:30.

    Raises:
        BadWitness: it is none.
    """
    try:
        return time.fromisoformat(text.rjust(5, "0"))
    except ValueError:
        raise BadWitness(f"The time “{text}” is not understood. Write it as 14:30.") from None


def day_text(day: date | None) -> str:
    """A day as it is typed."""
    return day.isoformat() if day else ""
