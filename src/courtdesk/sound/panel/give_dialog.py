"""The dialog that gives a hearing's sound to who transcribes it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from courtdesk.desk.dialog import Dialog, confirm
from courtdesk.desk.widgets.chip import Tone
from courtdesk.desk.widgets.edit import EditWithButton
from courtdesk.desk.widgets.form import Field
from courtdesk.desk.widgets.notice import Message
from courtdesk.desk.widgets.text import Text
from courtdesk.errors import KnownError
from courtdesk.sound.model import Contents, Recording
from courtdesk.sound.panel.give_form import GiveForm
from courtdesk.sound.panel.giving import Giving, Wish
from courtdesk.sound.panel.moments import length
from courtdesk.vault.roles import Ability

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.sound.panel.keeper import SoundKeeper

_LOOK_MS = 100
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
        self._desk, self._keeper = desk, keeper
        may_include = desk.vault.may(Ability.SEE_SEALED)
        self.asked = GiveForm(keeper, recordings, span, may_include=may_include)
        self._passphrase: str | None = None
        self._giving: Giving | None = None
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._on_time_to_look)
        self._make_fields()
        self._lay_out()
        self.setMinimumWidth(640)
        self.primary.clicked.connect(self._on_primary)
        self.asked.span.setFocus()

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
        self.passphrase = EditWithButton()
        self.passphrase.setReadOnly(True)
        self.passphrase.set_button("Copy", "Copy the passphrase")
        self.passphrase.button.clicked.connect(self._on_copy)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Written so far")
        self.progress_words = Text("", "small")

    def _lay_out(self) -> None:
        self.body.addWidget(self.asked)
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

    def _on_primary(self) -> None:
        if self.result_page.isVisible():
            self._finish()
            return
        self.show_wrong("")
        wish = self.asked.wish()
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
        whole = self.asked.seconds
        if wish.first is not None and wish.last is not None:
            whole = min(whole, (wish.last - wish.first).total_seconds())
        self.progress.setRange(0, max(round(whole), 1))
        self._wait(True)
        self._look.start()
        giving.begin()

    def _wait(self, on: bool) -> None:
        self.asked.setEnabled(not on)
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
        self.asked.hide()
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
