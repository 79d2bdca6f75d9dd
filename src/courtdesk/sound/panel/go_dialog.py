"""Going to a time on the clock."""

import re
from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.form import Field

_TIME = re.compile(r"\s*(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*")


class GoDialog(Dialog):
    """Takes 10:31 or 10:31:04, in the court's time, on the day of ``about``."""

    chosen = Signal(object)
    """The moment, in UTC."""

    def __init__(self, parent: QWidget, about: datetime) -> None:
        super().__init__(parent, "Go to a time", "Play")
        self._about = about
        self.time = QLineEdit(f"{about:%H:%M:%S}")
        self._field = Field("Time", self.time, f"{about:%a} {about.day} {about:%b %Y}")
        self.body.addWidget(self._field)
        self.setMinimumWidth(300)
        self.primary.clicked.connect(self._on_primary)
        self.time.selectAll()
        self.time.setFocus()

    def _on_primary(self) -> None:
        found = _TIME.fullmatch(self.time.text())
        hour, minute, second = (int(part or 0) for part in found.groups()) if found else (99, 0, 0)
        if hour > 23 or minute > 59 or second > 59:
            self._field.show_wrong("Type a time such as 10:31 or 10:31:04.")
            return
        moment = self._about.replace(hour=hour, minute=minute, second=second, microsecond=0)
        self.accept()
        self.chosen.emit(moment.astimezone(UTC))
