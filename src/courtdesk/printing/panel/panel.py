"""The print centre: every document in one list, packets of them, and what became of the copies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from courtdesk.catalogue import Wanted
from courtdesk.desk.actions import Action
from courtdesk.desk.findline import FindLine
from courtdesk.desk.panel import Panel
from courtdesk.desk.preview import Preview
from courtdesk.desk.thumbnails import Thumbnails
from courtdesk.desk.widgets.button import Button, Kind
from courtdesk.desk.widgets.card import GAP, Card
from courtdesk.desk.widgets.filters import FilterChips
from courtdesk.desk.widgets.notice import Message
from courtdesk.desk.widgets.text import Text
from courtdesk.errors import KnownError
from courtdesk.paper.binding import bind
from courtdesk.paper.booklet import bind_folded
from courtdesk.printing import catalogue
from courtdesk.printing.model import Preset
from courtdesk.printing.panel.choosing import Choosing
from courtdesk.printing.panel.current import CurrentPages
from courtdesk.printing.panel.dialogs import LineDialog
from courtdesk.printing.panel.form import PacketForm, scrolled
from courtdesk.printing.panel.history import HistoryPage
from courtdesk.printing.panel.run import CopyRun, copy_of
from courtdesk.printing.panel.sealed import SealedEditions, sealed_editions
from courtdesk.printing.panel.second_copies import SecondCopies
from courtdesk.printing.service import PacketService, PresetService
from courtdesk.vault.keys import Compartment

if TYPE_CHECKING:
    from courtdesk.desk.context import CaseRef, Desk
    from courtdesk.desk.dialog import Dialog
    from courtdesk.printing.service.packets import Gathered
    from courtdesk.vault.changes import Changed

_PAUSE_MS = 200
_ROOMY = 1080
"""Pixels of width below which the small pictures give way to the page."""
_GROUP = "Print centre"
_NOTHING = "Choose documents at the left: Enter adds one to the packet."
FileChooser = Callable[[QWidget, str], str]


class PrintCentre(Panel):
    """Chooses, previews, exports, prints; and keeps track of what was handed out."""

    def __init__(self, desk: Desk, choose_file: FileChooser | None = None) -> None:
        super().__init__(desk)
        self._choose_file = choose_file or _ask_for_file
        self._packets, self._kept = PacketService(desk.vault), PresetService(desk.vault)
        self._preset = Preset("", "", ())
        self._gathered: Gathered | None = None
        self._run: CopyRun | None = None
        self._case_number = ""
        kinds = [kind for kind in catalogue.kinds() if kind.offered(desk.vault)]
        team = Compartment.TEAM in desk.vault.compartments
        self._choosing = Choosing(kinds, sealed_editions(kinds, desk.vault))
        self._sealed = SealedEditions(self, self._choosing.packet, _GROUP)
        self._choosing.add_to_packet_head(self._sealed.button)
        self._form = PacketForm(of_the_team=team)
        self._preview = Preview(desk, self)
        self._preview.hide_outlets()
        self._find = FindLine(self._preview)
        self._thumbnails = Thumbnails(self._preview)
        self._history = HistoryPage(desk)
        self._wrong = Text("", "secondary", wrap=True)
        self._wrong.hide()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._gather)
        self._current = CurrentPages(self._preview, self._pause)
        self._export = Action("print.export", "Export PDF/A…", self._on_export, "Ctrl+E", _GROUP)
        self._print = Action("print.print", "Print…", self._on_print, "Ctrl+P", _GROUP)
        self._lay_out()
        self._connect()
        self._read_presets()

    def title(self) -> str:
        return "Print centre"

    def shortcuts(self) -> Sequence[Action]:
        skipped = {"pages.save", "pages.print"}
        pages = [act for act in self._preview.page_actions() if act.id not in skipped]
        return (
            self._export,
            self._print,
            Action("print.find", "Find in the pages", self._find.begin, "Ctrl+F", _GROUP),
            self._sealed.action,
            Action("print.save", "Save as a packet…", self._on_save, "Ctrl+Shift+S", _GROUP),
            Action("print.packet", "Packet", lambda: self._chips.choose("make"), "Alt+1", _GROUP),
            Action("print.past", "Printed", lambda: self._chips.choose("past"), "Alt+2", _GROUP),
            *self._history.actions_here(),
            *pages,
        )

    def case_opened(self, case: CaseRef | None) -> None:
        if case is None:
            self._on_case("")
            return
        packets, case_id = self._packets, case.id
        self.desk.lane.ask(lambda: packets.case_number(case_id), self._on_case, owner=self)

    def changed(self, changed: Changed) -> None:
        if changed.concerns("print", "copy"):
            self._history.read()
        if changed.concerns("packet"):
            self._read_presets()
        if changed.kinds - {"print", "copy", "packet"}:
            self._current.outdate()

    def focus_first(self) -> None:
        self._choosing.kinds.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._thumbnails.setVisible(self.width() >= _ROOMY)

    def _lay_out(self) -> None:
        self._chips = FilterChips("Print centre")
        self._chips.show_options((("make", "Packet"), ("past", "Printed and handed out")))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_page())
        self._pages.addWidget(self._history)
        head = QHBoxLayout()
        head.addWidget(self._chips)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._pages, 1)

    def _make_page(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self._choosing)
        row.addWidget(self._thumbnails)
        middle = QVBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self._find)
        middle.addWidget(self._preview, 1)
        row.addLayout(middle, 1)
        row.addWidget(self._right_side())
        return page

    def _right_side(self) -> Card:
        seconds = SecondCopies(self.desk, self, self._preview, self._choose_second)
        card = Card("How it is made")
        card.setFixedWidth(248)
        card.add_chip(self._sealed.sign)
        card.body.addWidget(self._wrong)
        card.body.addWidget(scrolled(self._form), 1)
        card.body.addLayout(_links(("Save packet…", self._on_save), ("Forget", self._on_forget)))
        card.body.addLayout(
            _links(
                ("Password copy…", lambda: self._current.when_current(seconds.with_password)),
                ("Signed copy…", lambda: self._current.when_current(seconds.signed)),
            )
        )
        card.body.addWidget(Button.of(self._print))
        card.body.addWidget(Button.of(self._export, Kind.PRIMARY))
        return card

    def _connect(self) -> None:
        self._choosing.packet.changed.connect(self._current.outdate)
        self._form.changed.connect(self._current.outdate)
        self._form.preset_chosen.connect(self._show_preset)
        self._preview.saved.connect(self._note_one)
        self._preview.printed.connect(self._note_one)
        self._chips.chosen.connect(self._on_page_chosen)

    def _on_page_chosen(self, key: str) -> None:
        self._pages.setCurrentIndex(0 if key == "make" else 1)
        if key == "past":
            self._history.read()
            self._history.focus_first()

    def _read_presets(self) -> None:
        self.desk.lane.ask(self._kept.presets, self._on_presets, owner=self)

    def _on_presets(self, presets: tuple[Preset, ...]) -> None:
        first = not self._preset.title
        if first:
            self._preset = presets[0]
        self._form.show_presets(presets, self._preset.title)
        if first:
            self._show_preset(self._preset)

    def _show_preset(self, preset: Preset) -> None:
        self._preset = preset
        self._choosing.packet.show_items(preset.items)
        self._form.show_preset(preset)
        self._current.outdate()

    def _on_case(self, number: str) -> None:
        self._case_number = number
        self._current.outdate()

    def _wished(self) -> Preset:
        return self._form.filled(replace(self._preset, items=self._choosing.packet.packed()))

    def _gather(self) -> None:
        preset, reader = self._wished(), self._form.reader
        if not preset.items:
            self._on_refused(KnownError(_NOTHING))
            return
        if len(preset.items) == 1:
            kind = catalogue.kind_named(preset.items[0].kind)
            preset = replace(preset, title=kind.title)
        packets, wanted = self._packets, Wanted(case=self._case_number)
        wish = self._current.wish
        self.desk.lane.ask(
            lambda: packets.gather(preset, reader, wanted),
            lambda gathered: self._on_gathered(gathered, wish),
            self._on_refused,
            owner=self,
        )

    def _on_gathered(self, gathered: Gathered, wish: int) -> None:
        self._gathered = gathered
        self._sealed.show_of(gathered.packet)
        self._wrong.hide()
        self._form.show_left_out(gathered.packet.left_out)
        count = len(gathered.packet.parts)
        self.desk.status.show_facts(f"{count} document{'s' if count != 1 else ''} in the packet")
        packet = copy_of(gathered.packet, 1, self._form.copies)
        function = bind_folded if self._form.folded else bind
        self._current.begin(wish)
        self._preview.make(self._file_name(), function, packet)

    def _on_refused(self, error: Exception) -> None:
        self._gathered = None
        self._current.give_up()
        self._sealed.show_of(None)
        self._preview.clear()
        self._form.show_left_out(())
        self._wrong.setText(str(error))
        self._wrong.show()

    def _file_name(self) -> str:
        title = self._gathered.packet.masthead.title if self._gathered else "Packet"
        return f"{title} {self._case_number}".strip().replace("/", "-")

    def _on_export(self) -> None:
        self._current.when_current(self._export_now)

    def _export_now(self) -> None:
        if self._gathered is None or self._run is not None:
            return
        if self._form.copies == 1:
            self._preview.save()
            return
        chosen = self._choose_file(self, f"{self._file_name()}.pdf")
        if chosen and (run := self._begin_run()) is not None:
            run.to_files(Path(chosen))

    def _on_print(self) -> None:
        self._current.when_current(self._print_now)

    def _print_now(self) -> None:
        if self._gathered is None or self._run is not None:
            return
        if self._form.copies == 1:
            self._preview.print()
        elif (printer := self._preview.printer()) is not None:
            run = self._begin_run()
            if run is not None:
                run.to_printer(printer)

    def _begin_run(self) -> CopyRun | None:
        if self._gathered is None:
            return None
        self._run = CopyRun(
            self.desk,
            self._packets,
            self._gathered,
            self._form.copies,
            folded=self._form.folded,
            parent=self,
        )
        self._run.moved.connect(self._on_run_moved)
        self._run.ended.connect(self._on_run_ended)
        return self._run

    def _on_run_moved(self, done: int, of: int) -> None:
        self.desk.status.saved(f"Copy {done} of {of} is done")

    def _on_run_ended(self, error: Exception | None) -> None:
        self._run = None
        if isinstance(error, KnownError):
            self.desk.show_notice(Message(str(error)))

    def _note_one(self) -> None:
        """The pages in the preview left the vault: say so in the history."""
        gathered, document = self._gathered, self._preview.document
        if gathered is None or document is None:
            return
        packets, pages, data = self._packets, len(document.sizes), document.data
        self.desk.lane.ask(lambda: packets.record(gathered, data, pages, ""), owner=self)

    def _on_save(self) -> None:
        asked = LineDialog(self, "Save as a packet", "Name", "Save", self._preset.title)
        kept = self._kept

        def save(title: str) -> None:
            preset = replace(self._wished(), name="", title=title, id="")
            self.desk.lane.ask(
                lambda: kept.save(preset),
                lambda saved: self._on_saved(saved.value, asked),
                lambda error: asked.show_wrong(str(error)),
                owner=asked,
            )

        asked.wanted.connect(save)
        asked.open()

    def _on_saved(self, preset: Preset, asked: Dialog) -> None:
        self._preset = preset
        asked.accept()

    def _on_forget(self) -> None:
        preset, kept = self._preset, self._kept
        if not preset.id:
            self.desk.show_notice(Message("The packets that come with CourtDesk stay."))
            return
        self._preset = Preset("", "", ())
        self.desk.lane.ask(lambda: kept.remove(preset.id), owner=self)

    def _choose_second(self, more: str) -> str:
        return self._choose_file(self, f"{self._file_name()}{more}.pdf")


def _links(*deeds: tuple[str, Callable[[], None]]) -> QHBoxLayout:
    row = QHBoxLayout()
    for title, run in deeds:
        button = Button(title, kind=Kind.LINK)
        button.clicked.connect(lambda _on=False, run=run: run())
        row.addWidget(button)
    row.addStretch(1)
    return row


def _ask_for_file(parent: QWidget, name: str) -> str:
    return QFileDialog.getSaveFileName(parent, "Save as PDF", name, "PDF (*.pdf)")[0]
