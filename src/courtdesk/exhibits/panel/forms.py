"""The dialogs of the register: an exhibit, a state, a handing over."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.form import Choice, Field, FieldRow
from courtdesk.exhibits.model import (
    BadExhibit,
    CustodyStep,
    Exhibit,
    ExhibitDetails,
    ExhibitState,
    checked_details,
)


class ExhibitForm(Dialog):
    """Hands over the details that were typed; its owner closes it when they are saved."""

    wanted = Signal(object)

    def __init__(
        self, parent: QWidget, parties: tuple[str, ...], exhibit: Exhibit | None = None
    ) -> None:
        super().__init__(
            parent,
            f"Change {exhibit.name}" if exhibit else "Mark an exhibit",
            "Save" if exhibit else "Mark",
        )
        self.setMinimumWidth(620)
        self._party = Choice()
        self._party.setEditable(True)
        self._party.addItems(parties)
        names = ("number", "source", "return_to", "return_on", "destroy_on")
        self._lines = {name: QLineEdit() for name in names}
        self._description = QPlainTextEdit()
        self._description.setTabChangesFocus(True)
        self._description.setFixedHeight(70)
        self._comment = QLineEdit()
        self._hazardous = QCheckBox("Hazardous: leaves only against a signature")
        self._lay_out()
        if exhibit is not None:
            self._show(exhibit.details)
        self.primary.clicked.connect(self._on_save)
        self._lines["number"].setFocus()

    def show_number(self, number: str) -> None:
        """Propose ``number`` while none was typed."""
        if not self._lines["number"].text():
            self._lines["number"].setText(number)
            self._lines["number"].selectAll()

    @property
    def party(self) -> str:
        """The party that is chosen."""
        return self._party.currentText().strip()

    def _lay_out(self) -> None:
        line = self._lines
        for name in ("return_on", "destroy_on"):
            line[name].setPlaceholderText("2027-05-01")
        for row in (
            (Field("Party", self._party), Field("Number", line["number"])),
            (Field("Description", self._description),),
            (Field("Source", line["source"]), Field("Return to", line["return_to"])),
            (Field("Return on", line["return_on"]), Field("Destroy on", line["destroy_on"])),
            (Field("Comment", self._comment),),
        ):
            self.body.addWidget(FieldRow(*row))
        self.body.addWidget(self._hazardous)

    def _show(self, details: ExhibitDetails) -> None:
        self._party.setCurrentText(details.party)
        self._lines["number"].setText(details.number)
        self._lines["source"].setText(details.source)
        self._lines["return_to"].setText(details.return_to)
        self._lines["return_on"].setText(_iso(details.return_on))
        self._lines["destroy_on"].setText(_iso(details.destroy_on))
        self._description.setPlainText(details.description)
        self._comment.setText(details.comment)
        self._hazardous.setChecked(details.hazardous)

    def _on_save(self) -> None:
        try:
            details = checked_details(self._details())
        except BadExhibit as error:
            self.show_wrong(str(error))
            return
        self.show_wrong("")
        self.wanted.emit(details)

    def _details(self) -> ExhibitDetails:
        line = {name: field.text() for name, field in self._lines.items()}
        return ExhibitDetails(
            party=self.party,
            number=line["number"],
            description=self._description.toPlainText(),
            source=line["source"],
            return_to=line["return_to"],
            return_on=_date(line["return_on"]),
            destroy_on=_date(line["destroy_on"]),
            hazardous=self._hazardous.isChecked(),
            comment=self._comment.text(),
        )


class StateForm(Dialog):
    """Asks for a state and a note, such as the sheets that were received."""

    wanted = Signal(object, str)

    def __init__(self, parent: QWidget, exhibit: Exhibit) -> None:
        super().__init__(parent, f"What became of {exhibit.name}?", "Save")
        self.setMinimumWidth(420)
        self._state = Choice()
        for state in ExhibitState:
            self._state.addItem(state.value.capitalize(), state)
        self._state.setCurrentIndex(self._state.findData(exhibit.state))
        self._note = QLineEdit()
        self.body.addWidget(Field("State", self._state))
        self.body.addWidget(Field("Note", self._note, "Such as the part that was received"))
        self.primary.clicked.connect(self._on_save)
        self._state.setFocus()

    def _on_save(self) -> None:
        self.wanted.emit(ExhibitState(self._state.currentData()), self._note.text())


class HandOverForm(Dialog):
    """Asks who receives an exhibit, where it is kept, and on whose authority."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget, exhibit: Exhibit, held_by: str, now: datetime) -> None:
        super().__init__(parent, f"Hand {exhibit.name} over", "Hand over")
        self.setMinimumWidth(560)
        self._now = now
        labels = {
            "from_whom": "From",
            "to_whom": "To",
            "place": "Place",
            "authorised_by": "Authorised by",
            "condition": "Condition",
            "signed_by": "Signed by",
        }
        self._lines = {name: QLineEdit() for name in labels}
        fields = [Field(label, self._lines[name]) for name, label in labels.items()]
        for left, right in zip(fields[::2], fields[1::2], strict=True):
            self.body.addWidget(FieldRow(left, right))
        self._lines["from_whom"].setText(held_by)
        self.primary.clicked.connect(self._on_save)
        self._lines["to_whom"].setFocus()

    def _on_save(self) -> None:
        values = {name: field.text() for name, field in self._lines.items()}
        self.wanted.emit(CustodyStep("", self._now, **values))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _date(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadExhibit(f"The date “{text}” is not understood. Write 2027-05-01.") from None
