"""The fields of one code, and what it makes of a line."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from courtdesk.desk.widgets.form import Choice, Field, FieldRow
from courtdesk.desk.widgets.text import Elided
from courtdesk.errors import KnownError
from courtdesk.hearing.model import TYPED_KINDS, EntryKind
from courtdesk.hearing.model.codebook import Code, CodeBook, checked_code
from courtdesk.hearing.panel.kinds import kind_name

_SAMPLE = "hearsay"
_EMPTY = Code("", "")


class CodeForm(QWidget):
    """Shows a code to be changed, or an empty one to be added."""

    changed = Signal()

    def __init__(self, court: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._court = court
        self._code = _EMPTY
        self.short = QLineEdit()
        self.phrase = QLineEdit()
        self.phrase.setPlaceholderText("Objection: {}")
        self.kind = Choice()
        for kind in TYPED_KINDS:
            self.kind.addItem(kind_name(kind), kind)
        self.anywhere = QCheckBox("An abbreviation, also in the midst of a line")
        self.here = QCheckBox(f"Only in {court}" if court else "Only in this court")
        self.here.setEnabled(bool(court))
        self.source = QLineEdit()
        self.source.setPlaceholderText("Standing order 4")
        self.since = QLineEdit()
        self.since.setPlaceholderText("2026-11-22")
        self.preview = Elided("", "secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        names = FieldRow(Field("Short", self.short), Field("Kind", self.kind))
        column.addWidget(names)
        column.addWidget(Field("Stands for", self.phrase, "{} takes what follows the code."))
        column.addWidget(self.anywhere)
        column.addWidget(self.here)
        column.addWidget(FieldRow(Field("Source", self.source), Field("Since", self.since)))
        column.addWidget(self.preview)
        for edit in (self.short, self.phrase, self.source, self.since):
            edit.textChanged.connect(self._on_changed)
        self.kind.currentIndexChanged.connect(self._on_changed)
        for box in (self.anywhere, self.here):
            box.toggled.connect(self._on_changed)
        self.show_code(_EMPTY)

    def show_code(self, code: Code) -> None:
        """Show ``code``; one that is shipped becomes the court's own when it is saved."""
        self._code = code
        self.short.setText(code.short)
        self.phrase.setText(code.phrase)
        self.kind.setCurrentIndex(TYPED_KINDS.index(code.kind))
        self.anywhere.setChecked(code.anywhere)
        self.here.setChecked(bool(code.court))
        self.source.setText(code.source if code.id else "")
        self.since.setText(code.since if code.id else "")
        self._on_changed()

    def code(self) -> Code:
        """The code as it is typed."""
        return replace(
            self._code,
            short=self.short.text(),
            phrase=self.phrase.text(),
            kind=EntryKind(self.kind.currentData()),
            anywhere=self.anywhere.isChecked(),
            court=(self._code.court or self._court) if self.here.isChecked() else "",
            source=self.source.text(),
            since=self.since.text(),
        )

    def _on_changed(self) -> None:
        try:
            code = checked_code(self.code())
        except KnownError:
            self.preview.set_whole("")
        else:
            typed = f"{code.short} {_SAMPLE}" if "{}" in code.phrase else code.short
            says = CodeBook((code,), {}).expand(typed).text
            self.preview.set_whole(f"“{typed}” goes on record as “{says}”")
        self.changed.emit()
