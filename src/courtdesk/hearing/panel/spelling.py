"""Spelling on the desk: marks below words, painted when nobody types, and suggestions by key."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit

from courtdesk.desk.theme import colours
from courtdesk.hearing.model.spelling import Word, key_of, misspelt, suggestions, words_of
from courtdesk.hearing.service.terms import TermService, legal_terms, variants
from courtdesk.vault.changes import Changed

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.hearing.panel.session import HearingSession

_IDLE_MS = 300
_MOST_MARKED = 4_000
"""Characters; a longer text was pasted, and is left as it is."""


class SpellBook(QObject):
    """Knows which words are right. What it does not know it asks the child process once."""

    changed = Signal()
    """More is known than before."""

    def __init__(self, desk: Desk, session: HearingSession) -> None:
        super().__init__(session)
        self._desk = desk
        self._session = session
        self._terms = TermService(desk.vault)
        self._own: dict[str, str] = {}
        self._right: dict[str, bool] = {}
        self._asked: set[str] = set()
        self._names: dict[str, str] = {}

    def read(self) -> None:
        """Read the words of courts and of this court."""

        def work() -> tuple[str, ...]:
            return (*legal_terms(), *self._terms.terms())

        self._session.read(work, self._on_read)

    def take_notice(self, changed: Changed) -> None:
        """Something was saved somewhere."""
        if changed.concerns("term"):
            self.read()

    def use_names(self, names: Iterable[str]) -> None:
        """The names of the case are right."""
        self._names = {key_of(w.text): w.text for name in names for w in words_of(name)}
        self.changed.emit()

    def wrong(self, words: Iterable[Word]) -> list[Word]:
        """Those of ``words`` that are known to be wrong; asks for those that are not known."""
        if not self._own:
            return []
        found, ask = [], set()
        for word in words:
            key = key_of(word.text)
            if key in self._own or key in self._names:
                continue
            if key not in self._right:
                ask.add(key)
            elif not self._right[key]:
                found.append(word)
        self._ask(ask - self._asked)
        return found

    def suggest(self, word: str, then: partial[None]) -> None:
        """Ask what may have been meant; ``then`` gets the words."""
        own = (*self._own.values(), *self._names.values())
        self._desk.press.make(suggestions, key_of(word), own, then=then, owner=self)

    def add(self, word: str) -> None:
        """Take a word into the court's dictionary."""
        self._desk.lane.ask(lambda: self._terms.add(word), lambda _saved: None, owner=self)

    def _ask(self, keys: set[str]) -> None:
        if not keys:
            return
        self._asked |= keys
        asked = tuple(sorted(keys))

        def answered(wrong: tuple[str, ...]) -> None:
            self._asked -= keys
            self._right.update({key: key not in wrong for key in asked})
            self.changed.emit()

        self._desk.press.make(misspelt, asked, variants(), then=answered, owner=self)

    def _on_read(self, words: tuple[str, ...]) -> None:
        self._own = {key_of(word): word for word in words}
        self.changed.emit()


class SpellMarks(QObject):
    """Marks what is wrong in one text; a letter never waits for it."""

    def __init__(self, book: SpellBook, edit: QPlainTextEdit) -> None:
        super().__init__(edit)
        self._book = book
        self._edit = edit
        self._wrong: list[Word] = []
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self._mark)
        edit.textChanged.connect(self._idle.start)
        book.changed.connect(self._idle.start)

    @property
    def wrong(self) -> list[str]:
        """The words that are marked."""
        return [word.text for word in self._wrong]

    def suggest(self) -> QMenu | None:
        """Offer what may be meant by the marked word at the cursor, or the last before it."""
        at = self._edit.textCursor().position()
        before = [word for word in self._wrong if word.start <= at] or self._wrong[-1:]
        if not before:
            return None
        word = before[-1]
        menu = QMenu(self._edit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(f"Spelling of “{word.text}”")
        self._book.suggest(word.text, partial(self._offer, menu, word))
        return menu

    def _offer(self, menu: QMenu, word: Word, found: tuple[str, ...]) -> None:
        for other in found:
            meant = _like(other, word.text)
            menu.addAction(meant, partial(self._replace, word, meant))
        if not found:
            menu.addAction("No suggestion").setEnabled(False)
        menu.addSeparator()
        menu.addAction(
            f"Add “{word.text}” to the court’s dictionary", partial(self._book.add, word.text)
        )
        cursor = QTextCursor(self._edit.document())
        cursor.setPosition(min(word.start, self._edit.document().characterCount() - 1))
        corner = self._edit.cursorRect(cursor).bottomLeft()
        menu.popup(self._edit.viewport().mapToGlobal(corner))
        if found:
            menu.setActiveAction(menu.actions()[0])

    def _replace(self, word: Word, meant: str) -> None:
        if self._edit.toPlainText()[word.start : word.end] != word.text:
            return
        cursor = QTextCursor(self._edit.document())
        cursor.setPosition(word.start)
        cursor.setPosition(word.end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(meant)

    def _mark(self) -> None:
        text = self._edit.toPlainText()
        words = words_of(text) if len(text) <= _MOST_MARKED else ()
        self._wrong = self._book.wrong(words)
        below = QTextCharFormat()
        below.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        below.setUnderlineColor(colours()["red"])
        marks = []
        for word in self._wrong:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self._edit.document())
            mark.cursor.setPosition(word.start)
            mark.cursor.setPosition(word.end, QTextCursor.MoveMode.KeepAnchor)
            mark.format = below
            marks.append(mark)
        if marks or self._edit.extraSelections():
            self._edit.setExtraSelections(marks)


def mark_spelling(book: SpellBook, edit: QPlainTextEdit) -> SpellMarks:
    """Marks in a dialog's text; Ctrl+. offers suggestions there."""
    marks = SpellMarks(book, edit)
    QShortcut(QKeySequence("Ctrl+."), edit).activated.connect(marks.suggest)
    return marks


def _like(word: str, model: str) -> str:
    """``word`` with the capital that ``model`` begins with."""
    return word[:1].upper() + word[1:] if model[:1].isupper() else word
