"""The dialogs of the day: a deadline that says how it was counted, and what a matter lacks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from courtdesk.briefing.model import (
    BadDeadline,
    Counted,
    CountingRule,
    NeedKind,
    NewDeadline,
    NewNeed,
    Period,
    Sense,
)
from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.form import Choice, Field, FieldRow
from courtdesk.desk.widgets.text import Text
from courtdesk.errors import KnownError

_SENSES = (
    (Sense.WITHIN, "within … days after"),
    (Sense.NOT_BEFORE, "not before … clear days after"),
    (Sense.BEFORE, "… days before"),
)
_PAUSE_MS = 120
_ANSWER = 108
"""Room for how a day was counted: five lines or so."""
_NO_RULE = "No rule: a day that was set"


class SavingDialog(Dialog):
    """Hands over what was typed; its owner closes it when that is on disk."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget, title: str, verb: str) -> None:
        super().__init__(parent, title, verb)
        self.setMinimumWidth(600)
        self.primary.clicked.connect(self._on_save)

    def value(self) -> object:
        """What was typed.

        Raises:
            KnownError: it makes no sense as it stands.
        """
        raise NotImplementedError

    def failed(self, error: Exception) -> None:
        """Say why it was not saved; what was typed stays."""
        known = isinstance(error, KnownError)
        self.show_wrong(str(error) if known else "It was not saved. Try once more.")

    def _on_save(self) -> None:
        try:
            value = self.value()
        except KnownError as error:
            self.show_wrong(str(error))
            return
        self.show_wrong("")
        self.wanted.emit(value)


class NeedDialog(SavingDialog):
    """What a matter lacks: what, who owes it, until when."""

    def __init__(self, parent: QWidget, matter: str, new: NewNeed, *, known: bool) -> None:
        super().__init__(parent, f"Missing: {matter}", "Save" if known else "Add")
        self._new = new
        self._kind = Choice()
        self._kind.addItems([kind.value.capitalize() for kind in NeedKind])
        self._kind.setCurrentIndex(list(NeedKind).index(new.kind))
        self._what = QLineEdit(new.what)
        self._owner = QLineEdit(new.owner)
        self._due = QLineEdit(new.due_on.isoformat() if new.due_on else "")
        self._due.setPlaceholderText("2026-11-23")
        self.body.addWidget(FieldRow(Field("Kind", self._kind), Field("What", self._what)))
        self.body.addWidget(FieldRow(Field("Owed by", self._owner), Field("Until", self._due)))
        self._what.setFocus()

    def value(self) -> NewNeed:
        kind = list(NeedKind)[self._kind.currentIndex()]
        new = self._new
        due = parse_day(self._due.text())
        return NewNeed(
            new.case_id, new.set_down_id, kind, self._what.text(), self._owner.text(), due
        )


