"""Base of the desk's dialogs: Esc closes, and the quiet screen covers them too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from courtdesk.desk.quiet import Quiet
from courtdesk.desk.widgets.button import Button, Kind
from courtdesk.desk.widgets.text import Text


class Dialog(QDialog):
    """A title, content in ``body``, and at the foot “Cancel” and the one primary button.

    Shown with ``open()``; the window stays responsive. ``primary`` is not connected: the dialog
    checks what was typed and calls ``accept()`` when the thing is done.
    """

    def __init__(self, parent: QWidget, title: str, verb: str, kind: Kind = Kind.PRIMARY) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(Text(title, "title"))
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        column.addLayout(self.body, 1)
        self.wrong = Text("", "wrong", wrap=True)
        self.wrong.hide()
        column.addWidget(self.wrong)
        self.cancel = Button("Cancel", "Esc")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.primary = Button(verb, "Return", kind)
        self.primary.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.primary)
        column.addLayout(foot)
        quiet = parent.window().findChild(Quiet)
        if isinstance(quiet, Quiet):
            quiet.watch(self)

    def deed(self, words: str, keys: str, run: Callable[[], None]) -> Button:
        """A button for something beside the primary one; its keys work in the whole dialog."""
        button = Button(words, keys)
        button.setAutoDefault(False)
        button.clicked.connect(run)
        QShortcut(QKeySequence(keys), self).activated.connect(run)
        return button

    def show_wrong(self, sentence: str) -> None:
        """Say what is wrong with the whole, above the buttons."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))


def confirm(parent: QWidget, question: str, consequence: str, verb: str) -> Dialog:
    """Ask before a destructive act, naming the thing; connect to ``accepted``.

    ``question``: “Remove the hearing of 23 November?”; ``consequence``: what is lost and what is
    kept; ``verb``: “Remove”.
    """
    asked = Dialog(parent, question, verb, Kind.DANGER)
    asked.body.addWidget(Text(consequence, wrap=True))
    asked.setMinimumWidth(420)
    asked.primary.clicked.connect(asked.accept)
    asked.primary.setDefault(False)
    asked.cancel.setDefault(True)
    asked.open()
    asked.cancel.setFocus()
    return asked
