"""A late arrival: who, for whom and how; they get a speaker key with it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.form import Choice, Field, FieldRow
from courtdesk.hearing.model import Appearance
from courtdesk.hearing.model.plans import free_key
from courtdesk.vault.ids import new_id

_MANNERS = {
    "in person": "Arrives",
    "video": "Arrives by video",
    "telephone": "Arrives by telephone",
}


class ArrivalDialog(Dialog):
    """Enter takes the first who is missing; a name that is typed is put on the list."""

    arrived = Signal(object, str)
    """The ``Appearance``, and the words of the line."""

    def __init__(
        self, parent: QWidget, people: Sequence[Appearance], missing: Sequence[Appearance]
    ) -> None:
        super().__init__(parent, "Who arrives?", "Arrives")
        self._people = tuple(people)
        self._missing = tuple(missing)
        self.who = Choice()
        self.who.setEditable(True)
        typed = QLineEdit()
        typed.setAccessibleName("Who")
        self.who.setLineEdit(typed)
        self.who.addItems([person.name for person in missing])
        self.party = Choice()
        self.party.setEditable(True)
        for_whom = QLineEdit()
        for_whom.setAccessibleName("For")
        self.party.setLineEdit(for_whom)
        self.party.addItems(list(dict.fromkeys(p.for_whom for p in people if p.for_whom)))
        self.how = Choice()
        self.how.addItems(list(_MANNERS))
        self._name = Field("Who", self.who, "One of the list, or a new name.")
        self.body.addWidget(self._name)
        self.body.addWidget(FieldRow(Field("For", self.party), Field("How", self.how)))
        self.setMinimumWidth(440)
        self.who.currentTextChanged.connect(self._on_named)
        self.primary.clicked.connect(self._on_primary)
        self._on_named()
        typed.selectAll()
        self.who.setFocus()

    def _known(self) -> Appearance | None:
        name = self.who.currentText().strip()
        return next((person for person in self._missing if person.name == name), None)

    def _on_named(self) -> None:
        known = self._known()
        self.party.setEnabled(known is None)
        if known is not None:
            self.party.setCurrentText(known.for_whom)

    def _on_primary(self) -> None:
        name = " ".join(self.who.currentText().split())
        if not name:
            self._name.show_wrong("Type the name of who arrives.")
            self.who.setFocus()
            return
        person = self._known() or self._new(name, self.party.currentText().strip())
        if not person.key:
            person = replace(person, key=free_key(self._people))
        self.accept()
        self.arrived.emit(person, _MANNERS[self.how.currentText()])

    @staticmethod
    def _new(name: str, for_whom: str) -> Appearance:
        label = f"{name} ({for_whom})" if for_whom and for_whom != name else name
        return Appearance(new_id(), name, label, for_whom, "", "not present")
