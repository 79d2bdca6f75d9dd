"""Asks once who a witness of the log is. A name alone never decides it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from courtdesk.desk.widgets.button import Button
from courtdesk.desk.widgets.form import Choice
from courtdesk.desk.widgets.text import Text
from courtdesk.witnesses.model.court import Appearance
from courtdesk.witnesses.model.witness import WitnessFile


class LinkBar(QFrame):
    """Shown while the log has a witness whom nobody has linked to a file."""

    linked = Signal(str, str)
    """Entry id, and the file id; empty for none of ours."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tone", "amber")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._entry = ""
        self._words = Text("", "strong", wrap=True)
        self._choice = Choice()
        self._choice.setAccessibleName("The witness of the log")
        yes = Button("Link", keys)
        yes.clicked.connect(self.confirm)
        none = Button("Not ours")
        none.clicked.connect(lambda: self.linked.emit(self._entry, ""))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 13, 10)
        column.addWidget(self._words)
        column.addWidget(self._choice)
        row = QHBoxLayout()
        row.addWidget(yes)
        row.addWidget(none)
        row.addStretch(1)
        column.addLayout(row)
        self.hide()

    def show_appearance(
        self, appearance: Appearance | None, proposed: str, files: tuple[WitnessFile, ...]
    ) -> None:
        """Ask about an appearance, or nothing."""
        self.setVisible(appearance is not None)
        if appearance is None or appearance.entry_id == self._entry:
            self._entry = appearance.entry_id if appearance else ""
            return
        self._entry = appearance.entry_id
        self._words.setText(f"In the log: “{appearance.text}”. Who is it?")
        self._choice.clear()
        self._choice.addItem("Choose…", "")
        for file in files:
            self._choice.addItem(file.person.shown, file.id)
        self._choice.setCurrentIndex(max(self._choice.findData(proposed), 0))

    def confirm(self) -> None:
        """Link the entry to the witness that is chosen, if one is."""
        if self.isVisible() and self._choice.currentData():
            self.linked.emit(self._entry, self._choice.currentData())
        elif self.isVisible():
            self._choice.setFocus()
