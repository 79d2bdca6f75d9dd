"""The dialog in which a case is opened or changed."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from courtdesk.cases.model import (
    BadCase,
    Case,
    CaseDetails,
    CaseKind,
    Charge,
    Party,
    ScheduledHearing,
    checked,
)
from courtdesk.cases.panel.words import KINDS
from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.edit_table import EditColumn, EditTable
from courtdesk.desk.widgets.form import Choice, Field, FieldRow

_CUSTODY = "in custody"


class CaseForm(Dialog):
    """Checks what was typed and hands the details over; its owner closes it when they are saved."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget, zone: str, case: Case | None = None) -> None:
        super().__init__(
            parent, "Change the case" if case else "New case", "Save" if case else "Open the case"
        )
        self.setMinimumSize(860, 600)
        self._zone = ZoneInfo(zone)
        self._lines = {
            name: QLineEdit() for name in ("number", "title", "court", "room", "judge", "short")
        }
        self._kind = Choice()
        for kind, word in KINDS.items():
            self._kind.addItem(word, kind)
        self._parties = EditTable(
            "Parties",
            (
                EditColumn("Role", 3, hint="Defendant"),
                EditColumn("Name", 4),
                EditColumn("Counsel", 4),
                EditColumn("Custody", 2, ("", _CUSTODY)),
            ),
        )
        self._charges = EditTable(
            "Charges or claims", (EditColumn("No.", 1), EditColumn("Text", 6))
        )
        self._dates = EditTable(
            "Dates",
            (
                EditColumn("Date", 4, hint="2026-11-23"),
                EditColumn("Time", 3, hint="9:00"),
                EditColumn("What for", 6),
                EditColumn("Room", 5),
            ),
        )
        self._lay_out()
        if case is not None:
            self._show(case)
        self.primary.clicked.connect(self._on_save)
        self._lines["number"].setFocus()

    def _lay_out(self) -> None:
        line = self._lines
        line["number"].setPlaceholderText("As the court gave it")
        line["title"].setPlaceholderText("State v. Landry")
        about = (
            (Field("Number", line["number"]), Field("Title", line["title"])),
            (Field("Kind", self._kind), Field("Court", line["court"]), Field("Room", line["room"])),
            (Field("Judge", line["judge"]), Field("Short for the judge", line["short"])),
        )
        for row in about:
            self.body.addWidget(FieldRow(*row))
        self.body.addWidget(Field("Parties", self._parties), 1)
        lists = QHBoxLayout()
        lists.setSpacing(12)
        lists.addWidget(Field("Charges or claims", self._charges), 2)
        lists.addWidget(Field("Dates", self._dates), 3)
        self.body.addLayout(lists, 1)

    def _show(self, case: Case) -> None:
        about = case.details
        values = (about.number, about.title, about.court, about.room, about.judge)
        for field, value in zip(
            self._lines.values(), (*values, about.judge_abbreviation), strict=True
        ):
            field.setText(value)
        self._kind.setCurrentIndex(self._kind.findData(about.kind))
        self._parties.set_rows(
            [
                (p.id, (p.role, p.name, p.counsel, _CUSTODY if p.in_custody else ""))
                for p in about.parties
            ]
        )
        self._charges.set_rows([(c.id, (c.number, c.text)) for c in about.charges])
        self._dates.set_rows(
            [
                (d.id, (f"{at:%Y-%m-%d}", f"{at:%H:%M}", d.title, d.room))
                for d in about.scheduled
                for at in (d.starts_at.astimezone(self._zone),)
            ]
        )

    def _on_save(self) -> None:
        try:
            details = checked(self._details())
        except BadCase as error:
            self.show_wrong(str(error))
            return
        self.show_wrong("")
        self.wanted.emit(details)

    def _details(self) -> CaseDetails:
        line = {name: field.text() for name, field in self._lines.items()}
        return CaseDetails(
            number=line["number"],
            title=line["title"],
            kind=CaseKind(self._kind.currentData()),
            court=line["court"],
            room=line["room"],
            judge=line["judge"],
            judge_abbreviation=line["short"],
            parties=tuple(
                Party(id_, role, name, counsel, custody == _CUSTODY)
                for id_, (role, name, counsel, custody) in self._parties.rows()
            ),
            charges=tuple(
                Charge(id_, number, text) for id_, (number, text) in self._charges.rows()
            ),
            scheduled=tuple(self._scheduled(id_, cells) for id_, cells in self._dates.rows()),
        )

    def _scheduled(self, id_: str, cells: tuple[str, ...]) -> ScheduledHearing:
        day, clock, title, room = cells
        try:
            hour, _, minute = (clock or "9:00").partition(":")
            at = datetime.fromisoformat(day).replace(hour=int(hour), minute=int(minute or 0))
        except ValueError:
            raise BadCase(
                f"The date “{day} {clock}” is not understood. Write 2026-11-23 and 9:00."
            ) from None
        return ScheduledHearing(id_, at.replace(tzinfo=self._zone), title, room)
