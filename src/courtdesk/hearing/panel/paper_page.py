"""The papers of the open hearing: log, minutes and the rest, previewed, kept in a file, printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from courtdesk.cases.service import CaseService
from courtdesk.desk.actions import Action
from courtdesk.desk.context import Desk
from courtdesk.desk.preview import Preview
from courtdesk.desk.widgets.button import Button
from courtdesk.desk.widgets.card import Card
from courtdesk.desk.widgets.filters import FilterChips
from courtdesk.hearing.model import Hearing, HearingLogSheet, MinutesSheet, SealedSheet
from courtdesk.hearing.model.reports import HearingReport
from courtdesk.hearing.panel.composer import utc_now
from courtdesk.hearing.panel.minutes_bar import MinutesBar
from courtdesk.hearing.panel.pseudonym_dialog import PseudonymDialog
from courtdesk.hearing.service import HearingService
from courtdesk.hearing.service.reports import ReportService
from courtdesk.hearing.sheet.open_format import log_csv, log_json
from courtdesk.hearing.sheet.pages import log_pages, minutes_pages, report_pages, sealed_pages
from courtdesk.hearing.sheet.reports import REPORT_SHEETS
from courtdesk.paper.imprint import Imprint
from courtdesk.paper.pseudonyms import Pseudonyms
from courtdesk.paper.save import save
from courtdesk.vault.prints import NewPrint, Prints
from courtdesk.vault.pseudonyms import Pairs, PseudonymBook
from courtdesk.vault.roles import Ability

Snapshot = tuple[HearingLogSheet | MinutesSheet | HearingReport | SealedSheet, Imprint]


class Paper(StrEnum):
    """What can be printed of a hearing, by its kind in the print history."""

    LOG = "log"
    MINUTES = "minutes"
    WITNESSES = "witnesses-list"
    ATTENDANCE = "attendance"
    RULINGS = "rulings"
    JURY_TIME = "jury-time"
    CERTIFICATE = "certificate"
    SEALED = "sealed"


_TITLES = {
    Paper.LOG: "Hearing log",
    Paper.MINUTES: "Minutes",
    Paper.SEALED: "Sealed supplement",
    **{Paper(kind): title for kind, (title, _) in REPORT_SHEETS.items()},
}
_KEYS = {
    Paper.LOG: "Alt+L",
    Paper.MINUTES: "Alt+M",
    Paper.WITNESSES: "Alt+H",
    Paper.ATTENDANCE: "Alt+A",
    Paper.RULINGS: "Alt+R",
    Paper.JURY_TIME: "Alt+J",
    Paper.CERTIFICATE: "Alt+K",
    Paper.SEALED: "Alt+S",
}
_TABLE_KEYS = "Ctrl+Shift+S"
_NAMES_KEYS = "Ctrl+Shift+P"
_TABLES = "CSV (*.csv);;JSON (*.json)"


class PaperPage(QWidget):
    """Reads one snapshot on the vault's lane; the pages are made in the press."""

    closed = Signal()

    def __init__(
        self, desk: Desk, hearings: HearingService, now: Callable[[], datetime] = utc_now
    ) -> None:
        super().__init__()
        self._desk = desk
        self._hearings = hearings
        self._now = now
        self._hearing: Hearing | None = None
        self._imprint: Imprint | None = None
        self._paper = Paper.LOG
        self.preview = Preview(desk)
        self._chips = FilterChips("Paper")
        may = desk.vault.may(Ability.SEE_SEALED)
        self._papers = tuple(paper for paper in Paper if may or paper is not Paper.SEALED)
        self._chips.show_options((paper.value, _TITLES[paper]) for paper in self._papers)
        self._chips.chosen.connect(lambda key: self._make(Paper(key)))
        self._card = Card("Print", padded=False)
        back = Button("Back to the hearing", "Esc")
        back.clicked.connect(self.closed)
        self._table = Action(
            "hearing.paper.table",
            "Save the log as CSV or JSON…",
            self._on_table_wanted,
            _TABLE_KEYS,
            "Pages",
        )
        self._names = Action(
            "hearing.pseudonyms", "Pseudonyms…", self._on_names_wanted, _NAMES_KEYS, "Pages"
        )
        self._card.add_action(Button.of(self._names))
        self._card.add_action(Button.of(self._table))
        self._card.add_action(back)
        self._card.body.addWidget(self._chips, 0, Qt.AlignmentFlag.AlignLeft)
        self._card.body.setContentsMargins(13, 10, 13, 13)
        self._card.body.setSpacing(8)
        self.minutes = MinutesBar(desk, hearings, now)
        self.minutes.changed.connect(lambda: self._make(self._paper))
        self._card.body.addWidget(self.minutes)
        self._card.body.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        self.preview.saved.connect(self._on_left_the_vault)
        self.preview.printed.connect(self._on_left_the_vault)

    def show_hearing(self, hearing: Hearing) -> None:
        """Preview the paper that was chosen last, of ``hearing``."""
        self._hearing = hearing
        self._card.set_title(f"{hearing.plan.title} · {hearing.plan.day.isoformat()}")
        self._make(Paper(self._chips.current()))
        self.preview.view.setFocus()

    def shortcuts(self) -> list[Action]:
        """What can be done here by key."""
        choose = [
            Action(
                f"hearing.paper.{paper}",
                f"Preview: {_TITLES[paper]}",
                partial(self._chips.choose, paper.value),
                _KEYS[paper],
                "Pages",
            )
            for paper in self._papers
        ]
        own = [*choose, self._names, self._table, *self.minutes.actions_now()]
        return [*own, *self.preview.page_actions()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def clear(self) -> None:
        """Show nothing any more."""
        self._hearing = None
        self.minutes.open(None)
        self.preview.clear()

    def _make(self, paper: Paper) -> None:
        hearing = self._hearing
        if hearing is None:
            return
        self._paper = paper
        self.preview.clear()
        self.minutes.open(hearing if paper is Paper.MINUTES else None)
        hearings, vault, now = self._hearings, self._desk.vault, self._now()
        minutes, draft = self.minutes.service, self.minutes.draft
        reports = ReportService(vault, CaseService(vault))

        def read() -> Snapshot:
            sealed = paper is Paper.SEALED
            imprint = Imprint.by(vault, now, hearing.case_id, real_names=sealed)
            if sealed:
                return hearings.sealed_sheet(hearing.id), imprint
            if paper.value in REPORT_SHEETS:
                return reports.report(hearing.id), imprint
            if paper is Paper.LOG:
                return hearings.log_sheet(hearing.id), imprint
            return minutes.sheet(hearing.id, draft=draft), imprint

        self._desk.lane.ask(read, partial(self._on_read, hearing, paper), owner=self)

    def _on_read(self, hearing: Hearing, paper: Paper, read: Snapshot) -> None:
        if hearing is not self._hearing or paper is not self._paper:
            return
        sheet, self._imprint = read
        name = f"{_TITLES[paper]} {hearing.plan.day.isoformat()}"
        if isinstance(sheet, HearingReport):
            self.preview.make(name, report_pages, paper.value, sheet, self._imprint)
            return
        if isinstance(sheet, SealedSheet):
            self.preview.make(name, sealed_pages, sheet, self._imprint)
            return
        pages = log_pages if paper is Paper.LOG else minutes_pages
        self.preview.make(name, pages, sheet, self._imprint)

    def _on_names_wanted(self) -> None:
        hearing, vault = self._hearing, self._desk.vault
        if hearing is not None:
            case_id = hearing.case_id
            self._desk.lane.ask(
                lambda: PseudonymBook(vault).of(case_id),
                partial(self._open_names, case_id),
                owner=self,
            )

    def _open_names(self, case_id: str, pairs: Pairs) -> None:
        dialog = PseudonymDialog(self, self._desk, case_id, pairs)
        dialog.kept.connect(lambda: self._make(self._paper))
        dialog.open()

    def _on_table_wanted(self) -> None:
        hearing = self._hearing
        if hearing is None:
            return
        name = f"{_TITLES[Paper.LOG]} {hearing.plan.day.isoformat()}.csv"
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the log", name, _TABLES)
        if not chosen:
            return
        target, hearings, vault = Path(chosen), self._hearings, self._desk.vault

        def write() -> None:
            names = Pseudonyms(vault.pseudonyms(hearing.case_id))
            sheet = names.through_all(hearings.log_sheet(hearing.id))
            is_json = target.suffix.lower() == ".json"
            save(log_json(sheet) if is_json else log_csv(sheet), target)
            vault.note("export", hearing.id, "log as .json" if is_json else "log as .csv")

        self._desk.lane.ask(
            write, lambda _: self._desk.status.saved(f"“{target.name}” is written"), owner=self
        )

    def _on_left_the_vault(self) -> None:
        """Keep in the print history what was printed or written to a file."""
        document, hearing, imprint = self.preview.document, self._hearing, self._imprint
        if document is None or hearing is None or imprint is None:
            return
        what = NewPrint(
            self._paper.value,
            _TITLES[self._paper],
            imprint.fingerprint,
            pages=len(document.sizes),
            case_id=hearing.case_id,
        )
        vault, content = self._desk.vault, document.data
        self._desk.lane.ask(lambda: Prints(vault).record(what, content), owner=self)
