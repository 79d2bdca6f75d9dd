"""The sheet's form at the right of the day: edition, sections in their order, notes, ruled room."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QSpinBox, QWidget

from courtdesk.briefing.model import Edition, Section, sections_of
from courtdesk.briefing.model.forms import MOST_LINES, Note, SheetForm, usual_form
from courtdesk.briefing.panel.note_edit import NoteEdit
from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.button import Button, Kind
from courtdesk.desk.widgets.card import Card
from courtdesk.desk.widgets.filters import FilterChips
from courtdesk.desk.widgets.form import Field
from courtdesk.desk.widgets.text import Text

_SECTION = Qt.ItemDataRole.UserRole


class FormCard(Card):
    """Chooses edition and sections; ``changed`` tells that the sheet is another now."""

    changed = Signal()
    edition_chosen = Signal()
    save_wanted = Signal()
    notes_wanted = Signal()

    def __init__(self, editions: Iterable[Edition], parent: QWidget | None = None) -> None:
        super().__init__("Edition", parent)
        self._editions = FilterChips("Edition")
        short = {Edition.PUBLIC: "List"}
        self._editions.show_options(
            (each.value, short.get(each, each.value.capitalize())) for each in editions
        )
        self._editions.chosen.connect(lambda _key: self.edition_chosen.emit())
        self.sections = SectionList()
        self.sections.changed.connect(self.changed)
        self._lines = QSpinBox()
        self._lines.setRange(0, MOST_LINES)
        self._lines.lineEdit().setTextMargins(7, 0, 0, 0)
        self._lines.valueChanged.connect(lambda _lines: self.changed.emit())
        self._left_out = Text("", "small", wrap=True)
        self._lay_out()
        self.show_form(usual_form(self.edition))

    @property
    def edition(self) -> Edition:
        """The edition that is chosen."""
        return Edition(self._editions.current())

    def form(self) -> SheetForm:
        """The form as it is set here."""
        return SheetForm(self.edition, self.sections.chosen(), self._lines.value())

    def show_form(self, form: SheetForm) -> None:
        """Set everything as ``form`` says, and name what the edition may not hold."""
        self.blockSignals(True)
        self._lines.setValue(form.ruled_lines)
        self.sections.show_form(form)
        self.blockSignals(False)
        allowed = sections_of(form.edition)
        barred = [section.value.lower() for section in Section if section not in allowed]
        rule = f"Never on this edition: {', '.join(barred)}." if barred else ""
        self._left_out.setText(rule or "Sealed entries stand on no edition.")

    def _lay_out(self) -> None:
        self.body.addWidget(self._editions)
        self.body.addWidget(Text("Sections", "label"))
        self.body.addWidget(self.sections, 1)
        self.body.addWidget(Text("Space: on or off · Alt+↑ ↓: order", "small", wrap=True))
        self.body.addWidget(self._left_out)
        self.body.addWidget(Field("Lines to write on", self._lines))
        for title, wanted in (
            ("Write notes…", self.notes_wanted),
            ("Save as the court’s form", self.save_wanted),
        ):
            button = Button(title, kind=Kind.LINK)
            button.clicked.connect(wanted)
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


class SectionList(QListWidget):
    """The sections with a tick each, in the order of the page; dragged, or moved by Alt+arrow."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Sections")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setMinimumHeight(150)
        self.itemChanged.connect(lambda _item: self.changed.emit())

    def chosen(self) -> tuple[Section, ...]:
        """Those that are ticked, in order."""
        rows = [self.item(row) for row in range(self.count())]
        return tuple(
            Section(row.data(_SECTION))  # Qt keeps the word alone
            for row in rows
            if row.checkState() is Qt.CheckState.Checked
        )

    def show_form(self, form: SheetForm) -> None:
        """List the form's sections first, then the others that its edition may hold."""
        self.blockSignals(True)
        self.clear()
        allowed = sections_of(form.edition)
        ticked = [section for section in form.sections if section in allowed]
        for section in dict.fromkeys([*ticked, *allowed]):
            row = QListWidgetItem(section.value, self)
            on = Qt.CheckState.Checked if section in ticked else Qt.CheckState.Unchecked
            row.setData(_SECTION, section)
            row.setCheckState(on)
        self.setCurrentRow(0)
        self.blockSignals(False)

    def move_chosen(self, steps: int) -> None:
        """Move the chosen section up (negative) or down."""
        row = self.currentRow()
        if row >= 0 and 0 <= row + steps < self.count():
            self.blockSignals(True)
            self.insertItem(row + steps, self.takeItem(row))
            self.setCurrentRow(row + steps)
            self.blockSignals(False)
            self.changed.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.move_chosen(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)


class NotesDialog(Dialog):
    """Writes the notes on one edition of a day's sheet."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget, title: str, note: Note) -> None:
        super().__init__(parent, title, "Keep the notes")
        self.resize(560, 420)
        self._edit = NoteEdit()
        self._edit.show_note(note)
        hint = "Ctrl+B bold · Ctrl+I italic · Ctrl+Shift+8 list · Ctrl+Shift+7 numbers"
        self.body.addWidget(self._edit, 1)
        self.body.addWidget(Text(hint, "small"))
        self.primary.set_keys("")
        self.primary.setDefault(False)
        self.primary.clicked.connect(lambda: self.wanted.emit(self._edit.note()))
        self._edit.setFocus()
