"""What is done from the day's list: dialogs opened, saves written, each taken back by Ctrl+Z."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from courtdesk.briefing.model import (
    Deadline,
    DueItem,
    Matter,
    Need,
    NeedKind,
    NewDeadline,
    NewNeed,
)
from courtdesk.briefing.panel.dialogs import DeadlineDialog, NeedDialog, SavingDialog
from courtdesk.briefing.service import DeadlineService, ReadinessService, RuleService
from courtdesk.cases.service import CaseService
from courtdesk.desk.dialog import confirm
from courtdesk.desk.widgets.notice import Message
from courtdesk.errors import KnownError
from courtdesk.vault.changes import Saved
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from datetime import date

    from courtdesk.desk.context import Desk

Work = Callable[[], Saved[Any]]
_MOST_CASES = 500
_JSON = "Counting rules (*.json)"


class Acting(QObject):
    """Writes for the Today panel. Nothing is shown as done before the disk has it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._parent = desk, parent
        cases = CaseService(desk.vault)
        self._cases = cases
        self._deadlines = DeadlineService(desk.vault, cases)
        self._needs = ReadinessService(desk.vault, cases)
        self._rules = RuleService(desk.vault)
        self._backs: list[tuple[str, Work]] = []

    def new_deadline(self, case_id: str, today: date) -> None:
        """Add a deadline."""
        self._open_deadline(NewDeadline(case_id, "", today), None)

    def change_deadline(self, deadline: Deadline) -> None:
        """Move a deadline, or change its words."""
        self._open_deadline(deadline.what, deadline)

    def new_need(self, matter: Matter, today: date) -> None:
        """Record something that a matter lacks."""
        new = NewNeed(matter.case_id, matter.set_down_id, NeedKind.INTERPRETER, due_on=today)
        dialog = NeedDialog(self._parent, matter.case_title, new, known=False)
        service = self._needs

        def undo(kept: Need) -> Work:
            return lambda: service.delete(kept.id)

        self._open(dialog, service.add, "Recorded as missing", undo)

    def change_need(self, need: Need, matter: Matter) -> None:
        """Change what a matter lacks."""
        dialog = NeedDialog(self._parent, matter.case_title, need.new, known=True)
        service = self._needs

        def undo(_kept: Need) -> Work:
            return lambda: service.change(need.id, need.new)

        self._open(dialog, lambda typed: service.change(need.id, typed), "Saved", undo)

    def done(self, thing: object) -> None:
        """Tick off a deadline, or say that what was missing has come."""
        at = now()
        if isinstance(thing, DueItem):
            key, deadlines = thing.deadline.id, self._deadlines
            self._run(
                lambda: deadlines.set_done(key, at),
                f"Done: {thing.deadline.what.text}",
                lambda: deadlines.set_done(key, None),
            )
        elif isinstance(thing, Need):
            need_id, needs = thing.id, self._needs
            self._run(
                lambda: needs.set_done(need_id, at),
                f"No longer missing: {thing.new.shown}",
                lambda: needs.set_done(need_id, None),
            )

    def delete(self, thing: object) -> None:
        """Delete a deadline, after asking, or a record of something missing."""
        if isinstance(thing, DueItem):
            what, key, deadlines = thing.deadline.what, thing.deadline.id, self._deadlines
            asked = confirm(
                self._parent,
                f"Delete “{what.text}”?",
                f"The deadline of {what.due_on} is deleted. Ctrl+Z brings it back while this "
                "panel is open. What was met is ticked off with Space instead.",
                "Delete",
            )
            asked.accepted.connect(
                lambda: self._run(
                    lambda: deadlines.delete(key), "Deadline deleted", lambda: deadlines.add(what)
                )
            )
        elif isinstance(thing, Need):
            new, need_id, needs = thing.new, thing.id, self._needs
            self._run(
                lambda: needs.delete(need_id), f"Deleted: {new.shown}", lambda: needs.add(new)
            )

    def export_rules(self) -> None:
        """Write the counting rules to a file that the court can edit."""
        chosen, _ = QFileDialog.getSaveFileName(self._parent, "Export rules", "rules.json", _JSON)
        if chosen:
            rules, target = self._rules, Path(chosen)
            self._desk.lane.ask(
                lambda: target.write_text(rules.export_rules(), encoding="utf-8"),
                lambda _size: self._desk.status.saved(f"{target.name} written"),
                self._on_file_failed,
                self,
            )

    def import_rules(self) -> None:
        """Take the court's own counting rules from a file."""
        chosen, _ = QFileDialog.getOpenFileName(self._parent, "Import rules", "", _JSON)
        if chosen:
            rules, source = self._rules, Path(chosen)
            self._desk.lane.ask(
                lambda: rules.import_rules(source.read_text(encoding="utf-8-sig")),
                lambda saved: self._desk.status.saved(f"{saved.value} counting rules imported"),
                self._on_file_failed,
                self,
            )

    def _on_file_failed(self, error: Exception) -> None:
        told = (
            str(error) if isinstance(error, KnownError) else "The file cannot be read or written."
        )
        self._desk.show_notice(Message("The file of counting rules was not used.", told))

    def undo(self) -> None:
        """Take the newest save back."""
        if not self._backs:
            self._desk.status.saved("Nothing to undo")
            return
        what, back = self._backs.pop()
        status = self._desk.status
        self._desk.lane.ask(back, lambda _saved: status.saved(f"Undone: {what}"), owner=self)

    def _open_deadline(self, new: NewDeadline, known: Deadline | None) -> None:
        cases, rules, service = self._cases, self._rules, self._deadlines

        def read() -> Any:
            lines = cases.cases(limit=_MOST_CASES)
            return [(line.id, f"{line.title}, {line.number}") for line in lines], rules.rules()

        def save(typed: NewDeadline) -> Saved[Deadline]:
            return service.change(known.id, typed) if known else service.add(typed)

        def undo(kept: Deadline) -> Work:
            if known is None:
                return lambda: service.delete(kept.id)
            return lambda: service.change(kept.id, known.what)

        def show(found: Any) -> None:
            lines, counting = found
            dialog = DeadlineDialog(self._parent, lines, counting, new, known=known is not None)
            dialog.count_wanted.connect(
                lambda rule_id, period: self._desk.lane.ask(
                    lambda: rules.count(rule_id, period),
                    dialog.show_counted,
                    dialog.show_uncounted,
                    owner=dialog,
                )
            )
            self._open(dialog, save, "Deadline saved", undo)

        self._desk.lane.ask(read, show, owner=self)

    def _open(
        self,
        dialog: SavingDialog,
        work: Callable[[Any], Saved[Any]],
        what: str,
        undo: Callable[[Any], Work],
    ) -> None:
        def saved(result: Saved[Any]) -> None:
            dialog.accept()
            self._backs.append((what, undo(result.value)))
            self._desk.status.saved(what)

        dialog.wanted.connect(
            lambda typed: self._desk.lane.ask(
                lambda: work(typed), saved, dialog.failed, owner=dialog
            )
        )
        dialog.open()

    def _run(self, work: Work, what: str, back: Work) -> None:
        def saved(_saved: Saved[Any]) -> None:
            self._backs.append((what, back))
            self._desk.status.saved(what)

        self._desk.lane.ask(work, saved, owner=self)
