"""The time that the court gives each party, in all the hearings of the case."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.form import Field, FieldRow
from courtdesk.desk.widgets.text import Text
from courtdesk.hearing.model import BadEntry
from courtdesk.hearing.model.limits import TimeLimit, parse_span, span_words

_WHAT = (
    "Hours and minutes for the whole case, such as “4:30”; empty for no limit. The clock counts "
    "examinations, openings and closings, and says quietly when little is left."
)


class LimitsDialog(Dialog):
    """A field for each party, and the order that the limits come from."""

    agreed = Signal(object)
    """The ``TimeLimit``s of the case."""

    def __init__(
        self, parent: QWidget, parties: Sequence[str], limits: Mapping[str, TimeLimit]
    ) -> None:
        super().__init__(parent, "Time limits", "Set")
        self.body.addWidget(Text(_WHAT, "small", wrap=True))
        self.times: dict[str, QLineEdit] = {}
        self._fields: dict[str, Field] = {}
        for party in parties:
            edit = QLineEdit()
            known = limits.get(party)
            edit.setText(span_words(known.time) if known else "")
            self.times[party] = edit
            self._fields[party] = Field(party, edit)
        fields = list(self._fields.values())
        for first in range(0, len(fields), 2):
            self.body.addWidget(FieldRow(*fields[first : first + 2]))
        self.source = QLineEdit()
        self.source.setText(next((limit.source for limit in limits.values()), ""))
        self.source.setPlaceholderText("Order of 12 November")
        self.body.addWidget(Field("By which order", self.source))
        self.setMinimumWidth(460)
        self.primary.clicked.connect(self._on_primary)
        if self.times:
            next(iter(self.times.values())).setFocus()

    def _on_primary(self) -> None:
        limits = []
        for party, edit in self.times.items():
            self._fields[party].show_wrong("")
            if not edit.text().strip():
                continue
            try:
                limits.append(TimeLimit(party, parse_span(edit.text()), self.source.text()))
            except BadEntry as error:
                self._fields[party].show_wrong(str(error))
                edit.setFocus()
                return
        self.accept()
        self.agreed.emit(tuple(limits))
