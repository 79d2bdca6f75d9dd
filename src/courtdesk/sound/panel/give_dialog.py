"""The dialog that gives a hearing's sound to who transcribes it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from courtdesk.desk.dialog import Dialog, confirm
from courtdesk.desk.widgets.chip import Tone
from courtdesk.desk.widgets.edit import EditWithButton
from courtdesk.desk.widgets.form import Choice, Field, FieldRow
from courtdesk.desk.widgets.notice import Message
from courtdesk.desk.widgets.text import Text
from courtdesk.errors import KnownError
from courtdesk.sound.model import Contents, Form, Recording, SealedSound
from courtdesk.sound.panel.giving import Giving, Wish
from courtdesk.sound.panel.moments import length, moment_of
from courtdesk.sound.service.giving import new_passphrase
from courtdesk.vault.roles import Ability

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.sound.panel.keeper import SoundKeeper

_LOOK_MS = 100
_ARCHIVE, _CLEAR = "archive", "clear"
_WAYS = {_ARCHIVE: "An encrypted archive (ZIP)", _CLEAR: "A folder in the clear"}
_FORMS = {
    Form.FLAC: "FLAC, every sample",
    Form.OPUS: "Opus, a tenth of the size",
    Form.WAV: "WAV, for every program",
}
_SEALED = {
    SealedSound.SILENCED: "Silent, at the same length",
    SealedSound.LEFT_OUT: "Left out",
    SealedSound.INCLUDED: "Included",
}
_NO_TIME = "Type a time such as 10:31 or 10:31:04."
_ONCE = (
    "CourtDesk made it and shows it once; it is kept nowhere. Tell it to the recipient by another "
    "way than the archive. What is copied leaves the clipboard after half a minute."
)


class GiveDialog(Dialog):
    """Asks for span, way and place; writes without blocking anything; shows the passphrase."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        keeper: SoundKeeper,
        recordings: tuple[Recording, ...],
        span: tuple[datetime, datetime] | None = None,
    ) -> None:
        super().__init__(parent, "Give out sound", "Give out")
        self._desk, self._keeper, self._recordings = desk, keeper, recordings
        self._hearing_id = recordings[0].hearing_id
        self._began = min(each.started_at for each in recordings).astimezone(keeper.zone)
        self._passphrase: str | None = None
        self._giving: Giving | None = None
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._on_time_to_look)
        self._make_fields()
        self._lay_out()
        self._propose(span)
        self.setMinimumWidth(640)
        self.primary.clicked.connect(self._on_primary)
        self.span.setFocus()

    def reject(self) -> None:
        """Esc gives up what is being written; a passphrase is not closed away unseen."""
        if self._giving is not None:
            self._giving.errand.cancel()
            self.progress_words.setText("Giving up …")
        elif self._passphrase is not None and self.passphrase.isVisible():
            self.show_wrong("Note the passphrase first: it is shown only once.")
        else:
            super().reject()

    def _make_fields(self) -> None:
        self.span, self.way, self.form, self.sealed = Choice(), Choice(), Choice(), Choice()
        self.span.addItem("The whole hearing", "all")
        self.span.addItem("From one time to another", "span")
        for way, words in _WAYS.items():
            self.way.addItem(words, way)
        for form, words in _FORMS.items():
            self.form.addItem(words, form.value)
        for sealed, words in _SEALED.items():
            if sealed is not SealedSound.INCLUDED or self._desk.vault.may(Ability.SEE_SEALED):
                self.sealed.addItem(words, sealed.value)
        self.first, self.last = QLineEdit(), QLineEdit()
        self.target = EditWithButton()
        self.target.set_button("Choose…", "Choose where it is written")
        self.target.button.clicked.connect(self._on_choose)
        self.passphrase = EditWithButton()
        self.passphrase.setReadOnly(True)
        self.passphrase.set_button("Copy", "Copy the passphrase")
        self.passphrase.button.clicked.connect(self._on_copy)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Written so far")
        self.progress_words = Text("", "small")
        self.span.currentIndexChanged.connect(lambda _: self._show_span())
        self.way.currentIndexChanged.connect(lambda _: self._show_way())

    def _lay_out(self) -> None:
        self.form_page = QWidget()
        column = QVBoxLayout(self.form_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Text(self._recorded(), "secondary", wrap=True))
        self._first_field = Field("From", self.first)
        self._last_field = Field("To", self.last)
        column.addWidget(FieldRow(Field("What", self.span), self._first_field, self._last_field))
        column.addWidget(FieldRow(Field("How", self.way), Field("Form", self.form)))
        sealed = "They begin five seconds before the seal, and are stated in log and certificate"
        column.addWidget(Field("Sealed passages", self.sealed, sealed))
        self._target_field = Field("Where", self.target)
        column.addWidget(self._target_field)
        self.body.addWidget(self.form_page)
        self.result_page = QWidget()
        result = QVBoxLayout(self.result_page)
        result.setContentsMargins(0, 0, 0, 0)
        result.setSpacing(12)
        self.result_words = Text("", wrap=True)
        result.addWidget(self.result_words)
        self._passphrase_field = Field("Passphrase of the archive", self.passphrase, _ONCE)
        result.addWidget(self._passphrase_field)
        self.result_page.hide()
        self.body.addWidget(self.result_page)
        for widget in (self.progress, self.progress_words):
            widget.hide()
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def _propose(self, span: tuple[datetime, datetime] | None) -> None:
        ends = [each.ended_at or datetime.now(UTC) for each in self._recordings]
        first, last = span or (self._began, max(ends))
        if span is not None:
            first -= timedelta(seconds=self._keeper.settings.lead_seconds)
            last += timedelta(seconds=1)
            self.span.setCurrentIndex(1)
        self.first.setText(self._typed(first))
        self.last.setText(self._typed(last))
        self.way.setCurrentIndex(0)
        self._show_span()
        self._show_way()

    def _typed(self, moment: datetime) -> str:
        """A moment as the fields take it: with its day if that is not the hearing's."""
        local = moment.astimezone(self._keeper.zone)
        same = local.date() == self._began.date()
        return f"{local:%H:%M:%S}" if same else f"{local:%Y-%m-%d %H:%M:%S}"

    def _recorded(self) -> str:
        seconds = sum(map(self._seconds, self._recordings))
        channels = ", ".join(self._recordings[0].plan.channels)
        day = f"{self._began:%a} {self._began.day} {self._began:%b %Y}"
        return f"Recorded from {self._began:%H:%M:%S} on, {day}: {length(seconds)} · {channels}"

    def _seconds(self, recording: Recording) -> float:
        """How long it is; one that runs is longer than the record knows yet."""
        look = self._keeper.look
        runs = look.recording_id == recording.id
        return look.seconds if runs else recording.samples / recording.plan.rate

    def _show_span(self) -> None:
        part = self.span.currentData() == "span"
        self.first.setEnabled(part)
        self.last.setEnabled(part)

    def _show_way(self) -> None:
        archive = self.way.currentData() == _ARCHIVE
        folder = "A new folder; nobody needs a passphrase to hear it"
        self.target.setPlaceholderText("A file that ends in .zip" if archive else folder)

    def _on_choose(self) -> None:
        archive = self.way.currentData() == _ARCHIVE
        name, kind = ("sound.zip", "ZIP (*.zip)") if archive else ("sound", "")
        chosen = QFileDialog.getSaveFileName(self, "Give out sound", str(Path.home() / name), kind)[
            0
        ]
        if chosen:
            self.target.setText(chosen)

    # What was chosen

    def _wish(self) -> Wish | None:
        """What the form says; None once it has said what is wrong."""
        first = self._edge(self.first, self._first_field)
        last = self._edge(self.last, self._last_field)
        typed = self.target.text().strip()
        self._target_field.show_wrong("" if typed else "Say where it is to be written.")
        part = self.span.currentData() == "span"
        if part and (first is None or last is None):
            return None
        if part and first is not None and last is not None and last <= first:
            self._last_field.show_wrong("The end lies before the beginning.")
            return None
        if not typed:
            self.target.setFocus()
            return None
        target = Path(typed).expanduser()
        archive = self.way.currentData() == _ARCHIVE
        if archive and target.suffix.lower() != ".zip":
            target = target.with_name(f"{target.name}.zip")
        return Wish(
            self._hearing_id,
            first if part else None,
            last if part else None,
            SealedSound(self.sealed.currentData()),
            Form(self.form.currentData()),
            target,
            new_passphrase() if archive else None,
        )

    def _edge(self, edit: QLineEdit, field: Field) -> datetime | None:
        found = moment_of(edit.text(), self._began.date(), self._keeper.zone)
        field.show_wrong(_NO_TIME if found is None and edit.isEnabled() else "")
        return None if found is None else found.astimezone(UTC)

    def _on_primary(self) -> None:
        if self.result_page.isVisible():
            self._finish()
            return
        self.show_wrong("")
        wish = self._wish()
        if wish is None:
            return
        if wish.passphrase is not None:
            self._begin(wish)
            return
        asked = confirm(
            self,
            "Give the sound out in the clear?",
            f"Whoever comes by “{wish.target.name}” can hear it, also from a lost stick or a "
            "deleted file. What is written so cannot be called back.",
            "Write in the clear",
        )
        asked.accepted.connect(lambda: self._begin(wish))

    # The work

    def _begin(self, wish: Wish) -> None:
        self._passphrase = wish.passphrase
        giving = self._giving = Giving(self._desk, self._keeper, wish, self)
        giving.written.connect(self._on_written)
        giving.failed.connect(self._on_failed)
        giving.given_up.connect(self._on_given_up)
        whole = sum(map(self._seconds, self._recordings))
        if wish.first is not None and wish.last is not None:
            whole = min(whole, (wish.last - wish.first).total_seconds())
        self.progress.setRange(0, max(round(whole), 1))
        self._wait(True)
        self._look.start()
        giving.begin()

    def _wait(self, on: bool) -> None:
        self.form_page.setEnabled(not on)
        self.primary.setEnabled(not on)
        self.progress.setVisible(on)
        self.progress_words.setVisible(on)
        if on:
            self.progress.setValue(0)
            self.progress_words.setText("Begins …")
            self.cancel.setFocus()
        else:
            self._giving = None
            self._look.stop()

    def _on_time_to_look(self) -> None:
        if self._giving is None or not self._giving.errand.seconds:
            return
        seconds = self._giving.errand.seconds
        self.progress.setValue(min(round(seconds), self.progress.maximum()))
        if not self._giving.errand.cancelled:
            whole = length(self.progress.maximum())
            self.progress_words.setText(f"{length(seconds)} of about {whole}")

    def _on_failed(self, error: Exception) -> None:
        self._wait(False)
        known = isinstance(error, KnownError)
        self.show_wrong(str(error) if known else "The sound was not given out. Try once more.")
        self.primary.setFocus()

    def _on_given_up(self) -> None:
        self._wait(False)
        self.show_wrong("Given up. Nothing was written.")
        self.primary.setFocus()

    def _on_written(self, contents: Contents) -> None:
        target = self._giving.wish.target.name if self._giving is not None else ""
        self._wait(False)
        self.result_words.setText(_told(contents, target))
        if self._passphrase is None:
            self._finish()
            return
        self.form_page.hide()
        self.passphrase.setText(self._passphrase)
        self.result_page.show()
        self.cancel.hide()
        self._ask_to_note()
        self.adjustSize()

    def _ask_to_note(self) -> None:
        """An Enter that was meant for something else does not close the passphrase away."""
        self.primary.set_text("I have noted it")
        self.primary.set_keys("")
        self.primary.setDefault(False)
        self.primary.setAutoDefault(False)
        self.passphrase.setFocus()
        self.passphrase.selectAll()

    def _finish(self) -> None:
        self._desk.show_notice(Message(self.result_words.text(), tone=Tone.GREEN))
        self.accept()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.passphrase.text())


def _told(contents: Contents, name: str) -> str:
    seconds = sum(part.seconds for part in contents.parts)
    files = "1 file" if len(contents.parts) == 1 else f"{len(contents.parts)} files"
    state = "encrypted" if contents.encrypted else "not encrypted"
    gaps = len(contents.omissions)
    silent = "; its certificate names 1 span that cannot be heard" if gaps == 1 else ""
    if gaps > 1:
        silent = f"; its certificate names {gaps} spans that cannot be heard"
    return f"“{name}” is written, {state}: {length(seconds)} of sound in {files}{silent}."
