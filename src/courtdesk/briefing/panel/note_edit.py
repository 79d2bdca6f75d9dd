"""The editor of the sheet's notes: bold, italic and lists by key, and nothing else.

What is pasted comes in as plain text. The document of Qt is only how the note is shown while one
types: it is read out into the model's own values, never kept as markup.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextListFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from courtdesk.briefing.model.forms import Cut, Note, NoteBlock, NoteKind

_LISTS = {
    NoteKind.BULLET: QTextListFormat.Style.ListDisc,
    NoteKind.NUMBER: QTextListFormat.Style.ListDecimal,
}


class NoteEdit(QTextEdit):
    """Ctrl+B bold, Ctrl+I italic, Ctrl+Shift+8 a list, Ctrl+Shift+7 a numbered one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Notes")
        self.setPlaceholderText("What the reader should know today")

    def note(self) -> Note:
        """What was typed."""
        blocks = []
        block = self.document().begin()
        while block.isValid():
            spans: list[tuple[str, Cut]] = []
            place = block.begin()
            while not place.atEnd():
                piece = place.fragment()
                spans.append((piece.text().replace("\u2028", "\n"), _cut(piece.charFormat())))
                place += 1
            blocks.append(NoteBlock(tuple(spans), _kind(block.textList())))
            block = block.next()
        return tuple(blocks)

    def show_note(self, note: Note) -> None:
        """Show ``note``; its text is inserted as text."""
        self.clear()
        cursor = self.textCursor()
        for place, block in enumerate(note):
            if place:
                cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
            if block.kind in _LISTS:
                before = cursor.block().previous()
                same = before.textList() if before.isValid() else None
                if same is not None and _kind(same) is block.kind:
                    same.add(cursor.block())
                else:
                    cursor.createList(_LISTS[block.kind])
            for text, cut in block.spans:
                cursor.insertText(text, _format(cut))

    def make_bold(self) -> None:
        """Bold on or off, for what is chosen or typed next."""
        on = self.currentCharFormat().fontWeight() < QFont.Weight.Bold
        self.mergeCurrentCharFormat(_format(Cut.BOLD if on else Cut.PLAIN))

    def make_italic(self) -> None:
        """Italic on or off."""
        self.mergeCurrentCharFormat(
            _format(Cut.PLAIN if self.currentCharFormat().fontItalic() else Cut.ITALIC)
        )

    def make_list(self, kind: NoteKind) -> None:
        """A list of the chosen paragraphs, or paragraphs of such a list."""
        cursor = self.textCursor()
        current = cursor.currentList()
        if _kind(current) is kind:
            cursor.setBlockFormat(QTextBlockFormat())
        else:
            cursor.createList(_LISTS[kind])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = Qt.KeyboardModifier.ControlModifier
        shifted = control | Qt.KeyboardModifier.ShiftModifier
        pressed = (event.modifiers(), Qt.Key(event.key()))
        if pressed == (control, Qt.Key.Key_B):
            self.make_bold()
        elif pressed == (control, Qt.Key.Key_I):
            self.make_italic()
        elif pressed in {(shifted, Qt.Key.Key_8), (shifted, Qt.Key.Key_Asterisk)}:
            self.make_list(NoteKind.BULLET)
        elif pressed in {(shifted, Qt.Key.Key_7), (shifted, Qt.Key.Key_Ampersand)}:
            self.make_list(NoteKind.NUMBER)
        else:
            super().keyPressEvent(event)


def _cut(look: QTextCharFormat) -> Cut:
    if look.fontWeight() >= QFont.Weight.Bold:
        return Cut.BOLD
    return Cut.ITALIC if look.fontItalic() else Cut.PLAIN


def _format(cut: Cut) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.Bold if cut is Cut.BOLD else QFont.Weight.Normal)
    look.setFontItalic(cut is Cut.ITALIC)
    return look


def _kind(of: object) -> NoteKind:
    style = of.format().style() if of is not None else None  # type: ignore[attr-defined]
    return next((kind for kind, known in _LISTS.items() if known == style), NoteKind.PARAGRAPH)
