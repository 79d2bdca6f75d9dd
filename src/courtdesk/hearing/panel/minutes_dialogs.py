"""The dialogs of minutes: certify, approve, amend with a reason; and the court's wording."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.form import Choice, Field, FieldRow
from courtdesk.desk.widgets.text import Text
from courtdesk.errors import KnownError
from courtdesk.hearing.model.minutes import (
    Approval,
    MinutesSettings,
    MinutesStanding,
    MinutesState,
)
from courtdesk.hearing.service.wording import languages

_VERBS = {
    MinutesState.CERTIFIED: "Certify",
    MinutesState.APPROVED: "Approve",
    MinutesState.AMENDED: "Amend",
}
_MEANINGS = {
    MinutesState.CERTIFIED: "The minutes are frozen as the log has them now, with your name, the "
    "time and a fingerprint. What is amended in the log afterwards does not change them.",
    MinutesState.APPROVED: "The minutes that were certified are frozen as approved. They stay as "
    "they are until they are amended with a number and a reason.",
    MinutesState.AMENDED: "The minutes are frozen anew as the log has them now. What was certified "
    "before stays on record.",
}
_APPROVALS = {
    Approval.JUDGE: "the judge’s staff",
    Approval.CLERK: "the clerk, noting the judge’s approval",
    Approval.NONE: "nobody: certified minutes stand",
}


class MinutesDialog(Dialog):
    """A dialog whose deed may be refused."""

    def show_failure(self, error: Exception) -> None:
        """Say why it was not done."""
        self.primary.setEnabled(True)
        known = isinstance(error, KnownError)
        self.show_wrong(str(error) if known else "It was not saved. Try once more.")


class StateDialog(MinutesDialog):
    """Asks before minutes come to their next state; an amendment takes a reason."""

    agreed = Signal(str)
    """The reason; empty where none is asked for."""

    def __init__(
        self, parent: QWidget, state: MinutesState, standing: MinutesStanding, hearing: str
    ) -> None:
        verb = _VERBS[state]
        number = f", amendment No. {standing.amendment + 1}" * (state is MinutesState.AMENDED)
        super().__init__(parent, f"{verb} the minutes of “{hearing}”{number}?", verb)
        self._needs_reason = state is MinutesState.AMENDED
        self.body.addWidget(Text(_MEANINGS[state], wrap=True))
        self.reason = QLineEdit()
        self._field = Field("Reason", self.reason, "It is printed with the amendment’s number.")
        self._field.setVisible(self._needs_reason)
        self.body.addWidget(self._field)
        self.setMinimumWidth(460)
        self.primary.clicked.connect(self._on_primary)
        (self.reason if self._needs_reason else self.primary).setFocus()

    def _on_primary(self) -> None:
        reason = self.reason.text().strip()
        if self._needs_reason and not reason:
            self._field.show_wrong("Say why, such as “ruling at 10:12 corrected”.")
            self.reason.setFocus()
            return
        self.primary.setEnabled(False)
        self.agreed.emit(reason)


class WordingDialog(MinutesDialog):
    """The certificate, who approves, and a second language of headings."""

    agreed = Signal(object, bool)
    """The ``MinutesSettings``, and whether only this case's language changes."""

    def __init__(self, parent: QWidget, settings: MinutesSettings) -> None:
        super().__init__(parent, "Wording of minutes", "Save")
        self.certification = QPlainTextEdit(settings.certification)
        self.certification.setTabChangesFocus(True)
        self.certification.setFixedHeight(96)
        self.approval, self.language = Choice(), Choice()
        for approval, words in _APPROVALS.items():
            self.approval.addItem(words, approval)
        self.approval.setCurrentIndex(list(_APPROVALS).index(settings.approval))
        self.language.addItem("English alone", "")
        for code, language in languages().items():
            self.language.addItem(f"English and {language.name}", code)
        self.language.setCurrentIndex(max(self.language.findData(settings.language), 0))
        self.case_only = QCheckBox("Change the headings of this case alone")
        hint = "It stands above the signatures. What is certified already keeps its words."
        self.body.addWidget(Field("The clerk’s certificate", self.certification, hint))
        self.body.addWidget(
            FieldRow(Field("Approved by", self.approval), Field("Headings", self.language))
        )
        self.body.addWidget(self.case_only)
        self.case_only.toggled.connect(self.certification.setDisabled)
        self.case_only.toggled.connect(self.approval.setDisabled)
        self.setMinimumWidth(560)
        self.primary.clicked.connect(self._on_primary)
        self.certification.setFocus()

    def _on_primary(self) -> None:
        self.primary.setEnabled(False)
        new = MinutesSettings(
            self.certification.toPlainText(),
            Approval(self.approval.currentData()),
            str(self.language.currentData()),
        )
        self.agreed.emit(new, self.case_only.isChecked())
