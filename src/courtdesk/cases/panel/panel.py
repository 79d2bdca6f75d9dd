"""The cases panel: the list at the left, the open case at the right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from courtdesk.cases.model import Case, CaseDetails, CaseLine
from courtdesk.cases.panel.case_beside import CaseBeside
from courtdesk.cases.panel.case_form import CaseForm
from courtdesk.cases.panel.case_list import CaseList
from courtdesk.cases.panel.case_view import CaseView
from courtdesk.cases.panel.consolidate_dialog import ConsolidateDialog, SeverDialog
from courtdesk.cases.panel.day_list_dialog import DayListDialog
from courtdesk.cases.panel.export_dialog import CaseExport, ExportDialog
from courtdesk.cases.panel.words import ref
from courtdesk.cases.service import CaseService
from courtdesk.desk.actions import Action
from courtdesk.desk.panel import Panel
from courtdesk.desk.widgets.button import Button, Kind
from courtdesk.desk.widgets.card import GAP, Card
from courtdesk.desk.widgets.chip import Chip
from courtdesk.desk.widgets.empty import EmptyState
from courtdesk.errors import KnownError

if TYPE_CHECKING:
    from courtdesk.desk.context import CaseRef, Desk
    from courtdesk.vault.changes import Changed, Saved

_PAUSE_MS = 120


class CasesPanel(Panel):
    """Find a case, open it for every panel, change it, open a new one."""

    def __init__(
        self, desk: Desk, export: CaseExport | None = None, beside: CaseBeside | None = None
    ) -> None:
        """``export`` hands everything of a case out; without it, nothing offers to.

        ``beside`` says more of the open case than this subject knows.
        """
        super().__init__(desk)
        self._export = export
        self._service = CaseService(desk.vault)
        self._zone = desk.vault.settings.zone
        self._case: Case | None = None
        self._wanted = ""
        self._new, self._change, self._join, self._day_list = map(self.permitted, self._keeping())
        self._find_action = Action("cases.find", "Find a case", self._on_find, "Ctrl+F", "Cases")
        self._hand_out = Action(
            "cases.export", "Export the case", self._on_export, "Ctrl+E", "Cases"
        )
        self._find = QLineEdit()
        self._find.setPlaceholderText("Number, title, judge or party")
        self._find.setAccessibleName("Find a case")
        self._find.setClearButtonEnabled(True)
        self._find.textChanged.connect(self._on_words_typed)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._read_list)
        self._list = CaseList()
        self._list.chosen.connect(self._on_chosen)
        self._count = Chip("0")
        self._view = CaseView(may_change=self._change.offered)
        self._beside = beside
        if beside is not None:
            self._view.add_beside_dates(beside.card)
        self._view.case_wanted.connect(self._read_case)
        self._view.add_beside_facts(_button(self._join, "Consolidate"))
        if export is not None:
            self._view.heading.add_action(_button(self._hand_out, "Export"))
        self._view.heading.add_action(_button(self._change, "Change"))
        self._pages = QStackedWidget()
        self._lay_out()
        self._read_list()

    def _keeping(self) -> tuple[Action, ...]:
        """What only those do who keep the record."""
        group = "Cases"
        return (
            Action("cases.new", "New case", self._on_new, "Ctrl+N", group),
            Action("cases.change", "Change the case", self._on_change, "F2", group),
            Action("cases.consolidate", "Consolidate or sever", self._on_join, "F7", group),
            Action("cases.daylist", "Take over a day list", self._on_day_list, "Ctrl+I", group),
        )

    def title(self) -> str:
        return "" if self.desk.case else "Cases"

    def shortcuts(self) -> Sequence[Action]:
        return (
            *(self._new, self._change, self._join),
            *(self._find_action, self._day_list, self._hand_out),
        )

    def case_opened(self, case: CaseRef | None) -> None:
        if case is None:
            self._case = None
            self._wanted = ""
            self._pages.setCurrentIndex(0)
            return
        self._read_case(case.id)

    def changed(self, changed: Changed) -> None:
        if changed.concerns("case"):
            self._read_list()
            if self._wanted in changed.ids:
                self._read_case(self._wanted)
        if self._beside is not None:
            self._beside.take_notice(changed)

    def reveal(self, target: object) -> None:
        if isinstance(target, str):
            self._read_case(target)

    def focus_first(self) -> None:
        self._list.setFocus()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        listed = Card("Cases", self, padded=False)
        listed.add_chip(self._count)
        listed.add_action(Button.of(self._new, Kind.PRIMARY))
        holder = QWidget()
        inner = QHBoxLayout(holder)
        inner.setContentsMargins(13, 10, 13, 10)
        inner.addWidget(self._find, 1)
        inner.addWidget(_button(self._day_list, "Day list"))
        listed.body.addWidget(holder)
        listed.body.addWidget(self._list, 1)
        listed.setFixedWidth(380)
        row.addWidget(listed)
        empty = Card("", self)
        empty.body.addWidget(
            EmptyState(
                "folder-open",
                "No case is open",
                "Choose a case from the list. Its people, charges and dates stand here, "
                "and every other panel follows it.",
            )
        )
        self._pages.addWidget(empty)
        self._pages.addWidget(self._view)
        row.addWidget(self._pages, 1)

    def _read_list(self) -> None:
        service, words = self._service, self._find.text()
        self.desk.lane.ask(lambda: service.cases(words), self._show_list, owner=self)

    def _read_case(self, case_id: str) -> None:
        service, self._wanted = self._service, case_id

        def read(case: Case) -> None:
            if case.id == self._wanted:  # else another was chosen since, and this must not open it
                self._show_case(case)

        self.desk.lane.ask(lambda: service.case(case_id), read, owner=self)

    def _show_list(self, lines: tuple[CaseLine, ...]) -> None:
        current = self.desk.case
        self._list.show_lines(lines, self._zone, current.id if current else "")
        self._count.setText(str(len(lines)))
        self.desk.status.show_facts(f"{len(lines)} cases")
        if current is None and lines and not self._find.text():
            self.desk.set_case(ref(lines[0]))
            self._list.show_lines(lines, self._zone, lines[0].id)

    def _show_case(self, case: Case) -> None:
        self._case = case
        self._wanted = case.id
        self._view.show_case(case, self._zone)
        if self._beside is not None:
            self._beside.open(case)
        self._pages.setCurrentIndex(1)
        self.desk.set_case(ref(case))

    def _on_words_typed(self, _words: str) -> None:
        self._pause.start()

    def _on_find(self) -> None:
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()

    def _on_chosen(self, line: CaseLine) -> None:
        self.desk.set_case(ref(line))

    def _on_new(self) -> None:
        self._open_form(None)

    def _on_export(self) -> None:
        case = self.desk.case
        if case is not None and self._export is not None:
            ExportDialog(self, self.desk, case, self._export).open()

    def _on_day_list(self) -> None:
        DayListDialog(self, self.desk).open()

    def _on_join(self) -> None:
        if self._case is None:
            return
        today = datetime.now(ZoneInfo(self._zone)).date()
        make = ConsolidateDialog if self._case.joined is None else SeverDialog
        make(self, self.desk, self._case, today).open()

    def _on_change(self) -> None:
        if self._case is not None:
            self._open_form(self._case)

    def _open_form(self, case: Case | None) -> None:
        form = CaseForm(self, self._zone, case)
        service, zone = self._service, ZoneInfo(self._zone)

        def save(details: CaseDetails) -> Saved[Case]:
            if case is not None:
                return service.change_case(case.id, details)
            return service.open_case(details, datetime.now(zone).date())

        def saved(result: Saved[Case]) -> None:
            form.accept()
            self.desk.status.saved(f"Case {result.value.details.number} saved")
            self._show_case(result.value)

        def failed(error: Exception) -> None:
            if isinstance(error, KnownError):
                form.show_wrong(str(error))

        form.wanted.connect(
            lambda details: self.desk.lane.ask(lambda: save(details), saved, failed, owner=form)
        )
        form.open()


def _button(action: Action, text: str) -> Button:
    """A button with fewer words than the key list has."""
    made = Button.of(action)
    made.set_text(text)
    return made
