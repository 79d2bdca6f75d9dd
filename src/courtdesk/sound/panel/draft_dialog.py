"""A machine's draft of what was said: asked for with a warning, shown as pages, never kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QProgressBar, QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.preview import Preview
from courtdesk.desk.widgets.form import Choice, Field, FieldRow
from courtdesk.desk.widgets.text import Text
from courtdesk.errors import KnownError
from courtdesk.paper.imprint import Imprint
from courtdesk.sound.model import DraftLine, Form, LogLine, Order, Recording, SealedSound
from courtdesk.sound.panel.errand import Errand, GivenUp
from courtdesk.sound.panel.moments import length, moment_of
from courtdesk.sound.service.drafting import Drafting, SoundDrafts
from courtdesk.sound.sheet import draft_pages
from courtdesk.vault.times import now

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.sound.panel.keeper import SoundKeeper

_LOOK_MS = 100
_PROPOSED = timedelta(minutes=5)
_NO_TIME = "Type a time such as 10:31 or 10:31:04."
_HONEST = (
    "A machine guesses what was said, offline. It is poor: of clear synthetic American English "
    "70 % of the words were wrong. It may lead to a place in the sound; nobody should read it as "
    "what was said. It is never part of the record; only that it was made is noted. Sealed "
    "passages are not listened to."
)


class DraftDialog(Dialog):
    """Asks for the span and the channel, shows how far it is, then the pages."""

    def __init__(
        self, parent: QWidget, desk: Desk, keeper: SoundKeeper, recordings: tuple[Recording, ...]
    ) -> None:
        super().__init__(parent, "Draft what was said", "Draft")
        self._over, self._desk, self._keeper = parent, desk, keeper
        self._hearing_id = recordings[0].hearing_id
        self._began = min(each.started_at for each in recordings).astimezone(keeper.zone)
        self._errand: Errand | None = None
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._on_time_to_look)
        self.first = QLineEdit(f"{self._began:%H:%M:%S}")
        self.last = QLineEdit(f"{self._began + _PROPOSED:%H:%M:%S}")
        self.channel = Choice()
        self.channel.addItem("All, mixed", None)
        for number, name in enumerate(recordings[0].plan.channels):
            self.channel.addItem(name, number)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Drafted so far")
        self.words = Text("", "small")
        self._fields = (Field("From", self.first), Field("To", self.last))
        self.body.addWidget(Text(_HONEST, wrap=True))
        self.body.addWidget(FieldRow(*self._fields, Field("Channel", self.channel)))
        for widget in (self.progress, self.words):
            widget.hide()
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.setMinimumWidth(560)
        self.primary.clicked.connect(self._on_primary)
        self.first.setFocus()

    def reject(self) -> None:
        """Esc gives up what is being drafted."""
        if self._errand is not None:
            self._errand.cancel()
            self.words.setText("Giving up …")
        else:
            super().reject()

    def _on_primary(self) -> None:
        day, zone = self._began.date(), self._keeper.zone
        edges = [moment_of(edit.text(), day, zone) for edit in (self.first, self.last)]
        for edge, field in zip(edges, self._fields, strict=True):
            field.show_wrong(_NO_TIME if edge is None else "")
        first, last = edges
        if first is None or last is None:
            return
        if last <= first:
            self._fields[1].show_wrong("The end lies before the beginning.")
            return
        self._begin(first.astimezone(UTC), last.astimezone(UTC))

    def _begin(self, first: datetime, last: datetime) -> None:
        vault, log, hearing_id = self._desk.vault, self._keeper.log, self._hearing_id
        errand = self._errand = Errand()
        self._keeper.leaving.connect(errand.cancel)
        self.progress.setRange(0, max(round((last - first).total_seconds()), 1))
        self._wait(True)

        def prepare() -> tuple[Drafting, tuple[LogLine, ...], Imprint]:
            order, lines = log.order(hearing_id, first, last, SealedSound.SILENCED, Form.FLAC)
            return SoundDrafts(vault).prepare(order), lines, Imprint.by(vault, now())

        self._desk.lane.ask(
            prepare, lambda come: self._draft(errand, *come), self._on_failed, owner=self
        )

    def _draft(
        self, errand: Errand, drafting: Drafting, lines: tuple[LogLine, ...], imprint: Imprint
    ) -> None:
        channel = self.channel.currentData()

        def draft() -> tuple[DraftLine, ...] | None:
            try:
                return tuple(drafting.lines(channel, heard=errand.heard))
            except GivenUp:
                return None

        def done(drafted: tuple[DraftLine, ...] | None) -> None:
            self._wait(False)
            if drafted is None:
                self.show_wrong("Given up. Nothing was drafted.")
                return
            self.accept()
            DraftPages(self._over, self._desk, drafting.order, drafted, lines, imprint).open()

        if not self._keeper.stopped:
            self._keeper.carrying.ask(draft, done, self._on_failed, owner=self)

    def _wait(self, on: bool) -> None:
        for widget in (self.first, self.last, self.channel, self.primary):
            widget.setEnabled(not on)
        self.progress.setVisible(on)
        self.words.setVisible(on)
        self.show_wrong("")
        if on:
            self.progress.setValue(0)
            self.words.setText("Begins …")
            self.cancel.setFocus()
            self._look.start()
        else:
            self._errand = None
            self._look.stop()

    def _on_time_to_look(self) -> None:
        if self._errand is not None and not self._errand.cancelled:
            seconds = self._errand.seconds
            self.progress.setValue(min(round(seconds), self.progress.maximum()))
            self.words.setText(f"{length(seconds)} of {length(self.progress.maximum())}")

    def _on_failed(self, error: Exception) -> None:
        self._wait(False)
        known = isinstance(error, KnownError)
        self.show_wrong(str(error) if known else "Nothing was drafted. Try once more.")


class DraftPages(Dialog):
    """The draft, marked as one on every page."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        order: Order,
        drafted: tuple[DraftLine, ...],
        lines: tuple[LogLine, ...],
        imprint: Imprint,
    ) -> None:
        super().__init__(parent, "A machine’s draft, not the record", "Close")
        self.resize(920, 640)
        self.preview = Preview(desk, self)
        self.body.addWidget(self.preview, 1)
        self.cancel.hide()
        self.primary.clicked.connect(self.accept)
        self.primary.setAutoDefault(False)
        for action in self.preview.page_actions():
            for keys in QKeySequence.listFromString(action.keys):
                QShortcut(keys, self, action.run)
        self.preview.make("Machine’s draft", draft_pages, order, drafted, lines, imprint)
