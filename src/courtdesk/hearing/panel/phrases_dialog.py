"""The picker of set phrases, which edits them too; all by keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.form import Choice, Field, FieldRow
from courtdesk.errors import KnownError
from courtdesk.hearing.model import TYPED_KINDS, EntryKind
from courtdesk.hearing.model.phrases import Phrase
from courtdesk.hearing.panel.kinds import kind_name
from courtdesk.hearing.service.phrases import PhraseService
from courtdesk.vault.changes import Saved

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk

_NEW = Phrase("", "", EntryKind.NOTE, "")


class PhrasesDialog(Dialog):
    """Typing filters, Up and Down choose, Enter inserts; the fields below change a phrase."""

    picked = Signal(object)
    """The ``Phrase`` to be inserted."""

    def __init__(self, parent: QWidget, desk: Desk, phrases: tuple[Phrase, ...]) -> None:
        super().__init__(parent, "Set phrases", "Insert")
        self._desk = desk
        self._service = PhraseService(desk.vault)
        self._all = phrases
        self._shown: list[Phrase] = []
        self._phrase = _NEW
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Find a phrase")
        self.filter.setAccessibleName("Find a phrase")
        self.filter.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("Set phrases")
        self.short = QLineEdit()
        self.name = QLineEdit()
        self.kind = Choice()
        for kind in TYPED_KINDS:
            self.kind.addItem(kind_name(kind), kind)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self._lay_out()
        self.filter.textChanged.connect(self._show)
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemActivated.connect(lambda _item: self._on_insert())
        self.primary.clicked.connect(self._on_insert)
        self.resize(820, 560)
        self._show()
        self.filter.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down choose while the filter has the keyboard."""
        if (
            watched is self.filter
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}
        ):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
            self.list.setCurrentRow(row)
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.filter, 1)
        for words, keys, run in (
            ("New", "Ctrl+N", self._on_new),
            ("Save", "Ctrl+S", self._on_save),
            ("Delete", "Ctrl+Del", self._on_delete),
        ):
            row.addWidget(self.deed(words, keys, run))
        self.body.addLayout(row)
        both = QHBoxLayout()
        both.setSpacing(14)
        self.list.setFixedWidth(260)
        both.addWidget(self.list)
        right = QWidget()
        both.addWidget(right, 1)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(FieldRow(Field("Short", self.short), Field("Kind", self.kind)))
        column.addWidget(Field("Title", self.name))
        hint = "A blank stands in brackets: [name]. Tab goes from one to the next."
        column.addWidget(Field("Words", self.text, hint), 1)
        self.body.addLayout(both, 1)

    def _show(self, _words: str = "") -> None:
        words = self.filter.text().casefold().split()
        self._shown = [
            phrase
            for phrase in self._all
            if all(word in f"{phrase.short} {phrase.title}".casefold() for word in words)
        ]
        self.list.clear()
        self.list.addItems([f"{phrase.short} – {phrase.title}" for phrase in self._shown])
        self.list.setCurrentRow(0 if self._shown else -1)
        self.primary.setEnabled(bool(self._shown))

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            self._fill(self._shown[row])

    def _fill(self, phrase: Phrase) -> None:
        self._phrase = phrase
        self.short.setText(phrase.short)
        self.name.setText(phrase.title)
        self.kind.setCurrentIndex(TYPED_KINDS.index(phrase.kind))
        self.text.setPlainText(phrase.text)
        self.show_wrong("")

    def _typed(self) -> Phrase:
        return replace(
            self._phrase,
            short=self.short.text(),
            title=self.name.text(),
            kind=EntryKind(self.kind.currentData()),
            text=self.text.toPlainText(),
        )

    def _on_insert(self) -> None:
        phrase = self._typed()
        if phrase.text.strip():
            self.accept()
            self.picked.emit(phrase)

    def _on_new(self) -> None:
        self.list.setCurrentRow(-1)
        self._fill(_NEW)
        self.short.setFocus()

    def _on_save(self) -> None:
        phrase = self._typed()
        self._desk.lane.ask(
            lambda: self._service.save(phrase), self._on_saved, self._on_failed, owner=self
        )

    def _on_delete(self) -> None:
        phrase = self._phrase
        if not phrase.id:
            self.show_wrong("A phrase that is shipped stays; change it, and yours goes before it.")
            return
        self._desk.lane.ask(
            lambda: self._service.remove(phrase.id), self._on_saved, self._on_failed, owner=self
        )

    def _on_saved(self, _saved: Saved[Phrase] | Saved[None]) -> None:
        self._desk.lane.ask(self._service.phrases, self._on_read, owner=self)

    def _on_read(self, phrases: tuple[Phrase, ...]) -> None:
        self._all = phrases
        self._show()

    def _on_failed(self, error: Exception) -> None:
        known = isinstance(error, KnownError)
        self.show_wrong(str(error) if known else "Nothing was saved. Try once more.")
