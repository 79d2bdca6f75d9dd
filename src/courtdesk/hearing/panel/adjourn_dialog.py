"""Adjourning: what is open is shown first; the clerk may go on with a reason."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.button import Kind
from courtdesk.desk.widgets.form import Field
from courtdesk.desk.widgets.text import Text
from courtdesk.hearing.model.checker import Finding
from courtdesk.hearing.panel.checker_card import sentence

_MOST = 8


class AdjournDialog(Dialog):
    """Asks once more before a hearing is closed that leaves something open."""

    agreed = Signal(str)
    """The words that are added to the line of the adjournment."""

    def __init__(self, parent: QWidget, title: str, findings: Sequence[Finding]) -> None:
        super().__init__(parent, f"Adjourn “{title}”?", "Adjourn", Kind.DANGER)
        shown = [f"• {sentence(finding)}" for finding in findings[:_MOST]]
        if len(findings) > _MOST:
            shown.append(f"… and {len(findings) - _MOST} more")
        self.body.addWidget(Text("This is still open:", "strong"))
        self.body.addWidget(Text("\n".join(shown), wrap=True))
        self._count = len(findings)
        self.reason = QLineEdit()
        self._field = Field(
            "Why the hearing is adjourned nevertheless",
            self.reason,
            "It goes on the record with the adjournment.",
        )
        self.body.addWidget(self._field)
        self.setMinimumWidth(460)
        self.primary.clicked.connect(self._on_primary)
        self.reason.setFocus()

    def _on_primary(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self._field.show_wrong("Give a reason, such as “ruling reserved to Monday”.")
            self.reason.setFocus()
            return
        matters = "1 matter" if self._count == 1 else f"{self._count} matters"
        self.accept()
        self.agreed.emit(f"{matters} left open ({reason})")