class DeadlineDialog(SavingDialog):
    """A deadline: counted by a rule while it is typed, or on a day that was set."""

    count_wanted = Signal(str, object)

    def __init__(
        self,
        parent: QWidget,
        cases: Sequence[tuple[str, str]],
        rules: Sequence[CountingRule],
        new: NewDeadline,
        *,
        known: bool,
    ) -> None:
        super().__init__(
            parent, "Deadline" if known else "New deadline", "Save" if known else "Add"
        )
        self._cases, self._rules = list(cases), list(rules)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._on_paused)
        self._make_fields(new)
        self._lay_out()
        self._connect()
        self._on_rule_chosen()
        self._what.setFocus()

    def _make_fields(self, new: NewDeadline) -> None:
        period = new.period or Period(new.due_on, 14)
        self._case, self._rule = Choice(), Choice()
        self._case.addItems([title for _, title in self._cases])
        ids = [case_id for case_id, _ in self._cases]
        self._case.setCurrentIndex(ids.index(new.case_id) if new.case_id in ids else 0)
        self._rule.addItems([_NO_RULE, *(rule.name for rule in self._rules)])
        rule_ids = [rule.id for rule in self._rules]
        chosen = rule_ids.index(new.rule_id) + 1 if new.period and new.rule_id in rule_ids else 0
        self._rule.setCurrentIndex(chosen)
        self._what, self._owner = QLineEdit(new.text), QLineEdit(new.owner)
        self._due = QLineEdit(new.due_on.isoformat() if new.text else "")
        self._days = QLineEdit(str(period.days))
        self._trigger = QLineEdit(period.trigger.isoformat())
        for edit in (self._due, self._trigger):
            edit.setPlaceholderText("2026-11-23")
        self._sense, self._service = Choice(), Choice()
        self._sense.addItems([words for _, words in _SENSES])
        self._sense.setCurrentIndex([sense for sense, _ in _SENSES].index(period.sense))
        self._wanted_service = period.service
        self._answer = Text("", wrap=True)
        self._answer.setAccessibleName("How the day was counted")

    def _lay_out(self) -> None:
        self.body.addWidget(FieldRow(Field("What is due", self._what), Field("Case", self._case)))
        self._due_field = Field("Due on", self._due)
        self.body.addWidget(FieldRow(Field("Owed by", self._owner), self._due_field))
        self.body.addWidget(Field("Counting rule", self._rule))
        self._counted = (
            FieldRow(Field("Days", self._days), Field("How", self._sense)),
            FieldRow(Field("Event on", self._trigger), Field("Served", self._service)),
        )
        for row in self._counted:
            self.body.addWidget(row)
        self._answer.setMinimumHeight(_ANSWER)
        self._answer.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._answer, 1)

    def _connect(self) -> None:
        self._rule.currentIndexChanged.connect(self._on_rule_chosen)
        for edit in (self._days, self._trigger):
            edit.textChanged.connect(lambda _text: self._pause.start())
        for choice in (self._sense, self._service):
            choice.currentIndexChanged.connect(lambda _place: self._pause.start())

    def value(self) -> NewDeadline:
        case_id = self._cases[self._case.currentIndex()][0] if self._cases else ""
        rule = self._chosen_rule()
        period = self._period() if rule else None
        due = date.max if rule else parse_day(self._due.text())
        if due is None:
            raise BadDeadline("Say on which day it is due, or choose a rule that counts it.")
        rule_id = rule.id if rule else ""
        return NewDeadline(
            case_id, self._what.text(), due, self._owner.text(), rule_id, period=period
        )

    def show_counted(self, counted: Counted) -> None:
        """Show what the period comes to, and how."""
        self._due.setText(counted.day.isoformat())
        self._answer.setText(counted.explanation())

    def show_uncounted(self, error: Exception) -> None:
        """Say why nothing was counted."""
        self._due.setText("")
        self._answer.setText(str(error) if isinstance(error, KnownError) else "Not counted.")

    def _chosen_rule(self) -> CountingRule | None:
        place = self._rule.currentIndex()
        return self._rules[place - 1] if place > 0 else None

    def _period(self) -> Period:
        trigger = parse_day(self._trigger.text())
        days = self._days.text().strip()
        if trigger is None or not days.isdecimal():
            raise BadDeadline("Counting takes a number of days and the day of the event.")
        place = self._service.currentIndex()
        rule = self._chosen_rule()
        service = rule.services[place - 1].id if rule and place > 0 else ""
        return Period(trigger, int(days), _SENSES[self._sense.currentIndex()][0], service)

    def _on_rule_chosen(self) -> None:
        rule = self._chosen_rule()
        for widget in (*self._counted, self._answer):
            widget.setVisible(rule is not None)
        self._due.setReadOnly(rule is not None)
        self._service.clear()
        self._service.addItem("not reckoned")
        if rule is None:
            self._answer.setText("")
            return
        self._service.addItems([method.name for method in rule.services])
        ids = [method.id for method in rule.services]
        if self._wanted_service in ids:
            self._service.setCurrentIndex(ids.index(self._wanted_service) + 1)
        self._pause.start()

    def _on_paused(self) -> None:
        rule = self._chosen_rule()
        if rule is None:
            return
        try:
            self.count_wanted.emit(rule.id, self._period())
        except KnownError as error:
            self.show_uncounted(error)


def parse_day(text: str) -> date | None:
    """A typed day; nothing typed is none.

    Raises:
        BadDeadline: it is no day.
    """
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadDeadline(f"The date “{text}” is not understood. Write 2026-11-23.") from None
