"""The dialog that imports a recording made elsewhere and lines it up to the log."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QProgressBar, QWidget

from courtdesk.desk.dialog import Dialog
from courtdesk.desk.widgets.chip import Chip, Tone
from courtdesk.desk.widgets.edit import EditWithButton
from courtdesk.desk.widgets.form import Field, FieldRow
from courtdesk.desk.widgets.notice import Message
from courtdesk.desk.widgets.text import Text
from courtdesk.errors import KnownError
from courtdesk.sound.imports import began_at
from courtdesk.sound.model import Recording
from courtdesk.sound.model.course import Mark, MarkKind
from courtdesk.sound.panel.moments import length, moment_of
from courtdesk.sound.panel.taking_in import Found, TakingIn, look_into

if TYPE_CHECKING:
    from courtdesk.desk.context import Desk
    from courtdesk.sound.panel.keeper import SoundKeeper

_LOOK_MS = 100
_FILES = "Sound (*.wav *.flac *.mp3 *.ogg *.opus);;All files (*)"
_START = "2026-11-23 09:04:07, court time"
_NO_START = "The name does not say when it begins. Type it, such as 2026-11-23 09:04:07."
_EMPTY = (
    "WAV, FLAC, MP3 and Ogg (Opus, Vorbis) of 1 to 8 channels. Choose a file to see what it holds "
    "and where it lies beside the log. It is kept encrypted; the file itself stays where it is."
)


class ImportDialog(Dialog):
    """File, start, channels; what it holds beside the log; then decoded and kept."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        keeper: SoundKeeper,
        hearing_id: str,
        marks: tuple[Mark, ...],
    ) -> None:
        super().__init__(parent, "Import a recording", "Import")
        self._desk, self._keeper, self._hearing_id = desk, keeper, hearing_id
        self._entries = [mark.at for mark in marks if mark.kind is MarkKind.ENTRY]
        self._found: Found | None = None
        self._looked = 0
        self._taking: TakingIn | None = None
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._on_time_to_look)
        self._make_fields()
        self._lay_out()
        self._show_found(None)
        self.setMinimumWidth(640)
        self.primary.clicked.connect(self._on_primary)
        self.file.setFocus()

    def reject(self) -> None:
        """Esc gives up what is being decoded."""
        if self._taking is not None:
            self._taking.errand.cancel()
            self.words.setText("Giving up …")
        else:
            super().reject()

    def read(self, path: Path) -> None:
        """Show what the file at ``path`` holds."""
        self.file.setText(str(path))
        self.file.setModified(False)
        self._show_found(None)
        self.show_wrong("")
        self._looked += 1
        number = self._looked
        self.words.setText("Looking into the file …")

        def found(found: Found) -> None:
            if number == self._looked:
                self._on_found(found)

        def failed(error: Exception) -> None:
            if number == self._looked:
                self._show_found(None)
                self._say(error, "The file cannot be read.")

        self._keeper.carrying.ask(lambda: look_into(path), found, failed, owner=self)

    def _make_fields(self) -> None:
        self.file = EditWithButton()
        self.file.setPlaceholderText("A WAV, FLAC, MP3, Ogg or Opus file")
        self.file.set_button("Choose…", "Choose the file")
        self.file.button.clicked.connect(self._on_choose)
        self.file.editingFinished.connect(self._on_file_left)
        self.file.textEdited.connect(lambda _: self._show_found(None))
        self.start, self.offset, self.channels = QLineEdit(), QLineEdit("0"), QLineEdit()
        self.start.textChanged.connect(lambda _: self._show_span())
        self.offset.textChanged.connect(lambda _: self._show_span())
        self.sum = Chip()
        self.words = Text("", "secondary", wrap=True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Decoded so far")
        self.progress.hide()

    def _lay_out(self) -> None:
        self._start_field = Field("Begins", self.start, _START)
        self._offset_field = Field(
            "Its clock was behind by", self.offset, "Seconds; −3 if it was ahead"
        )
        self._channels_field = Field("Channels", self.channels, "Bench, Witness, … in its order")
        self.body.addWidget(Field("File", self.file))
        self.body.addWidget(FieldRow(self._start_field, self._offset_field, self._channels_field))
        line = QHBoxLayout()
        line.addWidget(self.sum)
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addWidget(self.words)
        self.body.addWidget(self.progress)
        self.body.addStretch(1)

    def _on_choose(self) -> None:
        chosen = QFileDialog.getOpenFileName(self, "Import a recording", str(Path.home()), _FILES)[
            0
        ]
        if chosen:
            self.read(Path(chosen))

    def _on_file_left(self) -> None:
        typed = self.file.text().strip()
        if typed and self.file.isModified():
            self.read(Path(typed).expanduser())

    # What it holds

    def _on_found(self, found: Found) -> None:
        began = began_at(found.path.name, str(self._keeper.zone))
        names = self._keeper.settings.plan.channels
        if not self.channels.isModified():
            self.channels.setText(", ".join(names) if len(names) == found.channels else "")
        if began is not None:
            self.start.setText(f"{began.astimezone(self._keeper.zone):%Y-%m-%d %H:%M:%S}")
        elif not self.start.isModified():
            self.start.clear()
        self._show_found(found)
        if self._began() is None:
            self._start_field.show_wrong(_NO_START)
            self.start.setFocus()
        else:
            self.primary.setFocus()

    def _show_found(self, found: Found | None) -> None:
        self._found = found
        self._show_span()

    def _began(self) -> datetime | None:
        """When its first sample was heard, UTC; None if that is not said yet."""
        typed = moment_of(self.start.text(), self._day, self._keeper.zone)
        try:
            offset = float(self.offset.text().strip().replace("−", "-").replace(",", ".") or 0)
            return None if typed is None else typed.astimezone(UTC) + timedelta(seconds=offset)
        except (ValueError, OverflowError):
            return None

    @property
    def _day(self) -> date | None:
        """Of the log's first entry: a time alone is on it."""
        return self._entries[0].astimezone(self._keeper.zone).date() if self._entries else None

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(name.strip() for name in self.channels.text().split(",") if name.strip())

    def _show_span(self) -> None:
        found, began = self._found, self._began()
        self.primary.setEnabled(found is not None and began is not None)
        if found is None:
            self.sum.show_state("No file yet", Tone.NEUTRAL)
            self.words.setText(_EMPTY)
            return
        if began is not None:
            self._start_field.show_wrong("")
        channels = "1 channel" if found.channels == 1 else f"{found.channels} channels"
        form = found.form.split()[0]
        about = f"{form} · {channels} · {found.rate / 1000:g} kHz · {length(found.seconds)}"
        lines = [about]
        if began is None:
            self.sum.show_state("When does it begin?", Tone.AMBER)
        else:
            self._show_beside(found, began, lines)
        if not found.exact:
            lines.append("Of each sample 16 bits are kept.")
        self.words.setText("\n".join(lines))

    def _show_beside(self, found: Found, began: datetime, lines: list[str]) -> None:
        """Say where it lies beside the log."""
        zone = self._keeper.zone
        ended = began + timedelta(seconds=found.seconds)
        first, last = began.astimezone(zone), ended.astimezone(zone)
        lines.append(f"From {first:%a} {first.day} {first:%b %Y, %H:%M:%S} to {last:%H:%M:%S}")
        inside = sum(began <= at <= ended for at in self._entries)
        count = len(self._entries)
        if not count:
            self.sum.show_state("The log has no entry yet", Tone.NEUTRAL)
        elif inside:
            self.sum.show_state(f"{inside} of {count} entries lie in it", Tone.GREEN)
        else:
            self.sum.show_state("No entry of the log lies in it", Tone.AMBER)
            at = self._entries[0].astimezone(zone)
            until = self._entries[-1].astimezone(zone)
            lines.append(
                f"The log goes from {at:%a} {at.day} {at:%b %Y, %H:%M:%S} to {until:%H:%M:%S}. "
                "Is its start right?"
            )

    # The work

    def _on_primary(self) -> None:
        found, began = self._found, self._began()
        if found is None or began is None:
            return
        if self.file.isModified():
            return
        if len(self._names) > found.channels:
            wrong = f"The file has {found.channels} channels, and {len(self._names)} are named."
            self._channels_field.show_wrong(wrong)
            self.channels.setFocus()
            return
        self._channels_field.show_wrong("")
        self.show_wrong("")
        about = (self._hearing_id, began, self._names)
        taking = self._taking = TakingIn(self._desk, self._keeper, found.path, about, self)
        taking.kept.connect(self._on_kept)
        taking.failed.connect(self._on_failed)
        taking.given_up.connect(self._on_given_up)
        self.progress.setRange(0, max(round(found.seconds), 1))
        self._wait(True)
        taking.begin()

    def _wait(self, on: bool) -> None:
        for widget in (self.file, self.start, self.offset, self.channels, self.primary):
            widget.setEnabled(not on)
        self.progress.setVisible(on)
        self.progress.setValue(0)
        if on:
            self.cancel.setFocus()
            self._look.start()
        else:
            self._taking = None
            self._look.stop()
            self._show_span()

    def _on_time_to_look(self) -> None:
        if self._taking is not None and not self._taking.errand.cancelled:
            seconds = self._taking.errand.seconds
            self.progress.setValue(min(round(seconds), self.progress.maximum()))
            self.words.setText(
                f"{length(seconds)} of {length(self.progress.maximum())} are decoded"
            )

    def _on_failed(self, error: Exception) -> None:
        self._wait(False)
        self._say(error, "Nothing was imported. Try once more.")

    def _on_given_up(self) -> None:
        self._wait(False)
        self.show_wrong("Given up. Nothing was imported.")

    def _say(self, error: Exception, otherwise: str) -> None:
        self.show_wrong(str(error) if isinstance(error, KnownError) else otherwise)

    def _on_kept(self, recording: Recording) -> None:
        self._wait(False)
        name = recording.origin.file if recording.origin else ""
        seconds = length(recording.samples / recording.plan.rate)
        words = f"“{name}” is imported: {seconds} of sound, kept encrypted and chained."
        self._desk.show_notice(
            Message(words, "", "Ctrl+J plays from an entry that lies in it.", Tone.GREEN)
        )
        self.accept()
